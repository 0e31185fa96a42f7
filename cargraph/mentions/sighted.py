"""The phrases of one sentence that name constructs: known products, coined names, and words that describe them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.coined import coined_phrase, name_key, receptors
from cargraph.mentions.described import phrases_around
from cargraph.mentions.following import extended
from cargraph.mentions.listed import parted
from cargraph.mentions.phrases import Phrase
from cargraph.mentions.products import edited_cells, stem_phrases, those, weak_phrases
from cargraph.mentions.rules import slot
from cargraph.mentions.variants import changed
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.vocabulary import Hit, Vocabulary


_GOES_ON = re.compile(
    r"[-.](?:(?!T(?![A-Za-z])|NK|CAR|CD3)[A-Z]{2,}[A-Z0-9]*(?![a-z])|\d{2,}(?:-[a-z]{1,6})?(?![\w%]))"
)
_AGAINST = re.compile(r"(?<![\w-])[Aa]nti-(?:murine|mouse|human|foreign)[- ]$")
"""What stands before a receptor that the body answers to: "anti-murine CAR responses"."""
_NEAR = 16
_GOES_BEFORE = re.compile(
    r"(?:[A-Z0-9]\.|\)-|(?<![A-Za-z0-9-])(?:[A-Za-z]{1,5}\d{1,3}[-/]|(?!Anti|Post|Pre|Non|Per|Allo|Auto|Mono|Multi|Co)[A-Z][A-Za-z]{1,4}-))$"
)


def named_in(stretch: Stretch, vocabulary: Vocabulary) -> list[Phrase]:
    """Return the phrases of a stretch that name constructs, in its order."""
    found = receptors(stretch, vocabulary)
    phrases = [_product(stretch, hit) for hit in known_products(stretch)]
    for span, parts in found.coined:
        if is_free(span, phrases):
            phrases.append(coined_phrase(stretch, span, parts, name_key(stretch.text[span.start : span.end])))
    phrases = [changed(stretch, phrase) for phrase in phrases]
    phrases += [p for p in stem_phrases(stretch) if is_free(p.span, phrases)]
    anchors = [span for span in found.anchors if is_free(span, phrases) and not _answered(stretch, span)]
    around = [one for phrase in phrases_around(stretch, anchors) for one in parted(stretch, phrase)]
    phrases = [_bracketed(stretch, phrase, around) for phrase in phrases]
    phrases += [p for p in around if _is_kept(stretch, p, phrases)]
    phrases += [p for p in weak_phrases(stretch) if is_free(p.span, phrases)]
    phrases += [p for p in edited_cells(stretch) if is_free(p.span, phrases)]
    phrases += [p for p in those(stretch) if is_free(p.span, phrases)]
    return sorted(phrases, key=lambda phrase: phrase.span)


def known_products(stretch: Stretch) -> list[Hit]:
    """Return the products named; a name built around CAR must be written so ("Unicar" is a firm's)."""
    hits = (hit for hit in stretch.hits if hit.term.kind is Kind.CONSTRUCT and not hit.ambiguous)
    return [hit for hit in hits if "CAR" not in hit.name or _is_whole(stretch, hit)]


def _is_whole(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether a product's name built around CAR is written so, and does not go on ("X.CAR-CCR4", "CCR4.X.CAR")."""
    longer = _GOES_ON.match(stretch.text, hit.end, stretch.end) or _GOES_BEFORE.search(
        stretch.text, max(stretch.start, hit.start - 10), hit.start
    )
    return "CAR" in stretch.text[hit.start : hit.end] and not longer


def _answered(stretch: Stretch, span: Span) -> bool:
    return _AGAINST.search(stretch.text, max(stretch.start, span.start - _NEAR), span.start) is not None


def _bracketed(stretch: Stretch, named: Phrase, around: Iterable[Phrase]) -> Phrase:
    """Return a name that stands in a bracket within a description as the whole of it: "anti-X (ABC-1) CAR T cells"."""
    whole = next((p for p in around if p.span.start < named.span.start and p.span.end >= named.span.end), None)
    if whole is None or stretch.text[named.span.start - 1] != "(":
        return named
    before = (Span(whole.span.start, named.span.start - 2),) if whole.span.end <= named.span.end + 1 else ()
    return replace(whole, name=named.name, term=named.term, cuts=(*before, *whole.cuts, *(named.cuts or (named.span,))))


def _product(stretch: Stretch, hit: Hit) -> Phrase:
    core = Span(hit.start, hit.end)
    walk = extended(stretch, core)
    name = name_key(stretch.text[hit.start : hit.end])
    cuts = () if walk.span == core else (core,)
    return Phrase(
        walk.span, stretch.index, name=name, term=hit.term, parts=tuple(walk.parts), cells=walk.cells, cuts=cuts
    )


def is_free(span: Span, phrases: Iterable[Phrase]) -> bool:
    """Tell whether no phrase stands where a span does."""
    return not any(phrase.span.overlaps(span) for phrase in phrases)


def _is_kept(stretch: Stretch, phrase: Phrase, others: Iterable[Phrase]) -> bool:
    if not is_free(phrase.span, others):
        return False
    return not (phrase.bare and slot("not_cells").match(stretch.text, phrase.span.end))

"""Claims that a factor goes with more or less of an outcome: "high LDH was associated with worse PFS"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.arms import Group
from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.complement import complement
from cargraph.facts.comparisons.phrases import is_name
from cargraph.facts.comparisons.stating import stated
from cargraph.facts.lists import outcome_runs
from cargraph.facts.qualifiers import modifier
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.model import Comparison, Evidence

_FAR = 9
_BEHIND = 16
_OPENER = re.compile(
    r"^(?:(?:in|on|by|at|among|after|using|with|from|for|to|(?:when\s)?(?:controlling|adjusting|adjusted|accounting)\sfor)\b"
    r"[^,]*,\s*"
    r"|(?:however|additionally|furthermore|moreover|(?:more |most )?importantly|notably|interestingly|also"
    r"|although|while|and|both|either|the|such|finally|conversely|similarly|likewise|again|overall)\b,?\s*)+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s")
_ASIDE = re.compile(
    r"(?:(?:among|and)?\s?other\b|others$|(?:whether|in|as|with|for|by|at|on|after|when|if|including)\s)", re.IGNORECASE
)
_INVERTED = re.compile(
    r"^(?:the\s)?(?:\w+\s)?(?:factors?|variables?|predictors?|features?|characteristics)$", re.IGNORECASE
)
_BRACKET = re.compile(r"\s?[(\[][^()\[\]]*[)\]]")
_JOINT = re.compile(r",\s+and\s+|,\s+or\s+|,\s+|\s+and\s+|\s+or\s+")
_NO_FACTOR = re.compile(
    r"%|\d\s?/\s?\d|\b(?:found|seen|observed|reported|predicted|showed|had|has|we|it|this|these|which)\b", re.IGNORECASE
)
_AUXILIARY = re.compile(
    r"\s+(?:was|were|is|are|has been|have been|may be|not|did|does|do|can|could|also|both|strongly|\w+ly|all)$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\s(?:than|compared (?:with|to))\s(?:the\s)?(?P<b>[\w][^,;.()]{1,50}?)(?=\s(?:on|in|at|by|was|were)\b|\s?[,;.()])"
)
_CITATION = re.compile(r"\s\d{1,3}\s?,\s?\d{1,3}\b|\[\d")


def claims(tokens: Sequence[Token], text: str, proof: Evidence) -> Iterator[Comparison]:
    """Yield a comparison for every factor and outcome that a sentence links with a word of more or less, or of none.

    text: the paper's text. proof: the sentence.
    """
    if _CITATION.search(proof.quote):
        return
    for at, token in enumerate(tokens):
        if token.depth or not _links(tokens, at):
            continue
        outcomes = _outcomes(tokens, at)
        direction = _direction(tokens, at, outcomes[0]) if outcomes else None
        if direction is None:
            continue
        start = _start(tokens, at, proof)
        named = _labels(text[start : token.span.start]) or _behind(tokens, text, at, outcomes[-1], proof)
        stats = _stats(tokens, at, start, outcomes[-1], len(named))
        than = _THAN.match(text, tokens[outcomes[-1]].span.end, proof.span.end)
        for step, label in enumerate(named):
            for outcome in outcomes:
                yield _claim(tokens, outcome, label, than["b"] if than else None, direction, stats[step], proof)


def _links(tokens: Sequence[Token], at: int) -> bool:
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return (tokens[at].text in words.LINKED and after in words.WITH) or tokens[at].text in words.PREDICTING


def _outcomes(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the first list of outcomes behind a link, or nothing where none stands near."""
    run = next((r for r in outcome_runs(tokens) if r[0] > at), [])
    near = bool(run) and run[0] - at <= _FAR and not tokens[run[0]].depth
    return run if near and not any(t.text in {",", ";"} for t in tokens[at : run[0]]) else []


def _direction(tokens: Sequence[Token], at: int, outcome: int) -> str | None:
    before = [t.text for t in tokens[max(0, at - 3) : at]]
    if {"not", "neither", "nor", "no"} & set(before) and "only" not in before:
        return "similar"
    said = [t.text for t in tokens[max(0, at - 1) : outcome]]
    if words.LESS & set(said):
        return "lower"
    return "higher" if words.MORE & set(said) else None


def _start(tokens: Sequence[Token], at: int, proof: Evidence) -> int:
    parts = (
        t for t in reversed(tokens[:at]) if not t.depth and t.text in {";", ":", "that", "whereas", "while", "but"}
    )
    before = next(parts, None)
    return before.span.end if before else proof.span.start


def _labels(piece: str) -> list[str]:
    """Return the factors that a subject names.

    >>> _labels("On multivariate analysis, high LDH (p = 0.01) and bulky disease were")
    ['high LDH', 'bulky disease']
    """
    subject = _OPENER.sub("", _BRACKET.sub("", piece).strip())
    while (shorter := _AUXILIARY.sub("", subject)) != subject:
        subject = shorter
    subject = _OPENER.sub("", subject.strip(" ,"))
    if _NO_FACTOR.search(subject) or _INVERTED.match(subject):
        return []
    labels = [_ARTICLE.sub("", part.strip()) for part in _JOINT.split(subject) if not _ASIDE.match(part)]
    return labels if all(is_name(label) for label in labels) else []


def _behind(tokens: Sequence[Token], text: str, at: int, outcome: int, proof: Evidence) -> list[str]:
    """Return the factors told behind the outcome: "Factors associated with worse OS were A and B"."""
    if not words.FACTORS & {t.text for t in tokens[max(0, at - 3) : at]}:
        return []
    verb = next((t for t in tokens[outcome + 1 :] if t.text in {"were", "was", "included", "include", "are"}), None)
    return _labels(text[verb.span.end : proof.span.end].rstrip(". ")) if verb else []


def _stats(tokens: Sequence[Token], at: int, start: int, outcome: int, factors: int) -> list[list[Token]]:
    """Return each factor's ratio and p-value: behind the outcome of a single factor, else in each one's bracket."""
    if factors == 1:
        behind = tokens[outcome + 1 : outcome + _BEHIND]
        return [[t for t in behind if t.tag in {Tag.RATIO, Tag.P} and t.depth]]
    own = [t for t in tokens[:at] if t.tag is Tag.P and t.depth and t.span.start > start]
    return [[p] for p in own] if len(own) == factors else [[] for _ in range(factors)]


def _claim(
    tokens: Sequence[Token],
    outcome: int,
    label: str,
    against: str | None,
    direction: str,
    stats: list[Token],
    proof: Evidence,
) -> Comparison:
    own = next((t.entity for t in tokens if t.tag is Tag.ARM and t.mention and t.text == label.lower()), None)
    other = against or ("" if own else complement(label))
    return stated(
        (Group(own) if own else Group(None, label), Group(None, other) if other else None),
        tokens[outcome].entity,
        proof,
        direction=direction,
        grade=modifier(tokens, outcome),
        p=next((t for t in stats if t.tag is Tag.P), None),
        ratio=next((t for t in stats if t.tag is Tag.RATIO), None),
    )

"""Words that stand for a group told in full elsewhere: "the former", "the latter", "87% for donor-derived"."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.token import Tag, Token
from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cargraph.model import Mention

POINTING = ("former", "latter")
"""The words that choose one of two groups told before, the first of them and the second."""
_TWO = 2


def pointed(
    tokens: tuple[Token, ...], before: Callable[[], Sequence[Token]]
) -> tuple[tuple[Token, ...], tuple[Token, Token] | None]:
    """Return a sentence's tokens with "the former" and "the latter" as the two arms named last before them, and these.

    before: gives the tokens of the sentence before, which names the two where the sentence itself does not.
    """
    places = [i for i, (a, b) in enumerate(itertools.pairwise(tokens), 1) if a.text == "the" and b.text in POINTING]
    two = (_two(tokens[: places[0]]) or _two(before())) if places else []
    if not two:
        return tokens, None
    told = (_as(t, two[POINTING.index(t.text)]) if i in places else t for i, t in enumerate(tokens))
    return tuple(told), (two[0], two[1])


def _two(tokens: Sequence[Token]) -> list[Token]:
    """Return the two different arms that tokens name, nothing where they name more or fewer."""
    named: dict[str, Token] = {}
    for token in tokens:
        if token.tag is Tag.ARM and not (token.mention and token.mention.generic):
            named.setdefault(token.entity or token.text, token)
    return list(named.values()) if len(named) == _TWO else []


def _as(word: Token, arm: Token) -> Token:
    return replace(word, tag=Tag.ARM, mention=arm.mention, label=arm.label)


_ELLIPTIC = r"\b(?:for|with|in|of|after)\s(?:the\s)?(?P<word>{})(?=\s(?:and|or|versus|vs\.?|than)\s|\s?[,;.()])"
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NO_MANNER = frozenset("car cart cell cells therapy therapies product products anti and or with without the of".split())


def elliptic(text: str, mentions: Iterable[Mention]) -> Callable[[Span], Iterator[tuple[Span, Mention]]]:
    """Return a finder of the places of a sentence where a manner stands for its product: "87% for donor-derived".

    A manner is a plain word in the names of one product alone, where others go by other such words.
    """
    owners: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        for word in _WORD.findall(mention.span.of(text).lower()):
            if len(word) > _SHORTEST and word not in _NO_MANNER:
                owners.setdefault(word, {}).setdefault(mention.entity, mention)
    single = {word: next(iter(own.values())) for word, own in owners.items() if len(own) == 1}
    if len({mention.entity for mention in single.values()}) < _TWO:
        return lambda _: iter(())
    pattern = re.compile(_ELLIPTIC.format("|".join(sorted(map(re.escape, single), key=lambda w: (-len(w), w)))))

    def found(within: Span) -> Iterator[tuple[Span, Mention]]:
        for match in pattern.finditer(text, within.start, within.end):
            yield Span(*match.span("word")), single[match["word"]]

    return found


_SHORTEST = 4

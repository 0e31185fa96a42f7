"""Which constructs of a paper are the products it studied: not those named in passing, nor the class of them all."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from cargraph.facts.besides import FIELDWIDE, had_besides, of_another_study
from cargraph.facts.earlier import is_earlier
from cargraph.facts.groups.arm_names import names_the_class
from cargraph.mentions.numerals import WORD
from cargraph.model import Kind

if TYPE_CHECKING:
    from cargraph.model import Annotation, Mention

_TWO = 2
_COUNTED = re.compile(
    rf"[^().]{{0,20}}?[(;,]\s?[nN]\s?=\s?\d|\s(?:(?:was|were)\s(?:given|administered|infused)\s)?to\s(?:\d+|{WORD})(?![\w.,%-])"
)
_COUNTED_BEFORE = re.compile(
    rf"(?:\d|{WORD})(?:\s?\([\d.]+\s?%\))?\s(?:patients\s)?(?:received|were\sgiven|were\streated\swith)\s(?:an?\s|the\s)?$"
)
_REACH = 60


class Products:
    """The constructs of one paper, and what it makes of each.

    `titled` are those that its title names, `main` is the product it names most.
    """

    def __init__(self, annotation: Annotation) -> None:
        self._annotation = annotation
        self._classes = {e.id for e in annotation.entities if e.kind is Kind.CONSTRUCT and names_the_class(e.label)}
        self.constructs = tuple(e.id for e in annotation.entities if e.kind is Kind.CONSTRUCT)
        titles = {s.index for s in annotation.sentences if s.section == "title"}
        titled = [m for m in annotation.mentions if m.kind is Kind.CONSTRUCT and m.sentence in titles]
        self.titled = {m.entity for m in titled if not is_earlier(annotation, m)} or {m.entity for m in titled}
        self._mentioned = Counter(m.entity for m in annotation.mentions if m.kind is Kind.CONSTRUCT and not m.generic)
        self._passing = self._named_in_passing()
        self.main = self._main()

    def is_class(self, entity: str) -> bool:
        """Tell whether a construct is the class of all CAR products and not a product."""
        return entity in self._classes

    @cached_property
    def studied(self) -> tuple[str, ...]:
        """The constructs that are products, not the class of all CAR products (unless there is nothing else)."""
        own = tuple(c for c in self.constructs if not self.is_class(c) and c not in self._passing)
        classes = tuple(c for c in self.constructs if c in self.titled)
        if classes and all(self.is_class(c) for c in classes) and all(self._mentioned[c] == 1 for c in own):
            return classes
        return own or tuple(c for c in self.constructs if not self.is_class(c)) or self.constructs

    @cached_property
    def rivals(self) -> tuple[str, ...]:
        """The products that a paper can be comparing: the two that its title names, else all of them."""
        titled = tuple(p for p in self.studied if p in self.titled)
        return titled if len(titled) == _TWO else self.studied

    def _main(self) -> str | None:
        """Return the product named most, counting a name in the title three times."""
        counts = Counter(dict.fromkeys(self.studied, 0))
        for mention in self._annotation.mentions:
            if mention.entity in counts and not mention.generic and not self.is_class(mention.entity):
                section = self._annotation.sentences[mention.sentence].section
                counts[mention.entity] += 3 if section == "title" else 1
        best = counts.most_common()
        return min((e for e, n in best if n == best[0][1]), key=self.constructs.index) if best else None

    def _named_in_passing(self) -> frozenset[str]:
        """Return the constructs named only as background, or as given before, after or in another study.

        Where all constructs are named so, none is.
        """
        told = [s.index for s in self._annotation.sentences if s.section != "title"]
        opening = set(told[:3]) | {s.index for s in self._annotation.sentences if s.section in FIELDWIDE}
        named = [m for m in self._annotation.mentions if m.kind is Kind.CONSTRUCT]
        later: set[str] = set()
        for m in named:
            if m.entity not in later and (self._is_counted(m) or (m.sentence not in opening and not self._besides(m))):
                later.add(m.entity)
        every = {m.entity for m in named}
        return frozenset(every - later) if later else frozenset()

    def _is_counted(self, mention: Mention) -> bool:
        """Tell whether a construct is named with how many got it: "a bispecific CAR (n = 38)", "38 received X"."""
        text, start = self._annotation.paper.text, mention.span.start
        behind = _COUNTED.match(text, mention.span.end)
        return behind is not None or _COUNTED_BEFORE.search(text, max(0, start - _REACH), start) is not None

    def _besides(self, mention: Mention) -> bool:
        return any(told(self._annotation, mention) for told in (is_earlier, had_besides, of_another_study))

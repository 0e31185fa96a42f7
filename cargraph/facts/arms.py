"""The arms of a paper: which constructs and groups its results are of, and on how many patients each rests."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts.evidence import evidence
from cargraph.facts.tokens import Tag, Token, Tokens
from cargraph.model import Arm, Evidence, Kind, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.model import Annotation, Observation

_COMPARATOR = re.compile(
    r"\b(?:standard|controls?|placebo|supportive|historical|chemo\w*|physician|untreated|untransduced|mock|observation|transplant\w*|conventional)\b",
    re.IGNORECASE,
)
_GIVEN = frozenset("received receiving treated infused infusion infusions given dosed administered".split())
_ANALYSED = frozenset(
    "evaluable analysed analyzed included evaluated assessable analysis analyses study reviewed identified assessed reported".split()
)
_ENTERED = frozenset(
    "enrolled randomized randomised randomization randomisation assigned recruited allocated participated".split()
)
_NOT_TREATED = frozenset(
    "screened leukapheresis leukapheresed apheresis not without met eligibility discontinued excluded withdrew consented referred collection".split()
)
_STATEMENT = frozenset({"title", "abstract", "background", "methods", "results", "conclusion", "discussion", "caption"})


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Whom a result is of: a construct's id, a label in the text's words, or both."""

    subject: str | None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """A group's size as one sentence gives it; the rank says how good a denominator it makes."""

    group: Group
    n: int
    rank: int
    sentence: Sentence
    token: Token


class Inventory:
    """The groups of one paper with their sizes, in the order the paper presents them."""

    def __init__(self, annotation: Annotation, tokens: Tokens) -> None:
        self.annotation = annotation
        self.tokens = tokens
        self.entities = {e.id: e for e in annotation.entities}
        self._classes = {e.id for e in annotation.entities if e.kind is Kind.CONSTRUCT and names_the_class(e.label)}
        self.constructs = tuple(e.id for e in annotation.entities if e.kind is Kind.CONSTRUCT)
        self.main = self._main()
        self.sizes = tuple(self._sizes())

    def _main(self) -> str | None:
        counts: Counter[str] = Counter()
        for mention in self.annotation.mentions:
            if mention.kind is Kind.CONSTRUCT:
                section = self.annotation.sentences[mention.sentence].section
                own = 0 if mention.generic or self.is_class(mention.entity) else 1
                counts[mention.entity] += own * (3 if section == "title" else 1)
                counts[mention.entity] += 0
        best = counts.most_common()
        return min((e for e, n in best if n == best[0][1]), key=self.constructs.index) if best else None

    def is_class(self, entity: str) -> bool:
        """Tell whether a construct is the class of all CAR products and not a product."""
        return entity in self._classes

    @property
    def products(self) -> tuple[str, ...]:
        """The constructs that are products, not the class of all CAR products (unless there is nothing else)."""
        own = tuple(c for c in self.constructs if not self.is_class(c))
        return own or self.constructs

    def group(self, token: Token) -> Group:
        """Return the group an arm token names."""
        if token.mention and token.mention.kind is Kind.CONSTRUCT:
            return Group(token.entity)
        label = token.label or token.text
        return Group(None if _COMPARATOR.search(label) or token.mention else self.main, label)

    def is_arm(self, token: Token) -> bool:
        """Tell whether a token can own a result."""
        if token.tag is not Tag.ARM:
            return False
        if token.mention is None:
            return True
        return not (self.is_class(token.entity) and len(self.products) >= 1 and token.entity not in self.products)

    @property
    def pair(self) -> tuple[Group, Group] | None:
        """The two groups the paper compares, in its order, where it compares exactly two."""
        sized = list(dict.fromkeys(s.group for s in self.sizes if s.group.subject is None or s.group.label is None))
        named = [g for g in sized if g.subject in self.products or g.subject is None]
        if len(named) == 2:
            return named[0], named[1]
        return (Group(self.products[0]), Group(self.products[1])) if len(self.products) == 2 and not named[2:] else None

    def size(self, group: Group) -> int | None:
        """Return how many patients a group's results rest on, None where the text leaves it open."""
        own = [s for s in self.sizes if s.group == group]
        if not own and group.label and group.subject is None:
            own = [
                s for s in self.sizes if s.group.subject is None and s.group.label and _same(s.group.label, group.label)
            ]
        if not own and group.label is None:
            own = [s for s in self.sizes if s.group.subject == group.subject and s.group.label is None]
        if not own:
            return None
        best = max(s.rank for s in own)
        return next(s.n for s in own if s.rank == best)

    def _sizes(self) -> Iterator[Size]:
        for sentence in self.annotation.sentences:
            if sentence.section in _STATEMENT:
                tokens = self.tokens.of(sentence)
                for at, token in enumerate(tokens):
                    if (found := self._sized(tokens, at, token)) is not None:
                        yield Size(found[0], found[1], found[2], sentence, token)

    def _sized(self, tokens: Sequence[Token], at: int, token: Token) -> tuple[Group, int, int] | None:
        quantity = token.quantity
        if quantity is None or quantity.count is None or quantity.count == 0:
            return None
        if token.tag is Tag.SIZE:
            return self._bracketed(tokens, at, quantity.total or quantity.count)
        if token.tag is not Tag.QUANTITY or quantity.value is not None or quantity.interval:
            return None
        return self._told(tokens, at, token)

    def _bracketed(self, tokens: Sequence[Token], at: int, n: int) -> tuple[Group, int, int] | None:
        for place in range(at - 1, max(-1, at - 5), -1):
            token = tokens[place]
            if self.is_arm(token):
                return self.group(token), n, 4
            if token.tag in {Tag.OUTCOME, Tag.QUANTITY} or token.text in {";", ","}:
                return None
        return None

    def _told(self, tokens: Sequence[Token], at: int, token: Token) -> tuple[Group, int, int] | None:
        """Read "47 received A", "12 patients were infused", "among the 176 patients who received A"."""
        quantity = token.quantity
        if quantity is None or quantity.count is None:
            return None
        window = _clause(tokens, at)
        people = not quantity.bare or any(t.text in {"patients", "subjects", "participants"} for t in window[:3])
        verbs = {t.text for t in window[:14] if t.tag is Tag.WORD}
        given, analysed, entered = (verbs | set(token.text.split())) & _GIVEN, verbs & _ANALYSED, verbs & _ENTERED
        if (
            any(t.tag is Tag.OUTCOME and t.mention and t.mention.kind is Kind.TOXICITY for t in window[:10])
            and not given
        ):
            return None
        if verbs & {"other", "not", "except"} or (quantity.percent is not None and not given):
            return None
        rank = 3 if given else 2 if analysed or "receive" in verbs else 1 if entered else 0
        if verbs & _NOT_TREATED and not given:
            return None
        if not rank and not (people and _introduced(tokens, at)):
            return None
        if not (people or given or "receive" in verbs) or (quantity.bare and not given and "receive" not in verbs):
            return None
        owner = self._owner(tokens, at, window)
        return (owner, quantity.count, rank) if owner else None

    def _owner(self, tokens: Sequence[Token], at: int, window: Sequence[Token]) -> Group | None:
        arms = [t for t in window[:18] if self.is_arm(t)]
        labelled = [t for t in arms if t.label]
        if labelled:
            return self.group(labelled[0])
        if arms:
            return self.group(arms[0])
        before = [t for t in tokens[max(0, at - 12) : at] if self.is_arm(t)]
        if before and tokens[at - 1].text != "and":
            return self.group(before[-1])
        return Group(self.main) if len(self.products) == 1 else None


_CLASS = frozenset(
    """chimeric antigen receptor receptors car cars cart t cell cells therapy therapies treatment treatments product products modified
    engineered immunotherapy adoptive cellular commercial commercially approved available autologous and infusion nk the based""".split()
)  # fmt: skip


def names_the_class(label: str) -> bool:
    """Tell whether a construct's name is only that of the class ("CAR T-cell therapy"), no product's."""
    return set(re.findall(r"[^\W_]+", label.lower())) <= _CLASS


def _same(a: str, b: str) -> bool:
    words = [
        set(re.findall(r"[a-z]+|\d+", x.lower())) - {"group", "arm", "the", "patients", "cohort", "of"} for x in (a, b)
    ]
    return bool(words[0]) and words[0] == words[1]


_NEXT_GROUP = frozenset({"to", "received", "were", "assigned", "randomly"})


def _clause(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the tokens behind a count up to the next count of people, a semicolon or a contrast."""
    out: list[Token] = []
    for token in tokens[at + 1 :]:
        if token.text in {";", "while", "whereas"} or (
            token.tag is Tag.QUANTITY and token.quantity and token.quantity.count and not token.quantity.bare
        ):
            break
        if (
            token.tag is Tag.QUANTITY
            and token.quantity
            and token.quantity.bare
            and out
            and out[-1].text in {"and", ","}
        ):
            break
        if (
            token.quantity
            and token.quantity.count
            and at + len(out) + 2 < len(tokens)
            and tokens[at + len(out) + 2].text in _NEXT_GROUP
        ):
            break
        out.append(token)
    return out


_INTRODUCING = frozenset("among of in on for all total these from with".split())


def _introduced(tokens: Sequence[Token], at: int) -> bool:
    before = [t.text for t in tokens[max(0, at - 3) : at]]
    if any(t.tag is Tag.OUTCOME for t in tokens[max(0, at - 10) : at]):
        return False
    return (
        bool(before)
        and before[-1] in {"in", "among", "on", "the", "all", "of"}
        and any(b in _INTRODUCING for b in before)
    )


def arms(inventory: Inventory, denominators: Sequence[tuple[Group, int, Observation]]) -> tuple[Arm, ...]:
    """Return the arms with their sizes: the best-ranked size of each group, and labelled groups known by a denominator."""
    paper = inventory.annotation.paper
    found: dict[tuple[Group, int], Arm] = {}
    best = {g: max(s.rank for s in inventory.sizes if s.group == g) for g in {s.group for s in inventory.sizes}}
    told: set[Group] = set()
    for size in inventory.sizes:
        if size.rank == best[size.group] and size.n > 1 and size.group not in told:
            told.add(size.group)
            found.setdefault(
                (size.group, size.n),
                _arm(size.group, size.n, evidence(paper, size.sentence, rule=f"arm.size.{size.rank}")),
            )
    for group, n, observation in denominators:
        if not any(g == group for g, _ in found):
            found[group, n] = _arm(group, n, observation.evidence[0])
    return tuple(found.values())


def _arm(group: Group, n: int, proof: Evidence) -> Arm:
    return Arm(subject=group.subject, label=group.label, n=n, evidence=(proof,))

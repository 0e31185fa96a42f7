"""The arms of a paper: which constructs and groups its results are of, and on how many patients each rests."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cargraph.facts.earlier import is_earlier
from cargraph.facts.groups.arm_names import (
    CONTROL,
    WITHOUT,
    is_comparator,
    label_key,
    same_label,
)
from cargraph.facts.groups.known_labels import KnownLabels, own_names, product_meant
from cargraph.facts.groups.opposed import opposed
from cargraph.facts.groups.parted import opposite
from cargraph.facts.groups.products import Products
from cargraph.facts.groups.sizes import Size, sizes
from cargraph.facts.tokens import Tag, Token, Tokens
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.model import Annotation

_PRINTED = 4
_ASSIGNED = 2
_TWO = 2
_AGAINST = frozenset({"than", "compared", "versus", "vs", "relative", "between", "against"})


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Whom a result is of: a construct's id, a label in the text's words, or both."""

    subject: str | None
    label: str | None = None


_ASSIGNED_TO = re.compile(r"\b(?:assigned|allocated|randomi[sz]|to\sreceive\b)")
_GIVEN = re.compile(r"\b(?:safety|infused|infusion|treated|dosed)\b")
_NAMES_GROUP = re.compile(r"[\s-](?:groups?|arms?|cohorts?|patients|recipients)$", re.IGNORECASE)


class Inventory:
    """The groups of one paper with their sizes, in the order the paper presents them."""

    def __init__(self, annotation: Annotation, tokens: Tokens) -> None:
        self.annotation = annotation
        self.tokens = tokens
        self.entities = {e.id: e for e in annotation.entities}
        self._named = Products(annotation)
        self.constructs = self._named.constructs
        self.main = self._named.main
        self._titled = self._named.titled
        self._labels = KnownLabels(tokens)
        self.sizes: tuple[Size, ...] = ()
        self._learn_labels()
        self.sizes = tuple(sizes(self))

    def _learn_labels(self) -> None:
        """Let the first name of an arm ("BRT group") go before what else is said of its patients ("received BRT")."""
        told = [s for s in self.annotation.sentences if s.section != "title"]
        named = [t for s in told for t in self.tokens.of(s) if t.label and self.is_arm(t)]
        for token in sorted(named, key=lambda t: t.scope):
            if not token.scope or self._labels.is_of_part(token.label or ""):
                self.group(token)

    def product_group(self, product: str) -> Group:
        """Return the group of all who were given a product."""
        return Group(product)

    def drug_group(self, drug: str) -> Group:
        """Return the group of all who were given a drug that is no product with a CAR."""
        return Group(None, self._labels.wording(drug))

    def is_class(self, entity: str) -> bool:
        """Tell whether a construct is the class of all CAR products and not a product."""
        return self._named.is_class(entity)

    @property
    def products(self) -> tuple[str, ...]:
        """The constructs that are products, not the class of all CAR products (unless there is nothing else)."""
        return self._named.studied

    def spelled_out(self, label: str) -> str:
        """Return a label with a short form that means a high or a low thing in full."""
        return self._labels.spelled_out(label)

    def group(self, token: Token) -> Group:
        """Return the group an arm token names."""
        if token.mention and token.mention.kind is Kind.CONSTRUCT:
            return Group(token.entity)
        if token.mention is None and token.label and (product := self._product_named(token.label)) is not None:
            return Group(product)
        if (control := self.tokens.controls.named(token.label or token.text)) is not None:
            return Group(None, self._labels.wording(control))
        label = self._labels.wording(token.label or token.text)
        if self._is_without(label):
            return Group(None, label)
        of_other = token.mention is not None and token.mention.kind is not Kind.DISEASE
        if of_other and (own := next((s.group for s in self.sizes if s.group.label == label), None)):
            return own
        compared = is_comparator(label) and not token.scope
        return Group(None if compared or of_other else self.of_label, label)

    def _product_named(self, label: str) -> str | None:
        """Return the product by whose name a group goes: "the dual-target group", the "B group" of "Y (B group)"."""
        if not _NAMES_GROUP.search(label) or len(self.products) < _TWO:
            return None
        named = {p: (self.entities[p].label, *self.entities[p].names) for p in self.products}
        return self._own_names.get(label_key(label)) or product_meant(label, named)

    @cached_property
    def _own_names(self) -> dict[frozenset[str], str]:
        return own_names(map(self.tokens.of, self.annotation.sentences))

    def groups(self, tokens: Sequence[Token]) -> list[Group]:
        """Return the groups that tokens name, in their order: a product gives way to parts of those who got it."""
        named = list(dict.fromkeys(self.group(t) for t in tokens if self.is_arm(t)))
        parts = {g.subject for g in named if g.label and g.subject}
        return [g for g in named if g.label or g.subject not in parts]

    def rest(self, group: Group) -> Group | None:
        """Return the patients whom a labelled group leaves out: "patients with X" leave out those without."""
        other = opposite(group.label) if group.label else None
        return Group(group.subject, self._labels.wording(other)) if other else None

    def _is_without(self, label: str) -> bool:
        """Tell whether a label names those who were not given a product: "patients who did not receive CAR T cells"."""
        denied = WITHOUT.search(label)
        return denied is not None and any(n in denied["what"] for c in self.constructs for n in self.entities[c].names)

    @property
    def has_comparator(self) -> bool:
        """Tell whether the paper tells the size of a group that was not given its product."""
        return any(s.group.subject is None for s in self.sizes)

    @property
    def is_pooled(self) -> bool:
        """Tell whether the title names several products whose results are given together."""
        return self.pair is None and len(self._titled & set(self.products)) > 1

    def role(self, token: Token) -> str:
        """Return the role of the entity a token names, empty where it has none."""
        entity = self.entities.get(token.entity)
        return entity.role if entity else ""

    def subgroup(self, label: str) -> Group:
        """Return the group of those patients of the paper's product whom a label tells apart, or of its control."""
        if (control := self.tokens.controls.named(label)) is not None:
            return Group(None, self._labels.wording(control))
        return Group(self.of_label, self._labels.wording(label))

    @property
    def of_label(self) -> str | None:
        """The construct that groups without a product's name are of: where several are pooled the class, or none."""
        titled = self._titled & set(self.products)
        if len(self.products) == 1:
            return self.products[0]
        if len(titled) == 1:
            return self.main
        pooled = self.pooled
        return pooled.subject if pooled is not None and not titled else None

    @property
    def labelled(self) -> list[Group]:
        """The groups the paper divides its patients into, else those with a size and a label, in the order they are told."""
        if self.tokens.divided:
            return [self.subgroup(label) for label in self.tokens.divided]
        return list(dict.fromkeys(s.group for s in self.sizes if s.group.label and s.rank >= _ASSIGNED))

    def labelled_so_far(self) -> list[Group]:
        """Return the two groups with labels that the text sets side by side with their sizes, nothing where not two."""
        named = [
            self.group(tokens[at - 1])
            for tokens in map(self.tokens.of, self.annotation.sentences)
            for at in range(1, len(tokens) - 1)
            if tokens[at].text == "(" and tokens[at + 1].tag is Tag.SIZE and tokens[at - 1].label
        ]
        found = list(dict.fromkeys(named))
        return found if len(found) == _TWO else []

    def _summed(self, group: Group) -> int | None:
        """Return the sum of the groups that one sentence divides all patients into: "(group 1, n = 9) or (group 2, n = 5)"."""
        if group.label is not None or group.subject is None:
            return None
        parts = [s for s in self.sizes if s.rank == _PRINTED and s.group.label and s.group.subject == group.subject]
        one = [s for s in parts if s.sentence == parts[0].sentence]
        return sum(s.n for s in one) if len(one) > 1 and len({s.group for s in one}) == len(one) else None

    def is_arm(self, token: Token) -> bool:
        """Tell whether a token can own a result."""
        if token.tag is not Tag.ARM:
            return False
        if token.mention is None:
            return True
        if token.mention.kind is Kind.CONSTRUCT and is_earlier(self.annotation, token.mention):
            return False
        return not (self.is_class(token.entity) and len(self.products) >= 1 and token.entity not in self.products)

    @property
    def pair(self) -> tuple[Group, Group] | None:
        """The two groups the paper compares, in its order, where it compares exactly two."""
        if len(self.products) > _TWO and self._titled and all(self.is_class(t) for t in self._titled):
            return None
        sized = list(dict.fromkeys(s.group for s in self.sizes if s.group.subject is None or s.group.label is None))
        named = [g for g in sized if g.subject in self._named.rivals or g.subject is None]
        titled = {t for t in self._titled if not self.is_class(t)}
        if named and titled and not titled & {g.subject for g in named}:
            return None
        if len(named) == 2:
            if any(self._is_part(g) for g in named) and titled:
                return None
            first, second = sorted(named, key=lambda g: g.subject is None)  # what is tried is told first
            return self._held_against(second) or first, second
        if named[2:]:
            return None
        if self._compares:
            return Group(self._named.rivals[0]), Group(self._named.rivals[1])
        divided = self.halves
        return divided if divided and any(g.subject is None for g in divided) else self._opposed

    def _is_part(self, group: Group) -> bool:
        """Tell whether a product beside the title's one is named in a single sentence: a few patients got it."""
        named = (m.sentence for m in self.annotation.mentions if m.entity == group.subject and not m.generic)
        return group.subject is not None and group.subject not in self._titled and len(set(named)) == 1

    def _held_against(self, control: Group) -> Group | None:
        """Return the labelled part of those treated that the sentence which counts a control sets against it."""
        counted = next((s.sentence for s in self.sizes if s.group == control), None)
        if counted is None or control.subject is not None:
            return None
        told = [s.group for s in self.sizes if s.sentence == counted and s.group.label and s.group.subject]
        named = (self.group(t) for t in self.tokens.of(counted) if t.label and self.is_arm(t))
        parts = [*told, *(g for g in named if g.subject is not None)]
        return parts[0] if parts and self.tokens.controls.named(control.label or "") is None else None

    @cached_property
    def _opposed(self) -> tuple[Group, Group] | None:
        return opposed(self)

    def is_of_all(self, token: Token) -> bool:
        """Tell whether a generic word ("the CAR T cells") means the products that the paper compares, together."""
        rivals = self._named.rivals
        generic = token.mention is not None and token.mention.generic and token.label is None
        return generic and rivals != self.products and token.entity not in rivals

    @cached_property
    def is_controlled(self) -> bool:
        """Tell whether the paper sets its product against another, or against a control group."""
        return len(self.products) > 1 or bool(self.tokens.controls) or CONTROL.somewhere(self.annotation.paper.text)

    @property
    def in_turn(self) -> list[Group]:
        """The products in the order in which the paper tells how many patients got each."""
        return list(
            dict.fromkeys(s.group for s in self.sizes if s.group.label is None and s.group.subject in self.products)
        )

    @property
    def halves(self) -> tuple[Group, Group] | None:
        """The two labelled groups that one sentence divides the patients into, with their sizes; None where not two."""
        parts = next((row for row in self.part_rows if len(row) == _TWO), None)
        if parts is not None:
            return parts[0], parts[1]
        told = [s for s in self.sizes if s.rank >= _ASSIGNED and s.group.label]
        first = [s.group for s in told if s.sentence == told[0].sentence]
        return (first[0], first[1]) if len(first) == len(set(first)) == _TWO else None

    @cached_property
    def part_rows(self) -> list[list[Group]]:
        """The rows of parts that the paper counts, each as groups in their order."""
        rows = ([self.subgroup(part.label) for part in row] for row in self.tokens.parts)
        return [row for row in rows if len(set(row)) == len(row)]

    @cached_property
    def _compares(self) -> bool:
        """Tell whether the paper holds two products against each other in one sentence."""
        if len(self._named.rivals) != _TWO:
            return False
        rivals, against = set(self._named.rivals), False
        told: Counter[str] = Counter()
        for sentence in self.annotation.sentences:
            tokens = self.tokens.of(sentence)
            named = rivals & {t.entity for t in tokens}
            told.update(named)
            against = against or (named == rivals and any(t.text in _AGAINST for t in tokens))
        return against and all(n > 1 for n in told.values())

    @property
    def pooled(self) -> Group | None:
        """The class that holds all products of the paper, where it names one: of it are results that are given for all."""
        classes = [c for c in self.constructs if self.is_class(c)]
        others = [c for c in self.products if c not in self._named.rivals]
        return Group((classes or others)[0]) if classes or len(others) == 1 else None

    def of_total(self, total: int) -> Group | None:
        """Return the one group whose size is a printed denominator, None where none or several are."""
        fitting = {s.group for s in self.sizes if s.n == total and self.size(s.group) == total}
        return fitting.pop() if len(fitting) == 1 else None

    def size(self, group: Group) -> int | None:
        """Return how many patients a group's results rest on, None where the text leaves it open."""
        own = [s for s in self.sizes if s.group == group]
        if not own and group.label and group.subject is None:
            own = [
                s
                for s in self.sizes
                if s.group.subject is None and s.group.label and same_label(s.group.label, group.label)
            ]
        if not own and group.label is None:
            own = [s for s in self.sizes if s.group.subject == group.subject and s.group.label is None]
        if not own:
            return self._summed(group)
        best = max(s.rank for s in own)
        told = max((s for s in own if s.rank == best), key=lambda s: s.n)
        beside = sum(s.n for s in self.sizes if s.sentence == told.sentence and s.rank == best and s is not told)
        titled = group.label is None and len(self._titled) == 1 and group.subject in self._titled
        whole = (s.n for s in own if beside and titled and s.n == told.n + beside)
        return next(whole, told.n)

    def treated(self, group: Group) -> Size | None:
        """Return the size of the set that got a product, of those assigned to it; None where none is counted."""
        text, n = self.annotation.paper.text, self.size(group)
        own = [(s, s.sentence.span.of(text)) for s in self.sizes if s.group == group]
        if n is None or not any(s.n == n and _ASSIGNED_TO.search(said) for s, said in own):
            return None
        return next((s for s, said in own if s.n < n and _GIVEN.search(said) and not _ASSIGNED_TO.search(said)), None)

    def assessed(self, group: Group) -> int | None:
        """Return how many patients of a group were fit to be assessed for a response, None where that is not told."""
        return next((s.n for s in self.sizes if s.group == group and s.of_response), None)

    @property
    def whole(self) -> Group | None:
        """The group of all patients: of the paper's only product, or of the one construct its title speaks of.

        None where the paper compares two products, or names several in its title.
        """
        if len(self.products) == 1:
            return Group(self.products[0])
        if self.pair is not None:
            given = {g for g in self.pair if self.size(g) is not None}
            return given.pop() if len(given) == 1 else None
        if len(self._titled) == 1:
            return Group(next(iter(self._titled)))
        if len(self._titled & set(self.products)) >= _TWO:
            return None
        return Group(self.main) if self.main else None

"""The arms of a paper: which constructs and groups its results are of, and on how many patients each rests."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from cargraph.facts.earlier import is_earlier
from cargraph.facts.groups.arm_names import CONTROL, WITHOUT, is_comparator, label_key
from cargraph.facts.groups.compared import holds_two, two_compared, whole_of_two
from cargraph.facts.groups.control_names import is_of_laboratory
from cargraph.facts.groups.denominators import Denominators
from cargraph.facts.groups.group import Group
from cargraph.facts.groups.known_labels import KnownLabels, own_names, product_meant
from cargraph.facts.groups.opposed import opposed
from cargraph.facts.groups.parted import opposite
from cargraph.facts.groups.pointing import POINTING
from cargraph.facts.groups.products import Products
from cargraph.facts.groups.sizes import Size, plausible, sizes
from cargraph.facts.tokens import Tag, Token, Tokens
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.model import Annotation

_ASSIGNED = 2
_TWO = 2
_PHASE = re.compile(r"(?:patients )?(?:in |during |from |of )?phase\b", re.IGNORECASE)
"""A phase of a trial, whose patients are no group set against those of another."""
_NAMES_GROUP = re.compile(r"[\s-](?:groups?|arms?|cohorts?|patients|recipients)$", re.IGNORECASE)


class Inventory:
    """The groups of one paper with their sizes, in the order the paper presents them."""

    def __init__(self, annotation: Annotation, tokens: Tokens) -> None:
        self.annotation = annotation
        self.tokens = tokens
        self.entities = {e.id: e for e in annotation.entities}
        self.named = Products(annotation)
        self.constructs = self.named.constructs
        self.main = self.named.main
        self.titled = self.named.titled
        self._labels = KnownLabels(tokens)
        self.denominators = Denominators((), self.titled, annotation.paper.text)
        self._learn_labels()
        self.denominators = Denominators(tuple(plausible(sizes(self))), self.titled, annotation.paper.text)

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The sizes of groups that the paper tells; none while they are looked for."""
        return self.denominators.sizes

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
        return self.named.is_class(entity)

    @property
    def products(self) -> tuple[str, ...]:
        """The constructs that are products, not the class of all CAR products (unless there is nothing else)."""
        return self.named.studied

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
        if token.mention is not None and token.entity in self.tokens.rivals.names:
            return Group(self.of_label if self.tokens.rivals.alone else None, label)
        if self._is_without(label):
            return Group(None, label)
        of_other = token.mention is not None and token.mention.kind is not Kind.DISEASE
        if of_other and (own := next((s.group for s in self.sizes if s.group.label == label), None)):
            return own
        compared = is_comparator(label) and (not token.scope or is_of_laboratory(label))
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

    def pointed_pair(self, tokens: Sequence[Token]) -> tuple[Group, Group] | None:
        """Return the group that tokens point at ("the former") and the other of the two it is chosen from."""
        told = {t.text: t for t in tokens if t.tag is Tag.ARM and t.text in POINTING}
        if len(told) != 1:
            return None
        word, arm = told.popitem()
        own = POINTING.index(word)
        pairs = ([self.group(each) for each in two] for two in self.tokens.pointed_at.values())
        other = next((two[1 - own] for two in pairs if two[own] == self.group(arm)), None)
        return (self.group(arm), other) if other is not None else None

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
        return self.pair is None and len(self.titled & set(self.products)) > 1

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
        titled = self.titled & set(self.products)
        if len(self.products) == 1:
            return self.products[0]
        if (over := self.over_pair) is not None:
            return over.subject
        if len(titled) == 1:
            return self.main
        pooled = self.pooled
        return pooled.subject if pooled is not None and not titled else None

    @property
    def labelled(self) -> list[Group]:
        """The groups the paper divides its patients into, else those with a size and a label, in their order."""
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
        return two_compared(self)

    @property
    def over_pair(self) -> Group | None:
        """The title's one product, where all who got it are those of the two groups compared."""
        return self._over if self.sizes else None

    @cached_property
    def _over(self) -> Group | None:
        return whole_of_two(self)

    @cached_property
    def compares(self) -> bool:
        """Tell whether the paper holds two products against each other in one sentence."""
        return holds_two(self)

    @cached_property
    def opposed(self) -> tuple[Group, Group] | None:
        """The two groups that the paper sets against each other where it counts neither."""
        return opposed(self)

    def is_of_all(self, token: Token) -> bool:
        """Tell whether a generic word ("the CAR T cells") means the products that the paper compares, together."""
        rivals = self.named.rivals
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
        rows = (row for row in self.part_rows if not any(_PHASE.match(part.label or "") for part in row))
        parts = next((row for row in rows if len(row) == _TWO), None)
        if parts is not None:
            return parts[0], parts[1]
        told = [s for s in self.sizes if s.rank >= _ASSIGNED and s.group.label and not _PHASE.match(s.group.label)]
        first = [s.group for s in told if s.sentence == told[0].sentence]
        if len(first) == len(set(first)) == _TWO:
            return first[0], first[1]
        with_and_without = [(self.subgroup(own), self.subgroup(no)) for own, no in self.tokens.denied]
        return with_and_without[0] if len(with_and_without) == 1 else None

    @cached_property
    def part_rows(self) -> list[list[Group]]:
        """The rows of parts that the paper counts, each as groups in their order."""
        rows = ([self.subgroup(part.label) for part in row] for row in self.tokens.parts)
        return [row for row in rows if len(set(row)) == len(row)]

    @property
    def pooled(self) -> Group | None:
        """The class that holds all products of the paper, where it names one: results given for all are of it."""
        classes = [c for c in self.constructs if self.is_class(c)]
        others = [c for c in self.products if c not in self.named.rivals]
        return Group((classes or others)[0]) if classes or len(others) == 1 else None

    def size(self, group: Group) -> int | None:
        """Return how many patients a group's results rest on, None where the text leaves it open."""
        return self.denominators.size(group)

    @property
    def whole(self) -> Group | None:
        """The group of all patients: of the paper's only product, or of the one construct its title speaks of.

        None where the paper compares two products, or names several in its title.
        """
        if len(self.products) == 1:
            return Group(self.products[0])
        if self.over_pair is not None:
            return self.over_pair
        if self.pair is not None:
            given = {g for g in self.pair if self.size(g) is not None}
            return given.pop() if len(given) == 1 else None
        if len(self.titled) == 1:
            return Group(next(iter(self.titled)))
        if len(self.titled & set(self.products)) >= _TWO:
            return None
        return Group(self.main) if self.main else None

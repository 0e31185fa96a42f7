"""Which construct is spoken of: the paper's own, a sentence's, the one that stands next to a thing."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cargraph.facts.besides import had_besides, of_another_study
from cargraph.mentions.people import hardly_of_people, speaks_of_people
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cargraph.facts.relations.mask import Named
    from cargraph.model import Annotation, Comparison, Entity, Observation, Span

_BARE = re.compile(
    r"(?i)(?:chimeric|antigen|receptors?|cars?|cart|t|nk|cells?|lymphocytes?|therap\w+|treatments?|infusions?|products?|immunotherap\w+"
    r"|engineered|modified|activated|infused|conventional|standard|control|unmodified|constructs?|autologous|allogeneic|natural|killer|adoptive|commercial\w*|approved|based|expressing|the|of|with|a|an|and|\W)+"
)
_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CLAUSE = re.compile(r"[;:]\s|,?\s(?:but|whereas|while|although|however)\s")
_AND = re.compile(
    r"(?:\s\([^()]{1,40}\))?\s?(?:,|\band\b|\bor\b|, and\b|&|\+)\s?"
    r"(?:(?:its|their)\s(?:[\w-]+\s){0,2}(?:derivative|variant|mutant|version|counterpart)s?\s)?"
)
_DEALT_OUT = re.compile(r"\brespectively\b")
_CONTROL = re.compile(r"(?i)(?:un(?:edited|modified|armou?red|altered)|non-?edited|parental|conventional|control)\b")
_AIMLESS = re.compile(r"(?i)\b(?:control|irrelevant|non-?specific|mock)\b")
_GIVEN = re.compile(
    r"(?i)(?<!\bpatient )(?<!\bpatient who )\b(?:receiv\w+|treated with|infused with|given)\b"
    r"(?:(?!\b(?:was|were|is|are|had|has|have|than|versus|vs|compared|unlike|trials?)\b)[^.;])*\Z"
)
_FIELDWIDE = frozenset({"background", "introduction"})
_SAID_WHAT = re.compile(r"(?i)\bCARs?\b|\bchimeric antigen receptors?\b")
_AGAINST = re.compile(
    r"(?i)\b(?:than|versus|vs\.?|over|relative to|compar(?:ed|able|ison) (?:with|to)|similar to|unlike)"
    r"\s(?:[\w-]+\s){0,3}\Z"
)
_FAR = 160
_CROWD = 3
_MOST_SPREAD = 3
_SEVERAL = 2


def studied(
    annotation: Annotation,
    observations: Sequence[Observation],
    comparisons: Sequence[Comparison],
    others: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the constructs a paper is about: those with results of their own, else in the title, else named most.

    Those among `others` are never meant.
    A generic construct ("CAR T cells") is returned only where no other stands, or where the title names it and the
    results are of several products.
    """
    constructs = {e.id: e for e in annotation.entities if e.kind == Kind.CONSTRUCT and e.id not in others}
    reported = tuple(name for name in with_results(annotation, observations, comparisons) if name in constructs)
    named = tuple(name for name in titled(annotation) if name in constructs)
    if set(reported) < set(_specific(constructs, named)):
        return _specific(constructs, named)
    if _are_examples(annotation, constructs, reported, named):
        return named
    observed = {o.subject for o in observations}
    if pooled := _pooled(constructs, reported, named, observed):
        return pooled
    counted = Counter(mention.entity for mention in annotation.mentions if mention.entity in constructs)
    for ids in (reported, named, [name for name, _ in counted.most_common(1)]):
        if found := _specific(constructs, ids):
            return found
    return tuple(constructs)[:1]


def _are_examples(
    annotation: Annotation, constructs: Mapping[str, Entity], reported: Sequence[str], in_title: Sequence[str]
) -> bool:
    """Tell whether products with results are but named once, in a paper whose title is of the class alone."""
    if not in_title or not all(_is_class(constructs[name]) for name in in_title):
        return False
    own = [name for name in reported if name not in in_title]
    places = Counter(name for name, _ in {(m.entity, m.sentence) for m in annotation.mentions if m.entity in own})
    return bool(own) and all(places[name] == 1 for name in own) and not set(own) & set(given(annotation))


def _pooled(
    constructs: dict[str, Entity], reported: tuple[str, ...], in_title: tuple[str, ...], observed: set[str | None]
) -> tuple[str, ...]:
    """Return the construct of the title where those with results are several products of that class.

    One other construct with results of its own is a comparator, and what is said of all is said of it too.
    """
    members = [name for name in reported if name not in in_title and not generic(constructs[name])]
    named = [name for name in in_title if name in reported and not generic(constructs[name])]
    several = len(members) >= _SEVERAL
    new = built_anew(members, constructs)
    if several and len(new) == 1 and all(_is_described(constructs[name]) for name in named):
        return new
    if named and (several or observed.isdisjoint(members)):
        return tuple(sorted(named, key=list(constructs).index))
    return in_title if several and len(in_title) == 1 else ()


def titled(annotation: Annotation) -> tuple[str, ...]:
    """Return the constructs that the title names, in its order."""
    titles = [section.span for section in annotation.paper.sections if section.name == "title"]
    named = [m for m in annotation.mentions if m.kind == Kind.CONSTRUCT]
    return tuple(dict.fromkeys(m.entity for m in named if any(span.holds(m.span) for span in titles)))


def with_results(
    annotation: Annotation, observations: Sequence[Observation], comparisons: Sequence[Comparison]
) -> tuple[str, ...]:
    """Return the constructs with results of their own in a paper, in the order of the results."""
    constructs = {entity.id for entity in annotation.entities if entity.kind == Kind.CONSTRUCT}
    named = [o.subject for o in observations if o.subject and not o.cited]
    named += [side for c in comparisons if not c.cited for side in (c.a, c.b) if side]
    return tuple(name for name in dict.fromkeys(named) if name in constructs)


def given(annotation: Annotation) -> tuple[str, ...]:
    """Return the products that a paper says patients were given, outside of what it tells of the field."""
    text = annotation.paper.text
    found = [
        m.entity
        for m in annotation.mentions
        if m.kind == Kind.CONSTRUCT
        and not m.generic
        and m.sentence >= 0
        and annotation.sentences[m.sentence].section not in _FIELDWIDE
        and _GIVEN.search(text, max(annotation.sentences[m.sentence].span.start, m.span.start - _FAR), m.span.start)
        and not had_besides(annotation, m)
        and not of_another_study(annotation, m)
    ]
    return tuple(name for name in dict.fromkeys(found) if name not in bare(annotation))


def given_to_people(annotation: Annotation, constructs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the constructs but those of the dish and of mice, where the paper speaks of patients with others of them.

    They are told by how many of the sentences that name one speak of people: few, and not half as many as of another.
    """
    text, sentences = annotation.paper.text, annotation.sentences
    of_people = {s.index for s in sentences if speaks_of_people(text, s.span.start, s.span.end)}
    where: dict[str, set[int]] = {name: set() for name in constructs}
    for mention in annotation.mentions:
        if mention.entity in where and mention.sentence >= 0:
            where[mention.entity].add(mention.sentence)
    told = {name: len(where[name] & of_people) for name in constructs}
    most = max(told.values(), default=0)
    return tuple(n for n in constructs if not hardly_of_people(where[n], of_people) or _SEVERAL * told[n] >= most)


def described(annotation: Annotation) -> tuple[str, ...]:
    """Return the constructs that are only called by what they are ("CD19-targeted CAR T cells"), by no made-up name."""
    constructs = (entity for entity in annotation.entities if entity.kind == Kind.CONSTRUCT)
    return tuple(e.id for e in constructs if _is_described(e))


def _is_described(entity: Entity) -> bool:
    return all(_SAID_WHAT.search(name) for name in entity.names)


def bare(annotation: Annotation) -> frozenset[str]:
    """Return the constructs that the paper only calls by bare names ("CAR T-cell therapy")."""
    return frozenset(e.id for e in annotation.entities if e.kind == Kind.CONSTRUCT and generic(e))


def generic(entity: Entity) -> bool:
    """Tell whether all names of a construct are bare ones."""
    return all(_BARE.fullmatch(name) for name in entity.names)


def _is_class(entity: Entity) -> bool:
    return all(_BARE.fullmatch(name.replace("positive", "")) for name in entity.names)


def is_bare(name: str) -> bool:
    """Tell whether a name says no more than that a CAR is meant."""
    return _BARE.fullmatch(name) is not None


def of_clause(constructs: Sequence[Named], place: Span, text: str, *, crowded: bool = False) -> tuple[str, ...]:
    """Return those constructs of a sentence that stand in one clause with a place, else all; `text` is the paper's.

    Of a `crowded` clause only the nearest is meant and those that it is held against.
    """
    near = [one for one in constructs if not _CLAUSE.search(_without_brackets(text, *_between(one.span, place)))]
    found = tuple(dict.fromkeys(one.entity for one in near or constructs))
    if not crowded or len(found) < _CROWD:
        return found
    against = {
        one.entity for one in near or constructs if _AGAINST.search(text, max(0, one.span.start - _FAR), one.span.start)
    }
    meant = {*nearest(near or constructs, place, text), *against}
    return tuple(one for one in found if one in meant)


def _without_brackets(text: str, start: int, end: int) -> str:
    """Return a piece of a text without its brackets, as far as they nest twice."""
    return _BRACKET.sub("", _BRACKET.sub("", text[start:end]))


def nearest(constructs: Sequence[Named], place: Span, text: str, step: tuple[int, int] = (0, 1)) -> tuple[str, ...]:
    """Return the construct named last before a place with those listed before it, else the first after it.

    Where "respectively" deals a list out, the one is taken that is in step with the place, which is the `step`'s first
    of its second number, counted from 0; where the lists are not of one length, the last alone.
    """
    before = [one for one in constructs if one.span.end <= place.start]
    chosen = before[-1:] or list(constructs[:1])
    for one in constructs[1:] if not before else ():
        if not _AND.fullmatch(text, chosen[-1].span.end, one.span.start):
            break
        chosen.append(one)
    for one in reversed(before[:-1]):
        if not _AND.fullmatch(text, one.span.end, chosen[0].span.start):
            break
        chosen.insert(0, one)
    if _DEALT_OUT.search(text, place.end, place.end + _FAR):
        at, steps = step
        chosen = [chosen[at] if len(chosen) == steps else chosen[-1]]
    return tuple(dict.fromkeys(one.entity for one in chosen))


def built_anew(constructs: Sequence[str], entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Return the constructs but those called unedited or conventional, where others stand beside them."""
    made = tuple(one for one in constructs if not any(_CONTROL.match(name) for name in entities[one].names))
    return made or tuple(constructs)


def aimed(constructs: Sequence[str], entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Return the constructs but those that are aimed at nothing of the paper's: "control", "irrelevant"."""
    return tuple(one for one in constructs if not _AIMLESS.search(entities[one].label))


def derived(annotation: Annotation) -> tuple[str, ...]:
    """Return the constructs whose name goes on from another's after a slash: "X/IL-12" beside "X"."""
    labels = {e.id: e.label for e in annotation.entities if e.kind == Kind.CONSTRUCT}
    return tuple(i for i, name in labels.items() if "/" in name and name.partition("/")[0] in labels.values())


def spread(constructs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the constructs that a sentence naming none speaks of; of many, none is meant plainly."""
    return constructs if len(constructs) <= _MOST_SPREAD else ()


def _specific(constructs: dict[str, Entity], ids: Iterable[str]) -> tuple[str, ...]:
    found = [name for name in dict.fromkeys(ids) if name in constructs]
    return tuple(sorted([name for name in found if not generic(constructs[name])] or found, key=list(constructs).index))


def _between(one: Span, other: Span) -> tuple[int, int]:
    first, last = sorted((one, other))
    return first.end, max(first.end, last.start)

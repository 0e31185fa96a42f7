"""The constructs of a paper: every phrase that names one, grouped by what they mean."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from cargraph.mentions.coined import name_key, occurrences
from cargraph.mentions.group import BARE, CLASS, Group, phrase_key
from cargraph.mentions.grouping import groups
from cargraph.mentions.introduced import receptor_names, spelled_out
from cargraph.mentions.likeness import of_other_kind
from cargraph.mentions.linking import changed_cells, heads_list, linked, pairs
from cargraph.mentions.manner import PLAIN, beside_handled
from cargraph.mentions.meant import classes, focus
from cargraph.mentions.new_names import registered, renamed
from cargraph.mentions.own import own_sentences
from cargraph.mentions.people import speaks_of_people
from cargraph.mentions.phrases import Phrase
from cargraph.mentions.products import longer_names, product_names, stem_siblings
from cargraph.mentions.rules import sieve
from cargraph.mentions.sighted import is_free, known_products, named_in
from cargraph.mentions.variants import changed, counted, opposed, rivals, told_apart, with_ligands
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.vocabulary import Hit, Vocabulary


_T_CELLS = re.compile(r"CARs?\)?[- ]?T(?![a-z])|\bT[- ](?:cells?|lymphocytes?)")
"""Words for CAR T cells, which name no construct borne by other cells."""
_BACK = re.compile(r"(?i)\b(?:the|both|(?:the|these|both) (?:two|three|four|2|3|4))\s$")
_NEAR = 16
_BRACKET = 40
_SEVERAL = 2


def speaks_of_cars(text: str, stretches: Sequence[Stretch]) -> bool:
    """Tell whether a paper speaks of chimeric antigen receptors at all; without that "CAR" means nothing."""
    told = sieve("evidence").somewhere(text) or any(known_products(stretch) for stretch in stretches)
    return bool(told) or any(_is_aimed(stretch, hit) for stretch in stretches for hit in stretch.hits)


_RECEPTOR = re.compile(r"[- .]CARs?(?![A-Za-z])")


def _is_aimed(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether an antigen stands right before "CAR": "a ROR1-CAR"."""
    return hit.term.kind is Kind.ANTIGEN and bool(_RECEPTOR.match(stretch.text, hit.end, stretch.end))


def constructs(
    text: str, stretches: Sequence[Stretch], vocabulary: Vocabulary, sections: Mapping[int, str]
) -> tuple[list[Group], Group | None]:
    """Return the constructs named in the stretches, and the one that bare "CAR T cells" means (None for the class).

    Where it is found, the bare phrases are in its group already. `sections` are those of the sentences, by number.
    """
    if not speaks_of_cars(text, stretches):
        return [], None
    said = with_ligands([named_in(stretch, vocabulary) for stretch in stretches])
    found = opposed(stretches, said)
    first = told_apart([_headed(stretch, phrases) for stretch, phrases in zip(stretches, found, strict=True)])
    links = [linked(stretch, phrases) for stretch, phrases in zip(stretches, first, strict=True)]
    given = [pair for link in links for pair in link.given]
    same = [pair for link in links for pair in link.pairs]
    same += [(phrase, renamed(phrase, surface)) for surface, phrase in given if not phrase.bare]
    own_names = [name for link in links for name in link.own]
    own_names += [name for stretch in stretches for name in product_names(stretch)]
    names = {name: name_key(name) for name in own_names} | registered(given)
    receptor = receptor_names(stretches)
    names |= {
        name: name_key(name)
        for name in (
            *stem_siblings(stretches, names),
            *longer_names(stretches, {*names, *_terms(stretches)}),
            *receptor,
        )
    }
    named = told_apart([_with_given(stretch, known, names) for stretch, known in zip(stretches, first, strict=True)])
    again = zip(stretches, named, strict=True) if names else ()
    same += [pair for stretch, known in again for pair in pairs(stretch, known)]
    same = _without_fuller(text, same)
    same += spelled_out(text, [phrase for known in named for phrase in known])
    survey = sieve("survey", "cues").somewhere(text)
    apart = [pair for stretch, known in zip(stretches, named, strict=True) for pair in rivals(stretch, known)]
    apart += [pair for stretch, known in zip(stretches, named, strict=True) for pair in changed_cells(stretch, known)]
    phrases = [phrase for known in named for phrase in known]
    apart += beside_handled(phrases, {phrase.span for some in said for phrase in some if PLAIN in phrase.traits})
    apart += _beside_cars(phrases, {name_key(name) for name in receptor if f"{name} CAR" not in text})
    own = own_sentences(sections, stretches, (phrase.sentence for phrase in phrases))
    built = frozenset(number for number in own if sections.get(number) != "discussion")
    parts = {phrase_key(p) for stretch, known in zip(stretches, named, strict=True) for p in counted(stretch, known)}
    all_groups = groups(phrases, same, apart, built, parts, survey=survey)
    of_people = {stretch.index for stretch in stretches if speaks_of_people(text, stretch.start, stretch.end)}
    specific, main = _focused(text, _told_anew(text, all_groups), built, of_people, survey=survey)
    if main:
        near: dict[int, list[Phrase]] = defaultdict(list)
        for phrase in main.phrases:
            near[phrase.sentence].append(phrase)
        main.phrases += [phrase for stretch in stretches for phrase in _generic(stretch, near[stretch.index])]
    return specific, main


def _beside_cars(phrases: Sequence[Phrase], names: Collection[str]) -> list[tuple[Phrase, Phrase]]:
    """Return the receptors of other names than CAR beside what the paper calls CARs, which never means them."""
    own = {phrase.name: phrase for phrase in phrases if phrase.name in names}.values()
    cars = [phrase for phrase in phrases if not (phrase.name or phrase.term)]
    return [(receptor, phrase) for receptor in own for phrase in cars]


def _headed(stretch: Stretch, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Mark the words that only head a list of products."""
    return [
        replace(one, traits=one.traits | {CLASS}) if after and heads_list(stretch, one, after) else one
        for one, after in zip_longest(phrases, phrases[1:])
    ]


def _generic(stretch: Stretch, near: Sequence[Phrase]) -> list[Phrase]:
    """Return the words of a stretch that mean the one construct without naming it ("the product")."""
    spans = (Span(*found.span()) for found in sieve("generic").finditer(stretch.text, stretch.start, stretch.end))
    return [Phrase(span, stretch.index, generic=True) for span in spans if is_free(span, near)]


def _told_anew(text: str, found: list[Group]) -> list[Group]:
    """Return the groups without bare words that point back to several constructs named before: "the two CARs"."""
    own = [group for group in found if BARE not in group.keys and not group.afield]
    if len(own) < _SEVERAL:
        return found
    first = sorted(min(phrase.span for phrase in group.phrases) for group in own)[1]
    kept = [
        replace(group, phrases=[p for p in group.phrases if p.span < first or not _points_back(text, p)])
        if BARE in group.keys
        else group
        for group in found
    ]
    return [group for group in kept if group.phrases]


def _points_back(text: str, phrase: Phrase) -> bool:
    return _BACK.search(text, max(0, phrase.span.start - _NEAR), phrase.span.start) is not None


def _focused(
    text: str, found: list[Group], built: frozenset[int], of_people: Collection[int], *, survey: bool
) -> tuple[list[Group], Group | None]:
    """Return the constructs, and the one among them that the bare words mean.

    Where that one is named in the paper's own sentences (`built`), bare words elsewhere are of the class, and left out.
    """
    bare = next((group for group in found if BARE in group.keys), None)
    specific = [group for group in found if group is not bare]
    wide = [*classes(specific), *(g for g in specific if g.passing and not _stands_alone(g, specific))]
    specific = [group for group in specific if group not in wide]
    if len(specific) == 1 and bare and specific[0].plain and not _of_other_cells(text, specific[0], bare):
        wide, specific = [*wide, *specific], []
    main = focus(specific, bare, 0, survey=survey, of_people=of_people)
    if main and not _titled(main):
        titled = [group for group in wide if group.targets and _titled(group)]
        wide, specific = [group for group in wide if group not in titled], [*specific, *titled]
    generic = Group(
        set(),
        sorted((p for g in (*wide, *([bare] if bare else ())) for p in g.phrases), key=lambda phrase: phrase.span),
    )
    if main:
        generic.phrases = [phrase for phrase in generic.phrases if CLASS not in phrase.traits]
    if main and main.cells:
        apart = [phrase for phrase in generic.phrases if _T_CELLS.search(phrase.span.of(text))]
        generic.phrases = [phrase for phrase in generic.phrases if phrase not in apart]
        specific += [Group(set(), apart)] if len({phrase.sentence for phrase in apart}) > 1 else []
    if main and any(p.sentence in built for p in main.phrases):
        generic.phrases = [p for p in generic.phrases if p.sentence in built]
    if main and generic.phrases:
        main.phrases = sorted([*main.phrases, *generic.phrases], key=lambda phrase: phrase.span)
        return specific, main
    said = len({phrase.sentence for phrase in generic.phrases}) > 1 or any(p.sentence == 0 for p in generic.phrases)
    return [*specific, *([generic] if generic.phrases and (said or not specific) else ())], main


def _stands_alone(group: Group, specific: Sequence[Group]) -> bool:
    """Tell whether a group is of another kind than one that the paper has, or of cells that no other is borne by."""
    others = [other for other in specific if other is not group]
    alone = bool(group.cells) and not any(group.cells & other.cells for other in others)
    return alone or any(of_other_kind(group, other) for other in others)


def _without_fuller(text: str, pairs: Sequence[tuple[Phrase, Phrase]]) -> list[tuple[Phrase, Phrase]]:
    """Return the pairs without those of "X with Z (B)" where the same sentence names X alone: "X (A) and ..."."""
    direct: dict[tuple[int, tuple[str, ...]], set[str]] = defaultdict(set)
    for first, second in pairs:
        if second.name and not first.name and _in_bracket_of(text, first, second):
            direct[first.sentence, phrase_key(first)].add(second.name)
    return [
        (first, second)
        for first, second in pairs
        if not second.name
        or first.name
        or second.name in direct.get((first.sentence, phrase_key(first)), {second.name})
    ]


def _in_bracket_of(text: str, first: Phrase, second: Phrase) -> bool:
    """Tell whether a name stands in the bracket right behind the words for it."""
    after = text[first.span.end : first.span.end + _BRACKET]
    return after.startswith(" (") and name_key(after[2:].split(")")[0].split(";")[0].split(",")[0]) == second.name


def _of_other_cells(text: str, group: Group, bare: Group) -> bool:
    """Tell whether a group is borne by other cells than the CAR T cells that a paper speaks of beside it."""
    told = (phrase.span.of(text) for phrase in bare.phrases)
    return bool(group.cells) and any(_T_CELLS.search(words) for words in told)


def _titled(group: Group) -> bool:
    return any(phrase.sentence == 0 for phrase in group.phrases)


def _with_given(stretch: Stretch, known: Sequence[Phrase], names: dict[str, str]) -> list[Phrase]:
    added = _longest(changed(stretch, phrase) for phrase in occurrences(stretch, names))
    kept = [p for p in known if not any(_same_place(p, a) for a in added)]
    fresh = [a for a in added if not any(p.span.overlaps(a.span) for p in kept)]
    return sorted([*kept, *fresh], key=lambda phrase: phrase.span)


def _longest(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Return the phrases without those that a longer one overlaps ("28z" in "AB-28z")."""
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda p: (p.span.start - p.span.end, p.span)):
        if is_free(phrase.span, kept):
            kept.append(phrase)
    return kept


def _same_place(known: Phrase, added: Phrase) -> bool:
    if not known.span.overlaps(added.span) or not (known.bare or added.span.holds(known.span)):
        return False
    return not known.term or (bool(known.name) and added.name != known.name and added.name.startswith(known.name))


def _terms(stretches: Sequence[Stretch]) -> set[str]:
    """Return the products of the vocabulary as a paper names them."""
    return {hit.name for stretch in stretches for hit in known_products(stretch)}

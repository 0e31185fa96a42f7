"""Groups told apart in like words, each beside its number: "in 3 of 18 (17%) with X and in 9 of 18 without it"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts.groups.parted import plain_verb
from cargraph.mentions.numerals import WORD
from cargraph.mentions.people import SEVERAL_PATIENTS
from cargraph.model import Span
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WHO = rf"(?:{SEVERAL_PATIENTS}|responders|survivors|mice|animals)"
_PEOPLE = rf"(?:{_WHO}|those)"
_COUNT = rf"(?:\d+|{WORD})"
_SHARE = (
    rf"(?:\b\d[\d.,]*\s?%|\b\d+\s?/\s?\d+|\b{_COUNT}\s(?:out\s)?of\s(?:the\s|all\s)?{_COUNT}"
    rf"|\b(?:none|{_COUNT})(?=\sof\s(?:the|those)\b)|\b\d[\d.]*\s(?:months|weeks|days|years)|\bnot\sreached)"
)
_BRACKET = r"(?:\s?[(\[][^()\[\]]{1,60}[)\]])?"
_STOP = (
    r"and|or|versus|vs|compared|than|whereas|while|but|had|have|has|was|were|did|is|are|respectively|as|that|which|who|do|does|fared|showed"
    r"|former|latter"
)
_STEP = rf"(?!(?:{_STOP}|in|of)\b)[\w≥≤<>/+'’%.-]+(?<![.])"
_BOTH = (
    rf"(?:\sand\s(?!\d){_STEP}(?:\s{_STEP})?"
    r"(?=\s?[,;:.()]|\s(?:versus|vs|compared|than|had|was|were|respectively)\b))?"
)
"""The second of two things that one group has: "patients with [CNS] and systemic lesions had ..."."""
_OR_MORE = r"(?:\sor\s(?:higher|more|greater|above|less|lower|fewer|older|younger|worse|longer|shorter)\b)?"
_WORDS = rf"(?:(?:in|of)\s(?:the\s)?)?{_STEP}(?:\s(?:(?:in|of)\s(?:the\s)?)?{_STEP}){{0,7}}?{_BOTH}{_OR_MORE}"
_DOING = (
    r"(?:not\s)?(?:receiving|undergoing|requiring|having|achieving|experiencing|developing|harbou?ring|carrying|(?:pre)?treated"
    r"|given|conditioned|consolidated|bridged|infused|exposed|managed|aged|enrolled|transplanted|lymphodepleted|randomi[sz]ed"
    r"|assigned|diagnosed|vaccinated|refractory)"
)
_MARK = (
    rf"(?P<mark>(?P<with>with(?:out)?)(?:\s(?P<what>{_WORDS}))?"
    rf"|who\s(?P<did>(?:did|had|have|were|was)(?:\snot)?|(?!(?:did|had|have|were|was)\b)\w+)(?:\s(?P<done>{_WORDS}))?"
    rf"|{_DOING}\s{_WORDS}(?:\s(?:or|and)\s(?:older|younger|above|over|more|less|under))?)"
)
_KIND = (
    rf"(?P<mark>(?:(?:other|remaining|younger|older|elderly|responding|non-?responding|transplanted|untreated|vaccinated"
    rf"|unvaccinated|[\w/+]+-[\w+-]*[a-z])\s){{1,2}}(?P<people>{_WHO}))"
)
_END = (
    rf"(?=\s?[,;:()\[\]]|\.?$|\s(?:{_STOP}|in|experienced|achieved|developed|showed|relapsed|died|responded)\b"
    r"|\s\d[\d.]*\s?%)"
)
_OF = r"(?:,?\s(?:of|in|for|among)\b)?(?:\s(?:the|those|all|our)\b)?(?:\s\d+\b)?"
_CLAUSE = r"(?:(?<=[.,;:?)]\s)|(?<=\n)|(?<=\band\s)|(?<=\bwhile\s)|(?<=\bwhereas\s)|(?<=\bbut\s))"
_FRONT = rf"{_CLAUSE}(?:(?:among|in|of|for)\s(?:the\s|all\s)?(?:{_COUNT}\s)?)?"
_MANNERS = tuple(
    (beside, Sieve(pattern, re.IGNORECASE, led=True))
    for beside, pattern in (
        (True, rf"{_SHARE}{_BRACKET}{_OF}(?:\s{_PEOPLE}\b)?{_BRACKET}\s{_MARK}{_END}"),
        (True, rf"{_SHARE}{_BRACKET}{_OF}\s{_KIND}{_END}"),
        (False, rf"{_FRONT}{_PEOPLE}{_BRACKET}\s{_MARK}{_END}"),
        (False, rf"{_FRONT}{_KIND}(?=[,\s])"),
    )
)
_SHARED_HEAD = Sieve(
    rf"{_SHARE}{_BRACKET}\s(?P<lead>in|for|of|among|with)\s(?:the\s)?(?P<first>{_STEP}(?:\s{_STEP}){{0,3}}),?\s"
    rf"(?:and|versus|vs\.?|compared\s(?:with|to)|but)\s(?:only\s)?{_SHARE}{_BRACKET}\s(?P=lead)\s(?:the\s)?"
    rf"(?P<second>{_STEP}(?:\s{_STEP}){{0,3}}?)[\s-](?P<head>groups|arms|cohorts|patients|populations|subgroups)\b",
    re.IGNORECASE,
)
_COUNTED_TWO = Sieve(
    rf"\b(?:between|comparing|compared|in|among|of|for)\s(?:the\s)?{_COUNT}\s{_WHO}\s(?P<first>with(?:out)?\s{_WORDS})\s"
    rf"(?:and|versus|vs\.?|against|(?:than|compared)(?:\swith|\sto)?(?:\sin|\samong)?)\s(?:in\s)?the\s(?:other\s)?{_COUNT}\s"
    rf"(?:{_WHO}\s)?(?P<second>with(?:out)?\s{_WORDS}){_END}",
    re.IGNORECASE,
)
"""Two groups that are counted and held against each other: "between the 14 patients with X and the 26 with Y"."""
_SIGNED = Sieve(
    rf"{_SHARE}{_BRACKET}{_OF}\s(?P<first>(?P<marker>[\w+]+)-(?:negative|positive))(?:\s{_WHO})?{_BRACKET},?\s"
    rf"(?:and|versus|vs\.?|v\.?|compared\s(?:with|to)|but)\s(?:in\s|only\s){{0,2}}{_SHARE}{_BRACKET}{_OF}\s"
    rf"(?P<second>(?P=marker)-(?:negative|positive))\s(?P<who>{_WHO})\b",
    re.IGNORECASE,
)
"""Two groups by the sign of one marker: "in 2/11 MRD-negative versus 17/20 MRD-positive patients"."""
_NUMBER = re.compile(
    rf"{_SHARE}|\b\d+\s?\(|\b(?:none|no)\b|\bin\s{_COUNT}\b"
    r"|\b\d+(?=\s(?:had|were|was|achieved|developed|responded)\b)",
    re.IGNORECASE,
)
_PERSON = re.compile(rf"\b(?:{_PEOPLE}|groups?|arms?|cohorts?)\b", re.IGNORECASE)
_GRADED = re.compile(r"(?:(?:a|any)\s)?grades?\b|[≥≤<>]")
"""What tells the result itself, and no group: "62% with grade 1 to 3 CRS, 4% with grade 4"."""
_ANIMALS = re.compile(r"\b(?:mice|mouse|animals|xenograft\w*)\b", re.IGNORECASE)
_IT = frozenset({"it", "them", "this", "these", "such", "one"})
_ONE = re.compile(r"(?i)(?P<degree>(?:an?\s|the\s)?(?!other\b|same\b)\w+)\sones?")
"""What stands for a thing told before by its degree alone: "with a high score ... with [a low one]"."""
_DEGREE = re.compile(r"(?i)(?:an?\s|the\s)?\w+\s")
_TWO = 2


@dataclass(frozen=True, slots=True)
class _Group:
    """People of whom words tell which they are; `beside` says that their number stands right before the words."""

    span: Span
    match: re.Match[str]
    beside: bool

    def part(self, name: str) -> str:
        """Return what a part of the pattern holds, empty where it has no such part."""
        return (self.match.groupdict().get(name) or "").lower()

    def label(self, *, people: bool) -> str:
        """Return what the group is called; `people`: it is of patients, and no animals."""
        said = str(self.match["what" if self.part("with") == "with" and not people else "mark"])
        return said if self.part("people") or not people else f"patients {said}"

    @property
    def of_people(self) -> bool:
        """Tell whether a word for people stands with it."""
        before = _PERSON.search(self.match.string, self.match.start(), self.span.start)
        return bool(self.part("people")) or before is not None

    @property
    def is_cut_short(self) -> bool:
        """Tell whether what they had or did is told of the others: "without it", "who did not", "who were"."""
        if self.part("with"):
            return not self.part("what") or self.part("what") in _IT
        return bool(self.part("did")) and not self.part("done") and self.part("did").split()[0] in _AUXILIARIES


_AUXILIARIES = frozenset({"did", "had", "were", "was", "have"})


def parallel(text: str, within: Span) -> Iterator[tuple[Span, str]]:
    """Yield the groups of a sentence that sets two or more apart in like words, each with its label.

    Either a number stands right before the words for one of them, or each opens a clause with a number of its own.
    """
    for match in _SHARED_HEAD.finditer(text, within.start, within.end):
        if _PERSON.search(match["first"]):
            continue
        head = match["head"] if match["head"].lower() == "patients" else match["head"].removesuffix("s")
        yield Span(*match.span("first")), f"{match['first']} {head}"
        yield Span(match.start("second"), match.end("head")), f"{match['second']} {head}"
    for match in _COUNTED_TWO.finditer(text, within.start, within.end):
        yield from ((Span(*match.span(part)), f"patients {match[part]}") for part in ("first", "second"))
    for match in _SIGNED.finditer(text, within.start, within.end):
        yield Span(*match.span("first")), f"{match['first']} {match['who']}"
        yield Span(match.start("second"), match.end("who")), f"{match['second']} {match['who']}"
    groups = _told(text, within)
    if len(groups) < _TWO or not (any(g.beside for g in groups) or _in_turn(text, groups, within)):
        return
    people = _ANIMALS.search(text, within.start, within.end) is None
    for at, group in enumerate(groups):
        if (label := _in_full(group, [*reversed(groups[:at]), *groups[at + 1 :]], people=people)) is not None:
            yield group.span, label + _head_of_next(group, groups[at + 1 : at + 2])


def _told(text: str, within: Span) -> list[_Group]:
    found: list[_Group] = []
    for beside, manner in _MANNERS:
        for match in manner.finditer(text, within.start, within.end):
            group = _Group(Span(*match.span("mark")), match, beside)
            if not any(group.span.overlaps(g.span) for g in found):
                found.append(group)
    graded = [g for g in found if _GRADED.match(g.part("what"))]
    if not any(g.of_people for g in graded):
        found = [g for g in found if g not in graded]
    return sorted(found, key=lambda g: g.span)


def _in_turn(text: str, groups: Sequence[_Group], within: Span) -> bool:
    """Tell whether each of several groups has a number of its own behind it."""
    ends = [*(g.span.start for g in groups[1:]), within.end]
    return all(_NUMBER.search(text, g.span.end, end) for g, end in zip(groups, ends, strict=True))


_DEGREES = frozenset(
    {"high", "low", "early", "late", "short", "long", "normal", "elevated", "mild", "severe", "good", "poor"}
)


def _head_of_next(group: _Group, following: Sequence[_Group]) -> str:
    """Return the noun that only the next group tells: "in 21% with optimal and in 45% with suboptimal exposure"."""
    own, next_words = group.part("what").split(), following[0].part("what").split() if following else []
    if len(own) != 1 or len(next_words) < _TWO or group.part("with") != following[0].part("with"):
        return ""
    alike = next_words[0].endswith(own[0]) or own[0].endswith(next_words[0]) or {own[0], next_words[0]} <= _DEGREES
    return f" {' '.join(following[0].match['what'].split()[1:])}" if alike else ""


def _by_degree(group: _Group, degree: str, others: Sequence[_Group], *, people: bool) -> str | None:
    """Return the label of a group told by a degree of what another has: "with a low one" of "with a high score"."""
    named = (o.match["what"] for o in others if o.part("what") and not _ONE.fullmatch(o.part("what")))
    thing = next((what[found.end() :] for what in named if (found := _DEGREE.match(what))), None)
    return f"{'patients ' if people else ''}{group.part('with')} {degree} {thing}" if thing else None


def _in_full(group: _Group, others: Sequence[_Group], *, people: bool) -> str | None:
    """Return the label of a group, with what it leaves out taken from the nearest of the others that says it."""
    if (one := _ONE.fullmatch(group.part("what"))) is not None:
        return _by_degree(group, one["degree"], others, people=people)
    if not group.is_cut_short:
        return group.label(people=people)
    alike = (o for o in others if bool(o.part("with")) == bool(group.part("with")))
    told = next((o for o in alike if not o.is_cut_short), None)
    if told is None:
        return None
    if group.part("with"):
        return f"{'patients ' if people else ''}{group.part('with')} {told.match['what']}"
    if not told.part("did"):
        return None
    verb, done = group.part("did"), str(told.match["done"] or "")
    if verb.startswith("did") and told.part("did").split()[0] not in _AUXILIARIES:
        verb = f"{verb} {plain_verb(told.part('did'))}"
    return f"patients who {verb} {done}".rstrip()

"""What a sentence says of a thing besides naming it: absent, uncertain, planned, found by others, no different."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from cargraph import resources
from cargraph.facts import wording
from cargraph.mentions.own import tells_of_others

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cargraph.model import Sentence, Span

MARKS = ("negated", "no_difference", "hedged", "cited", "planned")
REACHES = ("phrase", "clause", "backward", "around", "sentence")
_KEYS = frozenset({"id", "marks", "reach", "words", "examples"})
_STOP = re.compile(
    r"[;:](?=\s)|\.\s(?=[A-Z])|,?\s(?:but|however|although|though|whereas|while|because|yet)\s|,\s(?:which|who|with|including)\s"
    r"|,\sand\s(?=\d|there\s|no\s|one\s|two\s|three\s|four\s|five\s|six\s|seven\s|eight\s|nine\s|ten\s|all\s|most\s|some\s|the\s|a\s|an\s"
    r"|it\s|this\s|these\s|such\s|we\s|they\s|patients\s|median\s)",
    re.IGNORECASE,
)
_PHRASE_ENDS = re.compile(
    r"\s(?:was|were|is|are|be|been|had|has|have|did|does|do|can|could|may|might|will|occurr\w+|observed|reported|seen|noted"
    r"|experienced|developed|received|underwent|showed|achieved|led|resulted|in|after|following|during|at|for|from|to|by|compared|versus|who|that"
    r"|which|with|among|between|despite|until|through|on|predict\w*|correlat\w*|enhanced|supported|promoted|drove|drives"
    r"|mediated|induced|caused)\s|[;:(]"
    r"|,\s(?:using|employing|carrying|encoding|yielding|giving|leading|resulting|allowing|suggesting|indicating|followed)\s",
    re.IGNORECASE,
)
_MARK_IN_TEXT = re.compile(
    r"[.!?\w)][\"')\]]*\s{0,2}(?:\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3})*)\s*$(?<!\d{4})"
    r"|[a-z)%][.,;]\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3})*(?=\s)"
    r"|\[\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3})*\]|\([A-Z][\w'-]+(?: et al\.?| and [A-Z][\w'-]+)?,? (?:19|20)\d\d"
)
_RIVALS = frozenset({"negated", "no_difference"})
_WHERE_OTHERS_ARE_CITED = frozenset({"background", "introduction", "discussion", "body"})


@dataclass(frozen=True, slots=True)
class Context:
    """What is said of one span of a sentence."""

    negated: bool = False
    hedged: bool = False
    cited: bool = False
    planned: bool = False
    no_difference: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """Phrases that give a mark to what they reach."""

    id: str
    marks: str
    reach: str
    words: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Reach:
    """The characters of a sentence that a mark holds for, and where its cue stands."""

    mark: str
    start: int
    end: int
    cue: int


def assess(text: str, sentence: Sentence, span: Span) -> Context:
    """Tell what the sentence says of the span: whether it is negated, hedged, cited, planned or no different.

    `text` is the paper's; the spans are the paper's too. A negation of a difference is no absence: it gives
    `no_difference` alone.
    """
    words = sentence.span.of(text)
    context = within(words, span.start - sentence.span.start, span.end - sentence.span.start)
    if context.cited or _is_said_of_ours(words, span.start - sentence.span.start):
        return context
    marked = sentence.section in _WHERE_OTHERS_ARE_CITED and _MARK_IN_TEXT.search(words)
    if marked or tells_of_others(text, sentence.span.start, sentence.span.end):
        return replace(context, cited=True)
    return context


_OURS = re.compile(
    r"\s?(?:\(\d[\d.]*\s?%\)\s)?(?:here\b|(?:of|in|for|among)\s(?:all\s)?our\s(?:own\s)?"
    r"(?:patients|cohort|study|trial|series|hands|population)\b)"
)
_NUMBER_THEN = re.compile(r"\d[\d.]*\s?%?")


def _is_said_of_ours(words: str, start: int) -> bool:
    """Tell whether a number is said to be of the paper's own patients: "5.6% of our patients", "42.9% here"."""
    number = _NUMBER_THEN.match(words, start)
    return number is not None and _OURS.match(words, number.end()) is not None


def within(words: str, start: int, end: int) -> Context:
    """Tell what one sentence's words say of its characters from start to end.

    >>> within("No patients had ICANS.", 16, 21).negated
    True
    """
    reaching = [reach for reach in _reaches(words) if reach.start <= start and end <= reach.end]
    found = {reach.mark for reach in reaching}
    if found >= _RIVALS:
        nearest = min((r for r in reaching if r.mark in _RIVALS), key=lambda r: (abs(start - r.cue), r.mark))
        found -= _RIVALS - {nearest.mark}
    return Context(**{mark: mark in found for mark in MARKS})


@cache
def cues() -> tuple[Cue, ...]:
    """Return the shipped cues in the order of their file; raise RuleError where one cannot be used."""
    path = resources.ontologies() / "rules" / "context.yaml"
    return tuple(_cue(row) for _, row in resources.rule_rows(path, needed=_KEYS))


def _cue(row: Mapping[str, Any]) -> Cue:
    words = tuple(str(line) for line in row["words"])
    examples = tuple((str(example["text"]), str(example["marks"])) for example in row["examples"])
    return Cue(str(row["id"]), str(row["marks"]), str(row["reach"]), words, examples)


@cache
def _phrases() -> wording.ByStem[tuple[int, re.Pattern[str]]]:
    """Return the phrases of all cues, each with its cue's place; of one cue the longer phrases go first."""
    return wording.ByStem(
        ((place, wording.any_of([line])), wording.needs(line))
        for place, cue in enumerate(cues())
        for line in sorted(cue.words, key=lambda line: (-len(wording.phrase(line)), line))
    )


@lru_cache(maxsize=512)
def _reaches(words: str) -> tuple[_Reach, ...]:
    taken: list[tuple[int, int]] = []
    found: list[_Reach] = []
    stops: list[tuple[int, int]] | None = None
    stems = wording.stems(words)
    for cue, matches in _found(words, stems):
        for match in matches:
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if cue.marks in ("nothing", "no_difference", "negated"):
                taken.append(match.span())
            if cue.marks != "nothing":
                stops = _stops(words) if stops is None else stops
                found.append(_reach(cue, words, match, stops))
    return tuple(found)


def _found(words: str, stems: frozenset[str]) -> Iterator[tuple[Cue, list[re.Match[str]]]]:
    """Give the cues that stand in a sentence, in the order of their file, each with its places."""
    places: dict[int, list[re.Match[str]]] = {}
    for place, phrase in _phrases().possible(stems):
        if matches := list(phrase.finditer(words)):
            places.setdefault(place, []).extend(matches)
    for place, matches in places.items():
        yield cues()[place], _apart(matches)


def _apart(matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the first of those that overlap, and of those that start together the one given first."""
    kept: list[re.Match[str]] = []
    for match in sorted(matches, key=lambda match: match.start()):
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept


def _stops(words: str) -> list[tuple[int, int]]:
    return [match.span() for match in _STOP.finditer(words)]


def _reach(cue: Cue, words: str, match: re.Match[str], stops: list[tuple[int, int]]) -> _Reach:
    start = max((end for _, end in stops if end <= match.start()), default=0)
    end = min((start for start, _ in stops if start >= match.end()), default=len(words))
    if cue.reach == "sentence":
        return _Reach(cue.marks, 0, len(words), match.start())
    if cue.reach == "around":
        return _Reach(cue.marks, start, end, match.start())
    if cue.reach == "backward":
        return _Reach(cue.marks, start, match.start(), match.start())
    if cue.reach == "phrase" and (stop := _PHRASE_ENDS.search(words, match.end() + 1, end)):
        end = stop.start()
    return _Reach(cue.marks, match.end(), end, match.start())

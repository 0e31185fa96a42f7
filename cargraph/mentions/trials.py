"""Trials: registry numbers and names, one entity where a sentence equates them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.mentions.phrases import Stretch

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(?:NCT ?0\d{7}|NCT\d{8}|ChiCTR(?:-?[A-Za-z]{2,5})?-?\d{8,10}|ISRCTN ?\d{8}|(?:JPRN-)?(?:UMIN(?:-CTR)?[ -]?\d{9}|jRCT[a-z]?\d{9,10}|JapicCTI-?\d{6})"
    r"|CTRI/\d{4}/\d{2,3}/\d{6}|ACTRN ?\d{14}|DRKS\d{8}|NTR\d{4}|KCT\d{7}|IRCT\d{8,14}N?\d{0,3}|\d{4}-5\d{5}-\d{2}-\d{2}|(?<=[^\d])20\d{2}-00\d{4}-\d{2})(?!\d)"
)
_KNOWN = (
    r"ZUMA-\d{1,2}[AB]?|CARTITUDE-\d|KarMMa(?:-\d)?|TRANSCEND(?:[ -](?:NHL[ -]00\d|CLL[ -]00\d|FL|WORLD|NHL|OUTREACH[ -]?00\d|PILOT))?|TRANSFORM(?= (?:trial|study))|JULIET|ELIANA|"
    r"ENSIGN|ELARA|BELINDA|LUMMICAR(?:-\d| STUDY \d)?|FUMANBA-\d|EVOLVE|CRB-40\d|FELIX|ALLCAR19|CARPALL|UNIVERSAL|ALPHA2?|ANTLER|CALM|PALL|CASSIOPEIA|OBERON|BIANCA|ALEXANDER|RELIANCE|PILOT|QUINTESSENTIAL|"
    r"CAMELLIA|DALY (?:II|2)-[A-Z]{3}|iMMagine-\d|COBALT-[A-Z]{2,4}|TRAVERSE|CARAMBA-\d|MELIBEA|RESET-[A-Z]{2,4}|CASTLE|FASTCAR(?:-\d)?|PRODIGY|CAREL|MajesTEC-\d{1,2}|LOTIS-\d"
)
_UNSURE = re.compile(r"(?:JULIET|ENSIGN|EVOLVE|FELIX|UNIVERSAL|ALPHA2?|ANTLER|CALM|PALL|BIANCA|ALEXANDER|RELIANCE|PILOT|TRANSFORM|CASTLE|PRODIGY|TRAVERSE|OBERON|CASSIOPEIA|TRANSCEND|CAREL|CAMELLIA)$")
_NAME = re.compile(rf"(?<![A-Za-z0-9-])(?:{_KNOWN})(?![A-Za-z0-9])")
_OPEN = re.compile(
    r"(?<=[( ])(?=[A-Za-z]{0,4}[A-Z]{2})([A-Z][A-Za-z]{2,14}-\d{1,3}[A-Z]?|[A-Z]{5,14})(?=(?: clinical| phase [1-4I]+[ab/\dI]*| randomi[sz]ed| pivotal| registrational| registry){0,2} (?:trials?|study|studies)(?![a-z]))"
)
_NO_NAME = re.compile(r"(?:BACKGROUND|METHODS?|RESULTS|FINDINGS|CONCLUSIONS?|COVID-19|SARS-\d|CAR-?T?|CART.{0,3}|PD-1|CTLA-4|PHASE|RANDOMI[SZ]ED|CLINICAL|THIS|OBJECTIVES?|PURPOSE|DESIGN|SETTING|[A-Z]{1,3}\d+-\d.*|IL-\d+|PARP-\d|GLP-\d|HER-\d|CD-\d+)")
_SAME = re.compile(r"[\s(),;:\[\]#]*(?:(?:ClinicalTrials\.gov|clinicaltrials\.gov|www\.clinicaltrials\.gov|trial|study|clinical|number|identifier|registration|registered|as|at|with|no\.?|and|EudraCT|ID|ChiCTR|https?://\S+|phase|[1-4I]+[ab]?|is|also|which|was|,|;|:|#|\(|\)) ?){0,9}[\s(),;:\[\]#]*")


def trials(stretch: Stretch) -> Iterator[tuple[Span, str, str]]:
    """Yield each trial named in a stretch: its place, its key, and the key it is equated with (the first's own otherwise)."""
    last: tuple[Span, str] | None = None
    for place in _places(stretch):
        name = _key(stretch.text[place.start : place.end])
        same = last[1] if last and _equated(stretch, last, place, name) else name
        yield place, name, same
        last = place, name


def trial_name(word: str) -> bool:
    """Tell whether a word is the name of a known trial."""
    return bool(_NAME.fullmatch(word))


def _key(name: str) -> str:
    return re.sub(r"[\s-]", "", name).upper()


def _places(stretch: Stretch) -> list[Span]:
    found = {Span(*m.span()) for m in _NUMBER.finditer(stretch.text, stretch.start, stretch.end)}
    if "trial" in stretch.words or "stud" in stretch.words or found or stretch.index < 3 or "-" in stretch.words:
        found |= {Span(*m.span()) for m in _NAME.finditer(stretch.text, stretch.start, stretch.end) if _is_name(stretch, m)}
        found |= {Span(*m.span(1)) for m in _OPEN.finditer(stretch.text, stretch.start, stretch.end) if not _NO_NAME.fullmatch(m.group(1))}
    ordered = sorted(found, key=lambda span: (span.start, -span.end))
    return [span for i, span in enumerate(ordered) if not any(o.overlaps(span) for o in ordered[:i])]


def _is_name(stretch: Stretch, found: re.Match[str]) -> bool:
    if not _UNSURE.match(found.group()):
        return True
    near = stretch.text[max(stretch.start, found.start() - 40) : min(stretch.end, found.end() + 40)]
    return bool(re.search(r"trial|stud(?:y|ies)|NCT|phase|ZUMA|cohort", near))


def _equated(stretch: Stretch, last: tuple[Span, str], place: Span, name: str) -> bool:
    """Tell whether a number and a name, and nothing but brackets and words of registration, stand side by side."""
    between = stretch.text[last[0].end : place.start]
    one_is_number = bool(_NUMBER.fullmatch(stretch.text[place.start : place.end])) != bool(
        _NUMBER.fullmatch(stretch.text[last[0].start : last[0].end])
    )
    return one_is_number and len(between) < 120 and bool(_SAME.fullmatch(between)) and last[1] != name

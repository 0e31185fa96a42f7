"""Patients counted in parts: "24 received prophylaxis and 31 did not", "39 had high X and 77 low X"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.mentions.numerals import WORD, integer
from cargraph.mentions.people import SEVERAL_PATIENTS
from cargraph.model import Kind, Span
from cargraph.text.regexes import quicker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.model import Annotation

_NUMBER = rf"(?:(?<![\w.,/≥≤<>=~+-])\d{{1,4}}(?![\w.,/%-]|\s?%)|{WORD})"
_COUNT = quicker(
    re.compile(
        rf"(?P<n>{_NUMBER})(?:\s(?:of\sthe(?:m|se)\b|of\swhom\b|{SEVERAL_PATIENTS}\b))?(?:\s?[(\[]\d[^()\[\]]{{0,20}}[)\]])?"
        rf"(?:\s{SEVERAL_PATIENTS}\b)?\s"
    )
)
_PHRASE = (
    r"(?:(?:an?|the)\s)?(?P<what>[\w≥≤<>/+%'-]+(?:\s(?!(?:and|while|whereas|but|before|after|for|at|prior|versus|vs|as|during"
    r"|followed|because|due|were|was|had|who|which|in|on|within|until)\b)[\w≥≤<>/+%'-]+){0,6})"
    r"(?=(?P<tail>\s?(?:[(\[][^()\[\]]{1,40}[)\]])?)\s?(?:[,;.:]|and\b|while\b|whereas\b|but\b|before\b|after\b|for\b|at\b|prior\b"
    r"|as\b|during\b|because\b|in\b|on\b|within\b|[(\[]|$))"
)
_GIVEN = re.compile(
    rf"(?:who\s)?(?:had\s)?(?P<verb>received|underwent|(?:were\s)?given|(?:were\s)?treated\swith)\s{_PHRASE}"
)
_WITH = re.compile(rf"(?:who\s)?(?:had|with|harbou?red|carried|presented\swith)\s(?P<no>no\s)?{_PHRASE}")
_LACKED = re.compile(rf"without\s{_PHRASE}")
_BEING = re.compile(rf"(?:who\s)?were\s(?:classified\sas\s|considered\s)?{_PHRASE}")
_IN = re.compile(rf"(?:who\swere\s)?in\s(?![\w\s-]{{0,36}}?(?i:groups?|arms?|cohorts?)\b){_PHRASE}")
_AS = re.compile(rf"(?:were\s)?(?:(?:treated|managed|infused|dosed)\s)?as\s{_PHRASE}")
_NOT = re.compile(
    r"(?:who\s)?(?:did|were|had)\snot\b(?=\s?[,;.)]|\s?$|\s(?:receive|received|undergo|undergone|have|get)\b)"
    r"|without(?:\sit)?(?=\s?[,;.)]|\s?$)"
)
_BARE = re.compile(_PHRASE)
_OF_MORE = re.compile(rf"(?:\d[%)]*|{WORD})\s(?:{SEVERAL_PATIENTS}\s)?(?:out\s)?of\s(?:the\s)?$")
_JOINT = re.compile(r"\s?,?;?\s?(?:and\s|while\s|whereas\s|but\s|or\s)?(?:(?:the\s)?(?:remaining|other)\s)?")
_TOTAL = quicker(
    re.compile(
        rf"(?:\b[Nn]\s?=\s?|\b(?:of|among)\s(?:the\s)?)(\d{{1,4}})\b"
        rf"|(?<![\w.,/-])(\d{{1,4}}|{WORD})\s(?:[\w/-]+\s){{0,4}}?{SEVERAL_PATIENTS}\b",
        re.IGNORECASE,
    )
)
_COMMON = frozenset(
    """enrolled included treated infused evaluable alive eligible screened excluded analyzed analysed men women male
    female grade grades mild moderate severe followed assessed available dead deceased lost still ongoing""".split()
)  # fmt: skip
_OWN_NAME = re.compile(r"[(\[](?P<name>[A-Z][\w+/-]{1,14}?)(?P<group>\s(?:groups?|arms?|cohorts?))?[)\]]")
_DENIALS = (
    ("received ", "did not receive "),
    ("patients with ", "patients without "),
    ("patients without ", "patients with "),
)
_BEFORE = r"(?:with|without|for|in|among|receiving|received|given)"
_WHO_HAD = (
    rf"(?:{SEVERAL_PATIENTS}|those)\s"
    r"(?:with|without|receiving|given|treated\swith|who\s(?:had|received|underwent|were\sgiven))"
)
_HISTORY = re.compile(r"^(?:history|evidence|presence|diagnosis)\sof\s(?:an?\s|the\s)?")
_BEHIND = r"(?:patients|groups?|arms?|cohorts?|recipients)"
_OUTCOMES = frozenset({Kind.TOXICITY, Kind.ENDPOINT, Kind.CYTOKINE})
_PRODUCTS = frozenset({Kind.CONSTRUCT})
_TWO = 2


@dataclass(frozen=True, slots=True)
class Part:
    """Patients of one kind that a sentence counts: how many, where the count stands, and the label of the kind.

    names: what tells them apart, as later sentences may say it; none where they are those left over. place: where that
    stands. given: it is a treatment. had: a verb says that they had it.
    """

    n: int
    count: Span
    label: str
    names: tuple[str, ...]
    place: Span
    given: bool = False
    had: bool = False


def counted_parts(annotation: Annotation) -> list[list[Part]]:
    """Return the rows of parts that add up to those counted before, end in a denial, or are told of again as groups."""
    text = annotation.paper.text
    spans: dict[tuple[int, frozenset[Kind]], list[Span]] = defaultdict(list)
    for mention in annotation.mentions:
        for kinds in (_OUTCOMES, _PRODUCTS):
            if mention.kind in kinds:
                spans[mention.sentence, kinds].append(mention.span)
    found: list[list[Part]] = []
    for sentence in annotation.sentences:
        if sentence.section == "title":
            continue
        for row in _rows(text, sentence.span, spans[sentence.index, _PRODUCTS]):
            again = [_is_group(text, part, sentence.span) for part in row if part.names]
            results = any(part.place.overlaps(told) for part in row for told in spans[sentence.index, _OUTCOMES])
            alone = all(again) and (len(row) >= _TWO or row[0].had)
            if alone or ((any(again) or not results) and _is_whole(text, row)):
                found.append(row)
    return found


def _is_whole(text: str, row: Sequence[Part]) -> bool:
    """Tell whether several parts are all that there are: those left over end the row, or they add up to a total."""
    return len(row) >= _TWO and (not row[-1].names or _adds_up(text, row))


def _adds_up(text: str, row: Sequence[Part]) -> bool:
    totals = (m[1] or m[2] for m in _TOTAL.finditer(text, 0, row[0].count.start))
    return sum(p.n for p in row) in {integer(t) for t in totals}


def _is_group(text: str, part: Part, within: Span) -> bool:
    """Tell whether another sentence speaks of a part's patients as a group: "in patients with X", "the X group"."""
    names, told = names_of([[part]]), re.compile("|".join(map(re.escape, part.names)), re.IGNORECASE)
    return names is not None and all(
        any(not within.overlaps(Span(*m.span())) for m in said.finditer(text)) for said in (told, names)
    )


def _rows(text: str, within: Span, told: Sequence[Span]) -> Iterator[list[Part]]:
    """Yield the parts that a sentence counts side by side."""
    row: list[Part] = []
    form: re.Pattern[str] | None = None
    at = within.start
    while (count := _COUNT.search(text, at, within.end)) is not None:
        if _OF_MORE.search(text, max(within.start, count.start() - 30), count.start()):  # "17 of 20 received X"
            at = count.end()
            continue
        if row and not _JOINT.fullmatch(text, at, count.start()):
            yield row
            row, form = [], None
        read = _part(text, count, within.end, row[-1] if row else None, form)
        if read is None or any(read[1].overlaps(t) for t in told):
            if row:
                yield row
            row, form, at = [], None, count.end()
            continue
        part, span, form = read
        row.append(part)
        at = span.end
    if row:
        yield row


def _part(
    text: str, count: re.Match[str], end: int, before: Part | None, form: re.Pattern[str] | None
) -> tuple[Part, Span, re.Pattern[str] | None] | None:
    """Return the part a count is of, where its words end, and the form in which the next may leave its verb out."""
    n, start = integer(count["n"]) or 0, count.end()
    span = Span(*count.span("n"))
    if (denied := _NOT.match(text, start, end)) is not None:
        return _denied(n, span, before, Span(start, denied.end()), form) if before and before.names else None
    for pattern in (_GIVEN, _LACKED, _WITH, _AS, _IN, _BEING, *((_BARE,) if before and form else ())):
        if (found := pattern.match(text, start, end)) is not None:
            meant = form if pattern is _BARE and form else pattern
            label = _labelled(found, meant)
            if n == 0 or set(found["what"].lower().split()) & _COMMON:
                return None
            place = Span(*found.span("what"))
            part = Part(n, span, label, _names(found), place, meant is _GIVEN, _is_said(found))
            return part, Span(start, found.end("tail")), meant
    return None


def _denied(
    n: int, count: Span, before: Part, place: Span, form: re.Pattern[str] | None
) -> tuple[Part, Span, re.Pattern[str] | None]:
    return Part(n, count, _left_over(before), (), place, before.given), place, form


def _is_said(found: re.Match[str]) -> bool:
    """Tell whether a verb says what those counted had or were, and no "with" alone."""
    return found.re in {_WITH, _BEING} and not found.group().startswith(("with ", "who "))


def _names(found: re.Match[str]) -> tuple[str, ...]:
    """Return what a part may be called: as it is, and with the short form that a bracket gives for its last words."""
    what, bracket = _HISTORY.sub("", found["what"].removeprefix("no ")), _OWN_NAME.fullmatch(found["tail"].strip())
    if bracket is None or bracket["group"]:
        return (what,)
    words = what.split()
    at = next((i for i in range(len(words)) if _initials(words[i:]) == bracket["name"].lower()), None)
    return (what,) if at is None else (what, " ".join([*words[:at], bracket["name"]]))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words).lower()


def _labelled(found: re.Match[str], form: re.Pattern[str]) -> str:
    """Return the label of a part: the group's name where a bracket gives one, else what its patients had or got."""
    what, bracket = found["what"], _OWN_NAME.fullmatch(found["tail"].strip())
    if bracket is not None and bracket["group"]:
        return bracket["name"] + bracket["group"]
    what = f"{what} ({bracket['name']})" if bracket is not None else what
    lacked = what.startswith("no ") or form is _LACKED or (found.re is _WITH and found["no"])
    if lacked:
        return f"{'did not receive' if form is _GIVEN else 'patients without'} {what.removeprefix('no ')}"
    heads = {_GIVEN: "received ", _WITH: "patients with ", _IN: "patients in ", _AS: ""}
    return heads[form] + what if form in heads else f"{what} patients"


def _left_over(before: Part) -> str:
    """Return the label of those who had or got not what the part before them did."""
    for had, lacked in _DENIALS:
        if before.label.startswith(had):
            return lacked + before.label.removeprefix(had)
    return f"not {before.label}"


def names_of(rows: Iterable[Sequence[Part]]) -> re.Pattern[str] | None:
    """Return a pattern of the parts as sentences name them: "with high X", "obese patients"; None without parts."""
    names = sorted({name for row in rows for p in row for name in p.names}, key=lambda n: (-len(n), n))
    if not names:
        return None
    any_of = f"(?:{'|'.join(map(re.escape, names))})"
    long = f"(?:{'|'.join(re.escape(n) for n in names if ' ' in n) or '(?!)'})"
    people = f"(?:{'|'.join(re.escape(n) for n in names if n.endswith('patients') and ' ' not in n) or '(?!)'})"
    return re.compile(
        rf"\b{_WHO_HAD}\s(?:a\s|an\s|the\s|no\s)?{any_of}(?![\w-])"
        rf"|\b{_BEFORE}\s(?:no\s)?{long}(?:\s{_BEHIND}\b|(?![\w-]))"
        rf"|\b(?:non-)?{any_of}\s{_BEHIND}\b"
        rf"|\b(?:of|in|for|among|than)\s{any_of}(?=\s?[,;.()]|\s(?:and|versus|vs|compared|against|had|was|were)\b)"
        rf"|(?<=\d\s){people}(?=\s?[,;.()]|\s(?:and|versus|vs|had|was|were)\b)",
        re.IGNORECASE,
    )

"""Risk factors: "X (HR, 1.86; 95% CI, ...; P = .015) and Y (...) were associated with an increased risk of Z"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.complement import complement, is_graded
from cargraph.facts.comparisons.phrases import is_name
from cargraph.facts.comparisons.stating import as_number, stated
from cargraph.facts.groups.group import Group
from cargraph.facts.results.grades import grade
from cargraph.facts.results.qualifiers import modifier
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.model import Comparison, Evidence

_FACTOR = re.compile(
    r"associat|linked|signal|disproportion|predict|risk factor|correlat|prognostic|independent|influenc|impact"
    r"|\b(?:adverse|unfavou?rable|significant)\sfor\b"
    r"|\b(?:driven|foretold|determined|affected) by\b|\beffect on\b"
    r"|\bhazard\b(?!\s(?:ratio|of))",
    re.IGNORECASE,
)
_SURVIVAL = re.compile(r"surviv|\b(?:pfs|os|efs|dfs|rfs|lfs)\b")
_NOT = re.compile(r"^\W*(?P<who>.+?)\s(?:was|were|is|are|did)\snot\W*$", re.IGNORECASE | re.DOTALL)
_ITSELF = re.compile(r"\b(?:predictors?|factors?|prognostic|determinants?)\b", re.IGNORECASE)
_NEAR = 5
_TOLD_OF = 8
_LEAD = re.compile(
    r"^(?:[^,;]*\b(?:predicted|driven|influenced|determined|foretold|affected|explained)\s(?:\w+ly\s)?by\s+"
    r"|.*\b(?:in|on|by|using|with|at)\s(?:a\s|the\s)?(?:multivari\w+|univari\w+|bivari\w+|Cox|logistic)[\w\s-]{0,30}?"
    r"(?:,\s*|(?<=analysis)\s|(?<=analyses)\s|(?<=model)\s|(?<=models)\s|(?<=regression)\s|\s(?=(?:an?|the)\s|(?:high|low)\w*\s))|(?:and|or|with|to|linked|associated|correlated|tied|the|[^,;]*\bidentified|including|included|were|was|by|of|that|both|showed|:|,|;)\s+)+",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"^(?P<a>.+?)\s(?:vs\.?|versus|compared (?:with|to))\s(?P<b>.+)$", re.IGNORECASE)


def factors(tokens: Sequence[Token], text: str, proof: Evidence) -> Iterator[Claim]:
    """Yield a comparison for every factor that a ratio in a bracket follows."""
    ratios = [i for i, t in enumerate(tokens) if t.tag is Tag.RATIO and t.depth]
    if not ratios or not (_FACTOR.search(proof.quote) or _compares(tokens)):
        return
    if disproportions := list(_disproportions(tokens, ratios, proof)):
        yield from disproportions
        return
    shared: int | None = None
    for low, high in _clauses(tokens):
        own = [at for at in ratios if low <= at < high]
        for number, at in enumerate(own):
            opened = _opening(tokens, at)
            found = _outcome(tokens[:high], own[number:], own[0], low)
            shared = shared if found is None else found
            if opened is None or shared is None or _is_of_outcome(tokens, low, opened):
                continue
            since = tokens[_closing(tokens, own[number - 1])].span.end if number else tokens[low].span.start
            piece = text[since : tokens[opened].span.start]
            if claim := _claim(tokens, at, shared, piece, text[tokens[opened].span.end : tokens[at].span.start], proof):
                yield claim
        if own and shared is not None:
            yield from _unrated(tokens[:high], text, own[-1], shared, proof)


def _clauses(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where the clauses of a sentence begin and end: at "whereas" and the like, and at a semicolon."""
    parting = [i for i, t in enumerate(tokens) if not t.depth and t.text in words.CONTRASTS | {";"}]
    ends = [i for i in parting if [t.text for t in tokens[i : i + 2]] != ["but", "not"]]
    return list(zip([0, *(i + 1 for i in ends)], [*ends, len(tokens)], strict=True))


_OF_MORE = re.compile(r"(?:but\s)?(?:not\s)?(?:for|in|at|by)\s", re.IGNORECASE)
"""What stands before an outcome told behind another: "persisted for A (HR 1.6) but not for B (HR 1.3)"."""


def _claim(tokens: Sequence[Token], at: int, outcome: int, piece: str, inside: str, proof: Evidence) -> Claim | None:
    """Return the claim of one factor and its ratio; piece: the words before its bracket, inside: those in it."""
    label = _label(_NOT.sub(r"not \g<who>", piece))
    plain = _DENIED.sub("", label)
    a, b = _sides(plain, inside)
    named = is_name(a) and not _ITSELF.search(a) and (not b or is_name(b)) and not _OF_MORE.match(a)
    if not named or tokens[outcome].text in a.lower():
        return None
    denied = plain != label
    sides = (a, "" if denied and not is_graded(a) else b)
    made = _comparison(tokens, at, outcome, sides, proof, denied=denied)
    return Claim(made, outcome, outcome, Weight.RATED)


def _unrated(tokens: Sequence[Token], text: str, last: int, outcome: int, proof: Evidence) -> Iterator[Claim]:
    """Yield the last factor of a list where it alone has no ratio: "A (HR 2.1) and prior B predicted shorter C"."""
    closing = _closing(tokens, last)
    link = _link_behind(tokens, closing)
    if link is None or outcome < link or not _points(tokens, outcome):
        return
    piece = text[tokens[closing].span.end : tokens[link].span.start]
    label = _label(piece) if _NEXT.match(piece) else ""
    if label and is_name(label) and label.lower() not in words.AUXILIARY and not _ITSELF.search(label):
        made = _comparison(tokens, link, outcome, _sides(label, ""), proof, denied=False)
        yield Claim(replace(made, p=None, p_operator=None), outcome, outcome, Weight.RATED)


_NEXT = re.compile(r"\s?,?\s(?:and|or)\s(?=\w)|\s?,\s(?=(?:high|low|elevated|prior|poor)\b)")


def _points(tokens: Sequence[Token], outcome: int) -> bool:
    """Tell whether a word before an outcome says that there was more or less of it."""
    return any(t.text in words.LESS | words.MORE for t in tokens[max(0, outcome - _NEAR) : outcome])


def _is_of_outcome(tokens: Sequence[Token], low: int, opened: int) -> bool:
    """Tell whether a bracket is of the outcome before it: "was associated with more CRS (OR 1.8)"."""
    named = _named_before(tokens, low, opened)
    if named is None or is_turned(tokens, low) or _brought_about(tokens, low, opened) is not None:
        return False
    for place in range(named, low, -1):
        if tokens[place].text in words.LINKED | words.PREDICTING and not tokens[place].depth:
            return not words.FACTORS & {t.text for t in tokens[low:place]}
        if tokens[place].text in _LISTING and not tokens[place].depth:
            return False
    return False


def _named_before(tokens: Sequence[Token], low: int, opened: int) -> int | None:
    """Return the outcome before a bracket, what it is told of left out: "ICANS for CD19 products (OR 2.9)"."""
    named = next((i for i in range(opened - 1, max(low, opened - _TOLD_OF), -1) if tokens[i].tag is Tag.OUTCOME), None)
    if named is None or named == opened - 1:
        return named
    return named if tokens[named + 1].text in {"for", "in", "with", "among", "at"} else None


def is_turned(tokens: Sequence[Token], low: int) -> bool:
    """Tell whether a clause names the outcome first and its factors behind: "CRS was linked to A (HR 3) and to B"."""
    link = next(
        (i for i in range(low + 1, len(tokens)) if tokens[i].text in words.LINKED and not tokens[i].depth), None
    )
    if link is None or link + 1 >= len(tokens) or tokens[link + 1].text not in words.WITH:
        return False
    before = link - 1
    while before > low and (tokens[before].text in words.AUXILIARY or tokens[before].text.endswith("ly")):
        before -= 1
    mention = tokens[before].mention
    outcome = tokens[before].tag is Tag.OUTCOME and mention is not None and mention.kind in _ENDS
    opened = next((i for i in range(link, len(tokens)) if tokens[i].depth), len(tokens))
    rated = any(t.tag is Tag.RATIO for t in tokens[opened : opened + 3])
    return outcome and rated and not any(t.tag is Tag.OUTCOME for t in tokens[link:opened])


_ENDS = frozenset({Kind.TOXICITY, Kind.ENDPOINT})
_LISTING = frozenset({"were", "was", "included", "include", "are", ":", "had", "have", "showed"})


def _compares(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence says that those told before have more or less: "... (HR 2.4) had higher relapse"."""
    last = max((i for i, t in enumerate(tokens) if t.tag is Tag.RATIO), default=len(tokens))
    behind = [t.text for t in tokens[last:]]
    if any(a in _RAISING and _RISKS & set(behind[i + 1 : i + 4]) for i, a in enumerate(behind)):
        return True
    return any(t.text in {"had", "have", "showed"} for t in tokens[last:]) and any(
        t.text in words.LESS | words.MORE for t in tokens[last:]
    )


_RAISING = frozenset("raised increased heightened elevated doubled tripled reduced lowered decreased halved".split())
_RISKS = frozenset({"risk", "odds", "hazard", "likelihood", "probability", "chance"})


def _disproportions(tokens: Sequence[Token], ratios: list[int], proof: Evidence) -> Iterator[Claim]:
    """Read "signals were found for tachycardia (ROR 1.9; 95% CI ...)": a construct against all others, by outcome."""
    arm = next((t for t in tokens if t.tag is Tag.ARM and t.mention), None)
    for at in ratios:
        opened = _opening(tokens, at)
        if (
            arm is not None
            and opened
            and tokens[opened - 1].tag is Tag.OUTCOME
            and tokens[at].text.startswith(("ror", "reporting"))
        ):
            made = _comparison(tokens, at, opened - 1, (arm.text, ""), proof, denied=False)
            yield Claim(made, opened - 1, opened - 1, Weight.RATED)


def _opening(tokens: Sequence[Token], at: int) -> int | None:
    return next(
        (i for i in range(at - 1, -1, -1) if tokens[i].text in {"(", "["} and tokens[i].depth < tokens[at].depth), None
    )


def _closing(tokens: Sequence[Token], at: int) -> int:
    return next((i for i in range(at + 1, len(tokens)) if tokens[i].text in {")", "]"} and not tokens[i].depth), at)


def _outcome(tokens: Sequence[Token], rest: Sequence[int], first: int, low: int) -> int | None:
    """Return the outcome the factors are of: behind the last bracket of the list, else before the first one."""
    if (told := _brought_about(tokens, low, first)) is not None:
        return told
    link = _link_behind(tokens, _closing(tokens, rest[-1]))
    since = rest[-1] if link is None else link
    after = [i for i in range(since, len(tokens)) if tokens[i].tag is Tag.OUTCOME and tokens[i].depth == 0]
    if after:
        return after[0]
    cue = next(
        (
            i
            for i in range(first, low - 1, -1)
            if tokens[i].text in {"for", "with", "of", "factors", "predictors", "included", "were"}
        ),
        first,
    )
    before = [i for i in range(low, cue + 1) if tokens[i].tag is Tag.OUTCOME and tokens[i].depth == 0]
    return before[0] if before else None


def _link_behind(tokens: Sequence[Token], since: int) -> int | None:
    """Return the word that links a list to what its factors go with: "A (HR 2), B (HR 3) and C predicted shorter X"."""
    for place in range(since, len(tokens)):
        text = tokens[place].text
        ahead = {t.text for t in tokens[place + 1 : place + 3]}
        if tokens[place].depth:
            continue
        if (text in words.LINKED and ahead & words.WITH) or text in words.PREDICTING:
            return place
        if text in _LINKING_NOUNS and ahead & {"of", "for"}:
            return place
    return None


_LINKING_NOUNS = words.FACTORS | frozenset("predictive prognostic adverse unfavorable unfavourable significant".split())


_BROUGHT = frozenset("predicted driven influenced determined foretold affected explained".split())


def _brought_about(tokens: Sequence[Token], low: int, first: int) -> int | None:
    """Return the outcome that is said to be brought about by the factors behind it: "X was predicted by A (OR 3)"."""
    for at in range(low + 1, first):
        by = at + 1 + tokens[at + 1].text.endswith("ly")
        if tokens[at].text in _BROUGHT and by < first and tokens[by].text == "by":
            told = (i for i in range(at - 1, low - 1, -1) if tokens[i].tag is Tag.OUTCOME and not tokens[i].depth)
            return next(told, None)
    return None


def _label(piece: str) -> str:
    label = piece.strip(" ,;.:")
    for _ in range(4):
        label = _LEAD.sub("", label).strip(" ,;.:")
    label = re.sub(r"\s(?:before|prior to|at|after)\s(?:infusion|treatment|baseline|therapy)$", "", label)
    cut = re.split(r"\b(?:included|including|were|was|addition of|are)\b", label)
    return re.sub(
        r"^(?i:(?:the\s)?(?:receipt|presence|use|history) of|treatment (?:at|with|in)|a|an|the)\s",
        "",
        _LEAD.sub("", cut[-1].strip(" ,;.:")),
    )


def _sides(label: str, inside: str) -> tuple[str, str]:
    inner = re.sub(r"[;,:]\s*$", "", inside.strip()).strip(" ;,(")
    if found := _VERSUS.match(inner):
        return _with_unit(found.group("a").strip(), found.group("b").strip())
    if found := _VERSUS.match(label):
        return found.group("a").strip(), found.group("b").strip()
    a = f"{label} ({inner})" if inner and len(inner) < 40 else label
    return a, complement(label)


def _with_unit(a: str, b: str) -> tuple[str, str]:
    """Give the first of "<6 vs 6-15 years" the unit printed behind the second."""
    unit = re.search(r"\d\s?([A-Za-z/%]+)$", b)
    return (f"{a} {unit.group(1)}", b) if unit and re.search(r"\d$", a) else (a, b)


def _comparison(
    tokens: Sequence[Token], at: int, outcome: int, sides: tuple[str, str], proof: Evidence, *, denied: bool
) -> Comparison:
    a, b = sides
    ratio = tokens[at] if tokens[at].tag is Tag.RATIO else None
    p = next((t for t in tokens[at : at + 8] if t.tag is Tag.P and t.depth), None)
    number = as_number(ratio.quantity.value) if ratio and ratio.quantity else None
    chance = as_number(p.quantity.value) if p and p.quantity and p.quantity.bound != "<" else None
    return stated(
        (_named(tokens, a), Group(None, b) if b else None),
        tokens[outcome].entity,
        proof,
        direction="similar" if denied or (chance or 0) > _CHANCE else _direction(tokens, outcome, number),
        grade=modifier(tokens, outcome) or _of_grade(tokens, outcome),
        p=p,
        ratio=ratio,
    )


def _of_grade(tokens: Sequence[Token], outcome: int) -> str | None:
    """Return the grade right behind an outcome: "CRS of grade 2 or higher"."""
    behind = [t for t in tokens[outcome + 1 : outcome + 3] if t.text != "of"]
    return grade(behind[0].text) if behind and behind[0].tag is Tag.GRADE else None


_CHANCE = 0.1
_DENIED = re.compile(r"^(?:but\s)?(?:not|neither|nor)\s(?:the\s)?", re.IGNORECASE)


def _direction(tokens: Sequence[Token], outcome: int, ratio: float | None) -> str:
    """Return the way a factor points: by the words before its outcome ("inferior survival"), turned by its ratio.

    A hazard ratio above 1 means more of a harm and less of a survival; one on the other side of 1 than the words of its
    list is a factor that points the other way.
    """
    said = [t.text for t in tokens[max(0, outcome - _NEAR) : outcome]] + tokens[outcome].text.split()
    survives = bool(_SURVIVAL.search(tokens[outcome].text))
    told = next((w for w in reversed(said) if w in words.LESS | words.MORE), None)
    if told is None:
        return "higher" if ratio is None or (ratio > 1) is not survives else "lower"
    less = told in words.LESS
    turned = ratio is not None and (ratio < 1 if less == survives else False)
    return "lower" if less is not turned else "higher"


def _named(tokens: Sequence[Token], label: str) -> Group:
    """Return the entity a label is the name of, or the label as a group."""
    lower = label.lower()
    named = [
        t for t in tokens if t.tag is Tag.ARM and t.mention and t.text in lower and len(t.text) >= 0.7 * len(lower)
    ]
    return Group(named[0].entity) if named else Group(None, label)

"""Claims that a factor goes with more or less of an outcome: "high LDH was associated with worse PFS"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.factor_sides import held_against, is_factor, linked
from cargraph.facts.comparisons.factors import is_turned
from cargraph.facts.comparisons.figures import in_bracket
from cargraph.facts.comparisons.labels import factor_labels
from cargraph.facts.comparisons.likewise import excepted
from cargraph.facts.comparisons.runs import told_runs
from cargraph.facts.comparisons.stating import is_harm, of_ratio
from cargraph.facts.comparisons.subjects import is_verb
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.model import Evidence

_FAR = 9
_HEAD = 5
_NEAR = 5
_NOUNS = frozenset({"predictor", "predictors", "factor", "factors"})
_BEING = frozenset({"was", "were", "is", "are", "as", "be", "remained"})
_SHARED = re.compile(r"\W*(?:(?:and|but|also|was|were|is|are|not|\w+ly)\W+)+")
_PARTING = frozenset({";", ":", "that", "whereas", "while", "but"})
_THAN = re.compile(
    r"(?:\s(?:risk|rates?|levels?))?(?:\s?\([^()]*\))?\s(?:than|(?:when )?compared (?:with|to))\s"
    r"(?:(?:for|in|among|that of|those of)\s)?(?:the\s)?"
    r"(?P<b>[\w][^,;.()]{1,50}?)(?=\s(?:on|in|at|by|was|were)\b|\s?[,;.()])"
)
_CITATION = re.compile(r"\s\d{1,3}\s?,\s?\d{1,3}\b|\[\d{1,3}(?:\s?[,-]\s?\d{1,3})*\]")
_IDENTIFIED = re.compile(
    r"\b(?:identified|identifies|found|revealed|showed|confirmed)\s(?P<factors>.+?)\s(?:as|to be)\s[^,]*$"
)
_LEVELS = re.compile(
    r"[(\[](?P<a>(?:[^\W\d]|[<>≤≥])[^()\[\],;%]{0,40}?)\s(?:vs\.?|versus)\s(?P<b>[^()\[\],;%]{1,40})[)\]]"
)
"""The two levels of a factor: "costimulatory domain (CD28 vs 4-1BB)"."""
_LEFT_OUT = re.compile(r",?\s+but\s+not\s+[^,]+?(?:,|(?=\s(?:was|were|is|are)\b))")
DENIALS = frozenset({"not", "neither", "nor", "no"})
_ALONG = {"along": {"go", "goes", "going", "went", "gone"}, "hand": {"in"}}
_HOLDING = frozenset("kept keeps retained retains maintained maintains preserved lost showed had".split())
_LINKING = {"association"} | _ALONG.keys() | words.LINKED | words.PREDICTING | _NOUNS | {"predictive", "prognostic"}
_INTRODUCING = frozenset({"were", "was", "included", "include", "are", ":", "comprised", "being"})


def claims(inventory: Inventory, tokens: Sequence[Token], text: str, proof: Evidence) -> Iterator[Claim]:
    """Yield a claim for every factor and outcome that a sentence links with a word of more or less, or of none.

    text: the paper's text. proof: the sentence.
    """
    if _CITATION.search(proof.quote):
        return
    named: list[str] = []
    for at, token in enumerate(tokens):
        if token.depth or not _links(tokens, at):
            continue
        outcomes = [] if is_turned(tokens, 0) else list(outcomes_behind(tokens, at))
        if not outcomes:
            continue
        start = _start(tokens, at, proof)
        last = outcomes[-1][0]
        ahead = factor_labels(_identified(text[start : token.span.start]))
        shared = named if _SHARED.fullmatch(text[start : token.span.start]) else []
        named = [inventory.spelled_out(n) for n in ahead or shared or _behind(tokens, text, at, last, proof)]
        than = _THAN.match(text, tokens[last].span.end, proof.span.end)
        named, second = _levels(text[start : token.span.start], named, than["b"] if than else None)
        if len(named) > len(outcomes) and any(t.text == "respectively" for t in tokens[outcomes[-1][0] :]):
            continue  # each is of a case of its own
        stats = _stats(tokens, at, start, last, len(named)) if ahead else _each_p(tokens, last, len(named))
        for step, label in enumerate(named):
            for outcome, said in outcomes:
                own = stats[step] if len(outcomes) == 1 else in_bracket(tokens, outcome)
                rated = of_ratio(tokens[outcome], own)
                direction = said or _implied(tokens, at, outcome) or rated
                if than is None and _is_of_product(inventory, tokens[at:outcome], label):
                    continue
                plain, alike = said in {None, "similar"} and rated is None, said == "similar"
                if direction is None or not is_factor(inventory, label, plain=plain, listed=not ahead or alike):
                    continue
                other = held_against(inventory, label, second, denied=alike)
                made = linked(tokens, outcome, label, other, direction, own, proof)
                yield Claim(made, outcome, outcome, Weight.LINKED)


def _levels(piece: str, named: list[str], than: str | None) -> tuple[list[str], str | None]:
    """Return the factors, and what they are held against: of "costimulation (CD28 vs 4-1BB)" the two levels."""
    found = _LEVELS.search(piece) if len(named) == 1 else None
    return ([found["a"]], found["b"]) if found else (named, than)


def _links(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].text not in _LINKING:
        return False
    text, after = tokens[at].text, tokens[at + 1].text if at + 1 < len(tokens) else ""
    if text in words.LINKED and after in words.WITH:
        return True
    if text == "association":
        return after == "with" and bool({t.text for t in tokens[max(0, at - _NEAR) : at]} & _HOLDING)
    if text in _ALONG:
        return after == "with" and tokens[at - 1].text in _ALONG[text]
    if text in {"predictive", "prognostic"} and after in {"of", "for"}:
        return not DENIALS & {t.text for t in tokens[max(0, at - 3) : at]}
    if text in words.FACTORS and after == "associated":
        return False
    if text in _NOUNS and after in {"of", "for"}:
        return at < _HEAD or _heads(tokens, at) or bool({t.text for t in tokens[max(0, at - _FAR) : at]} & _BEING)
    return (
        text in words.PREDICTING
        and after not in {"of", "by"}
        and not (at and tokens[at - 1].text in words.UNREAL - {"to"})
    )


def _identified(piece: str) -> str:
    """Return what a sentence identifies as factors: of "we identified A and B as independent" the factors.

    What is left out of them is no factor: "A, but not B".
    """
    piece = _LEFT_OUT.sub("", piece)
    found = _IDENTIFIED.search(piece)
    return found["factors"] if found else piece


def _heads(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a clause begins with the factors' name: "..., significant risk factors for PFS included A"."""
    start = next((i for i in range(at, -1, -1) if tokens[i].text in {",", ";"} and not tokens[i].depth), 0)
    return at - start <= _HEAD and any(t.text in _INTRODUCING for t in tokens[at:] if not t.depth)


def outcomes_behind(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, str | None]]:
    """Yield the outcomes behind a link, each with the way that the words before its list point, if they do."""
    last = at
    denied = bool(DENIALS & {t.text for t in tokens[max(0, at - 3) : at]}) and not any(
        t.text == "only" for t in tokens[max(0, at - 3) : at]
    )
    for run in (r for r in told_runs(tokens) if r[0] > at and not tokens[r[0]].depth):
        gap = [t for t in tokens[last + 1 : run[0]] if not t.depth and t.text not in {"(", ")", "[", "]"}]
        said = pointed(tokens[max(0, last - 1) : run[0]] if last == at else gap)
        further = last != at and _goes_on(tokens, at, gap)
        parted = any(t.text in {";", ".", "whereas", "while", "but"} for t in gap) and not (further and said)
        if parted or len(gap) > _FAR or (last != at and not further and (said is None or gap[0].text not in _JOINTS)):
            return
        if last == at and any(t.text == "," for t in gap):
            return
        for step, outcome in enumerate(run):
            own = pointed(tokens[run[step - 1] + 1 : outcome]) if step else None
            yield outcome, "similar" if denied else own or said
        last = run[-1]
        if not denied:
            yield from ((outcome, "similar") for outcome in excepted(tokens, last))


def _goes_on(tokens: Sequence[Token], at: int, gap: Sequence[Token]) -> bool:
    """Tell whether a link goes on behind its first outcome: "was associated with X (OR 2), (but) with more Y"."""
    lead = tokens[at + 1].text if tokens[at].text in words.LINKED and at + 1 < len(tokens) else ""
    joint = next((i for i, t in enumerate(gap) if t.text in {",", "and", "but"}), len(gap))
    told = [t.text for t in gap[joint:] if t.text not in {",", "and", "but", "also"}]
    return lead in words.WITH and told[:1] == [lead]


_JOINTS = frozenset({"and", ","})


def pointed(gap: Sequence[Token]) -> str | None:
    """Return the way the last word of more or less before an outcome points."""
    for token in reversed(gap):
        if token.text in words.LESS:
            return "lower"
        if token.text in words.MORE:
            return "higher"
    return None


def _implied(tokens: Sequence[Token], at: int, outcome: int) -> str | None:
    """Return what a plain link means: a risk factor of a harm means more of it, of a survival less of it."""
    if is_harm(tokens[outcome]):
        return "higher"
    return "lower" if tokens[at].text in {"factor", "factors"} and tokens[at - 1].text == "risk" else None


def _is_of_product(inventory: Inventory, between: Sequence[Token], label: str) -> bool:
    """Tell whether a link only says that a product has much or little of an outcome: "A was linked to a high rate"."""
    if not {t.text for t in between} & {"high", "low"}:
        return False
    constructs = (e for e in inventory.entities.values() if e.kind is Kind.CONSTRUCT)
    return any(name.lower() in label.lower() for entity in constructs for name in entity.names)


def _start(tokens: Sequence[Token], at: int, proof: Evidence) -> int:
    parting = (i for i in range(at - 1, -1, -1) if not tokens[i].depth and tokens[i].text in _PARTING)
    parts = (i for i in parting if [t.text for t in tokens[i : i + 2]] != ["but", "not"])
    before = next((tokens[i] for i in parts if tokens[i].text != "that" or tokens[i - 1].text not in _NOUNS), None)
    joint = _second_clause(tokens, at, tokens.index(before) + 1 if before else 0)
    starts = [t.span.end for t in (before, joint) if t is not None]
    return max(starts, default=proof.span.start)


def _second_clause(tokens: Sequence[Token], at: int, low: int) -> Token | None:
    """Return the "and" that begins the clause of a link, where the clause before it has a verb of its own."""
    for place in range(at - 1, low, -1):
        if is_verb(tokens, place) and tokens[place].text not in words.AUXILIARY | {"be", "been", "may", "can"}:
            return None
        if tokens[place].text == "and" and tokens[place - 1].text == "," and not tokens[place].depth:
            verbs = any(is_verb(tokens, i) for i in range(low, place))
            return tokens[place] if verbs else None
    return None


def _behind(tokens: Sequence[Token], text: str, at: int, outcome: int, proof: Evidence) -> list[str]:
    """Return the factors told behind the outcome: "Factors associated with worse OS were A and B"."""
    before = {t.text for t in tokens[max(0, at - _NEAR) : at + 1]}
    if before & DENIALS or not words.FACTORS & before:
        return []
    verb = next((t for t in tokens[outcome + 1 :] if t.text in _INTRODUCING and not t.depth), None)
    return factor_labels(text[verb.span.end : proof.span.end].rstrip(". ")) if verb else []


def _stats(tokens: Sequence[Token], at: int, start: int, outcome: int, factors: int) -> list[list[Token]]:
    """Return each factor's ratio and p-value: behind the outcome of a single factor, else in each one's bracket."""
    if factors == 1:
        return [in_bracket(tokens, outcome)]
    own = [t for t in tokens[:at] if t.tag is Tag.P and t.depth and t.span.start > start]
    return [[p] for p in own] if len(own) == factors else [[] for _ in range(factors)]


def _each_p(tokens: Sequence[Token], outcome: int, factors: int) -> list[list[Token]]:
    """Return the p-values behind an outcome where each of the factors told there has one."""
    own = [t for t in tokens[outcome + 1 :] if t.tag is Tag.P and t.depth]
    return [[p] for p in own] if len(own) == factors else [[] for _ in range(factors)]

"""What a comparing word compares: the outcomes that it stands with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.cues import Cue, Sort
from cargraph.facts.comparisons.runs import told_runs
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOPS = words.AGAINST - {"between"} | words.CONTRASTS | words.LINKED | words.PREDICTING | {";", ","}
_REACHED = frozenset({"had", "achieved", "experienced", "developed", "reached", "attained", "showed", "obtained"})
_REACH = frozenset({"achieve", "attain", "develop", "experience", "have", "obtain", "reach", "suffer"})
_BEFORE = 6
_FAR = 9
_PARTICIPLES = frozenset({"enhanced", "improved", "increased", "reduced", "mediated", "induced", "prolonged"})
_OPEN = frozenset("between among across in for to with during after before by where if when once".split())
_HAS = frozenset({"had", "has", "have", "with", "no", "not"})
_PREDICATES = (
    words.PREPOSITIONS
    | words.AGAINST
    | frozenset("and when at on to frequent frequently common commonly likely often severe rapid rapidly".split())
)
_BE = frozenset({"was", "were", "is", "are", "been", "be"})


def outcomes_of(tokens: Sequence[Token], cue: Cue, limit: int) -> list[int]:
    """Return the outcomes a comparing word speaks of: those it stands before, else those it follows.

    limit: where the next comparing word stands, or the end.
    """
    runs = told_runs(tokens)
    if tokens[cue.start].tag is Tag.OUTCOME:
        own = next((r for r in runs if cue.start in r), [])
        return [at for at in own if cue.start <= at < limit]
    if tokens[cue.end + 1 : cue.end + 2] and tokens[cue.end + 1].text in words.PEOPLE - {"recipients"}:
        verb = next((i for i in range(cue.end + 1, len(tokens)) if tokens[i].text in _REACHED), len(tokens))
        return next((r for r in runs if r[0] > verb), [])
    if cue.sort is not Sort.FAVORS and not _is_of_verb(tokens, cue) and (ahead := _ahead(tokens, cue, runs, limit)):
        return ahead
    within = [r for r in runs if cue.start < r[0] and r[-1] < cue.end]
    if within:
        return within[0]
    return _regarded(tokens, cue, runs) or _behind(tokens, cue, runs)


def _is_of_verb(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word is of the verb before it: "expanded more robustly", "X was not affected by Y"."""
    behind = tokens[cue.end + 1 : cue.end + 2]
    adverbial = cue.sort is Sort.DESCRIBES and bool(behind) and behind[0].text.endswith("ly")
    before = tokens[cue.start - 1] if cue.start else None
    named = before is not None and before.text.endswith("ed") and before.text not in words.HAVING
    done = named and before is not None and before.tag is Tag.OUTCOME and bool(behind) and behind[0].text == "and"
    return (adverbial and named) or done or _is_undergone(tokens, cue)


def _is_undergone(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a verb of change says what its subject undergoes: "X was not affected by Y", "X are reduced"."""
    if cue.sort is not Sort.CHANGES:
        return False
    before = cue.start - 1
    while before > 0 and (tokens[before].text.endswith("ly") or tokens[before].text in {"not", "also", "further"}):
        before -= 1
    passive = before > 0 and tokens[before].text in _BE and tokens[before - 1].text != "there"
    return (
        passive
        and tokens[cue.end + 1 : cue.end + 2] != []
        and tokens[cue.end + 1].text in words.PREPOSITIONS | {"when"}
    )


def _ahead(tokens: Sequence[Token], cue: Cue, runs: list[list[int]], limit: int) -> list[int]:
    predicate = any(t.text in _BE for t in tokens[max(0, cue.start - 2) : cue.start])
    for run in ([at for at in whole if cue.end < at < limit] for whole in runs):
        if run and predicate and tokens[run[0]].depth:
            continue
        gap = tokens[cue.end + 1 : run[0]] if run else ()
        if gap and _is_noun(tokens, cue):
            gap = gap[1:]
        if tokens[cue.end].text.startswith("differ"):
            gap = _behind_sides(gap)
        if [t.text for t in gap[:1]] == ["and"] and {t.text for t in gap[1:2]} & {"their", "its", "the"}:
            return []  # "X decreased and their Y"
        gap = _without_share(gap)
        if run and len(gap) <= _FAR and not any(_bars(t, cue, predicate=predicate) for t in _plain(gap)):
            return _of(tokens, runs, run)
    return []


def _behind_sides(gap: Sequence[Token]) -> Sequence[Token]:
    """Return the words behind those of "no differences (between A and B) were seen in X" that lead to the outcome."""
    if [t.text for t in gap[:1]] == ["between"] and not any(t.text in {",", ";"} for t in gap):
        verb = next((i for i, t in enumerate(gap) if t.text in _BE), len(gap))
        led = [i for i in range(verb, len(gap)) if gap[i].text in {"in", "for"}]
        return gap[led[0] + 1 :] if led else gap
    return gap[1:] if gap and gap[0].text in _BE else gap


_SHARES = frozenset("fraction number numbers percentage percentages probability proportion proportions share".split())


def _without_share(gap: Sequence[Token]) -> Sequence[Token]:
    """Return the words before an outcome without those of its share: "percentage of patients with"."""
    if not gap or gap[0].text not in _SHARES:
        return gap
    led = (i for i, t in enumerate(gap) if t.text in {"with", "achieving", "having", "in", "reaching"})
    at = next(led, None)
    whom = gap[1:at] if at else ()
    return gap[at + 1 :] if at and all(t.text in words.PEOPLE | {"of", "the"} for t in whom) else gap


def _is_noun(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a word of change is a noun with its outcome behind "in" or "of": "led to an increase in X"."""
    behind = tokens[cue.end + 1 : cue.end + 2]
    if cue.sort is not Sort.CHANGES or not behind or behind[0].text not in {"in", "of"}:
        return False
    before = [t.text for t in tokens[max(0, cue.start - 3) : cue.start]]
    return bool({"a", "an", "the", "no"} & set(before)) or before[-1:] == ["significant"]


def _plain(gap: Sequence[Token]) -> list[Token]:
    """Return the tokens of a gap without "in vivo" and "in vitro"."""
    said = [t.text for t in gap]
    return [t for i, t in enumerate(gap) if said[i : i + 2] not in (["in", "vivo"], ["in", "vitro"])]


def _bars(token: Token, cue: Cue, *, predicate: bool) -> bool:
    """Tell whether a token parts a comparing word from an outcome behind it; predicate: "was" leads to the word."""
    if token.text in _STOPS or (token.tag is Tag.ARM and cue.sort is not Sort.CHANGES):
        return True
    if cue.end > cue.start and token.text in _REACH:  # "more likely to achieve"
        return False
    if token.tag is Tag.WORD and token.text in words.VERBS - _PARTICIPLES:
        return True
    if cue.sort is Sort.CHANGES and not predicate:
        return token.text in _OPEN - {"to", "between"}
    return token.text in _OPEN and cue.direction != "similar"


def _regarded(tokens: Sequence[Token], cue: Cue, runs: list[list[int]]) -> list[int]:
    """Return the outcomes named behind the sides: "A was superior to B in terms of X"."""
    ranks = cue.sort in {Sort.RANKS, Sort.FAVORS} or _is_ranked(tokens, cue)
    leads = (*words.REGARDING, ("in",), ("for",)) if ranks else words.REGARDING
    for run in runs:
        before = [t.text for t in tokens[max(cue.end, run[0] - _BEFORE) : run[0]]]
        if run[0] > cue.end and any(_holds(before, lead) for lead in leads):
            return run
    return []


def _is_ranked(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word ranks its subject: "was superior to B in X"."""
    behind = tokens[cue.end + 1 : cue.end + 2]
    return tokens[cue.end].text in words.RANKED and bool(behind) and behind[0].text == "to"


def _holds(texts: Sequence[str], lead: tuple[str, ...]) -> bool:
    return any(tuple(texts[i : i + len(lead)]) == lead for i in range(len(texts)))


def _behind(tokens: Sequence[Token], cue: Cue, runs: list[list[int]]) -> list[int]:
    """Return the outcomes that a comparing word follows and says something of."""
    stop = _aside(tokens, cue)
    before = [r for r in runs if r[-1] < stop and not tokens[r[-1]].depth and not _tells_whom(tokens, r[0])]
    if not before or not _is_said(tokens, cue) or _is_attribute(tokens, cue):
        return []
    ps = sum(t.tag is Tag.P for t in tokens[cue.start :]) or sum(t.tag is Tag.P for t in tokens)
    if ps > 1 and (step := [r for r in before if len(r) == ps]):
        return step[-1]
    between = tokens[before[-1][-1] : cue.start]
    if len(before) > 1 and any(t.text == "both" for t in tokens[max(0, cue.start - 3) : cue.start]):
        return [o for run in before[-2:] for o in run]
    if stop < cue.start:
        return before[-1]
    again = sum(t.text in words.AUXILIARY for t in between) > 1 and not _goes_on(tokens, cue)
    if again or any(t.text in words.SAYING_THAT for t in between):
        return []
    if any(t.text in {";", "while", "whereas", "but"} | words.LINKED and not t.depth for t in between):
        return []
    return before[-1]


def _goes_on(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word is the second thing said of one subject: "was seen in 9, and was more common"."""
    verb = cue.start - 1
    while verb > 0 and (tokens[verb].text.endswith("ly") or tokens[verb].text in {"also", "thus", "therefore"}):
        verb -= 1
    return verb > 0 and tokens[verb].text in _BE and tokens[verb - 1].text == "and"


def _tells_whom(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an outcome only says who is spoken of: "in patients who achieved a remission"."""
    return any(t.text in {"who", "achieving", "developing"} for t in tokens[max(0, at - 4) : at])


def _is_attribute(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word belongs to a noun behind it that is no outcome: "had lower costs"."""
    leading = [t.text for t in tokens[max(0, cue.start - 3) : cue.start] if not t.text.endswith("ly")]
    if tokens[cue.start].text in words.MOVED:
        return False
    if cue.sort is not Sort.DESCRIBES or cue.direction == "similar" or set(leading) & (_BE | words.SAYING - _HAS):
        return False
    behind = tokens[cue.end + 1 : cue.end + 2]
    if not behind or behind[0].tag is not Tag.WORD or not behind[0].text.isalpha() or behind[0].text.endswith("ly"):
        return False
    return behind[0].text not in _PREDICATES


def _aside(tokens: Sequence[Token], cue: Cue) -> int:
    """Return where the subject ends: before ", which is ...," where a comma stands before the verb, else at the cue."""
    verb = next((i for i in range(cue.start - 1, max(0, cue.start - _BEFORE), -1) if tokens[i].text in _BE), None)
    if verb is None or tokens[verb - 1].text != ",":
        return cue.start
    return next((i for i in range(verb - 2, 0, -1) if tokens[i].text == "," and not tokens[i].depth), cue.start)


def _of(tokens: Sequence[Token], runs: list[list[int]], run: list[int]) -> list[int]:
    """Return what a measure is of: in "peak levels of IL-6 and IL-2" the cytokines."""
    following = next((r for r in runs if r[0] == run[-1] + 2 and tokens[run[-1] + 1].text == "of"), None)
    return following or run


def _is_said(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word says something of what stands before it: a verb leads to it, no noun follows it."""
    near = tokens[max(0, cue.start - _BEFORE) : cue.end + 1]
    if cue.sort is Sort.FAVORS:
        return True
    if _is_intransitive(tokens, cue):
        return True
    said = any(t.text in words.SAYING or t.text.endswith("ed") for t in near)
    if cue.sort is Sort.CHANGES and said:
        return any(t.text in words.AUXILIARY | {"been", "be"} for t in tokens[max(0, cue.start - 3) : cue.start])
    return said


_MOVING = frozenset("from after following compared relative over at by upon with in among for under when".split())


def _is_intransitive(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a verb of change says what happened to the outcome before it: "IL-6 increased from baseline"."""
    before = cue.start - 1
    while before > 0 and (tokens[before].text.endswith("ly") or tokens[before].text in {"also", "levels"}):
        before -= 1
    behind = [t.text for t in tokens[cue.end + 1 : cue.end + 3] if not t.text.endswith("ly")]
    moved = tokens[cue.start].text.endswith("ed") and bool(behind) and behind[0] in _MOVING
    return cue.sort is Sort.CHANGES and tokens[before].tag is Tag.OUTCOME and moved

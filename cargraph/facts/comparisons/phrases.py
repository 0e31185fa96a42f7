"""Noun phrases of a sentence: where they end, and which group they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.groups.arm_names import names_the_class
from cargraph.facts.groups.group import Group
from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.people import SEVERAL_PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory

_ENDS = (
    words.VERBS
    | words.CONTRASTS
    | frozenset({"on", "at", "by", "despite", "because", "suggesting", "indicating", "respectively", "resulting"})
)
LONGEST = 14
_SHORTEST = 3


def phrase(tokens: Sequence[Token], start: int, stop: int) -> tuple[int, int]:
    """Return the span of tokens of a noun phrase that opens at a place, words that lead into it left out."""
    while start < stop and (tokens[start].text in words.INTO | words.AUXILIARY or tokens[start].text == ","):
        if (
            tokens[start].text in {"those", "that"}
            and tokens[start + 1 : start + 2]
            and tokens[start + 1].text.partition(" ")[0] in {"with", "without", "who"}
        ):
            break
        start += 1
    end = start
    while end < min(stop, start + LONGEST) and not _closes(tokens, end, start):
        end += 1
    while end > start and tokens[end - 1].tag is Tag.WORD and tokens[end - 1].text.endswith("ly") and end - start > 1:
        end -= 1
    return start, end


def _closes(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether a phrase ends before a token: a verb ends it, but not the first one behind "who"."""
    token = tokens[at]
    if token.tag in {Tag.P, Tag.RATIO, Tag.SIZE} or (token.text in words.BREAKS and not _is_point(tokens, at)):
        return True
    if token.text in words.COMPARED and [t.text for t in tokens[at + 1 : at + 2]] in (["with"], ["to"]):
        return True
    if token.text in {"after", "when", "upon"} and any(t.text.endswith("ing") for t in tokens[at + 1 : at + 2]):
        return at > start
    if any(tuple(t.text for t in tokens[at : at + len(lead)]) == lead for lead in words.REGARDING):
        return True
    said = [t.text for t in tokens[start:at]]
    if token.text == "on" and said and said[-1] in words.PEOPLE:
        return False
    relative = "who" in said
    if token.tag is Tag.QUANTITY:
        ranged = at - start > 1 and tokens[at - 1].text in {"to", "-", "–"} and tokens[at - 2].tag is Tag.QUANTITY
        bound = [t.text for t in tokens[at + 1 : at + 3]]
        return not (
            relative or ranged or set(said[-2:]) & words.MEASURED or (bound[:1] == ["or"] and _BOUNDS & set(bound))
        )
    if token.text in words.MARKERS:
        return not (said[-1:] and said[-1].rpartition(" ")[2] in {"more", "less", "fewer"})
    made = said[-1:] and said[-1].endswith("ly") and token.text.endswith("ed")
    if token.tag is not Tag.WORD or token.text not in _ENDS or at == start or made:
        return False
    verbs = [w for w in said[said.index("who") :] if w in words.VERBS] if relative else []
    return not relative or token.text not in words.VERBS or bool(verbs and said[-1] not in words.VERBS)


_BOUNDS = frozenset("above below fewer greater higher less lower more older worse younger".split())


def _is_point(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a dot stands within a number: "13.8"."""
    beside = tokens[max(0, at - 1) : at + 2]
    return tokens[at].text == "." and len(beside) == len("1.8") and all(t.text[:1].isdigit() for t in beside[::2])


def is_people(tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Tell whether a phrase speaks of patients or animals."""
    told = (f"{t.text} {t.label or ''}".split() for t in tokens[span[0] : span[1]])
    return any(not words.PEOPLE.isdisjoint(said) for said in told)


def is_label(inventory: Inventory, tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Tell whether a phrase holds the label of an arm."""
    return any(inventory.is_arm(t) and t.label for t in tokens[span[0] : span[1]])


def groups_of(inventory: Inventory, tokens: Sequence[Token], span: tuple[int, int]) -> list[Group]:
    """Return the groups a phrase names: one, or those that commas, "or" and "and" join where each is one by itself."""
    start, end = span
    while end > start and tokens[end - 1].text in {"and", "or", ","}:
        end -= 1
    if start < end and tokens[start].text in {"neither", "both", "either"}:
        start += 1
    joints = [i for i in range(start, end) if tokens[i].text in {"or", "nor", "and", ","} and not tokens[i].depth]
    parts = list(zip([start, *(j + 1 for j in joints)], [*joints, end], strict=True))
    parts = [p for p in parts if p[0] < p[1]]
    if len(parts) > 1 and any(inventory.is_arm(t) for t in tokens[start:end]):
        each = [group_of(inventory, tokens, *phrase(tokens, *part)) for part in parts]
        if (all(each) and not _shares_time(inventory, tokens, parts)) or any(
            group and group.subject and not group.label for group in each
        ):
            return list(dict.fromkeys(group for group in each if group))
    if joints and tokens[joints[0]].text == ",":
        end = joints[0]
    whole = group_of(inventory, tokens, start, end)
    return [whole] if whole else []


def _shares_time(inventory: Inventory, tokens: Sequence[Token], parts: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a list is of times of one group: "controls during acute and chronic infection"."""
    first, rest = tokens[slice(*parts[0])], parts[1:]
    timed = any(t.text in {"during", "before", "after", "at"} for t in first)
    return timed and not any(
        inventory.is_arm(t) or is_people(tokens, part) for part in rest for t in tokens[slice(*part)]
    )


def group_of(inventory: Inventory, tokens: Sequence[Token], start: int, end: int) -> Group | None:
    """Return the group a phrase names: a product or an arm of the paper, or the phrase itself as a label."""
    piece = tokens[start:end]
    if (product := _product(inventory, piece)) is not None:
        return product
    arms = _arms(inventory, piece)
    rest = [t for t in piece if t.tag is not Tag.ARM and not t.depth and t.text not in {"(", ")"}]
    if len(arms) == 1 and arms[0].label and _tells_disease(inventory, piece):
        return label_of(inventory, tokens, (start, end))
    if len(arms) == 1 and (all(t.text in words.PLAIN | {"on", "to"} for t in rest) or _is_headed(inventory, piece)):
        return arms[0]
    said = [t.text for t in piece if t.tag is Tag.WORD and t.text.isalpha()]
    named = [t for t in piece if t.mention or t.label]
    text = inventory.annotation.paper.text
    known = named or any(len(w) >= _SHORTEST for w in said) or any(_is_acronym(t.span.of(text)) for t in piece)
    if not piece or len(arms) > 1 or not known:
        return None
    if any(t.tag is Tag.OUTCOME for t in piece) and not arms and not is_people(tokens, (start, end)):
        return None
    return label_of(inventory, tokens, (start, end))


def _arms(inventory: Inventory, piece: Sequence[Token]) -> list[Group]:
    """Return the different groups a phrase names; of "control A cells" the product, of "engineering A" too."""
    tokens = [t for i, t in enumerate(piece) if inventory.is_arm(t) and not _leads(inventory, piece[i : i + 2])]
    return list(dict.fromkeys(inventory.group(t) for t in tokens))


def _leads(inventory: Inventory, pair: Sequence[Token]) -> bool:
    """Tell whether a label stands right before a product's name, as its adjective."""
    return len(pair) > 1 and bool(pair[0].label) and inventory.is_arm(pair[1]) and not pair[1].label


def _product(inventory: Inventory, piece: Sequence[Token]) -> Group | None:
    """Return the one product that a phrase names with adjectives alone: "the second-generation A construct"."""
    outer = [t for t in piece if not t.depth and t.text not in {"(", ")"}]
    named = [t for t in outer if t.mention and t.mention.kind is Kind.CONSTRUCT]
    if len(named) != 1 or inventory.is_class(named[0].entity) or names_the_class(named[0].text):
        return None
    at = outer.index(named[0])
    rest = (t.text for t in outer[at + 1 :] if t.text not in words.PLAIN | words.MAKING)
    before = outer[:at]
    given = len(before) > 1 and before[0].text in _ONE and any(t.text in _DOSES for t in before)
    allowed = words.PLAIN | words.MAKING | (_ROUTES | _ONE | _DOSES if given else frozenset())
    led = all(t.text in allowed or (given and t.text[:1].isdigit()) for t in before)
    return Group(named[0].entity) if led and not any(rest) else None


_ONE = frozenset({"a", "one", "single"})
_DOSES = frozenset({"dose", "injection", "infusion", "administration", "transfer", "treatment"})
_ROUTES = frozenset(
    """of i v p iv ip intravenous intraperitoneal intratumoral intracranial intrathecal intrapleural intraventricular
    local locoregional regional systemic adoptive low high million cells × x ^ . e ⁶ ⁷""".split()
)
"""How one dose of a product may be told: "a single intraperitoneal injection of 5 million A cells"."""


def _is_plain(token: Token) -> bool:
    """Tell whether a token tells nothing apart: a plain word, or a name of the whole class."""
    named = token.mention and token.mention.kind is Kind.CONSTRUCT
    return names_the_class(token.text) if named else token.text in words.PLAIN


def _tells_disease(inventory: Inventory, piece: Sequence[Token]) -> bool:
    """Tell whether a phrase is of the patients of one disease."""
    kinds = {t.mention.kind for t in piece if t.mention and inventory.is_arm(t)}
    return kinds == {Kind.DISEASE} and any(t.text in words.PEOPLE for t in piece)


def label_of(inventory: Inventory, tokens: Sequence[Token], span: tuple[int, int]) -> Group | None:
    """Return a phrase as a label of a group, None where it cannot be one."""
    piece = tokens[span[0] : span[1]]
    if not piece:
        return None
    said = [t.text for t in piece if t.tag is Tag.WORD and t.text.isalpha()]
    if any(t.mention and t.mention.kind is Kind.CONSTRUCT for t in piece) and all(map(_is_plain, piece)):
        return None
    if not (_is_sooner(piece) or _INVOLVED & {t.text for t in piece[1:4]}) and _is_of_none(piece, said):
        return None
    if piece[-1].text in words.PREPOSITIONS | {"to", "and", "or", "of"}:
        return None
    label = inventory.annotation.paper.text[piece[0].span.start : piece[-1].span.end]
    label = _COUNTED.sub("", label)
    return Group(None, label) if is_name(label) and not _is_target(tokens, span) else None


_COUNTED = re.compile(rf"^\d+\s(?=(?:\w+\s)?(?:{SEVERAL_PATIENTS}|mice|animals)\b)")
_TOLD_OF = frozenset(
    "expression expressing loss density low high positive negative deficient knockout escape specific binding".split()
)


def _is_target(tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Tell whether a phrase is only of what is bound: "(affinity for) IL13Ra1 to the micromolar range"."""
    first, behind = tokens[span[0]].mention, [t.text for t in tokens[span[0] + 1 : span[1]]]
    if first is None or first.kind is not Kind.ANTIGEN or _TOLD_OF & set(behind):
        return False
    bound = span[0] > 0 and tokens[span[0] - 1].text in {"for", "against", "to"}
    return behind[:1] in (["to"], ["in"], ["on"]) or (bound and not behind)


_INVOLVED = frozenset({"blasts", "burden", "disease", "infiltration", "involvement", "metastases", "metastasis"})


def _is_sooner(piece: Sequence[Token]) -> bool:
    """Tell whether a phrase is of what is done sooner or later: "earlier infusion"."""
    return piece[0].text in {"earlier", "later"} and any(t.text in words.GIVING for t in piece[1:3])


def _is_of_none(piece: Sequence[Token], said: list[str]) -> bool:
    """Tell whether a phrase names nobody: it opens with a word such as "most", or only plain words are in it."""
    first = piece[0].text
    if first in words.OF_NONE and (first != "other" or len(piece) < _SHORTEST):
        return True
    return not any(t.mention or t.label for t in piece) and set(said) <= words.OF_NONE | words.PLAIN - {"single"}


_RELATIVE = re.compile(r"\bwho\s(?:had\s|have\s|were\s|\w+ly\s)*\w+")
_OPENS = re.compile(r"[^\W_]|[≥≤<>]\s?\d")
_SENTENCE = re.compile(
    r"%|(?<![-\u2010-\u2015])\b(?:was|were|is|are|will|would|found|predicted|associated|reported|rates?|goal|share|their|its|we)\b",
    re.IGNORECASE,
)


_LEVEL = re.compile(r"[≥≤<>]\s?\d[\d.]*\s?%")
"""A share that tells a factor apart: "marrow blasts ≥25%"."""
_TOLD = re.compile(
    r"(?:[^s]s|therapy|treatment|infusion|administration)\s(?:\w+ly\s)?(?!relapsed|elevated|increased|reduced|impaired)"
    r"[a-z]+ed\s(?!(?:with|without|in|by|to|from|for|against|at|on|as|after|before|of|and|or|via|using|than)\b)[^\W\d]"
)
_ADVERBS = frozenset({"therefore", "thereby", "thus", "hence", "then", "further", "potential"})


_SOURCE = re.compile(
    r"\b(?:sub(?:group|set)|sensitivity|pooled|post[\s-]hoc|(?:multi|uni)vari(?:able|ate)|landmark|exploratory|our)\s(?:\w+\s)?"
    r"(?:analys[ei]s|investigations?|stud(?:y|ies)|data|results|findings|models?)\b"
    r"|\b(?:analys[ei]s|investigations?|stud(?:y|ies)|data|results|findings)\s(?:\w+ly\s)?"
    r"(?:show|reveal|uncover|suggest|demonstrate|indicate|find|confirm)(?:s|ed)?\b",
    re.IGNORECASE,
)
"""What tells of something, and is held against nothing: "subgroup analysis", "our data suggest that"."""
_EMPTY = frozenset({"including", "such", "namely", "especially", "particularly", "the", "a", "an", "of", "with"})


def is_name(label: str) -> bool:
    """Tell whether a label can name a group or a factor: short, beginning with a word, and no clause of its own.

    >>> is_name("high LDH"), is_name("still found in 24% of patients"), is_name("goal of finding who will need it")
    (True, False, False)
    """
    told = _RELATIVE.sub("who", label.lower()).split()
    clause = (
        _SENTENCE.search(_LEVEL.sub("", label))
        or words.FINITE & set(told)
        or told[:1] == ["as"]
        or told[-1:] == ["as"]
        or _EMPTY.issuperset(told)
        or _SOURCE.search(label)
        or not _ADVERBS.isdisjoint(told[:1])
        or _TOLD.search(label)
    )
    return bool(_OPENS.match(label)) and len(told) <= LONGEST and not clause


def _is_headed(inventory: Inventory, piece: Sequence[Token]) -> bool:
    """Tell whether a phrase is an arm and where it was seen: "standard care in myeloma", "in mice, such A cells"."""
    at = next(i for i, t in enumerate(piece) if inventory.is_arm(t))
    before, behind = piece[:at], piece[at + 1 :]
    if behind and behind[0].text in words.QUALIFYING and inventory.is_class(piece[at].entity):
        return False
    if behind and behind[0].text in {"with", "without"} and not _is_disease(behind[1:4]):
        return False
    seen = not behind or (behind[0].text in words.PREPOSITIONS and all(t.text in words.PLAIN for t in before))
    return seen and (not before or before[0].text in words.PREPOSITIONS or bool(behind))


def _is_disease(piece: Sequence[Token]) -> bool:
    return any(t.text in words.PEOPLE or (t.mention and t.mention.kind is Kind.DISEASE) for t in piece)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word[:2].isupper()

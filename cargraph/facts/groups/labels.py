"""Phrases that name an arm, a cohort or a subgroup in the text's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.groups.parted import tells_share
from cargraph.mentions.numerals import WORD
from cargraph.mentions.people import SEVERAL_PATIENTS
from cargraph.model import Span
from cargraph.text.sieve import Choice, Sieve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ORDINAL = r"first|second|third|fourth|fifth|sixth|lowest|highest|low|high|middle|lowest\s\d|\d(?:st|nd|rd|th)"
_DRUG = (
    r"(?:whole[\s-](?:body|brain|abdominal)|total[\s-]body|local|focal|oral|intravenous|IV|nab-|systemic)?\s?"
    r"(?:\w*(?:phamide|abine|taxel|steroids?|sone|lone|mide|mab|platin|tinib|trexate|citidine|phalan|sulfan|mustine|rubicin)"
    r"|steroid|radiation|radiotherapy|irradiation|chemotherapy|lymphodepletion|conditioning|TBI|RT|aspirin|IVIG|IL-?2"
    r"|interleukin(?:-2)?|immunoglobulins?|decitabine|anakinra|ruxolitinib|bridging)"
)
"""What is given in a low or high dose and leaves it no group's name: "low-dose nab-paclitaxel"."""
_KINDS = r"groups?|arms?|cohorts?|populations?|(?:sub)?sets?|strat(?:um|a)|subgroups?|recipients?"
_LABEL = Choice(
    rf"""
    \b(?:dose\slevels|(?:dose\s)?cohorts|arms|groups|parts)\s(?:\d{{1,2}}|[A-F])(?:\s(?:and|or|to)\s|\s?[/&-]\s?)(?:\d{{1,2}}|[A-F])\b(?!\s?%)
  | \b(?:dose\s(?:level|cohort)s?|cohorts?|arms?|groups?|stages?|parts?)\s(?:-?\d{{1,2}}[A-Za-z]?|[A-F])\b(?!\s?%|\s(?:out\s)?of\s(?:the\s)?\d|(?<=\d\d)\s{SEVERAL_PATIENTS}\b)
  | \b(?:{_ORDINAL})(?:\s(?:\d|two|three))?[\s-]dose(?:[\s-](?:level|group|cohort|arm))?s?\b(?!\s(?:{_DRUG})\b)
  | \b(?:lower|higher)[\s-]dose(?:\s(?:levels?|groups?|cohorts?))?s?\b(?!\sof\b)
  | \b(?<!\w-)(?<!['’])(?![-/+])(?:the\s)?(?P<kind>(?:[\w≥≤<>/+-]+\s){{0,2}}?[\w≥≤<>/+-]+[\s-](?:{_KINDS}))\b(?!(?<=\sset)\s(?:in|off|out)\b)(?!\s(?:-?\d(?!\d{{1,3}}\s{SEVERAL_PATIENTS}\b)|[A-F]\b))
  | \b(?:(?:standard|usual)[\s-](?:of[\s-])?care(?!\saxi)|placebo|best\ssupportive\scare|historical\scontrols?|(?:healthy\s|un(?:treated|transduced|modified)\s|mock[\s-]transduced\s)(?:controls?|(?:T|NK)[\s-]cells?(?:\scontrols?)?)|control\s(?:NK|T)[\s-]cells|controls?)(?=\s(?:group|arm|patients)\b|[\s,.;)]|$)(?!(?<=care)\s(?:allogeneic|autologous|h[ae]+matopoietic|stem|transplant|setting|practice|anti|CD\d|CAR|\w+-cel\b|\w+cabtagene|\w+lecleucel|treatment\swith))(?:\s(?:group|arm|patients))?
  | \b(?:older|younger)(?:\s(?:{SEVERAL_PATIENTS}|controls))\b | \b(?:older|younger)(?=\sand\s\d)
  | \b(?:non-?)?responders\b
  | \b(?:{SEVERAL_PATIENTS}|those)\s(?:who\s(?:did|had)\snot|not)\s(?:receiv\w+|undergo\w*|treated\swith|given)\s[^,;.()]{{2,50}}?(?=\s(?:had|was|were|and|than|in|at|with)\b|\s?[,;.()])
  | \b(?:{SEVERAL_PATIENTS}|those)\s(?:who\swere\s)?not\s[a-z]{{3,}}ed(?=\s?[,;.()]|\s(?:had|was|were|and)\b|$)
  | \b(?:(?:efficacy|safety|response)[\s-])?(?:evaluable|assessable)(?:\sefficacy)?\s(?:patients|population)
  | \b{SEVERAL_PATIENTS}\s(?:who\swere\s)?(?:evaluable|assessable)\sfor\s(?:the\s)?(?:efficacy|response|safety|toxicity)(?:\sanalys[ie]s)?
  | \b(?:intent(?:ion)?[\s-]to[\s-]treat|as[\s-]treated|per[\s-]protocol|modified\sITT|mITT)\b(?:\s(?:population|analysis|set|cohort))?
  | \b(?:high|low|intermediate)(?:er)?[\s-](?:disease|tumou?r|leuka?emi[ac])[\s-]burden\b
  | \bundetectable\sdisease\b
  | (?:\b\d{{1,2}}\s?[-–]\s?\d{{2}}|[≥≤<>]\s?\d{{2}})\syears(?=\s?[(\[]n\s?=)
  | \bDL-?\s?\d(?:\s(?:and|or|to)\sDL-?\s?\d)?\b
  | (?-i:\b(?:TPC|SOC|BSC|BAT)\b)(?:\s(?:group|arm))?(?=\s(?:patients|\()|\s?[,.;:)]|$|\s(?:was|were|had|and|vs|versus|than))
  | \b(?:treatment\sof\s)?(?:the\s)?(?:physician|investigator|clinician)['’]?s?['’]?[\s-]choice(?:\sof\streatment|[\s-](?:group|arm))?\b
  | \b(?:the\s)?(?:remainder|rest\sof\sthe\spatients|other\spatients|others)\b
  | \b(?:{SEVERAL_PATIENTS}|those|mice)\s(?:with|without)\s(?:a\s|an\s)?(?:(?:high|low|elevated|severe|prior|extramedullary|CNS|bulky|poor|active|no|any|grade)[\w≥≤-]*)(?:\s[\w≥≤-]+){{0,3}}?(?=\s(?:(?:also|again|likewise|even|still)\s)?(?:had|was|were|and|than|compared|versus|vs|showed|experienced|in|who)|[,.;()]|$)
    """.split("\n  | "),
    re.VERBOSE | re.IGNORECASE,
)
_HELD_AGAINST = Sieve(
    r"\b(?:than|versus|vs|compared|relative)\b.*\b(?:those|remainder|others|rest|counterparts)\b|\bthose\b.*\bthan\b",
    re.IGNORECASE,
)
_COMPARED = Sieve(
    rf"\b(?:{SEVERAL_PATIENTS}|those|mice|animals|responders)\s(?:with|without|who|receiving|treated\swith|given)\s"
    r"[^,;.()]{2,60}?(?=\s(?:had|was|were|than|compared|versus|vs|showed|experienced|and\sthose)\b|\s?[,;.()]|$)",
    re.IGNORECASE,
)
_NO_LABEL = re.compile(
    r"^(?:(?:the|across|throughout)\s)*(?:(?:\d+\s)?(?:per|both|two|three|four|five|across|all|these|each|other|either|study|patient|age|treatment|between|in|of|for|this|that|single|as|our|"
    r"an?|no|neither|any|every|either|multi|oncology|real-world|total|large|whole|entire|overall|same|different|and|or|with|than|cooperative|the|historical|working|eastern|consensus|risk)\s?-?)+(?:groups?|arms?|cohorts?|populations?|(?:sub)?sets?|subgroups?|recipients?)$",
    re.IGNORECASE,
)  # fmt: skip
_SAID = re.compile(
    r"(?<![\w-])(?:we|developed|using|derived|built|trained|validated|comprising|studied|analy[sz]ed|reviewed|identified|included|described?|reported?|compris\w+|constitut\w+|formed|evaluated|enrolled|in|of|with|treated|were|was|into|by|to|received|and|for|between|differ\w*|among|from|each|than|(?!early\b|elderly\b|weekly\b)\w+ly)\b(?!\s(?:disease|care|treat|protocol))(?=.*\b(?:cohorts?|groups?|arms?|(?:sub)?sets?|populations?|recipients?)$)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:[2-9]|two|three|four|five|six)\s(?:[\w-]+\s)?(?:groups|arms|cohorts|subgroups|strata|populations|sets)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d\s?/\s?\d+\s|^\d+\ssets?$|^(?:days|weeks|months|years)\b", re.IGNORECASE)
_SIZED = re.compile(
    r"(?<![\w-])(?:\d+[\s-]patients?\b|(?:[\d,]+|[a-z]+ty(?:-[a-z]+)?)\s(?:[\w-]+\s){0,3}recipients$)", re.IGNORECASE
)
_OTHER_AGE = {
    "older": Sieve(r"younger|[<≤]\s?\d\d", re.IGNORECASE),
    "younger": Sieve(r"older|[≥>]\s?\d\d", re.IGNORECASE),
}
_ELLIPTIC = frozenset({"older", "younger"})
_PEOPLE = re.compile(rf"{SEVERAL_PATIENTS}|those|mice|(?:\w+-)?(?:evaluable|assessable)\spatients", re.IGNORECASE)
_LACKING = re.compile(r"\b(?:without|lacking|no|absence\sof)\s(?:an?\s|any\s)?$|^(?:without|no)\s$", re.IGNORECASE)
_ANALYSED = re.compile(
    r"(?:(?:propensity|score|IPTW|PSM)[\s-])*(?:un)?(?:matched|weighted|adjusted|landmark)[\s-](?:cohorts?|populations?|sets?|samples?|groups?)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\b(?:In|Within|Across|For|Of|Among|Using)\s(?:the|this|our)\s$")
"""What opens a sentence with the set that it analyses, which holds all the groups compared: "In the matched cohort,"."""
_NEAR = 16
_COUNTED = re.compile(rf"(?:\d|{WORD})\s$")
_LEADING = re.compile(
    r"^(?:(?:the|in|of|for|and|with|across|throughout|over|than|a|an|to|among|by|from|versus|vs|while|whereas|or|at|on|was|were|that|those|compared|between|as)\s)+",
    re.IGNORECASE,
)


def labels(text: str, within: Span, own: Sequence[re.Pattern[str]] = ()) -> Iterator[tuple[Span, str]]:
    """Yield the arm phrases of a sentence with their spans, leading words ("in the") left out.

    own: patterns of the names that the paper itself gives to its arms.
    """
    patterns = (_COMPARED, _LABEL) if _HELD_AGAINST.search(text, within.start, within.end) else (_LABEL,)
    taken: list[Span] = []
    for match in (m for pattern in (*own, *patterns) for m in pattern.finditer(text, within.start, within.end)):
        phrase = match.group()
        lead = _LEADING.match(phrase)
        start = match.start() + (lead.end() if lead else 0)
        label = text[start : match.end()].strip()
        span = Span(start, start + len(label))
        if label.lower() in _ELLIPTIC:
            label += " patients"
        if (
            label
            and not _NO_LABEL.match(label)
            and not _NO_LABEL.match(phrase)
            and not _SAID.search(label)
            and not _NUMBERED.search(label)
            and not _SIZED.search(label)
            and _has_other_age(text, label)
            and not counts_groups(label)
            and not (_PEOPLE.match(label) and _COUNTED.search(text, max(0, start - 12), start))
            and not _LACKING.search(text, max(0, span.start - _NEAR), span.start + len("without "))
            and not (_PEOPLE.match(label) and tells_share(text, span))
            and not (_ANALYSED.fullmatch(label) and _OPENING.search(text, max(0, span.start - _NEAR), span.start))
            and not any(span.overlaps(t) for t in taken)
        ):
            taken.append(span)
            yield span, label


def _has_other_age(text: str, label: str) -> bool:
    """Tell whether a text that calls some of its patients older or younger has others too."""
    other = _OTHER_AGE.get(label.split(maxsplit=1)[0].lower())
    return other is None or other.somewhere(text)


def counts_groups(text: str) -> bool:
    """Tell whether a text counts groups ("3 risk groups") of which it names none by that."""
    return bool(_SEVERAL.search(text))

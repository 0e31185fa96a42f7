"""How numbers are printed: one alternation that reads their atoms left to right."""

from __future__ import annotations

import re

from cargraph.mentions.numerals import NUMBER, WORD
from cargraph.mentions.people import ANY_PATIENTS
from cargraph.text.regexes import beginning

UNIT = (
    r"(?:days?\s?[×x*·]\s?)?(?:vector\s)?copies(?:\s?(?:/|per)\s?(?:μg|mg|ug|microgram|mL|ml|μL|uL|(?:transduced\s|diploid\s)?cell|genome)(?:\s(?:of\s)?(?:genomic\s|g)?DNA)?)?"
    r"|months?|mos?|years?|yrs?|weeks?|wks?|days?|hours?|hrs?"
    r"|(?:pg|ng|μg|ug|mg|g|U|IU)/(?:mL|ml|dL|dl|L|l)|(?:(?:CAR\s?\+?[\s-]?)?(?:T[\s-])?cells\s?)?/(?:μL|uL|μl|ul|mm3)|cells/(?:mL|ml|L)|(?:mm|cm)(?:3|\^3|³)|[pnμ]M|(?:m?g|U)/(?:g|day|24\s?h(?:ours)?)|/L|(?:-|\s)?fold"
    r"|(?:(?:infections?|events?|episodes?)\s)?per\s(?:1,?000?\s)?(?:person|patient)[-\s](?:days?|months?|years?)(?:[-\s]at[-\s]risk)?"
)
_SHORT_UNIT = r"(?:d|wk|y|h)(?=\s?[(\[,;.)]|\s(?:after|post|following|and|to)\b)"
_TIME_UNIT = r"months?|mos?|years?|yrs?|weeks?|wks?|days?|hours?|hrs?"
_RATES = r"PFS|OS|EFS|DFS|RFS|LFS|DoR|DOR|rates?|overall|progression|event|relapse|survival|cumulative"
_ORD = r"[1-5]|I{1,3}|IV|V"
PEOPLE = (
    r"(?:(?:(?:efficacy-|response-)?evaluable|treated|infused|adult|young|older|and|consecutive|eligible|pa?ediatric|assessable|enrolled|analy[sz]ed|of|the|these|those|all)\s){0,4}"
    rf"(?:{ANY_PATIENTS}|cases?|persons|women|men|mice|animals|events?)"
)
_NO_HEADS = r"[fpnμum]M|kDa|bp|kb|k?g|[cmμun]g|[mμu]?[Ll]|c?Gy|[kM]?Hz|°C|[cmnμu]m|rpm|[KM]Bq|mmHg|IU|min(?:utes?)?|sec(?:onds)?"
"""Units of the laboratory: a number before one counts nobody."""
_NUM = NUMBER
_SPACED = r"\d{1,3}\s\d{3}(?=\s[\[(]\d|\s(?:patients|reports|cases)\b)"
_COUNTS = r"\s(?:(?:patients?|cases?|subjects?)\s)?(?:of|with|in|had)\s(?:≥\s?)?[Gg]rade"
_RANGE_JOIN = r"\s?(?:-|to|~|,|;|and)\s?"
_ENDLESS = r"not\s(?:yet\s)?(?:estimable|evaluable|reached|estimated|available)(?:\s\[N[RE]\])?|could\snot\sbe\s(?:estimated|determined)|NE|NR|N/?A|∞|\+"

_ATOMS = rf"""(?:
    (?P<cited>(?<=[A-Za-z.%),]\s)(?!(?<=%\s)\[\d{{1,3}}\s?-\s?\d{{1,3}}\]\))\[\d{{1,3}}(?:\s?[-,]\s?\d{{1,3}}){{0,12}}\](?!\s?(?:%|of\b)))
  | (?P<fit>(?:\b(?:[Rr]ho|r)|ρ|\b[Rr](?:\s?[²2]|\^2|\^\(2\)))(?:\s?[\[(][^\])]{{1,20}}[\])])?\s?[=:]\s?-?\d?\.\d+)
  | (?P<p>\b[Pp]\s?(?:-?\s?values?(?=\s0?\.\d))?(?:-?\s?values?)?\s?(?:for\s\w+\s)?(?:(?<=values\s)|(?<=value\s)|[<>=≤≥]|<=|>=|of\s|was\s|:\s?(?=0?\.))\s?(?:0?\.\d+|[01](?:\.\d+)?|\d(?:\.\d+)?\s?[×x]\s?10\s?\^?-?\d+)(?:%)?)
  | (?P<ratio>\b(?:(?i:(?:adjusted\s|sub-?distribution\s|relative\s|incidence\s)?(?:hazard|odds|risk|rate)s?\sratios?|relative\srisks?)|(?:(?i:adjusted|unadjusted|sub-?distribution|cause-specific)\s)?(?:a|s|c|u|R|I|S)?(?:HR|OR|RR)(?:adj)?|reporting\sodds\sratios?)
        (?:\s?[\[(][a-zRIS]?[HOR]R(?:adj)?[\])])?\s?(?:of\s|was\s|for\s[\w\s-]{{1,70}}?,\s|for\s[A-Za-z][A-Za-z\s-]{{1,60}}?\s(?=\d*\.\d))?[,:=]?\s?(?P<rv>\d*\.\d+|\d+)(?![\d%])
        (?:[,;]\s(?P<rl>\d*\.\d+)\s?(?:-|to)\s?(?P<rh>\d*\.\d+))?)
  | (?P<ci>(?:(?:9[0589]|80)\s?%\s?(?![Cc]\w+[-\s]?\d\d\s?%))?(?:\bCIs?\b|\bCrIs?\b|(?<=%\s)IC\b|confidence\sintervals?|credible\sintervals?)(?:[-\s]?\d\d\s?%)?(?:\s?[\[(]C(?:r)?I[\])])?\s?[,;:=]?\s?(?:of\s|from\s)?[\[(]?
        (?P<cl>{_NUM})\s?%?(?:\s?(?:{UNIT}))?{_RANGE_JOIN}(?P<ch>{_NUM}|{_ENDLESS})(?:\s?%)?(?:\s?[,;]\s?I\s?[²2]\s?=\s?\d+(?:\.\d+)?\s?%)?)
  | (?P<spread>\b(?:range|IQR|interquartile\sranges?)(?:\s?[\[(]IQR[\])])?\s?[,:=]?\s?(?:of\s|from\s|was\s)?[\[(]?
        (?P<sl>{_NUM})\s?%?(?:\s?(?:{UNIT}))?{_RANGE_JOIN}(?P<sh>{_NUM}|{_ENDLESS})\s?%?(?:\s?(?P<su>{UNIT})\b)?)
  | (?P<pair>(?:[\[(]|(?<=\d%[;,])\s(?=[\d.]{{1,5}}\s?-))\s?(?P<pl>{_NUM})\s?%?\s?(?:-|to)\s?(?P<ph>{_NUM}|{_ENDLESS})\s?%?(?:\s?(?P<pu>{UNIT})\b)?\s?(?=[\])]))
  | (?P<bounds>(?:(?<=%\s)[\[(](?=\d+\.\d)|(?:(?<=days\s)|(?<=months\s)|(?<=weeks\s))[\[(])
        (?P<kl>{_NUM})\s?%?\s?,\s(?P<kh>{_NUM})\s?(?:%|(?P<ku>{_TIME_UNIT})\b)\s?(?=[\])]))
  | (?P<ends>(?<=\d\s)[\[(](?P<el>{_NUM}),\s(?P<eh>{_NUM})(?=[\])]\s?(?P<eu>{_TIME_UNIT})\b))
  | (?P<date>\b(?:\d{{1,2}}\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s(?:\d{{1,2}},?\s)?(?:19|20)\d\d\b|\b(?:January|February|March|April|June|July|August|September|October|November|December)\s\d{{1,2}}\b)
  | (?P<grade>\b(?:[Aa]ny|[Aa]ll)(?=\s?/\s?(?:[Gg]rades?\s?[≥>]|≥\s?[Gg]rade))|\b(?:[Aa]ny|[Aa]ll|[Ll]ow|[Hh]igh)[-\s][Gg]rades?\b(?!\s?[≥>]?\s?(?:{_ORD})\b)
        |\b(?:above|over|exceeding|beyond|(?:higher|greater|worse)\sthan)\sgrades?\s(?:{_ORD})\b
        |(?:≥|>=|>|≤|<=|<)\s?[Gg]rades?\s?(?:{_ORD})\b
        |\b[Gg]rades?\s?(?:≥|>=|>|≤|<=|<|of\s)?\s?(?:{_ORD})\b(?:\s?\+|,\s(?:{_ORD})\b(?![.\d%]|\s?\(|\s[Gg]rade|{_COUNTS})(?:,?\s?(?:or|and)\s(?:{_ORD})\b(?![.\d%]|\s?\())|\s?(?:-|to|or|and|/)\s?(?:[Gg]rade\s)?(?:≥\s?)?(?:(?:{_ORD})\b(?!\.\d|[\d%]|\s[Gg]rade|{_COUNTS})|higher|greater|worse|above|more|over|lower|less|below|better))?
        |(?:≥|>=|≤)\s?(?:{_ORD})\sgrade\b
        |\b[1-4]\s?[-/]\s?[1-5]\sgrades?\b(?:\sof\b)?
        |\bG[1-5]\s(?:or|and)\s(?:higher|greater|above|worse|more)\b|\bG[1-5](?:\s?[-/]\s?G?[1-5])?(?=\s$)
        |\bG[1-5]\s?\+(?=[\s;,.)])|\bG[1-4]\s?[-/]\s?G?[1-5]\b(?!\.\d|\s?%|[-/]|\s(?:phase|arrest|cells?)\b)|\bG[1-5](?=\sin\s(?:\d|an?\b|one|two|three|four|five|six))
        |(?:≥|>=|>)\s?[Gg]r\.?\s?[1-5]\b|\b[Gg]r\.?\s?(?:≥|>=|>)?\s?[1-5](?:\s?[-/]\s?[1-5])?\b(?!\.\d|\s?%|[-/])
        |(?:≥|>=|>)\s?G\s?[1-5]\b|\bG\s?(?:≥|>=)\s?[1-5]\b|\bG[1-5](?:\s?[-/]\s?G?[1-5])?(?=\s?(?:n\s?=|\)|:|,|\d)))
  | (?P<size>\b[nN]\s?=\s?(?P<size_n>\d+(?:,\d{{3}})*)(?:\s?/\s?(?P<size_of>\d+)(?![\d.]*\s?%))?)
  | (?P<followup>\b(?:follow(?:ed)?[-\s]?up|[Ff](?:/|-)?[Uu])(?:\s(?:time|period|duration))?(?:\s?[\[(]range[^\])]{{1,30}}[\])])?(?:\s?,\s?(?=(?:{_NUM})(?:\s?[\[(][^\])]{{1,60}}[\])])?\s?(?:{_TIME_UNIT})\b)|\s(?:of|was|for)\s)(?:approximately\s|about\s)?(?:{_NUM})(?:\s?(?:{_TIME_UNIT})\b)?(?:\s?[\[(][^\])]{{1,60}}[\])](?:\s?(?:{_TIME_UNIT})\b)?)?)
  | (?P<day>\b(?:[Dd]ays?|[Mm]onths?|[Ww]eeks?|[Yy]ears?)\s?(?:\+|-)?\d{{1,4}}(?:\s?(?:-|to|and|or)\s?(?:[Dd]ay\s)?\d{{1,4}}(?![\d]|[-\s](?:{_TIME_UNIT}|y)\b))?\b(?!\s?%)|\bD\+?\d{{1,3}}\b)
  | (?P<years>\b(?:\d{{1,2}}(?:\.\d)?-|\d{{1,2}}(?=[\s,][^-()]{{1,24}}-(?:{_TIME_UNIT}))|(?:(?<=\bat\s)|(?<=\bby\s)|(?<=after\s)|(?<=between\s))\d{{1,2}}(?:\.\d)?)(?:\s?,\s?\d{{1,2}}(?:\.\d)?-?){{0,4}}\s?,?\s?(?:and|or)\s\d{{1,2}}[-\s](?:{_TIME_UNIT})\b|\b(?i:one|two|three|six)-(?:,\s(?i:two|three|four|five|six)-){{0,2}}\s?,?\s?(?:and|or)\s(?:two|three|four|five|six|twelve)-(?:{_TIME_UNIT})\b|\b(?:\d{{1,3}}(?:\.\d)?|(?i:one|two|three|four|five|six|twelve))-(?:month|year|week|day|mo|yr)s?\b|\b\d{{1,2}}-?y(?=[\s-]?$|[\s-](?:{_RATES})\b))
  | (?P<portion>\b(?i:(?P<part_n>one|two|three|four|a)[\s-](?P<part_of>half|halves|thirds?|quarters?|fourths?|fifths?)|(?<!over\s)(?<!under\s)(?<!than\s)(?<!about\s)(?<!nearly\s)(?<!almost\s)(?<!roughly\s)(?<!approximately\s)half)\sof\s(?:(?:the|all|these|our)\s)?(?:(?P<part_whole>\d{{1,4}})\s)?(?:{PEOPLE})\b(?(part_whole)|(?!\s?[(\[]\d)))
  | (?P<all_but>\b[Aa]ll\sbut\s(?P<but_n>{_NUM}|{WORD})\sof\s(?:the\s|these\s|our\s)?(?P<but_of>{_NUM}|{WORD})\b(?:\s(?:{PEOPLE}))?)
  | (?P<one_in>(?<!first\s)\b(?i:(?P<in_n>one|two|three|four|five|six|seven|eight|nine)\s(?:in|out\sof)\s(?:every\s)?(?P<in_of>two|three|four|five|six|seven|eight|nine|ten))\s(?:{PEOPLE})\b)
  | (?P<mean>(?<![\w/.])(?P<mn>{_NUM})(?P<mp>\s?%)?\s?(?:±|\+/-)\s?(?:{_NUM})(?:\s?(?P<mu>%|(?:{UNIT})\b))?)
  | (?P<spread_unit>(?<![\w/.])(?P<dn>{_NUM})\s\((?:SD,?\s)?±?(?:{_NUM})\)\s(?P<du>{_TIME_UNIT})\b)
  | (?P<folds>(?<![\w/.])(?P<fn>{_NUM})-(?=(?:,\s?{_NUM}-){{0,3}},?\s(?:and|or)\s{_NUM}-fold))
  | (?P<error>\b(?:SEM?|[Ss]tandard\s(?:error|deviation))\s?[,:=]?\s?(?:±\s?)?{_NUM}\s?%?)
  | (?P<fraction>\b(?:{_NUM}|{WORD})\s?(?:/|of\s(?:the\s|all\s|these\s|those\s)?(?:(?:first|remaining|other)\s)?|out\sof\s(?:the\s)?)\s?(?:{_SPACED}|{_NUM}|{WORD})\b(?!\s?(?:%|-\w|[×x])|\.\d)(?:\s(?:{PEOPLE}))?)
  | (?P<percents>(?:[<>≤≥~]\s?)?(?:{_NUM})\s?%?\s?(?:-|to)\s?(?:{_NUM})\s?%|(?<!difference\s)(?<!differed\s)\b[Bb]etween\s(?:{_NUM})\s?%?\sand\s(?:{_NUM})\s?%|\bas\s(?:few|little|low)\sas\s(?:{_NUM})\s?%?\s(?:and|to|or)\s(?:as\s(?:many|much|high)\sas\s)?(?:{_NUM})\s?%)
  | (?P<percent>(?:[<>≤≥~]\s?|\b(?:no|not)\smore\sthan\s|\b(?:less|more|fewer|greater)\sthan\s|\bat\sleast\s|\bunder\s|\bover\s)?(?:(?<![\w.])|(?<=vs\.))(?:(?:{_NUM})\s?(?:%|\bpercent\b|\bper\scent\b)|{WORD}\s(?:percent|per\scent)\b)(?!\s?(?:CI\b(?![-\s]?\d)|CrI\b|IC\b|[Cc]onfidence|[Cc]redible))(?:\s(?:of\s(?:(?:the\s|all\s)?(?P<of_n>\d{{1,5}})\s)?(?:{PEOPLE})|(?:{PEOPLE})))?)
  | (?P<values>(?<![\w/])(?:{_NUM})\s?(?:-|to)\s?(?:{_NUM})[-\s]?(?P<vsu>{UNIT})\b)
  | (?P<value>(?:[<>≤≥~]\s?|\b(?:less|more|greater)\sthan\s)?(?<![\w/.-])(?:{_NUM}|{WORD})\+?(?:[-\s]?(?P<vu>{UNIT})\b|\s(?P<vd>{_SHORT_UNIT})))
  | (?P<unreached>\b(?:was|were|had|has|have|is|are)?\s?not\s(?:yet\s)?(?:been\s)?(?:reached|attained(?=[,;.)]|\s(?:in|at|for|with|and|after|by)\b)|estimable|evaluable(?!\sin\s(?:the\s|all\s)?(?:\d|{WORD}\b)))\b|\b(?:ha(?:s|d|ve)\syet\sto\sbe|(?:was|were|remain(?:s|ed)?)\s(?:as\s)?yet\sto\sbe)\sreached\b|\b(?:was|were|remain(?:s|ed)?)\s(?:still\s)?unreached\b|(?<!\bto\s)\bcould\snot\s(?:yet\s)?be\s(?:estimated|determined|calculated)\b|(?:(?<=[(:,=]\s)|(?<=was\s)|(?<=[(])|(?<=\b[PEDR]FS\s)|(?<=\bOS\s)|(?<=\bmOS\s)|(?<=\bD[Oo]R\s))(?:NR|NE)\b)
  | (?P<single>(?<![Nn]ot\s)\b[Aa]\ssingle\s(?:patient|subject|participant|recipient|child|case)\b)
  | (?P<sized>(?<![\w./-])\d{{1,4}}-patient\b)
  | (?P<count>(?<![\w./-])(?<![Nn]o\s(?=one\b))(?<![Nn]ot\s(?=one\b))(?<![Aa]ll\sbut\s)(?<!least\s(?=(?:one|1)\s(?!patient|subject|participant|case|child)))(?:{_NUM}|{WORD})(?![\w/]|[-.]\w|\s?(?:%|[×x*]\s?10)|\s(?:{_NO_HEADS})\b)(?:\s(?:{PEOPLE})\b)?)
    )"""
ATOMS = re.compile(rf"(?<![^\W\d_](?=[^\W\d_])){beginning(_ATOMS, re.VERBOSE)}{_ATOMS}", re.VERBOSE)
"""The atoms, none beginning within a word."""

"""What stands between two members of a list in a masked sentence: the rest of one, the joint, the next one's words."""

from __future__ import annotations

import re

from cargraph.mentions.numerals import WORD
from cargraph.mentions.people import SEVERAL_PATIENTS

_PART = (
    r"(?:\s(?:(?:suicide |safety )?switch(?:es)?|suicide genes?"
    r"|(?:co-?stimulatory |signall?ing |transmembrane )?domains?|endodomains?|hinges?|spacers?"
    r"|chains?|leaders?(?: peptide| sequence)?|signal peptides?"
    r"|levels?|rates?|genes?|regions?|receptors?|molecules?|subunits?|cells|scFvs?|binders?"
    r"|(?:cell )?lines?|blasts|spheroids|organoids|xenografts|tumou?rs|models|elevations?|prolongation|declines?"
    r"|concentrations?|values?|counts?|events?|episodes?|scores?|grade|severity"
    r"|alone|only|and (?:co-?stimulatory|transmembrane|signall?ing|intracellular) (?:domains?|regions?)"
    r"|single[- ]chain (?:variable |antibody )?fragments?|nanobod(?:y|ies)|binding domains?))?"
)
_DOSE = r"(?:\s\d[\d.]*\s?(?:mg|g)/(?:m2|m²|kg)(?:/d(?:ay)?|\sper\sday|\sdaily)?(?:\sfor\s[\w-]+\sdays?)?)?"
_SHARE = (
    rf"(?:\s(?:in|for|at)\s(?:\d[\d./]*\s?%?|{WORD})"
    rf"(?:\s(?:of\s)?(?:{SEVERAL_PATIENTS}|cases|them))?)?"
)
_COUNT = r"(?:,?\sn\s?=\s?\d+)?"
_NEW_CLAUSE = (
    r"(?:whereas|while|although|though|because|since|when|followed|after|before|was|were|is|are|had|has|have|did|than"
    r"|versus|vs|compared|between|leading|resulting|culminating|causing|giving|due|because|alongside|we|they|it|here|preceded|then|which|who|that|led|showed|remained|underwent|independently|significantly"
    r"|predict\w*|correlat\w*|associat\w*|relationships?|influenc\w*|affect\w*|determin\w*|reflect\w*|preced\w*|accompan\w*"
    r"|contribut\w*|caus\w*|induc\w*|driv\w*|mediat\w*|support\w*|boost\w*|augment\w*|promot\w*|restor\w*|enabl\w*|differ\w*|unlike|contrary|prophylaxis|lack(?:s|ing)?)\b"
)
_AT = (
    r"(?:\s(?:at|on|after|before|during|within|by|post|following|over|above|below|of|from"
    r"|derived from|against|[<>\u2264\u2265])[\s-]?"
    rf"(?:(?!{_NEW_CLAUSE}|and\b|or\b)[^\s;,()]+(?:\s(?!and\b|or\b|but\b)|(?=[\s,]))){{1,5}})?"
)
_ASIDE = (
    r"(?:,\s(?:to a (?:lesser|smaller) (?:extent|degree)|less (?:\w+ly|often|so)"
    r"|in (?:one|two|some|part|particular)(?: \w+)?|importantly|notably|finally|possibly|\w+ly),)?"
)
_JOINT = (
    r"(?:\s?[,;]\s?(?:(?:and|or|as well as|including|plus|or even|but not|but also|not|followed by|with or without)"
    rf"{_ASIDE}\s)?"
    rf"|-?\s?(?:(?:and|or){_ASIDE}|and/or|nor|as well as|in addition to|along with|together with|plus|including|such as"
    r"|but not(?: with| the)?|but also|combined with|with or without)\s|/|\s?&\s?)"
)
_OTHER_ITEMS = rf"(?:(?:(?!{_NEW_CLAUSE}|and\b|or\b)[^\s;,.()]+(?:\s|(?=,))){{1,4}},\s(?:(?:and|or)\s)?){{0,2}}"
_CLOSING = r"(?:(?:;\s[^();]{1,30})?\))?"
"""The end of a bracket in which a member stands: "a heavy-chain domain (VHH; clone 2), a hinge"."""
LINK = re.compile(
    rf"{_CLOSING}{_PART}{_DOSE}{_SHARE}{_COUNT}{_AT}(?:{_JOINT}|,\s{_OTHER_ITEMS})(?:(?:with|to|for)\s)?(?:(?!{_NEW_CLAUSE})[^\s;,]+\s){{0,4}}"
    r"(?:[^\s;,]{1,20}-)?"
)

OF_IT = re.compile(
    r"\s(?:against|targeting|recogni[sz]ing|binding|specific for|directed (?:against|to)|of|from|derived from|in)\s"
    r"(?:(?!and\b|or\b|patients\b)[^\s;,()]+\s){0,3}(?:anti-)?"
)
INSERTED = re.compile(r",\s(?:(?:and|but) not|not|rather than|with or without|as well as|along with|together with)\s")

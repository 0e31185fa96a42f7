"""The factors that the words before or behind a link name: "older age, high LDH and bulky disease were"."""

from __future__ import annotations

import re

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.phrases import is_name

_OPENER = re.compile(
    r"^(?:(?:in|on|by|at|among|after|using|with|from|for|to|(?:when\s)?(?:controlling|adjusting|adjusted|accounting)\sfor)\b"
    r"[^,]*,\s*"
    r"|in\s(?:an?\s|the\s)?(?:multivari\w+|univari\w+|adjusted)\s(?:\w+\s){0,2}?(?:model|analysis|regression)\s"
    r"|only\s(?=\w)"
    r"|(?:however|additionally|furthermore|moreover|(?:more |most )?importantly|notably|interestingly|also|thus"
    r"|although|while|and|both|either|neither|the|such|finally|conversely|similarly|likewise|again|overall)\b,?\s*)+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:(?:being|having|received|the|an?|(?:use|receipt|presence|administration) of)\s)+", re.IGNORECASE
)
_ASIDE = re.compile(
    r"(?:despite|because|owing|given|due)\b|(?:(?:among|and)?\s?other\b|others$|(?:whether|in|as|with|for|by|at|on|after|when|if|including)\s)",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"^(?:the\s)?(?:[\w-]+\s){0,3}(?:factors?|variables?|predictors?|features?|characteristics)$"
    r"|^(?:the\s)?(?:[\w-]+\s){0,3}(?:factors?|variables?|predictors?|features?|characteristics|parameters?|determinants?)\s(?:that|which)$"
    r"|^(?:the\s)?(?:significant|independent|main|major|important|key|potential|adverse|prognostic|other|only)$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s?[(\[](?![A-Z][\w+-]{1,9}[)\]])[^()\[\]]*[)\]]")
"""A bracket, but one that only gives a short form: of "lactate dehydrogenase (LDH)" it is kept."""
_JOINT = re.compile(r",\s+(?:and|or|nor)\s+|,\s+|\s+(?:and|or|nor)\s+")
_NO_FACTOR = re.compile(
    r"%|\d\s?/\s?\d|\b(?:found|seen|observed|reported|predicted|showed|had|has|we|it|this|these|which|outcomes?)\b",
    re.IGNORECASE,
)
_ADJUSTED = re.compile(r"^[^,]*\b(?:adjust|controll|account)\w*\sfor\b(?:[^,]*,)+\sand\s[^,]+,\s", re.IGNORECASE)
_COPULA = re.compile(
    r"\s(?:was|were|is|are|remained)\s[^,]*\b(?:factors?|predictors?|variables?)(?:\s(?:that|which))?$", re.IGNORECASE
)
_SHARED = re.compile(
    r"^(?P<subject>[^,;]+?)\s(?:was|were|is|are)\s(?!associated)[^,;]+\sand(?:\s(?:was|were|is|are))?(?:\s\w+ly)?\s?$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?<=\w),\s(?:which|who|found|seen|detected|present|identified|observed|occurring)\s[^,;]+,\s*(?=(?:\w+\s){0,4}$)"
)
"""What a relative clause puts between a factor and its verb: "HTV, which has not been studied, (was)"."""
_AUXILIARY = re.compile(
    r"\s+(?:was|were|is|are|has been|have been|may be|seemed to be|appeared to be|being|remained|not|did|does|do|can"
    r"|kept|retained|maintained|preserved|its|their|could|also|each|both|strongly|\w+ly|all|an?|the|only|significant|strong(?:est)?|independent|prognostic|risk|main|major|important"
    r"|go|goes|went|hand\sin|adverse|additional|further|another|sole|key|common|shared|single|relevant|powerful|robust|negative|favou?rable|unfavou?rable|poor)$",
    re.IGNORECASE,
)


def factor_labels(piece: str) -> list[str]:
    """Return the factors that a stretch of words names, nothing where one of them cannot be a factor.

    >>> factor_labels("On multivariate analysis, high LDH (p = 0.01) and bulky disease were")
    ['high LDH', 'bulky disease']
    """
    piece = _SHARED.sub(r"\g<subject>", piece)
    piece = _RELATIVE.sub(" ", piece)
    opened = _ADJUSTED.sub("", _BRACKET.sub("", piece).strip())
    subject = _COPULA.sub("", _OPENER.sub("", opened))
    while (shorter := _AUXILIARY.sub("", subject)) != subject:
        subject = shorter
    subject = _OPENER.sub("", subject.strip(" ,"))
    if _NO_FACTOR.search(subject) or _INVERTED.match(subject):
        return []
    labels = [_ARTICLE.sub("", part.strip()) for part in _parts(subject) if not _ASIDE.match(part)]
    return (
        labels
        if all(is_name(label) and label.lower() not in words.AUXILIARY | {"not", "no"} for label in labels)
        else []
    )


def _parts(subject: str) -> list[str]:
    """Return the members of a list; an adjective alone goes with the next one ("complete or partial response")."""
    alone = _APPOSED.split(subject)[0]
    if not _CONJOINED.search(subject) and (alone != subject or not _OF_LIST.search(subject)):
        return [alone]
    out: list[str] = []
    at = 0
    for joint in [*_JOINT.finditer(subject), None]:
        piece = subject[at : joint.start() if joint else len(subject)]
        if joint and (_ADJECTIVE.fullmatch(piece.strip()) or _EITHER.search(piece)):
            continue
        out.append(piece)
        at = joint.end() if joint else at
    return out


_CONJOINED = re.compile(r"\s(?:and|or|nor)\s")
_OF_LIST = re.compile(r",.*,|,\s(?:high|low|older|younger|male|female|prior|age|no)")
_APPOSED = re.compile(r",\s(?:an?|the|which|that)\s")
_EITHER = re.compile(r"\b(?:either|between)\b")
_ADJECTIVE = re.compile(
    r"complete|partial|early|late|prolonged|clinical|low|lower|high|higher|older|younger|primary|prior|severe|moderate|mild",
    re.IGNORECASE,
)

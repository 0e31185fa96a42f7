"""The small closed classes of words by which results are put together."""

from __future__ import annotations

from cargraph.mentions.people import PATIENT, PATIENTS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LINKS = _words(
    """of was were is are in the a an rate rates at to occurred occurring observed reported had has with estimated incidence
    incidences been be for by among all on seen noted found developed experienced from being : = ~ only about approximately
    patients patient subjects participants cumulative probability probabilities which any cases evaluable best recorded
    documented detected arose emerged overall median mean level levels event events as low high our respectively both either affected affecting"""
)
DETERMINERS = _words(
    """a an the any some of at least durable ongoing sustained best objective confirmed estimated 's high low mild moderate
    severe serious reversible transient deep early late and or treatment related rate cumulative incidence grade worst only
    low-grade high-grade prolonged new further acute chronic fatal documented clinical significant self limited manageable
    symptoms signs occurrence development one more detectable transient robust measurable evidence onset"""
)
_WHO = _words(
    """cases mice animals men women responders evaluable treated infused of the these those all who them in this which that
    among"""
)
PEOPLE = PATIENTS | PATIENT | _WHO
ACHIEVED = _words(
    """had have has achieved achieve achieving attained obtained experienced developed reported showed shown exhibited displayed
    demonstrated reached entered suffered died presented were was with in maintained remained sustained manifested required
    having experiencing developing got underwent showing exhibiting demonstrating reaching attaining obtaining
    remaining maintaining remain remains stayed stay are"""
)
CONTRAST = _words("while whereas whilst but although though however")
NOT_HAVING = _words(
    "analyzed analysed evaluated assessed eligible included enrolled treated without no not never screened monitored followed risk"
)
COMPARATORS = _words("standard control controls placebo supportive physician choice historical untreated tpc soc bsc")
VERSUS = _words("versus vs v compared than against")
LIST = _words(", and or & ; to")
GENERIC_CASES = _words("cases events case event episodes reactions symptoms toxicity toxicities")

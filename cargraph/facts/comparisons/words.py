"""The words of comparisons, by what they do in a sentence."""

# bring the second side in
MARKERS = frozenset("against than versus vs".split())
# stand behind COMPARED and RANKED
WITH = frozenset("to with".split())
# open "compared with"
COMPARED = frozenset("compared comparison contrast opposed relative".split())
# open "superior to"
RANKED = frozenset("comparable equivalent identical inferior similar superior".split())
# lead into a phrase and are no part of it
INTO = frozenset(
    """
    a after among an as at both by following for found from in observed of reported seen that the those to when
    with
    """.split()
)
# bring the first side in
PREPOSITIONS = frozenset("after among between following for in with".split())
# are the verbs of a result
VERBS = frozenset(
    """
    accumulated achieve achieved appeared are attained be been can conferred controlled could decreased
    demonstrated developed did displayed does enhanced exhibited expanded experienced extended gave had has have
    having improved increased induced is led lost maintained may mediated might obtained outperformed persisted
    presented produced prolonged provided reached received reduced released remained required resulted revealed secreted
    seemed show showed shows suffered suppressed survived tended underwent was were will would yielded
    """.split()
)
# are left out before a side
AUXILIARY = frozenset("are did had is was were".split())
# end a phrase
BREAKS = frozenset("( ) , . : ; [ ]".split())
# part two clauses
CONTRASTS = frozenset("although but however though whereas while yet".split())
# open a phrase that names no group
OF_NONE = frozenset(
    """
    gut blood bone marrow plasma serum csf vitro vivo brain liver spleen lung tumor tumour tumors tumours tissue tissues
    all arms baseline before both cohorts day each earlier either ever groups infusion it later month none other
    post pre pretreatment previously prior reported them these they this three two usual we week year
    """.split()
)
# may stand beside a group without naming another
PLAIN = frozenset(
    """
    - a alone an animals arm arms car car-t cell cells cohort cohorts given group groups had in infused infusion
    mice of participants patients product received receiving recipients single subjects t that the therapy those
    treated treatment was were who with
    """.split()
)
# are who is treated
PEOPLE = frozenset("adults animals children individuals mice participants patients subjects those".split())
# let a number stand in a phrase
MEASURED = frozenset("< > age aged than with ≤ ≥".split())
# are no group of patients
STUDIES = frozenset(
    """
    analyses analysis comparison data model models results studies study there trial trials we
    """.split()
)
# link a factor to an outcome
LINKED = frozenset("associated correlated linked".split())
# do so as verbs
PREDICTING = frozenset("conferred confers portended predict predicted predicts".split())
# point down
LESS = frozenset(
    """
    adverse decreased fewer impaired inferior inversely less lower negatively poor poorer reduced shortened
    shorter unfavorable unfavourable worse
    """.split()
)
# point up
MORE = frozenset(
    """
    better elevated enhanced favorable favourable greater higher improved increased longer more positively
    prolonged superior
    """.split()
)
# name the factors that follow
FACTORS = frozenset("characteristics factor factors features predictors variable variables".split())
# lead from an outcome to a comparing word
SAYING = frozenset(
    """
    appeared are be became been being developed did differed do does expanded found had has have is lasted lived
    no not noted observed occurred peaked persisted remained reported seemed showed survived there was were with
    """.split()
)
# make a label a clause
FINITE = frozenset("focus focused revealed suggest suggested include includes maintain tend".split()) | (
    VERBS - frozenset("having can improved increased reduced decreased enhanced prolonged extended".split())
)
# are verbs of change, as they are read with their subject
EFFECTS = frozenset(
    """
    attenuated augmented augments boosted boosts decreased decreases diminished enhanced enhances extended extends
    improved improves increased prolonged prolongs reduced reduces
    """.split()
)
# say that a subject has what follows
HAVING = frozenset(
    "demonstrate demonstrated display displayed exhibit exhibited had have possessed produced show showed".split()
)
# before a verb of change say that it did not happen, or is only meant
UNREAL = frozenset(
    """
    a an be been by can could did for had has have in is may might not of should that the to was were which will with
    would
    """.split()
)

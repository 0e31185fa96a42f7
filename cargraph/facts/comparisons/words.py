"""The words of comparisons, by what they do in a sentence."""

from cargraph.mentions.people import PATIENTS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def forms(verb: str) -> tuple[str, ...]:
    """Return a regular verb in its present, past and -ing forms.

    >>> forms("reduce"), forms("boost")
    (('reduce', 'reduces', 'reduced', 'reducing'), ('boost', 'boosts', 'boosted', 'boosting'))
    """
    stem = verb.removesuffix("e")
    return verb, verb + ("es" if verb.endswith(("sh", "ch", "ss")) else "s"), stem + "ed", stem + "ing"


def forms_of(verbs: str) -> frozenset[str]:
    """Return the finite forms of several regular verbs."""
    return frozenset(form for verb in verbs.split() for form in forms(verb)[:3])


# bring the second side in
MARKERS = _words("against over than versus vs")
# stand behind COMPARED and RANKED
WITH = _words("to with")
# open "compared with"
COMPARED = _words("compared comparison contrast opposed relative when")
# open "superior to"
RANKED = _words(
    """
    comparable comparably equal equivalent favorably identical inferior noninferior similar similarly superior
    """
)
# say that one has the most or the least
SUPERLATIVES = _words("greatest highest lowest worst")
# open a clause whose second side stands first
OPENING = _words("compared relative versus")
# say that one is held against another
AGAINST = MARKERS | _words("between compared opposed relative")
# lead into a phrase and are no part of it
INTO = _words(
    """
    a after among an as at both by either following for found from in its observed of reported seen that the their
    those to using when with
    """
)
# bring the first side in
PREPOSITIONS = _words("across after among between by during following for in upon using with")
# bring in what surpasses or equals where the sides stand first: "superior to B in terms of X"
REGARDING = (
    ("in", "terms", "of"),
    ("with", "respect", "to"),
    ("with", "regard", "to"),
    ("with", "regards", "to"),
    ("regarding",),
    ("concerning",),
)
# are the verbs of a result
VERBS = (
    forms_of(
        """
    abrogate accumulate achieve afford ameliorate attain attenuate augment blunt boost clear dampen decrease delay
    demonstrate develop diminish display eliminate enhance eradicate exhibit expand experience extend generate
    impair improve increase induce inhibit kill lyse maintain mediate mitigate obtain optimize outperform
    persist possess
    potentiate present produce proliferate prolong promote provide reach receive reduce release remain require
    restore result retain reveal secrete seem suffer suppress survive tend yield
    """
    )
    - _words("clear decrease delay experience increase present reach release result results yield")
) | _words(
    """
    appeared are be been brought can carried carries carry confer conferred confers controlled could declined did
    does dropped fell gave had has have having is lead leads led lost lowered may might rose should show showed
    shown shows underwent was were will would
    """
)
# are left out before a side
AUXILIARY = _words("are did does had has have is was were")
# end a phrase
BREAKS = _words("( ) , . : ; [ ]")
# part two clauses
CONTRASTS = _words("although but however though whereas while yet")
# lead from a sentence's opening to what it says
SAYING_THAT = _words(
    """
    conclude concluded confirm confirmed demonstrate demonstrated demonstrates demonstration determined evidence
    find found indicate indicated indicates indicating note noted observations observed report reported reveal
    revealed show showed showing shown shows suggest suggested suggesting suggests
    """
)
# say that what follows is asked, not found
ASKING = _words(
    """
    aim aimed aims evaluate goal hypothesis hypothesised hypothesized investigated objective purpose tested whether
    """
)
# open a phrase before the subject
FRONTING = _words(
    """
    across additionally after also although among and as at because before both but by compared consequently
    consistent contrary conversely despite due during finally following for from furthermore given hence here
    however importantly in indeed interestingly more moreover most nevertheless notably of on once overall relative
    remarkably similarly since taken therefore thus to together under unlike until upon using versus when whereas
    while with within without yet
    """
)
# open a phrase that names no group
OF_NONE = _words(
    """
    all arms baseline before blood bone both brain circulation cohorts colon csf day each earlier either ever groups
    gut heart ileum infusion intestine it kidney later liver lung many marrow month most no none other our plasma
    post pre pretreatment previously prior reported serum several some spleen such that them there these they this
    three tissue tissues tumor tumors tumour tumours two usual vitro vivo we week which who xenograft xenografts
    year
    """
)
# say what an outcome did by itself
MOVED = _words("climbed declined dropped fell grew rose sank waned")
# are what is done to patients, sooner or later
GIVING = _words(
    """
    administration apheresis infusion infusions initiation intervention leukapheresis line lines therapy treatment
    use
    """
)
# may stand beside a group without naming another
PLAIN = _words(
    """
    - a administration allocated alone an animals arm arms assigned car car-t cell cells cohort cohorts construct
    constructs engineering equipping given group groups had in infused infusion mice of participants patients
    product received randomised randomized receiving recipients single subjects t that the therapy those treated
    treatment use was were who with
    """
)
# stand before a product's name and tell how it was made
MAKING = _words(
    """
    allogeneic autologous conventional current engineered first fourth generation human murine novel optimal
    optimized original parental second standard these third traditional
    """
)
# are who is treated
PEOPLE = PATIENTS | _words("animals mice responders those")
# tell part of a construct's whole class from the rest
QUALIFYING = _words(
    """
    bearing carrying containing derived expressing harboring incorporating lacking using with without
    """
)
# let a number stand in a phrase
MEASURED = _words("< > above age aged below last past than under with within ≤ ≥")
# are no group of patients
STUDIES = _words(
    """
    adjusting adjustment advances analyses analysis approach approaches assays attempts authors bioluminescence
    comparison cytometry data efforts evidence experiments findings imaging investigators literature model models
    modeling modelling mri pet profiling regression results review sequencing strategies strategy studies study
    there trial trials we work
    """
)
# link a factor to an outcome
LINKED = _words("associated connected correlated coupled linked tied")
# do so as verbs
PREDICTING = _words(
    """
    associate associates conferred confers correlate correlated correlates entail entailed entails forecast foretell
    foretells foretold forecasts foreshadow foreshadowed foreshadows herald heralded heralds portend portended
    portends predict predicted predicts presage presaged presages
    """
)
# point down
LESS = _words(
    """
    adverse decrease decreased fewer impaired inferior inversely less lesser low lower negatively poor poorer
    reduced reduction shortened shorter unfavorable unfavorably unfavourable worse worsened
    """
)
# point up
MORE = _words(
    """
    better elevated enhanced favorable favorably favourable greater high higher improved increase increased longer
    more positively prolonged superior
    """
)
# speak of how good an outcome is, not of how much there is of it
QUALITY = _words(
    """
    better exacerbate exacerbated exacerbates exacerbating favorable favourable improved inferior poor poorer
    superior unfavorable unfavourable worse worsen worsened worsening worsens
    """
)
# name the factors that follow
FACTORS = _words(
    """
    characteristics covariates determinants factor factors features indicator indicators predictor predictors
    variable variables
    """
)
# lead from an outcome to a comparing word
SAYING = _words(
    """
    appeared are be became been being climbed developed did differed do does expanded found grew had has have is
    lasted lived no fell not noted observed occurred peaked persisted remain remained remains reported rose seemed
    showed survived there was were with
    """
)
# make a label a clause
FINITE = _words(
    """
    accumulated achieve achieved appeared are attained be been conferred controlled could demonstrate demonstrated
    demonstrates did displayed does eliminate eliminates enhance enhances eradicate eradicates exhibit exhibited
    exhibits experienced focus focused gave had has have improve improves include includes induce induces inhibit
    inhibits is kill kills lost lyse maintain maintained may mediate mediates might obtained optimize optimizes
    outperformed performed persist persisted possess presented produce produced produces proliferate prolong
    prolongs provided reached received reduce reduces remained required resulted revealed secrete secreted secretes
    seemed show showed shows suffered suggest suggested suppressed suppresses survived tend tended underwent was
    were will would yielded
    """
)
# say that a subject has what follows
HAVING = _words(
    """
    achieve achieved afforded affords brought carried carries carry conferred confers demonstrate demonstrated
    demonstrates display displayed displays elicit elicited elicits enjoyed exert exerted exerts exhibit exhibited
    exhibits experienced gave had has have having induced induces led maintained mediated mediates obtained obtains
    possess possessed produced provided provides resulted results show showed shown shows trigger triggered yielded
    """
)
# before a verb of change say that it did not happen, or is only meant
UNREAL = _words("could may might must should to will would")
# say that what follows is looked for, not found
EXPECTED = ASKING | UNREAL - {"to"} | _words("anticipate anticipated expect expected hypothesize postulated suspected")

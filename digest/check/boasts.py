"""The claims that only a paper itself may make: first, best, proved, released."""

from __future__ import annotations

import re

_WORK = (
    r"(?:work|study|studies|paper|method|model|framework|benchmark|data ?set|corpus|approach"
    r"|system|algorithm|test|measure"
    r"|attempt|proof|analysis|evaluation|demonstration|tool|toolkit|attack|defen[cs]e|theory"
    r"|bound|rule|scheme|protocol|survey"
    r"|audit|codec|decoder|architecture|technique|solution|result|agent|metric|library"
    r"|platform|investigation|comparison"
    r"|characteri[sz]ation|account|evidence|guarantee|resource|pipeline|implementation"
    r"|code ?base|instance|theorem|estimator)"
)
_FIRST = (
    rf"\bthe (?:very )?first to\b|\bthe (?:very )?first (?:[\w-]+ ){{0,5}}?{_WORK}"
    r"|\b(?:is|are|as|was|were|presents?|introduces?|offers?|provides?|builds?|releases?|gives?) the (?:very )?first\b"
    r"(?! (?:stage|step|phase|layer|part|module|component|author|time step|two|three|few|half"
    r"|alone|of (?:these|them|the)))"
    r"|\bfor the first time\b|\bfirst[- ]ever\b|\bfirst[- ]of[- ](?:its|their)[- ]kind\b|\bpioneer"
    r"|\berste[nrs]? (?:\w+ ){0,2}?(?:methode|verfahren|modell|ansatz|arbeit|studie|benchmark"
    r"|datensatz|system|werkzeug)"
    r"|\bals erste[rs]?\b|\berstmals\b|\bzum ersten mal\b"
    r"|\bpremi(?:er|ère)s? (?:méthode|modèle|approche|étude|benchmark|système|fois|jeu|à\b|outil)"
    r"|\bprim(?:er|era|ero|eira|eiro|o|a) (?:método|modelo|enfoque|estudio|sistema|conjunto"
    r"|vez|en |metodo|modello|volta|a )"
    r"|首次|首个|第一个|世界初|初めて"
)
_CLAIMED_FIRST = (
    rf"\bfirst to\b|\bfirst,? to (?:our|the best)|\b(?:the|our|a"
    rf"|an) (?:very )?first (?:[\w-]+,? ){{0,6}}?{_WORK}|\b(?:our|a|as|are|is) (?:the )?first\b"
    r"|\bfor the first time\b|\bfirst[- ]ever\b|\bfirst[- ]of[- ]|\bpioneer|\bno (?:prior|previous|existing)\b"
    r"|\bto (?:our|the best of our|the authors') knowledge\b"
)
_REACHES = (
    r"\b(?:achiev|reach|set|establish|attain|deliver|obtain|yield|provid|advanc|outperform|surpass|exceed|beat|rival"
    r"|match|new)"
)
_RECORD = rf"{_REACHES}\w*\s(?:[\w-]+\s){{0,3}}(?:state[- ]of[- ]the[- ]art\b|sota\b|records?\b)"
_CLAIMED_RECORD = (
    rf"{_REACHES}[^.;]{{0,80}}(?:state[- ]of[- ]the[- ]art|\bsota\b|\brecords?\b)"
    r"|(?:state[- ]of[- ]the[- ]art|\bsota\b) (?:result|perf|acc)"
)
_MENTION = (
    r"\bstate[- ]of[- ]the[- ]art\b|\bsota\b|\bestado del arte\b|\bétat de l['’]art\b"
    r"|\bstato dell['’]arte\b|\bestado da arte\b"
    r"|\bstand der (?:technik|forschung)\b|最先进|最先端"
)
_ALL = r"\b(?:outperform|surpass|beat|exceed|better than|superior to)\w*\s+(?:all|every|any)\b"
_CLAIMED_ALL = (
    r"\b(?:all|every|any|each|no)\b[^.]{0,60}(?:baseline|method|prior|existing|previous"
    r"|competi|model|approach|other|compar)"
    r"|consistent|state[- ]of[- ]the[- ]art|\bsota\b|\b(?:other|existing|prior|previous) "
)
_WORSE = (
    r"\bunderperform|\bfall(?:s|ing)? (?:behind|short of)\b|\bfell (?:behind|short of)\b"
    r"|\b(?:inferior to|outperformed by|loses to)\b"
)
_CLAIMED_WORSE = (
    r"underperform|\bbehind\b|\bshort\b|\bworse|inferior|\bbelow\b|\bfail|degrad|\bdrop|\bweak"
    r"|\blower\b|\blag|\bpoor|\blose|outperform\w* by"
    r"|suboptimal|\bgap\b|struggl|declin|fall"
)
_UNHEARD_OF = (
    r"\bbreakthrough|\brevolution|\bgame[- ]chang|\bground-?breaking|\bparadigm[- ]shift"
    r"|\bunparalleled|\bworld[- ]class"
    r"|\bbahnbrechend|\brévolutionn|\brevolucion"
)
_BETTER = (
    r"\boutperform|\bsurpass|\bbeat(?:s|ing|en)?\b|\boutdo|\bsuperior to\b|\bbetter than\b"
    r"|\bexceed(?:s|ing)? (?:all|prior|previous|existing|human|base|every)"
)
_WINS = (
    r"outperform|surpass|\bbeat|outdo|superior|better|exceed|improv|higher|gain|advantage|stronger|best|faster|lower"
    r"|\bwin|more \w+ than|consistent"
)
_BEST = (
    r"\bbest (?:[\w-]+ ){0,3}?(?:known|to date|so far|yet|ever|available)\b|\bbest (?:known"
    r"|reported|results?|published|performance|accuracy)\b"
    r"|\bunprecedented\b|\bunmatched\b|\bunrivall?ed\b"
)
_LARGEST = r"\b(?:largest|biggest) (?!groups?\b|themes?\b|share\b|part\b|clusters?\b|number\b)"
_RELEASE = (
    r"\bopen[- ]sourc|\bpublicly available\b"
    r"|\breleas(?:es|ed|ing) (?:\w+ ){0,3}(?:code|data|datasets?|weights|models?|benchmarks?)\b"
)

_TABLE = (
    ("to be the first", _FIRST, _CLAIMED_FIRST),
    ("a new state of the art", _RECORD, _CLAIMED_RECORD),
    ("the state of the art", _MENTION, r"\bstate[- ]of[- ]the[- ]art|\bsota\b"),
    ("to outperform", _BETTER, _WINS),
    ("to fall behind", _WORSE, _CLAIMED_WORSE),
    ("to beat all others", _ALL, _CLAIMED_ALL),
    ("a breakthrough", _UNHEARD_OF, _UNHEARD_OF),
    (
        "an oral or a spotlight",
        r"\ban? (?:oral|spotlight)\b|\bas (?:an? )?(?:oral|spotlight)\b",
        r"\boral\b|\bspotlight\b",
    ),
    (
        "to be the best",
        _BEST,
        r"\bbest\b|unprecedented|unmatched|unrivall?ed|highest|state[- ]of[- ]the[- ]art|\bsota\b",
    ),
    ("to be the largest", _LARGEST, r"\b(?:largest|biggest)\b"),
    ("to be the fastest", r"\bfastest\b", r"\bfastest\b"),
    ("to be the only one", r"\bthe only\b", r"\bonly\b|\bsole"),
    ("the human level", r"\b(?:super)?human[- ](?:level|parity)\b|\bsuperhuman\b", r"human"),
    (
        "a proof",
        r"\bprov(?:es|en|ed|ably)\b|\bproofs?\b|\btheorems?\b",
        r"\bprov[ei]|\bproofs?\b|theor|guarant|lemma|certif",
    ),
    ("statistical significance", r"\bstatistically significant", r"significan"),
    ("a release", _RELEASE, r"open|releas|availab|public|https?:|github|\bcode\b|\bshare"),
    ("an award", r"\baward", r"\baward"),
    (
        "to be in use",
        r"\bdeployed (?:in|at|to|on|by)\b|\bin production\b",
        r"\bdeploy|\bproduction\b|\bonline\b|\bin use\b",
    ),
)

BOASTS = tuple((name, re.compile(said, re.IGNORECASE), re.compile(source)) for name, said, source in _TABLE)
"""What is claimed, how a statement says it, and what a source must then say."""

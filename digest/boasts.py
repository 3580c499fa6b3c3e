"""The claims that only a paper itself may make: first, best, proved, released."""

from __future__ import annotations

import re

_FIRST = (
    r"\bthe (?:very )?first (?!stage|step|phase|layer|part|module|component|author|time step|two|three|few|half)"
    r"|\bfor the first time\b|\bfirst[- ]ever\b|\bfirst of its kind\b|\bpioneer"
)
_CLAIMED_FIRST = (
    rf"{_FIRST}|\bfirst to\b|\bfirst,? to (?:our|the best)|\bno (?:prior|previous|existing)\b"
    r"|\bto (?:our|the best of our|the authors') knowledge\b|\b(?:our|a|as) first\b"
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
_MENTION = r"\bstate[- ]of[- ]the[- ]art\b|\bsota\b"
_BETTER = (
    r"\boutperform|\bsurpass|\bbeat(?:s|ing|en)?\b|\boutdo|\bsuperior to\b|\bbetter than\b"
    r"|\bexceed(?:s|ing)? (?:all|prior|previous|existing|human|base|every)"
)
_WINS = (
    r"outperform|surpass|\bbeat|outdo|superior|better|exceed|improv|higher|gain|advantage|stronger|best|faster|lower"
    r"|\bwin|more \w+ than|consistent"
)
_BEST = (
    r"\bbest (?:known|reported|results?|published|performance|accuracy)\b"
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

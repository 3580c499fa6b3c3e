"""The verbs that abstracts use of their own work, and their form after a single author: `introduce` → `introduces`."""

from __future__ import annotations

INTRODUCING = frozenset(
    """introduce propose present develop design devise build create construct contribute formulate formalize formalise
    release establish offer provide curate collect compile train derive define implement describe
    unveil open-source""".split()
)
FINDING = frozenset(
    """show find demonstrate prove observe report discover reveal identify conclude argue obtain achieve confirm
    establish uncover quantify""".split()
)
STUDYING = frozenset(
    """study investigate analyze analyse examine explore revisit evaluate benchmark compare measure ask address consider
    tackle test extend adapt apply assess conduct survey review systematize systematise model rethink reframe cast recast
    bridge reformulate simulate use employ leverage combine generalize generalise propose improve perform take focus
    decompose interpret treat view validate verify characterize characterise""".split()
)
_OTHERS = frozenset(
    """also first further then next finally aim seek begin start enable allow give yield reduce outperform optimize optimise
    incorporate integrate learn estimate predict solve discuss highlight suggest illustrate provide make have do
    hypothesize hypothesise relate connect exploit replace introduce select compute determine calculate detect
    generate augment embed fine-tune finetune distill distil transfer map encode decode sample filter annotate label
    survey outline summarize summarise motivate implement unify""".split()
)
BASE = (INTRODUCING | FINDING | STUDYING | _OTHERS) - {"also", "first", "further", "then", "next", "finally"}
ADVERBS = frozenset(
    """also first further then next finally therefore thus here jointly formally empirically theoretically systematically
    rigorously experimentally numerically analytically explicitly carefully directly simply instead additionally
    moreover furthermore successfully thoroughly extensively specifically subsequently firstly secondly lastly""".split()
)
# Nouns as well, so after `and` nobody can tell: `introduce X and study Y`, `data and study design`.
AMBIGUOUS = frozenset(
    """aim benchmark bridge build design distil estimate evaluate filter focus frame group label limit map measure model
    outline release report review sample study survey test train transfer treat use view""".split()
)
_IRREGULAR = {"have": "has", "do": "does", "are": "is", "were": "was", "can": "can", "could": "could", "will": "will"}
AUXILIARY = frozenset(_IRREGULAR)


def single(verb: str) -> str:
    """The form after he, she or it, of a base form."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


BASE_OF = {single(verb): verb for verb in BASE}
"""The base form of each: `introduces` → `introduce`."""

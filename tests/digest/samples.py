"""A small invented shortlist with its facts, for tests of everything that comes after selection."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.registry import profiles
from digest.model import Brief, Facts, Paper, Pick, Resource, Shortlist, Theme, Topic, Window
from digest.query import parse
from digest.roundup import Draft, Section, Statement, WrittenBy

NOW = datetime(2026, 5, 18, 7, 30, tzinfo=UTC)
WINDOW = Window(start=date(2026, 5, 11), end=date(2026, 5, 15))
TOPIC = Topic(name="fine-tuning", query=parse("fine-tuning OR LoRA"))

MARLIN = Paper(
    id="2605.90001",
    source="arXiv",
    url="https://arxiv.org/abs/2605.90001",
    title="MarlinTune: Sparse Adapter Placement for Long Documents",
    abstract=(
        "Adapters are often placed in every layer. We introduce MarlinTune, a method that places one adapter by "
        "Sparse Gradient Probing (SGP). On LongDocs-12k it improves accuracy by 44.5% and reduces memory by up to "
        "8.3×, with only ~0.7% of the parameters of LoRA. We call the effect “shallow dominance”. To our knowledge "
        "it is the first placement rule with a proof of convergence, and it outperforms three baselines."
    ),
    authors=("Ada Lovelace", "Grace Brewster Hopper"),
    affiliations=("University of Placeholder",),
    categories=("cs.CL", "cs.LG"),
    published=date(2026, 5, 11),
    listed=date(2026, 5, 12),
)
TERN = Paper(
    id="2605.90002",
    source="arXiv",
    url="https://arxiv.org/abs/2605.90002",
    title="TernBench: Measuring Forgetting in Instruction Tuning",
    abstract=(
        "Large language models forget when they are tuned. TernBench has 1,000 questions in 16 fields and measures "
        "how much is lost. Across 12 models, accuracy drops by 19-24%; replay with Llama-3.1-8B halves the loss. "
        "We release the code and the data."
    ),
    authors=("Kurt Gödel", "Emmy Noether", "Alan Turing"),
    categories=("cs.CL",),
    published=date(2026, 5, 12),
    listed=date(2026, 5, 13),
)
HERON = Paper(
    id="2605.90003",
    source="arXiv",
    url="https://arxiv.org/abs/2605.90003",
    title="Heron: Private Fine-Tuning with Quantized Gradients",
    abstract=(
        "Heron fine-tunes models under differential privacy. Gradients are quantized to three levels, and a small "
        "budget suffices. It keeps 91.2 F1 at ε = 1, and costs two GPU hours."
    ),
    authors=("Sofya Kovalevskaya",),
    categories=("cs.CR",),
    published=date(2026, 5, 13),
    listed=date(2026, 5, 14),
)
PAPERS = (MARLIN, TERN, HERON)

MARLIN_CODE = Resource(
    kind="code", name="MarlinTune", url="https://github.com/lovelace/marlin-tune", cites=(MARLIN.id,)
)
TERN_CODE = Resource(kind="code", name="TernBench", url="https://gitlab.com/tern/bench", cites=(TERN.id,))
TERN_DATA = Resource(kind="benchmark", name="TernBench", url=None, cites=(TERN.id,))
FACTS = {
    MARLIN.id: Facts(
        names=("MarlinTune", "SGP"), resources=(MARLIN_CODE,), venue="ICML 2026", numbers=("44.5%", "8.3×")
    ),
    TERN.id: Facts(names=("TernBench",), resources=(TERN_CODE, TERN_DATA), numbers=("19-24%",)),
    HERON.id: Facts(names=("Heron",)),
}
PICKS = tuple(
    Pick(paper=paper, rank=rank, score=1 / rank, why=("“fine-tuning” in the title",))
    for rank, paper in enumerate(PAPERS, 1)
)
SHORTLIST = Shortlist(topic=TOPIC, window=WINDOW, found=5251, matched=433, picks=PICKS)
THEMES = (
    Theme(label="adapters and forgetting", picks=PICKS[:2]),
    Theme(label="privacy", picks=PICKS[2:]),
)
BRIEF = Brief(shortlist=SHORTLIST, themes=THEMES, facts=FACTS, sources=profiles())
EMPTY = Brief(shortlist=Shortlist(topic=TOPIC, window=WINDOW, found=5251, matched=0, picks=()), themes=(), facts={})

LEAD = Section(
    kind="lead",
    title="In short",
    statements=(Statement(text="One adapter in the right place is enough.", cites=(MARLIN.id,)),),
)
ADAPTERS = Section(
    kind="theme",
    title="Adapters and forgetting",
    papers=(MARLIN.id, TERN.id),
    statements=(
        Statement(text="TernBench measures forgetting in 16 fields.", cites=(TERN.id,)),
        Statement(
            text="Ada Lovelace et al. introduce MarlinTune, which improves accuracy by 44.5%.", cites=(MARLIN.id,)
        ),
    ),
)
PRIVACY = Section(
    kind="theme",
    title="Privacy",
    papers=(HERON.id,),
    statements=(Statement(text="Heron keeps 91.2 F1 under differential privacy.", cites=(HERON.id,)),),
)
RESOURCES = Section(kind="resources", title="Under the hood", resources=(MARLIN_CODE, TERN_CODE, TERN_DATA))
EXTRACT = WrittenBy(kind="extract")
DRAFT = Draft(
    headline="Fine-tuning: adapters and privacy", sections=(LEAD, ADAPTERS, PRIVACY, RESOURCES), written_by=EXTRACT
)


def draft(*sections: Section, headline: str = DRAFT.headline) -> Draft:
    """A model's draft of these sections."""
    return Draft(headline=headline, sections=sections, written_by=WrittenBy(kind="model", model="m", prompt="1"))


def lead(text: str, *cites: str) -> Section:
    """A lead of one statement."""
    return Section(kind="lead", title="In short", statements=(Statement(text=text, cites=cites),))

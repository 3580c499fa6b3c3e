"""The language model of an installation, put together from its settings; without one, everything still works."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.store.file_key_value import FileKeyValueStore
from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.writers.openai.embedder import ModelEmbedder
from adapters.writers.openai.endpoint import Endpoint, ModelRetryPolicy
from adapters.writers.openai.judge import ModelJudge
from adapters.writers.openai.translator import ModelTranslator
from adapters.writers.openai.verifier import ModelVerifier
from adapters.writers.openai.writer import ModelWriter
from bot.settings import (
    EMBEDDINGS,
    EMBEDDINGS_TOKENS_A_DAY,
    LANGUAGE,
    MODEL,
    MODEL_KEY,
    MODEL_TOKENS,
    MODEL_TOKENS_A_DAY,
    MODEL_TOKENS_A_PERSON,
    MODEL_URL,
    STYLE,
    VERIFIER,
    data_folder,
)
from bot.writing.draft_repair import DraftRepair
from bot.writing.embedding_cache import EmbeddingCache
from bot.writing.judgment_cache import JudgmentCache
from bot.writing.limits import DailyTokenBudget, HourlyRateLimit
from bot.writing.question_answerer import QuestionAnswerer
from bot.writing.reranker import Reranker
from bot.writing.roundup_writer import RoundupWriter
from bot.writing.topic_translator import TopicTranslator
from digest.brief import prompting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.settings import Settings
    from adapters.sources.ports import FullTextPages
    from adapters.store.ports import KeyValueStore
    from bot.clock import Clock
    from digest.brief.prompting import WritingOptions

_A_PERSON = 20
_A_CHANNEL = 60
"""Questions in an hour."""
_TOPICS = 20
"""Topics in other languages in an hour."""
_EMBEDDINGS_SILENCE = 60.0
"""Seconds for one request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelServices:
    """What a model does here, all on the same budget: whole roundups, and answers and gists.

    Attributes:
        writing_options: How roundups are written where a subscription says nothing else.
    """

    writing: RoundupWriter
    judging: JudgmentCache
    answering: QuestionAnswerer
    translating: TopicTranslator
    writing_options: WritingOptions
    token_budget: DailyTokenBudget


async def enter_model_services(
    stack: AsyncExitStack,
    settings: Settings,
    clock: Clock,
    cache: KeyValueStore | None = None,
    pages: FullTextPages | None = None,
) -> ModelServices | None:
    """The language model that is set, if one is, until the stack ends."""
    if not settings[MODEL]:
        return None
    return await stack.enter_async_context(open_model_services(settings, clock, cache, pages))


def kept_drafts(settings: Settings, clock: Clock) -> KeyValueStore:
    """Where commands that use no store keep what a model wrote."""
    return FileKeyValueStore(data_folder(settings) / "drafts", now=lambda: clock.now().timestamp())


@asynccontextmanager
async def open_model_services(
    settings: Settings, clock: Clock, cache: KeyValueStore | None = None, pages: FullTextPages | None = None
) -> AsyncIterator[ModelServices]:
    """The model that is set, until this context ends; its drafts and answers are kept in `cache`, or in this process."""
    cache = cache or InMemoryKeyValue()
    writing_options = prompting.writing_options(settings[STYLE], settings[LANGUAGE])
    token_budget = DailyTokenBudget(
        cache, clock, a_day=settings[MODEL_TOKENS_A_DAY], a_person=settings[MODEL_TOKENS_A_PERSON]
    )
    async with AsyncExitStack() as stack:

        def endpoint(model: str) -> Endpoint:
            key, url = settings[MODEL_KEY], settings[MODEL_URL]
            made = Endpoint(model=model, key=key, base_url=url, token_budget=token_budget, notes=cache)
            stack.push_async_callback(made.close)
            return made

        writer = ModelWriter(endpoint(settings[MODEL]), budget=settings[MODEL_TOKENS])
        mending = DraftRepair(writer, ModelVerifier(endpoint(settings[VERIFIER])) if settings[VERIFIER] else None)
        answering = QuestionAnswerer(
            mending,
            cache,
            clock,
            by_person=HourlyRateLimit(cache, most=_A_PERSON, kind="person"),
            by_channel=HourlyRateLimit(cache, most=_A_CHANNEL, kind="channel"),
            pages=pages,
            writing_options=writing_options,
        )
        writing = RoundupWriter(writer, cache, writing_options=writing_options, mending=mending)
        judging = JudgmentCache(ModelJudge(endpoint(settings[MODEL])), cache)
        translating = TopicTranslator(
            ModelTranslator(endpoint(settings[MODEL])),
            cache,
            clock,
            by_channel=HourlyRateLimit(cache, most=_TOPICS, kind="topics in English"),
        )
        yield ModelServices(
            writing=writing,
            judging=judging,
            answering=answering,
            translating=translating,
            writing_options=writing_options,
            token_budget=token_budget,
        )


async def reranker(
    stack: AsyncExitStack, settings: Settings, clock: Clock, cache: KeyValueStore, services: ModelServices | None
) -> Reranker:
    """The models that have a say in which papers are on topic, until the stack ends; what they say is kept in `cache`."""
    judging = services.judging if services else None
    if not settings[EMBEDDINGS]:
        return Reranker(judging=judging)
    endpoint = Endpoint(
        model=settings[EMBEDDINGS],
        key=settings[MODEL_KEY],
        base_url=settings[MODEL_URL],
        token_budget=DailyTokenBudget(cache, clock, a_day=settings[EMBEDDINGS_TOKENS_A_DAY], kind="embedding-tokens"),
        patience=ModelRetryPolicy(silence=_EMBEDDINGS_SILENCE, seconds=_EMBEDDINGS_SILENCE),
    )
    stack.push_async_callback(endpoint.close)
    return Reranker(embedding=EmbeddingCache(ModelEmbedder(endpoint), cache), judging=judging)


def kept_embeddings(settings: Settings, clock: Clock) -> KeyValueStore:
    """Where commands that use no store keep vectors."""
    return FileKeyValueStore(data_folder(settings) / "embeddings", now=lambda: clock.now().timestamp())

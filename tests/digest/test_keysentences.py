"""Which sentences of an abstract say what is new, what came out, and where it leads."""

from __future__ import annotations

import pytest

from digest.extract.keysentences import Key, KeySentences

BACKGROUND = "Adapters are often placed in every layer of a model."
NEW = "We introduce MarlinTune, a method that places one adapter by probing the gradients of each layer."
PROCEDURE = "The experiments were conducted on three machines with a common set of parameters."
RESULT = "MarlinTune improves accuracy by 44.5% over a full set of adapters on LongDocs-12k."
LEANING = "This reduces memory by 12% as well on every machine that was tried."
OUTLOOK = "Whether the same rule holds for speech remains an open question that future work should address."
ABSTRACT = f"{BACKGROUND} {NEW} {PROCEDURE} {RESULT} {LEANING} {OUTLOOK}"
TITLE = "MarlinTune: Sparse Adapter Placement"


@pytest.fixture
def key() -> KeySentences:
    """The sentences of an abstract that has one of each kind."""
    return KeySentences(ABSTRACT, TITLE, "MarlinTune")


def one(key: KeySentences, raw: str) -> Key:
    """The sentence that stands there like this."""
    return next(known for known in (*key.newest, *key.reported) if known.raw == raw)


def test_each_kind_is_found(key: KeySentences) -> None:
    """The best of each kind comes first, and background is none of them."""
    assert key.order == (BACKGROUND, NEW, PROCEDURE, RESULT, LEANING, OUTLOOK)
    assert key.new[0] == NEW
    assert key.results[0] == RESULT
    assert key.outlook[0] == OUTLOOK
    assert BACKGROUND not in {*key.new, *key.results, *key.outlook}
    assert PROCEDURE not in key.results


def test_a_sentence_that_leans_on_its_neighbour_comes_after_one_that_stands_alone(key: KeySentences) -> None:
    """It may follow the one before it, and no other."""
    assert key.results.index(RESULT) < key.results.index(LEANING)
    result, leaning, new = (one(key, raw) for raw in (RESULT, LEANING, NEW))
    assert key.follows(leaning, result)
    assert not key.follows(leaning, new)
    assert not key.follows(result, leaning)


def test_what_the_title_says_comes_first() -> None:
    """Of two contributions the one that the title names."""
    aside = "We propose a protocol for the annotation of birds in old recordings of gardens."
    central = "We propose a sampler for the diffusion of molecules in frozen liquids."

    key = KeySentences(f"{aside} {central}", "Diffusion Samplers for Molecules in Liquids")

    assert key.new == (central, aside)


def test_a_method_that_acts_introduces_itself() -> None:
    """`Thistledown is a …` says what is new where nobody says `we propose`, but not where it only measures."""
    said = "Thistledown is a signature scheme that needs no trusted party at all."
    measured = "Thistledown reaches 94.1% on the usual benchmark of signature schemes."

    key = KeySentences(f"{said} {measured}", "Signing Without Trust", "Thistledown")

    assert key.new == (said,)
    assert key.results == (measured,)


@pytest.mark.parametrize(
    "sentence",
    [
        "Do we introduce a method that places one adapter by probing each layer?",
        "We introduce a method with the following three parts for every layer of it:",
        "We introduce a method that places one adapter by probing ...",
    ],
)
def test_a_sentence_that_breaks_off_is_worth_less(sentence: str) -> None:
    """A whole one is preferred wherever it stands."""
    whole = "We present a rule by which an adapter is placed in the deepest layer that learns."

    key = KeySentences(f"{sentence} {BACKGROUND} {whole}", "Placing Rules")

    assert key.new[0] == whole


def test_an_empty_abstract_has_none() -> None:
    """Nothing is made up."""
    key = KeySentences("", "A Title")

    assert (key.order, key.new, key.results, key.outlook) == ((), (), (), ())


def test_an_overlong_string_of_statistics_is_no_result() -> None:
    """A plain sentence with one number beats a table in words."""
    table = "It gets " + ", ".join(f"{n}.5% on set {n}" for n in range(10, 40)) + ", all in all."
    plain = "Experiments show that MarlinTune improves accuracy by 3.1 points on average."

    key = KeySentences(f"{BACKGROUND} {NEW} {table} {plain}", TITLE)

    assert key.results[0] == plain
    assert table not in key.results


@pytest.mark.parametrize(
    "sentence",
    [
        "Previous methods for careful placement generally reduce the accuracy by 3.1 points.",
        "Extensive experiments demonstrate the effectiveness of the proposed method.",
        "Our code and models are publicly available at the improved project page.",
        "The head is defined as a filter that reduces the drift of a layer.",
        "MarlinTune reduces what it needs to see.",
        "Common rules over-rely on scores, with results that exceed what is known.",
    ],
)
def test_what_reports_nothing_of_its_own_is_no_result(sentence: str) -> None:
    """Neither what others did, nor that it works, nor where to get it, nor how it is made."""
    assert sentence not in KeySentences(f"{BACKGROUND} {NEW} {RESULT} {sentence}", TITLE, "MarlinTune").results


@pytest.mark.parametrize(
    "sentence",
    [
        "MarlinTune needs no retraining and cannot be seen from outside, rather than being bolted on.",
        "We release our code to support future research on placement.",
        "On five open problems of placement MarlinTune finds three answers.",
        "The results suggest that placement follows the gradient.",
        "It places adapters without the need for retraining.",
    ],
)
def test_a_result_is_no_outlook(sentence: str) -> None:
    """Only what says where it leads or what stays open."""
    assert KeySentences(f"{BACKGROUND} {NEW} {RESULT} {sentence}", TITLE).outlook == ()


def test_a_sentence_is_weighed_without_what_is_cut_from_it() -> None:
    """`To address these gaps,` doesn't make the sentence behind it lean."""
    tied = f"To address these gaps, {NEW[0].lower()}{NEW[1:]}"
    free = "We study how often a layer of the model is touched by a common optimizer."

    key = KeySentences(f"{BACKGROUND} {free} {tied}", TITLE)

    assert key.new[0] == tied
    assert key.newest[0].text == NEW
    assert not key.newest[0].loose


def test_markdown_is_no_part_of_a_sentence() -> None:
    """Neither for reading nor for telling."""
    assert KeySentences("We propose **Ballast**, a *fast* `rule`.", "Rules").order == (
        "We propose Ballast, a fast rule.",
    )


def test_what_is_spoken_of_as_known_presumes_the_sentence_that_brings_it_in() -> None:
    """`the band` after `a small band` isn't understood alone, but after a sentence that names it, and `the method` always."""
    brings = "During training each gradient is projected so that it stays within a small band."
    key = KeySentences(
        f"{brings} We prove that the band limits what is lost. We present a method of 3 parts. The method gains 4.1%.",
        "Bands",
    )
    proof, method = (one(key, raw) for raw in ("We prove that the band limits what is lost.", "The method gains 4.1%."))

    assert key.presumes(proof, "")
    assert not key.presumes(proof, brings)
    assert not key.presumes(method, "")

"""Stand-in models: they read the prompt as a model would, and answer as well or as badly as their name says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from digest.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.openai import Asked

_PAPER = re.compile(r"^#(\d+) (.+) \(.+\)\n(.*)$", re.MULTILINE)


def papers(asked: Asked) -> dict[int, tuple[str, str]]:
    """Title and abstract of each paper by its number."""
    return {int(number): (title, abstract) for number, title, abstract in _PAPER.findall(asked.user)}


def honest(asked: Asked) -> str:
    """Tells the last sentences of the abstracts, theme by theme; repairs by giving up."""
    if asked.system.startswith("You wrote"):
        return json.dumps({"statements": []})
    if asked.system.startswith("You check"):
        return agreeing(asked)
    if asked.system.startswith("You decide"):
        return judging("")(asked)
    if asked.system.startswith("Somebody typed"):
        return translating(asked)
    known = papers(asked)
    said = {
        number: [_statement(sentence, number) for sentence in _told(abstract)]
        for number, (_, abstract) in known.items()
    }
    if not asked.system.startswith("You write"):
        return json.dumps({"statements": [one for number in list(said)[:3] for one in said[number][:2]]})
    groups = [sorted(known)[at::3] for at in range(3)]
    return json.dumps(
        {
            "headline": "what three groups of papers found",
            "standfirst": [said[number][0] for number in list(said)[:2] if said[number]],
            "themes": [
                {"title": f"group {'abc'[at]}", "story": [one for number in group[:4] for one in said[number][-1:]]}
                for at, group in enumerate(groups)
                if group
            ],
            "under_the_hood": [],
            "outlook": [],
        }
    )


def citing_strangers(asked: Asked) -> str:
    """Cites papers that don't exist."""
    answer = json.loads(honest(asked))
    for theme in answer.get("themes", []):
        for statement in theme["story"]:
            statement["evidence"] = [{"paper": 777, "quote": "x"}]
    return json.dumps(answer)


def chatty(asked: Asked) -> str:
    """Wraps its JSON in thought, talk and a code block."""
    return f"<think>{{not this}} Hmm.</think>Here you are:\n```json\n{honest(asked)}\n```\nAnything else?"


def inventing(asked: Asked) -> str:
    """Puts a number nobody reported into the first statement of each theme, and mends it when told."""
    if asked.system.startswith("You wrote"):
        refused = re.findall(r"^(\d+)\. .* papers (\d+)$", asked.user, re.MULTILINE)
        return json.dumps(
            {
                "statements": [
                    {"number": int(at), "text": "It does well.", "papers": [int(paper)]} for at, paper in refused
                ]
            }
        )
    answer = json.loads(honest(asked))
    for at, theme in enumerate(answer.get("themes", [])):
        theme["story"][0]["text"] = f"It wins by 98.7{at}%."
    return json.dumps(answer)


def mending_answers(asked: Asked) -> str:
    """Answers with a number nobody reported, and mends it with the paper's own sentence when told."""
    if asked.system.startswith("You wrote"):
        refused = re.search(r"^(\d+)\. (.*)$", asked.user, re.MULTILINE)
        mended = _statement("It gains 4.5% in shallow ponds.", 1)
        return json.dumps({"statements": [{"number": int(refused[1]), **mended}] if refused else []})
    wrong = {"text": "It gains 98.7% in shallow ponds.", "evidence": [_quoted("It gains 4.5% in shallow ponds.", 1)]}
    return json.dumps({"statements": [wrong]})


def agreeing(asked: Asked) -> str:
    """Verifies whatever it is given."""
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", asked.user, re.MULTILINE)]
    return json.dumps({"verdicts": [{"number": one, "verdict": "supported", "reason": ""} for one in numbers]})


def doubting(word: str) -> Callable[[Asked], str]:
    """A verifier that denies every statement with this word, in the form it is asked in, and writes as `honest`."""

    def model(asked: Asked) -> str:
        if asked.user.startswith("Document: "):
            return "No" if word in asked.user.split("\nClaim: ")[1] else "Yes"
        if not asked.system.startswith("You check"):
            return honest(asked)
        claims = re.findall(r"^(\d+)\. (.*)$", asked.user, re.MULTILINE)
        said = [(int(number), "refused" if word in text else "supported") for number, text in claims]
        return json.dumps({"verdicts": [{"number": number, "verdict": v, "reason": "no"} for number, v in said]})

    return model


def judging(word: str) -> Callable[[Asked], str]:
    """A judge to whom every second paper without this word is near and the others off, and all others are on topic."""

    def model(asked: Asked) -> str:
        lines = re.findall(r"^#(\d+) (.*)$", asked.user, re.MULTILINE)
        on = [int(number) for number, said in lines if word in said.casefold()]
        rest = [int(number) for number, _ in lines if int(number) not in on]
        return json.dumps({"on": on, "near": rest[::2], "off": rest[1::2]})

    return model


_DICTIONARY = {
    "распознавание речи": "speech recognition",
    "大语言模型微调": "fine-tuning",
    "Spracherkennung auf Kleinstgeräten": "speech recognition on tiny devices",
}


def translating(asked: Asked) -> str:
    """Knows a few topics in other languages; whatever else stands in the fence comes back as it is."""
    said = re.search(r"^=== \w+ begin ===\n(.*)\n===", asked.user, re.MULTILINE)
    return json.dumps({"english": _DICTIONARY.get(said[1], said[1]) if said else ""})


def _told(abstract: str) -> list[str]:
    sentences = [sentence for sentence in split(abstract) if sentence != "This is an invented paper."]
    return [sentence for sentence in sentences[-3:] if len(sentence) < 400] or sentences[:1]


def _statement(text: str, number: int) -> dict[str, Any]:
    return {"text": text, "evidence": [_quoted(text, number)]}


def _quoted(text: str, number: int) -> dict[str, Any]:
    return {"paper": number, "quote": text}

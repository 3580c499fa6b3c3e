"""Spells out an abstract's own abbreviations where they are told before a reader could know them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.text.sentences import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DEFINED = re.compile(r" \(([A-Z][A-Za-z0-9-]{0,3}[A-Z][A-Za-z0-9-]{0,5})\)")
_PARTED = re.compile(r"[^\w\s'’/–-]")
_REACH = 120
_MOST = 9
_WORD = re.compile(r"[^\W_]+")
# Beside another capital, or joined to something, it is part of a longer name.
_NAMING = re.compile(r"[/+]| [A-Z]")
_NAMED = re.compile(r"[/+]$|[A-Z0-9] $|\b(?!(?:The|An?|In|On|For|With|By|To|Using|Under|Their|Our)\b)[A-Z][\w-]* $")
_SINGLE = re.compile(r"\s(?:is|was|has|[a-z]{3,}(?<!s)s)\s")
_CAPITALS = re.compile(r"[A-Z]{2,}")
_SMALL = frozenset("a an and for from in of on or the to via with by".split())
_KNOWN = frozenset(
    """AI API AUC AUROC BERT CLIP CNN CNNs CPU CT CV DPO EEG F1 FLOPs FPGA GAN GNN GNNs GPT GPU GPUs GRPO HCI IoT LLM LLMs
    LoRA LSTM LSTMs MAE MCMC MDP MLLM MLLMs MLP MRI MSE NER NLI NLP ODE ODEs OCR PDE PDEs PEFT PINN PINNs POMDP PPO QA RAG RGB
    RL RLHF RLVR RMSE RNN RNNs SAE SAEs SDE SFT SGD SLAM SNN SNNs SOTA SQL SVM UAV UAVs UI VAE VLA VLAs VLM VLMs VQA ViT WER XAI
    mAP""".split()
)
"""What everybody in these fields reads without a gloss."""


def definitions(abstract: str) -> Mapping[str, str]:
    """What each abbreviation stands for, as the abstract says where it brings it in: `Job Time (JT)`."""
    found: dict[str, str] = {}
    for defined in _DEFINED.finditer(abstract):
        short = defined[1]
        before = _PARTED.split(abstract[max(defined.start() - _REACH, 0) : defined.start()])[-1].split()
        if short not in _KNOWN and (long := _long_form(before[-_MOST:], short)):
            found.setdefault(short, long)
    return found


def spelt_out(sentence: str, meaning: Mapping[str, str], name: str) -> str:
    """The sentence with each abbreviation that it doesn't explain explained at its first use, the method's name apart."""
    for short, long in meaning.items():
        if short == name or short not in sentence or f"({short}" in sentence or long in sentence:
            continue
        at = next(places(sentence, short), -1)
        before, after = sentence[:at], sentence[at + len(short) :]
        if at >= 0 and not _NAMED.search(before) and not _NAMING.match(after):
            told = long if sentence.count(short) == 1 else f"{long} ({short})"
            if _SINGLE.match(after) and long.endswith("s"):
                # `Neural Networks surpasses` would be wrong of one thing.
                told = f"{short} ({long})"
            sentence = f"{before}{told if before else told[:1].upper() + told[1:]}{after}"
    return sentence


def _long_form(words: list[str], short: str) -> str:
    """The last words that give the letters of `short` in turn, or ""."""
    letters = short.removesuffix("s").replace("-", "").lower()
    for start in range(len(words) - 1, -1, -1):
        tail = words[start:]
        if tail[0].lower() not in _SMALL and letters in _initials(tail):
            first, *rest = tail
            # The capital of a sentence's first word isn't the phrase's own.
            opens = first[1:].islower() and rest and all(word.islower() for word in rest)
            return " ".join((first.lower() if opens else first, *rest))
    return ""


def _initials(words: list[str]) -> Iterator[str]:
    """What the first letters of some words give, with and without small words, hyphens parting words or not."""
    for telling in (words, [word for word in words if word.lower() not in _SMALL]):
        yield "".join(part[0] for word in telling for part in _WORD.findall(word)).lower()
        yield "".join(word[0] for word in telling).lower()
        yield "".join(found[0] if (found := _CAPITALS.match(word)) else word[0] for word in telling).lower()

"""Reads the results out of an abstract: percentages, factors, points and scores, exactly as they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGN = re.compile(r"(?<![\w%)×])[+\-−~≈<>≥≤±]\s?\Z")
_DIGITS = re.compile(r"\d+")
_UNIT = (
    r"\s?%(?:\s(?:points?|of (?:the )?(?:\w+ )?(?:parameters|tokens|data|compute|cost|memory))\b)?"
    r"|\s?[×x](?!\s?\d)(?![\w×])(?:\s(?:faster|smaller|fewer|lower|higher|speed-?ups?|less|more|larger|reduction)\b)?|-fold\b"
    r"|\s(?:(?:percentage|absolute)\s)?(?:points?|pp|percent)\b"
    r"|\s(?:F1|BLEU|ROUGE-L|mAP|mIoU|IoU|AUC|AUROC|dB|PSNR|nDCG|NDCG|FID|CER|WER|FPS|Elo)\b"
)
# A size counts with what it counts: `17,810 public agent skills`.
_COUNTED = (
    r"samples|images|videos|questions|examples|pairs|instances|tasks|papers|trajectories|episodes|hours|documents"
    r"|sentences|annotations|conversations"
    r"|dialogues|queries|skills|clips|scenes|frames|patients|participants|users|runs|records|problems|languages"
    r"|objects|utterances|recordings|cases"
    r"|triples|prompts|responses|demonstrations|repositories|articles|posts|comments|reviews|items|entries|games"
    r"|molecules|scans"
)
_RESULT = re.compile(
    rf"(?<![\w.,$^])(?:{_NUMBER})(?:(?:\s?[-–—]\s?|\sto\s)(?:{_NUMBER})(?={_UNIT}))?(?:{_UNIT})"
    rf"|(?<![\w.,$])\d{{1,3}}(?:,\d{{3}})+\+?(?:\s[a-z][\w-]*){{0,3}}?\s(?:{_COUNTED})\b"
    r"|(?:(?<=F1 of )|(?<=AUC of )|(?<=AUROC of )|(?<=accuracy of )|(?<=score of )|(?<=PSNR of )|(?<=correlation of ))"
    r"\d*\.\d+(?!\w)"
)


def numbers(abstract: str) -> tuple[str, ...]:
    """Each result once, in the abstract's order and in its own letters."""
    return tuple(dict.fromkeys(_results(abstract)))


def _results(abstract: str) -> Iterator[str]:
    end = 0
    for digit in _DIGITS.finditer(abstract):
        result = _RESULT.match(abstract, digit.start()) if digit.start() >= end else None
        if result:
            sign = _SIGN.search(abstract, max(end, digit.start() - 3), digit.start())
            end = result.end()
            yield (sign[0] if sign else "") + result[0]

"""Reads the results out of an abstract: percentages, factors, points and scores, exactly as they are written."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGN = r"(?:(?<![\w%)×])[+\-−~≈<>≥≤±]\s?)?"
_UNIT = (
    r"\s?%(?:\s(?:points?|of (?:the )?(?:\w+ )?(?:parameters|tokens|data|compute|cost|memory))\b)?"
    r"|\s?[×x](?![\w×])(?:\s(?:faster|smaller|fewer|lower|higher|speed-?ups?|less|more|larger|reduction)\b)?|-fold\b"
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
    rf"(?<![\w.,$^]){_SIGN}(?:{_NUMBER})(?:(?:\s?[-–—]\s?|\sto\s)(?:{_NUMBER})(?={_UNIT}))?(?:{_UNIT})"
    rf"|(?<![\w.,$])\d{{1,3}}(?:,\d{{3}})+\+?(?:\s[a-z][\w-]*){{0,3}}?\s(?:{_COUNTED})\b"
    r"|(?:(?<=F1 of )|(?<=AUC of )|(?<=AUROC of )|(?<=accuracy of )|(?<=F1-score of )|(?<=score of )|(?<=PSNR of"
    r" )|(?<=correlation of ))\d*\.\d+(?!\w)"
)


def numbers(abstract: str) -> tuple[str, ...]:
    """Each result once, in the abstract's order and in its own letters."""
    return tuple(dict.fromkeys(match[0].strip() for match in _RESULT.finditer(abstract)))

"""Reads the results out of an abstract: percentages, factors, points and scores, exactly as they are written."""

from __future__ import annotations

import re

_NUMBER = r"(?<![\w.,$-])[+\-−–~≈<>≥≤±]?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,$-])[+\-−~≈<>≥≤±]?\d+(?:\.\d+)?"
_RESULT = re.compile(
    rf"(?:{_NUMBER})(?:\s?[-–]\s?\d+(?:\.\d+)?)?(?:"
    r"\s?%(?:\s(?:points?|of (?:the )?(?:\w+ )?(?:parameters|tokens|data|compute|cost|memory)))?"
    r"|\s?[×x](?![\w×])(?:\s(?:faster|smaller|fewer|lower|higher|speed-?up|less|more|larger|reduction))?|-fold\b|\s(?:percentage|absolute)?\s?(?:points?|pp|percent)\b"
    r"|\s(?:F1|BLEU|ROUGE-L|mAP|mIoU|IoU|AUC|AUROC|dB|PSNR|nDCG|NDCG|FID|CER|WER|FPS|Elo)\b"
    r")"
    r"|(?:(?<=F1 of )|(?<=AUC of )|(?<=AUROC of )|(?<=accuracy of )|(?<=F1-score of )|(?<=score of )|(?<=PSNR of )|(?<=correlation of ))\d*\.\d+"
)


def numbers(abstract: str) -> tuple[str, ...]:
    """Each result once, in the abstract's order and in its own letters."""
    return tuple(dict.fromkeys(match[0].strip() for match in _RESULT.finditer(abstract)))

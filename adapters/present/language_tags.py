"""Languages by their tags (BCP 47), for readers that speak, hyphenate or translate a page."""

from __future__ import annotations

import unicodedata

_TAGS = """
Afrikaans af, Albanian sq, Amharic am, Arabic ar, Armenian hy, Azerbaijani az, Basque eu, Belarusian be, Bengali bn,
Bosnian bs, Brazilian Portuguese pt-BR, British English en-GB, Bulgarian bg, Burmese my, Catalan ca, Chinese zh, Croatian hr,
Czech cs, Danish da, Dutch nl, English en, Estonian et, Filipino fil, Finnish fi, French fr, Galician gl, Georgian ka,
German de, Greek el, Gujarati gu, Hebrew he, Hindi hi, Hungarian hu, Icelandic is, Indonesian id, Irish ga, Italian it,
Japanese ja, Kannada kn, Kazakh kk, Korean ko, Latin la, Latvian lv, Lithuanian lt, Macedonian mk, Malay ms, Malayalam ml,
Marathi mr, Mongolian mn, Nepali ne, Norwegian no, Persian fa, Polish pl, Portuguese pt, Punjabi pa, Romanian ro, Russian ru,
Serbian sr, Simplified Chinese zh-Hans, Slovak sk, Slovenian sl, Spanish es, Swahili sw, Swedish sv, Tamil ta, Telugu te,
Thai th, Traditional Chinese zh-Hant, Turkish tr, Ukrainian uk, Urdu ur, Uzbek uz, Vietnamese vi, Welsh cy,
American English en-US, Deutsch de, Español es, Français fr, Italiano it, Nederlands nl, Polski pl, Português pt,
Svenska sv, Türkçe tr, Русский ru, Українська uk, 中文 zh, 日本語 ja, 한국어 ko
"""


def language_tag(name: str) -> str:
    """The tag of a language by its English name, or its own; "en" for "", and "" for one that isn't known."""
    return _tags().get(_folded(name), "") if name else "en"


def _tags() -> dict[str, str]:
    pairs = (one.rpartition(" ") for one in " ".join(_TAGS.split()).split(", "))
    return {_folded(name): tag for name, _, tag in pairs}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()

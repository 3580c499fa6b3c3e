"""What a TeX macro or script becomes in plain text: pylatexenc's symbols and accents, and how to read the rest."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db

if TYPE_CHECKING:
    from collections.abc import Callable

ACCENTS = frozenset("\"'`^~=.") | {"c", "v", "u", "H", "r", "k", "b", "d"}
"""Accents of running text; those that are letters count only where a letter follows in braces."""

MATH_ACCENTS = frozenset({"hat", "tilde", "bar", "vec", "dot", "ddot", "check", "breve", "acute", "grave"})

GONE = frozenset(
    "cite citep citet citealp citealt citeauthor citeyear parencite textcite nocite ref eqref autoref cref Cref "
    "label vspace hspace begin end color bibliography bibliographystyle includegraphics phantom vphantom hphantom "
    "footnotemark thispagestyle pagestyle".split()
)
"""Macros that disappear with their arguments: they point elsewhere or only lay out."""

SILENT = frozenset(
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr "
    "limits nolimits displaystyle textstyle scriptstyle centering noindent protect rm bf em it sf tt sc sl cal "
    "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge bfseries itshape ttfamily "
    "scshape sffamily rmfamily upshape mdseries normalfont boldmath unboldmath "
    "maketitle relax xspace / - ! @ ( ) [ ]".split()
)
"""Switches and spacing that leave nothing behind."""

SPACING = frozenset(
    [",", ";", ":", " ", "\n", "\t", "\\", "quad", "qquad", "enspace", "newline", "par", "item", "linebreak"]
)

WORDS = {
    "eg": "e.g.",
    "ie": "i.e.",
    "etal": "et al.",
    "etc": "etc.",
    "cf": "cf.",
    "vs": "vs.",
    "wrt": "w.r.t.",
    "bigO": "O",
    "degree": "°",
    "percent": "%",
    "prime": "′",
    "geqslant": "≥",
    "leqslant": "≤",
    "bot": "⊥",
    "implies": "⟹",
    "iff": "⟺",
    "land": "∧",
    "lor": "∨",
    "colon": ":",
    "Box": "□",
    "Diamond": "◇",
    "checkmark": "✓",
    "cmark": "✓",
    "xmark": "✗",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "textgreater": ">",
    "textless": "<",
    "euro": "€",
    "pounds": "£",
    "copyright": "©",
    "today": "today",
    "|": "‖",
    "Re": "Re",
    "Im": "Im",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "nano": "n",
    "micro": "µ",
    "milli": "m",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "second": "s",
    "meter": "m",
    "metre": "m",
    "hertz": "Hz",
    "decibel": "dB",
    "watt": "W",
    "joule": "J",
    "kelvin": "K",
}
"""Macros that the library doesn't know, or knows as something people rarely read."""

_RAISED = str.maketrans(
    "0123456789+-−()=abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW*∗∘°†‡′⊤",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾⁼ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ**°°†‡′ᵀ",
)
_LOWERED = str.maketrans("0123456789+-−()=aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎₌ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SCRIPTS = {"^": _RAISED, "_": _LOWERED}
_LONGEST_SCRIPT = 6  # beyond that small letters are a strain to read
_COMPOUND = re.compile(r"[\s+\-−–/=<>·×]")
_DECIMAL = re.compile(r"\d+\.\d+")
_WORD = re.compile(r"[A-Za-z]{3}")


@lru_cache(maxsize=4096)
def symbol(name: str) -> str | None:
    """The sign that a macro without arguments stands for, such as `α` for `alpha`; None where it is no sign."""
    if name in WORDS:
        return WORDS[name]
    spec = _symbols().get_macro_spec(name)
    sign = spec.simplify_repl if spec is not None and spec.macroname == name else None
    return sign if isinstance(sign, str) and "%s" not in sign else None


def is_relation(sign: str) -> bool:
    """Whether a sign stands between two others, with the same space on both sides."""
    return len(sign) == 1 and unicodedata.category(sign) == "Sm" and sign not in "∞∇∂∑∏∫√¬"


@lru_cache(maxsize=4096)
def accented(name: str, letter: str) -> str:
    """A letter under an accent, composed where Unicode has it; anything but a letter stays as it is."""
    if len(letter) != 1 or not letter.isalpha():
        return letter
    return unicodedata.normalize("NFC", _converter().latex_to_text(f"\\{name}{{{letter}}}"))


@lru_cache(maxsize=256)
def blackboard(letters: str) -> str:
    """Letters of sets, such as `ℝ`; other alphabets keep their plain letters, which every screen can show."""
    if not letters.isascii() or not letters.isalpha():
        return letters
    return str(_converter().latex_to_text(f"$\\mathbb{{{letters}}}$"))


def script(mark: str, text: str) -> str:
    """A superscript (`^`) or subscript (`_`), in small signs where Unicode has all of them."""
    text = text.strip()
    small = text.translate(_SCRIPTS[mark])
    known = all(ord(sign) in _SCRIPTS[mark] for sign in text)
    if known and len(text) <= _LONGEST_SCRIPT and not _WORD.search(text):
        return small
    if mark == "_" and _DECIMAL.fullmatch(text):  # `π₀.₅` has no sign for its point
        return text
    one = len(text) == 1 or (text.isascii() and text.isalnum()) or (text[:1] == "(" and text.find(")") == len(text) - 1)
    return f"{mark}{text}" if one else f"{mark}({text})"


def fraction(above: str, below: str) -> str:
    """`1/2`, with parentheses where a part is compound."""
    parts = [f"({part})" if _COMPOUND.search(part) else part for part in (above.strip(), below.strip()) if part.strip()]
    return "/".join(parts)


def code_point(number: str) -> str:
    """The sign with a number as TeX writes it: `x2013`, `"2013` or decimal."""
    digits = number.strip().lstrip('xX"')
    try:
        sign = chr(int(digits, 10 if digits == number.strip() else 16))
    except (ValueError, OverflowError):
        return number
    return sign if sign.isprintable() else ""


@cache
def _symbols() -> Any:  # noqa: ANN401 - the library has no types
    return get_default_latex_context_db()


@cache
def _converter() -> LatexNodes2Text:
    return LatexNodes2Text(strict_latex_spaces=True)


def _root(text: str) -> str:
    return f"√{text}" if len(text) == 1 or text.isdigit() else f"√({text})"


def _link(address: str, text: str) -> str:
    return f"{text} ({address})" if text and address and address not in text else text or address


BUILT: dict[str, tuple[int, Callable[..., str]]] = {
    **dict.fromkeys(("frac", "tfrac", "dfrac", "sfrac", "nicefrac"), (2, fraction)),
    **dict.fromkeys(("binom", "tbinom", "dbinom"), (2, "({} choose {})".format)),
    **dict.fromkeys(
        ("textcolor", "colorbox", "underset", "overset", "stackrel", "raisebox"), (2, lambda _aside, text: text)
    ),
    **dict.fromkeys(("footnote", "thanks"), (1, " ({})".format)),
    **dict.fromkeys(("SI", "qty"), (2, "{} {}".format)),
    **dict.fromkeys(("mathbb", "mathbbm", "mathds", "Bbb"), (1, blackboard)),
    "sqrt": (1, _root),
    "href": (2, _link),
    "unicode": (1, code_point),
}
"""Macros that put their arguments together: how many they take, and how."""

"""TeX becomes what a person would write without it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.text.tex import is_plain, plain

if TYPE_CHECKING:
    from pathlib import Path

PIECES = (
    r"\alpha", r"\textbf{", r"\cite{x}", r"\emph", r"\frac", r"\sqrt[3]{x}", r"\left(", r"\'", r"\c", r"\v{c}",
    r"\unicode{x2013}", r"\href{https://a.b/~c}{d}", "https://a.b/c_d--e~f", "{", "}", "{0,1}", "$", "$$", r"\$",
    r"\(", r"\)", r"\[", r"\]", "^", "_", "^{2}", "_{i}", "~", "--", "---", "``", "''", "`", "'", "\\", "\\\\", "5",
    " ", "\n", "words", "é", "e\u0301", "\u200b", "\u202e", "\ue000", "R$", "$5", "x", ",", "-", "(", r"\footnote{",
    r"\SI{5}{\second}", r"\log", r"\{", r"\}", r"\\begin{x}", "\u1fef", "\ud800",
)  # fmt: skip


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"DiM\textsuperscript{3}", "DiM3"),
        ("A$_3$B$_2$", "A3B2"),
        ("DiM$^3$: deep", "DiM3: deep"),
        (r"$\alpha$", "α"),
        (r"Schr\"odinger", "Schrödinger"),
        (r"{\'e}t{\'e} na\"{\i}ve \'{\i} \'\i", "été naïve í í"),
        (r"Erd\H{o}s, \v{C}ech, \v Cech, {\L}ukasz, \L{}ukasz, \o, \ss", "Erdős, Čech, Čech, Łukasz, Łukasz, ø, ß"),
        (r"95\% \& more \#1", "95% & more #1"),
        (r"$8.3\times$ and 8.3\(\times\)", "8.3× and 8.3×"),
        ("Mean--field --- yes", "Mean–field — yes"),
        ("``quotes'' and `one'", "“quotes” and ‘one’"),
        (r"\emph{x}, {\em y}, \textbf{\textit{z}}", "x, y, z"),
        (r"as in \cite{a,b}, or \citet[p.~3]{c}.", "as in, or."),
        ("Fig.~3", "Fig. 3"),
        ("$O(n^2)$", "O(n²)"),
        (r"$O(n\log n)$", "O(n log n)"),
        ("$10^{-3}$ and 10$^{-3}$ and s$^{-1}$", "10⁻³ and 10⁻³ and s⁻¹"),
        (r"$\mathbb{R}^d$, $\mathbb E$, $\mathbb{α}$", "ℝᵈ, 𝔼, α"),
        (r"$\mathcal{L}_{\text{task}}$", "L_task"),
        (r"$x_{ij}$, $x_{max}$, $e^{\alpha t}$, $y^{(a,b)}$, $z^q$", "xᵢⱼ, x_max, e^(α t), y^(a,b), z^q"),
        (r"$\frac{1}{2}$, $\frac12$, $\frac{a+b}{2}$", "1/2, 1/2, (a+b)/2"),
        (r"$\sqrt{T}$, $\sqrt{ab}$, $\sqrt[3]{2}$", "√T, √(ab), ³√2"),
        (r"$\binom{n}{k}$", "(n choose k)"),
        (r"$\tilde{O}(1)$, $\hat x$", "Õ(1), x̂"),
        (r"$a\le b$, $x \in S$, $p\leq 5$", "a ≤ b, x ∈ S, p ≤ 5"),
        (r"$\left( x \right.$", "( x"),
        (r"$\{0,1\}^n$", "{0,1}ⁿ"),
        ("k in {2, 4, 6} and {GPU}s", "k in {2, 4, 6} and GPUs"),
        ("14{,}500 and ${<}15$", "14,500 and <15"),
        (r"90$^\circ$C", "90°C"),
        (r"\href{https://a.org/~x_y}{our page}", "our page (https://a.org/~x_y)"),
        (r"\href{https://a.org}{https://a.org}", "https://a.org"),
        (r"\url{https://a.org/b\_c--d}", "https://a.org/b_c--d"),
        (r"text\footnote{code: https://a.org}", "text (code: https://a.org)"),
        (r"\textcolor{red}{word}", "word"),
        (r"\SI{5}{\milli\second}", "5 ms"),
        (r"a\unicode{x2013}b \unicode{8212} \unicode{?} \unicode{xFFFFFF}", "a–b — ? xFFFFFF"),
        (r"\ours{} beats \ac{LLM}s, \eg here", "ours beats LLMs, e.g. here"),
        (r"x\,y\!z\\w\ v", "x yz w v"),
        ("costs $5 million", "costs $5 million"),
        ("from $5 to $10", "from $5 to $10"),
        (r"\$5 and \$6", "$5 and $6"),
        ("$5$10", "$5$10"),
        ("in R$ or 100$", "in R$ or 100$"),
        ("a lone $ here", "a lone here"),
        ("~5% of snake_case^2 in a_b", "~5% of snake_case^2 in a_b"),
        ("unb{alanced \\textbf{words", "unbalanced words"),
        ("open \\cite{and then words", "open and then words"),
        ("}}closed{{", "closed"),
        ("two\n  lines\tand\u00a0more ", "two lines and more"),
        ("a\u202eb\u200bc\x00d\x07e\u2066f\ufeffg", "abcdefg"),
        ("e\u0301", "é"),
        ("\\", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_tex_reads_as_plain_words(tex: str, text: str) -> None:
    """Each habit of authors becomes what a reader expects."""
    assert plain(tex) == text


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=14).map("".join))
@settings(max_examples=150, deadline=None)
def test_plain_text_is_a_fixed_point(tex: str) -> None:
    """Nothing raises, and reading the result again changes nothing."""
    once = plain(tex)

    assert plain(once) == once
    assert "\\" not in once


@given(st.lists(st.text("abcdefgh", min_size=3, max_size=8), min_size=1, max_size=8), st.data())
@settings(max_examples=100, deadline=None)
def test_no_word_is_lost(words: list[str], data: st.DataObject) -> None:
    """Whatever unbalanced signs stand between words, every word is still there."""
    signs = st.sampled_from([" ", " {", "} ", " $", "$ ", r" \textbf{", " ^{", " ~", " -- ", " \\\\ "])
    tex = "".join(f"{word}{data.draw(signs)} " for word in words)

    text = plain(tex)

    at = 0
    for word in words:
        at = text.index(word, at) + len(word)


@pytest.mark.parametrize("sign", ["{", "^", "_{", r"\hat", r"\frac", r"\(", "$", "\\", "``", "~ "])
def test_endless_signs_are_survived(sign: str) -> None:
    """Tens of thousands of the same sign, in a formula or outside, cost time and not the program."""
    assert "word" in plain(f"{sign * 30_000} word")
    assert "word" in plain(f"${sign * 190}$ word")


def test_is_plain_tells_what_needs_nothing() -> None:
    """The quick look never says plain where `plain` would change something."""
    assert is_plain("plain words, 5% – more")
    assert not any(map(is_plain, ("a  b", " a", "a\nb", "$x$", "e\u0301", "a--b", "a\u200bb")))


def test_real_weeks_keep_no_tex(data: Path) -> None:
    """Over all real titles and abstracts no command and no formula's dollar stays."""
    left: list[str] = []
    for week in sorted(data.glob("arxiv-*.jsonl.gz")):
        with gzip.open(week) as lines:
            texts = [text for row in map(json.loads, lines) for text in (row["title"], row["abstract"])]
        left += [text for text in map(plain, texts) if "\\" in text or plain(text) != text]

    assert left == []

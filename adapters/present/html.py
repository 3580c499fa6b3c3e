"""A roundup as one web page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, assert_never

from adapters.chat import Bullets, Heading, Numbered, Paragraph, Rows, Small, Verbatim
from adapters.present import parts
from adapters.present.printable import printable, printable_spans, safe_link, visible

if TYPE_CHECKING:
    from adapters.chat import Block, Part, Span, Text
    from digest.roundup import Roundup

_MARKS = {"strong": "strong", "emphasis": "em", "code": "code"}
_STYLE = """
:root{color-scheme:light dark;--ink:#1d1c1d;--dim:#5c5f66;--paper:#fff;--line:#e3e3e6;--link:#1558b0}
@media(prefers-color-scheme:dark){:root{--ink:#e6e6e8;--dim:#a0a3aa;--paper:#18191c;--line:#34363b;--link:#8ab4f8}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.05rem/1.55 system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1.1rem 4rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}
section+section{border-top:1px solid var(--line);margin-top:2.2rem}
p,ul,ol{margin:.7rem 0}li{margin:.55rem 0}ul,ol{padding-left:1.4rem}small,.small{color:var(--dim);font-size:.88rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1rem}dt{color:var(--dim)}dd{margin:0}
a{color:var(--link);text-decoration:none}a:hover,a:focus{text-decoration:underline}
pre{overflow-x:auto;padding:.8rem;border:1px solid var(--line);border-radius:.4rem}
""".strip()


def roundup(document: Roundup) -> str:
    """The whole page."""
    sections = "\n".join(part(message, level=2 if at else 1) for at, message in enumerate(parts.parts(document)))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_plain(document.headline)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{sections}\n</main>\n</body>\n</html>\n"
    )


def part(message: Part, level: int = 2) -> str:
    """One message as a section."""
    blocks = "\n".join(_block(block, level) for block in message.blocks)
    return f"<section>\n{blocks}\n</section>"


def _block(block: Block, level: int) -> str:  # noqa: PLR0911 - one line a kind of block
    match block:
        case Heading(text=words):
            return f"<h{level}>{_plain(words)}</h{level}>"
        case Paragraph(text=text):
            return f"<p>{_inline(text)}</p>"
        case Small(text=text):
            return f'<p class="small">{_inline(text)}</p>'
        case Bullets(items=items):
            return "<ul>\n" + "\n".join(f"<li>{_inline(item)}</li>" for item in items) + "\n</ul>"
        case Numbered(items=marked):
            return "<ol>\n" + "\n".join(f'<li value="{n}">{_inline(item)}</li>' for n, item in marked) + "\n</ol>"
        case Rows(rows=rows):
            pairs = "\n".join(f"<dt>{_plain(label)}</dt><dd>{_inline(value)}</dd>" for label, value in rows)
            return f"<dl>\n{pairs}\n</dl>"
        case Verbatim(text=words):
            lines = "\n".join(map(visible, words.splitlines()))
            return f"<pre>{escape(lines)}</pre>"
        case _:
            assert_never(block)


def _inline(text: Text) -> str:
    shown = printable_spans([span.text for span in text])
    return "".join(_span(span, words) for span, words in zip(text, shown, strict=True))


def _span(span: Span, words: str) -> str:
    mark = _MARKS.get(span.style)
    marked = f"<{mark}>{escape(words)}</{mark}>" if mark else escape(words)
    link = safe_link(span.link)
    return f'<a href="{escape(link)}" rel="noopener">{marked}</a>' if link else marked


def _plain(words: str) -> str:
    return escape(printable(words))

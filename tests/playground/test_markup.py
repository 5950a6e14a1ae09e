"""Telegram's HTML: what it understands, and its errors to the byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.entities import as_html, cleaned, utf16_length
from playground.markup import parse_html
from playground.refusals import RefusedCall


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain & simple", "plain & simple", []),
        ("1 &lt; 2 &amp;&quot;&gt;", '1 < 2 &">', []),
        ("&nbsp; &copy; &#; &#0;", "&nbsp; &copy; &#; &#0;", []),
        ("&#20013;&#x56fd; &ltx", "中国 &ltx", []),
        ("<b>第14项</b>", "第14项", [("bold", 0, 4)]),
        ("🔴<strong>红</STRONG >", "🔴红", [("bold", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b></b>x", "x", []),
        ("<i>x</>", "x", [("italic", 0, 1)]),
        ("<ins>x</ins><del>y</del>", "xy", [("underline", 0, 1), ("strikethrough", 1, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
        ("<a href='https://x.cn/?a=1&amp;b=2'>x</a>", "x", [("text_link", 0, 1)]),
        ("<a>no address</a>", "no address", []),
        ('<a href="javascript:alert(1)">x</a>', "x", []),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
    ],
)
def test_as_the_server_reads_it(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read, found = parse_html(source)
    assert read == text
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        ("<a href=javascript:alert>x", "Unexpected end of name token at byte offset 8"),
        ("<x>", 'Unsupported start tag "x" at byte offset 0'),
        ("第14项<x>", 'Unsupported start tag "x" at byte offset 8'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a ", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>项</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("项</b>", "Unexpected end tag at byte offset 3"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_as_the_server_refuses_it(source: str, refusal: str) -> None:
    with pytest.raises(RefusedCall) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {refusal}"


def test_addresses_and_languages_are_kept() -> None:
    _, (link, user, block, inner) = parse_html(
        '<a href="x.cn/a">a</a><a href="tg://user?id=7">b</a><pre><code class="language-py">c</code></pre>'
        '<code class="language-py">d</code>'
    )
    assert link["url"] == "http://x.cn/a"
    assert user["type"] == "text_mention"
    assert user["user"]["id"] == 7
    assert block["language"] == "py"
    assert inner["type"] == "code"
    assert "language" not in inner


def test_cleaning_moves_the_entities_along() -> None:
    text, entities = cleaned(*parse_html("\n \r🔴\t<b>\u202e第\r14\u2028项</b>\n"))
    assert text == "🔴 第14项"
    assert entities == [{"type": "bold", "offset": 3, "length": 4}]
    assert cleaned(*parse_html("<b> \r\n</b>x <i> </i>")) == ("x", [])


_WORDS = st.text(st.sampled_from('ab <>&"项🔴\n'), max_size=6)
_TREES = st.recursive(
    _WORDS.map(lambda text: ("", [text])),
    lambda parts: st.tuples(st.sampled_from(["b", "i", "u", "s", "code"]), st.lists(parts, min_size=1, max_size=3)),
    max_leaves=8,
)


def _source(tree: object) -> str:
    if isinstance(tree, str):
        return tree.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    tag, parts = tree  # type: ignore[misc]
    inner = "".join(map(_source, parts))  # type: ignore[has-type]
    return f"<{tag}>{inner}</{tag}>" if tag else inner  # type: ignore[has-type]


@given(_TREES)
def test_what_was_understood_can_be_said_again(tree: object) -> None:
    text, entities = parse_html(_source(tree))
    again, entities_again = parse_html(as_html(text, entities))
    assert again == text
    key = lambda one: (one["offset"], -one["length"], one["type"])  # noqa: E731
    assert sorted(entities_again, key=key) == sorted(entities, key=key)
    assert all(0 <= one["offset"] < one["offset"] + one["length"] <= utf16_length(text) for one in entities)


@given(st.text(st.sampled_from("<>/=\"'&;# abip项🔴"), max_size=30))
def test_rubbish_is_read_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except RefusedCall:
        return
    assert all(one["offset"] + one["length"] <= utf16_length(text) for one in entities)

"""Whatever is said, what leaves has balanced tags and fits."""

from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.html import MORE, RAW_BYTES, fit, plain, visible_length
from tests.bot.checked_html import read

# Surrogates and controls: HTML parsers disagree with Telegram on "\r" and NUL, so those are tried apart.
words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n<>&\"'🇨🇳👨‍👩‍👧项\u200d\u0301"), max_size=60
)
tags = st.sampled_from(["b", "i", "u", "s", "code", "pre", "blockquote", 'a href="https://x.cn/?a=1&amp;b=%3E>"'])


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, text: f"<{tag}>{text}</{tag.split()[0]}>", tags, st.lists(inner, max_size=4).map("".join)
    )


marked_up = st.lists(st.recursive(words.map(escape), wrapped, max_leaves=20), max_size=8).map("".join)


@given(marked_up, st.integers(4, 80))
@example("<b>" + "项" * 5000 + "</b>", 4096)
@example("<b>一</b>" * 5000, 4096)
@example("&amp;" * 5000, 4096)
@example("一行\n" * 3000, 4096)
@example("<i>" * 500 + "x" * 5000 + "</i>" * 500, 4096)
def test_fits_and_parses(html: str, limit: int) -> None:
    fitted = fit(html, limit)
    assert len(read(fitted)) <= limit
    assert len(fitted.encode()) <= RAW_BYTES
    if len(read(html)) <= limit and fitted != MORE and len(html.encode()) <= RAW_BYTES:
        assert fitted == html


@given(marked_up, st.integers(4, 80))
def test_a_cut_text_begins_as_the_whole_one(html: str, limit: int) -> None:
    fitted = read(fit(html, limit))
    if fitted != read(html):
        assert fitted.endswith(MORE)
        assert read(html).startswith(fitted.removesuffix(MORE).removesuffix("\n"))


@given(marked_up, st.integers(4, 80))
def test_plain_shows_the_same_within_the_limit(html: str, limit: int) -> None:
    shown = plain(html, limit)
    assert len(shown) <= limit
    assert shown == MORE or read(html).startswith(shown.removesuffix(MORE))


@given(marked_up)
def test_length_is_what_a_reader_counts(html: str) -> None:
    assert visible_length(html) == len(read(html))


@given(st.text(), st.integers(4, 40))
def test_any_text_at_all_is_survived(text: str, limit: int) -> None:
    assert len(plain(text, limit)) <= limit
    fit(text, limit).encode()


@given(st.text(st.sampled_from("<>/ab&;lt#1\"'= \n")), st.integers(4, 20))
def test_broken_markup_is_survived(text: str, limit: int) -> None:
    assert visible_length(fit(text, limit)) <= limit


def test_cuts_after_a_line() -> None:
    text = fit("<b>标题</b>\n" + "\n".join(f"{n}. 一项工作" for n in range(1000)))
    assert text.endswith(" 一项工作\n…")
    assert len(text) > 4000


def test_one_long_line_is_cut_inside_with_its_tag_closed() -> None:
    text = fit("短\n<b>" + "长" * 5000 + "</b>")
    assert text.endswith("长</b>…")
    assert visible_length(text) == 4096 - 1


@pytest.mark.parametrize("sign", ["👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "e\u0301", "❤\ufe0f", "&amp;"])
def test_never_cuts_inside_a_sign(sign: str) -> None:
    for before in range(12):
        kept = fit("x" * before + sign * 40, 30).removesuffix(MORE).removeprefix("x" * before)
        assert kept.replace(sign, "") == ""


def test_long_raw_text_fits_though_few_are_shown() -> None:
    html = "<b>一</b>" * 4000
    assert visible_length(html) == 4000
    fitted = fit(html)
    assert len(fitted.encode()) <= RAW_BYTES
    assert visible_length(fitted) > 3100


@pytest.mark.parametrize("nothing", ["", " \n", "<b> </b>", "\u200b\u200d", "\u3000"])
def test_nothing_is_never_sent(nothing: str) -> None:
    assert fit(nothing) == MORE
    assert plain(nothing) == MORE


def test_lone_surrogates_leave_no_trace() -> None:
    assert fit("a\ud800b") == "a?b"

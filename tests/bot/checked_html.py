"""Judges HTML as the server does: known tags only, all closed in order; says how long the text is for a reader."""

from html.parser import HTMLParser

TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "tg-spoiler"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[str] = []
        self.shown: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"Unsupported start tag {tag}"
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened, f"Unexpected end tag {tag}"
        assert self.opened.pop() == tag, f"Unmatched end tag {tag}"

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


def read(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.opened, f"Can't find end tag for {reader.opened}"
    return "".join(reader.shown)

"""A .doc of Word 97–2003, built by its specification: its text is read by the piece table, or .docx is asked for."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.breakdown import read_table
from documents.office_files import open_file
from documents.work_plans import read_plan
from ledger.refusals import Refused

SECTOR = 512
PLAN = "云岭县2026年工作要点\r一、经济\r1.招商引资。新签约项目30个以上。\r2.消费市场。举办活动12场。\r"


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of large streams: FAT in sector 0, the directory in 1 and 2, then the streams."""
    fat = [0xFFFFFFFD, 2, 0xFFFFFFFE]
    body, entries = b"", [("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, content in streams.items():
        content = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\0")
        start, count = len(fat), len(content) // SECTOR
        fat += [*range(start + 1, start + count), 0xFFFFFFFE]
        entries.append((name, 2, start, len(content)))
        body += content
    assert len(fat) <= 128
    directory = b""
    for n, (name, kind, start, size) in enumerate(entries):
        written = name.encode("utf-16-le") + b"\0\0"
        entry = bytearray(128)
        entry[: len(written)] = written
        right = n + 1 if 0 < n < len(entries) - 1 else 0xFFFFFFFF
        child = 1 if n == 0 else 0xFFFFFFFF
        struct.pack_into("<HBBIII", entry, 64, len(written), kind, 1, 0xFFFFFFFF, right, child)
        struct.pack_into("<II", entry, 116, start, size)
        directory += bytes(entry)
    header = bytearray(SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109I", header, 76, *([0xFFFFFFFF] * 109))
    struct.pack_into("<I", header, 76, 0)
    sectors = struct.pack("<128I", *(fat + [0xFFFFFFFF] * (128 - len(fat))))
    return bytes(header) + sectors + directory.ljust(2 * SECTOR, b"\0") + body


def doc(*pieces: tuple[str, bool], flags: int = 0x0200, version: int = 0x00C1, hidden: str = "") -> bytes:
    """Pieces of (text, whether one byte a character); `hidden` is what follows the main text (foot notes)."""
    document = bytearray(2048)
    struct.pack_into("<HH", document, 0, 0xA5EC, version)
    struct.pack_into("<H", document, 0x0A, flags)
    ends, places = [0], []
    for text, narrow in (*pieces, *(((hidden, False),) if hidden else ())):
        place = len(document)
        document += text.encode("cp1252" if narrow else "utf-16-le")
        document += b"\0" * (-len(document) % 8)
        ends.append(ends[-1] + len(text))
        places.append((place * 2) | 0x40000000 if narrow else place)
    struct.pack_into("<i", document, 0x4C, ends[-1] - len(hidden))
    table = struct.pack(f"<{len(ends)}i", *ends) + b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    clx = b"\x01\x04\x00abcd" + b"\x02" + struct.pack("<I", len(table)) + table
    struct.pack_into("<II", document, 0x01A2, 16, len(clx))
    name = "1Table" if flags & 0x0200 else "0Table"
    return compound({"WordDocument": bytes(document), name: b"\0" * 16 + clx})


def test_a_plan_in_an_old_document() -> None:
    for flags in (0x0200, 0):
        opened = open_file(doc((PLAN[:20], False), (PLAN[20:], False), flags=flags, hidden="脚注"))
        plan = read_plan(opened.text)
        assert (plan.title, [item.title for item in plan.items]) == ("云岭县2026年工作要点", ["招商引资", "消费市场"])
        assert "脚注" not in opened.text


def test_narrow_pieces_fields_and_marks() -> None:
    text = open_file(
        doc(("County plan 2026\r", True), ("1.\x13 HYPERLINK x \x14招商\x15引资。\x07正文\x0b二\r", False))
    ).text
    assert text == "County plan 2026\n1.招商引资。\n正文\n二\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (doc((PLAN, False), version=0x0065), "file_old_word"),
        (doc((PLAN, False), flags=0x0300), "file_encrypted"),
        (doc(("\x01\x02\x03" * 50, False)), "file_old_word"),
        (compound({"WordDocument": b"\xec\xa5\xc1\x00" + b"\0" * 8 + b"\xff" * 5000, "0Table": b"x"}), "file_old_word"),
    ],
)
def test_what_the_reader_does_not_know_is_asked_for_as_docx(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as no:
        open_file(data)
    assert no.value.refusal.code == code


def test_a_table_in_an_old_document_is_asked_for_as_docx() -> None:
    with pytest.raises(Refused) as no:
        read_table(doc(("序号\x07牵头单位\x07\x0714\x07县文旅局\x07\x07", False)))
    assert no.value.refusal.code == "table_in_old_word"


GOOD = doc((PLAN, False))


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=40))
@settings(max_examples=300, deadline=None)
def test_whatever_is_broken_in_it_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, value in changes:
        data[place] = value
    try:
        open_file(bytes(data))
    except Refused as no:
        assert no.refusal.code.startswith("file_")  # noqa: PT017

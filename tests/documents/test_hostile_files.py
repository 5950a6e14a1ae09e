"""Files that were made to do harm, or are not what they are called: one clear refusal each, and nothing is unpacked."""

import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from documents.breakdown import read_table
from documents.grids import MOST_ROWS
from documents.office_files import LIMIT_MB, open_file
from handlers.receiving import shown_name
from ledger.refusals import Refused
from tests.documents.office import docx, part, rezipped, xlsx

TABLE = xlsx([["序号", "牵头单位"], [14, "县文旅局"]])
WORD = docx(["分解表"], [["序号", "牵头单位"], ["14", "县文旅局"]])
SHEET = "xl/worksheets/sheet1.xml"


def refused(data: bytes, read: Callable[[bytes], object] = read_table) -> str:
    with pytest.raises(Refused) as no:
        read(data)
    return no.value.refusal.code


def test_the_files_they_are_made_of_are_good() -> None:
    assert [row.number for row in read_table(TABLE).rows] == [14]
    assert [row.number for row in read_table(WORD).rows] == [14]


def test_x01_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = rezipped(TABLE, {SHEET: b" " * (60 * 2**20)})
    assert len(bomb) < 200_000
    tracemalloc.start()
    began = time.perf_counter()
    assert refused(bomb) == "file_swells"
    assert time.perf_counter() - began < 1
    assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    tracemalloc.stop()


def test_x01_a_part_that_swells_two_hundredfold() -> None:
    assert refused(rezipped(WORD, added={"word/media/a.xml": b"a" * (4 * 2**20)})) == "file_swells"


def test_x01_too_many_entries() -> None:
    assert refused(rezipped(TABLE, added={f"x/{n}": b"" for n in range(2001)})) == "file_swells"


def test_x01_a_claim_that_is_smaller_than_the_content() -> None:
    """The directory says 100 bytes: no more are ever read, and the sheet is damaged then."""
    lying = bytearray(rezipped(TABLE, {SHEET: part(TABLE, SHEET) + b" " * 2_000_000}))
    entry = lying.rfind(b"PK\x01\x02", 0, lying.rfind(SHEET.encode()))
    lying[entry + 24 : entry + 28] = struct.pack("<I", 100)
    assert refused(bytes(lying)) == "file_damaged"


@pytest.mark.parametrize("name", ["xl/embeddings/a.zip", "xl/embeddings/b.xlsx", "word/c.docx"])
def test_x02_files_inside_files(name: str) -> None:
    assert refused(rezipped(TABLE, added={name: b"PK"})) == "file_nested"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "xl/../../a", "C:evil", "a\\..\\b", "a\nb"])
def test_x02_names_that_climb_out(name: str) -> None:
    assert refused(rezipped(TABLE, added={name: b"x"})) == "file_names"


def test_x02_a_symbolic_link_and_a_name_that_comes_twice() -> None:
    out = io.BytesIO(TABLE)
    with zipfile.ZipFile(out, "a") as package:
        link = zipfile.ZipInfo("xl/link")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    assert refused(out.getvalue()) == "file_names"
    twice = io.BytesIO(TABLE)
    with zipfile.ZipFile(twice, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(SHEET, "<other/>")
    assert refused(twice.getvalue()) == "file_names"


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, OUTSIDE.decode().replace("1.0", "1.0").encode("utf-16")])
@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TABLE, SHEET),
        (TABLE, "xl/styles.xml"),
        (TABLE, "[Content_Types].xml"),
        (TABLE, "xl/_rels/workbook.xml.rels"),
        (WORD, "word/document.xml"),
        (WORD, "word/styles.xml"),
    ],
)
def test_x03_entities_in_any_part(data: bytes, name: str, content: bytes) -> None:
    assert refused(rezipped(data, {name: content})) == "file_entities"


def test_x03_a_prologue_without_end() -> None:
    endless = b"<?xml version='1.0'?><!--" + bytes(range(65, 91)) * 4000 + b"--><worksheet/>"
    assert refused(rezipped(TABLE, {SHEET: endless})) == "file_damaged"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(*streams: str) -> bytes:
    """A compound file with these empty streams: a header, one sector of FAT, one of directory."""
    header = bytearray(512)
    header[:8] = OLE
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109I", header, 76, *([0xFFFFFFFF] * 109))
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *([0xFFFFFFFF] * 126))
    directory = b""
    for n, name in enumerate(("Root Entry", *streams)):
        written = name.encode("utf-16-le") + b"\0\0"
        right = n + 1 if 0 < n < len(streams) else 0xFFFFFFFF
        entry = bytearray(128)
        entry[: len(written)] = written
        struct.pack_into("<HBBIII", entry, 64, len(written), 5 if n == 0 else 2, 1, 0xFFFFFFFF, right,
                         1 if n == 0 else 0xFFFFFFFF)  # fmt: skip
        struct.pack_into("<II", entry, 116, 0xFFFFFFFE, 0)
        directory += bytes(entry)
    struct.pack_into("<I", header, 76, 0)
    return bytes(header) + fat + directory.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ole("Workbook"), "file_old_workbook"),
        (ole("Book"), "file_old_workbook"),
        (ole("EncryptionInfo", "EncryptedPackage"), "file_encrypted"),
        (ole("PowerPoint Document"), "file_binary"),
        (OLE + b"\0" * 600, "file_damaged"),
        (b"%PDF-1.7\n", "file_binary"),
        (b"\x89PNG\r\n\x1a\n123", "file_binary"),
        (b"Rar!\x1a\x07\x01\x00", "file_binary"),
        (b"PK\x03\x04", "file_damaged"),
        (TABLE[: len(TABLE) // 2], "file_damaged"),
        (rezipped(TABLE, added={"xl/vbaProject.bin": b"x"}), "file_macros"),
        ("<html><body><table><tr><td>序号</td></tr></table></body></html>".encode(), "file_markup"),
        (b"", "file_empty"),
        ("序號，牽頭單位".encode("big5"), "file_encoding"),
    ],
)
def test_x04_what_is_not_what_it_is_called(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_x04_an_archive_that_is_no_office_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "x")
    assert refused(out.getvalue()) == "file_binary"


def test_x04_an_encrypted_entry() -> None:
    marked = bytearray(TABLE)
    at = marked.find(b"PK\x01\x02")
    marked[at + 8] |= 1
    assert refused(bytes(marked)) == "file_encrypted"


def test_x05_a_sheet_that_claims_to_be_endless() -> None:
    content = part(TABLE, SHEET).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    huge = rezipped(TABLE, {SHEET: content.replace(b"</sheetData>", far)})
    began = time.perf_counter()
    assert [row.number for row in read_table(huge).rows] == [14]
    assert time.perf_counter() - began < 3


def test_x05_a_million_styled_rows() -> None:
    rows = b"".join(b'<row r="%d" s="1"/>' % n for n in range(3, 1_048_577))
    styled = rezipped(TABLE, {SHEET: part(TABLE, SHEET).replace(b"</sheetData>", rows + b"</sheetData>")})
    began = time.perf_counter()
    assert [row.number for row in read_table(styled).rows] == [14]
    assert time.perf_counter() - began < 5


def test_x05_a_merged_cell_over_the_whole_sheet() -> None:
    cells = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    merged = rezipped(TABLE, {SHEET: part(TABLE, SHEET).replace(b"</sheetData>", cells)})
    assert [row.number for row in read_table(merged).rows] == [14]


def test_x05_more_rows_than_are_read_are_refused_and_not_cut() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["序号", "牵头单位"])
    for n in range(MOST_ROWS):
        sheet.append([n, "县文旅局"])
    out = io.BytesIO()
    book.save(out)
    assert refused(out.getvalue()) == "table_too_long"
    assert refused(("序号,牵头单位\n" + "1,县文旅局\n" * MOST_ROWS).encode()) == "table_too_long"


def test_x05_formulas_without_their_values() -> None:
    assert refused(xlsx([["=A2", "=B2"], ["=A3", "=B3"]])) == "table_formulas"
    some = xlsx([["序号", "牵头单位", "完成时限"], [14, "县文旅局", "=TODAY()"]])
    assert read_table(some).rows[0].deadlines == ()


def test_x05_dates_as_text_and_numbers_as_text() -> None:
    (row,) = read_table(xlsx([["序号", "牵头单位", "完成时限"], [14.0, "县文旅局", "2026/12/31"]])).rows
    assert (row.number, row.deadlines) == (14, ("2026/12/31",))


def test_x06_more_than_twenty_megabytes(tmp_path: Path) -> None:
    assert refused(b"PK\x03\x04" + b"0" * (LIMIT_MB * 2**20)) == "file_too_large"
    file = tmp_path / "big.xlsx"
    file.write_bytes(b"PK\x03\x04" + b"0" * (LIMIT_MB * 2**20))
    with pytest.raises(Refused) as no:
        open_file(file)
    assert no.value.refusal.code == "file_too_large"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("分解表.xlsx", "分解表.xlsx"),
        ("../../etc/分解表.xlsx", "分解表.xlsx"),
        ("C:\\用户\\分解表.xlsx", "分解表.xlsx"),
        ("a\r\nb\0.xlsx", "ab.xlsx"),
        ("\u202exslx.表", "xslx.表"),
        ("📋表.xlsx", "📋表.xlsx"),
        ("长" * 300 + ".xlsx", "长" * 49 + "…" + "长" * 5 + ".xlsx"),
        ("", "?"),
        ("..", "?"),
    ],
)
def test_x11_names_are_only_shown(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-be"])
def test_x12_encodings_of_offices(encoding: str) -> None:
    text = "序号,牵头单位\n14,县文旅局\n"
    data = b"\xfe\xff" + text.encode(encoding) if encoding == "utf-16-be" else text.encode(encoding)
    assert read_table(data).rows[0].lead == ("县文旅局",)

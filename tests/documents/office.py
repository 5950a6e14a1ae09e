"""Makes the files that offices send, as spreadsheets, Word documents and texts, for the tests that read them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

Cell = str | int | float | None
Rows = Sequence[Sequence[object]]


def xlsx(sheets: Mapping[str, Rows] | Rows, merged: Sequence[str] | Mapping[str, Sequence[str]] = ()) -> bytes:
    """`merged` are ranges such as "A1:F1", of the one sheet or by sheet."""
    named: Mapping[str, Rows] = sheets if isinstance(sheets, Mapping) else {"Sheet1": sheets}
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for ref in merged.get(name, ()) if isinstance(merged, Mapping) else merged:
            sheet.merge_cells(ref)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx(
    before: Sequence[str], rows: Sequence[Sequence[str]], merged: Sequence[tuple[int, int, int, int]] = ()
) -> bytes:
    """`merged` are (row, column, row, column) from 0, both included."""
    document = Document()
    for line in before:
        document.add_paragraph(line)
    table = document.add_table(len(rows), max(len(row) for row in rows))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    for r1, c1, r2, c2 in merged:
        first, last = table.cell(r1, c1), table.cell(r2, c2)
        text = first.text
        first.merge(last).text = text
    return saved(document)


def numbered_docx(title: str, sections: Mapping[str, Sequence[str]]) -> bytes:
    """A plan whose numbers Word makes by itself: sections 一、, items 1. that go on through the sections."""
    document = Document()
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (form, text) in enumerate((("chineseCounting", "%1、"), ("decimal", "%2."))):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            part = OxmlElement(name)
            part.set(qn("w:val"), value)
            level.append(part)
        abstract.append(level)
    root.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    number.append(link)
    root.append(number)
    document.add_paragraph(title)
    for section, items in sections.items():
        _numbered(document.add_paragraph(section), 0)
        for item in items:
            _numbered(document.add_paragraph(item), 1)
    return saved(document)


def _numbered(paragraph: object, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]
    marks = properties.get_or_add_numPr()
    marks.get_or_add_ilvl().val = depth
    marks.get_or_add_numId().val = 77


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def rezipped(
    data: bytes, replaced: Mapping[str, bytes] | None = None, added: Mapping[str, bytes] | None = None
) -> bytes:
    """The package with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, (replaced or {}).get(entry.filename, old.read(entry.filename)))
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


FIXTURES = Path(__file__).parent / "files"

"""Writes an official letter as .docx, its measures after GB/T 9704; loaded when a file is made.

A4, 22 lines a page, headings in 小标宋, body in 仿宋 of size 3.
"""

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from documents.cleaned import cleaned
from documents.letters import Annex, Letter, Table

HEADING, BODY, STRONG, FORM = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
_INSTEAD = {HEADING: "华文中宋", BODY: "仿宋"}
"""What a program shows where the office's own fonts are not installed."""
_SIZE_2, _SIZE_3, _SIZE_4, _SIZE_5 = Pt(22), Pt(16), Pt(14), Pt(10.5)
_LINE = Pt(28.9)
_COLOURS = {"red": RGBColor(0xC0, 0x00, 0x00), "yellow": RGBColor(0xBF, 0x8F, 0x00), "blue": RGBColor(0x1F, 0x4E, 0x9E)}


def letter(content: Letter) -> bytes:
    """The .docx; call it off the loop."""
    document = docx.Document()
    document.core_properties.author, document.core_properties.title = "", cleaned(content.heading)[:255]
    _page(document.sections[0])
    _style(document)
    _line(document, content.mark, font=STRONG)
    _line(document, content.heading, font=HEADING, size=_SIZE_2, centred=True, colour=content.colour, before=12)
    if content.number:
        _line(document, content.number, centred=True)
    if content.addressee:
        _line(document, content.addressee, before=12)
    for strong, rest in content.body:
        _body(document, strong, rest)
    if content.form is not None:
        _table(document, content.form, _SIZE_4)
    for text in content.closing:
        _body(document, "", text)
    for number, text in enumerate(content.signature):
        _line(document, text, right=True, before=0 if number else 28)
    if content.annex is not None:
        _annex(document, content.annex)
    _page_numbers(document)
    _fonts_instead(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)


def _style(document: Any) -> None:
    """All text is in the style the document begins with, so that an editor changes it in one place."""
    style = document.styles["Normal"]
    _font(style.element.get_or_add_rPr(), BODY)
    style.font.size = _SIZE_3
    lines = style.paragraph_format
    lines.line_spacing_rule, lines.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    lines.space_before = lines.space_after = Pt(0)
    lines.widow_control = False


def _line(
    document: Any,
    text: str,
    *,
    font: str = "",
    size: Pt | None = None,
    centred: bool = False,
    right: bool = False,
    colour: str = "",
    before: float = 0,
) -> Any:
    line = document.add_paragraph()
    _run(line, text, font, size, colour)
    line.paragraph_format.space_before = Pt(before)
    if size is not None and size > _SIZE_3:
        line.paragraph_format.line_spacing = Pt(size.pt * 1.6)
    if centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = _SIZE_3 * 4
    return line


def _body(document: Any, strong: str, rest: str) -> None:
    """Each line of what people wrote is a paragraph of its own, indented by two characters."""
    for number, text in enumerate(cleaned(rest).split("\n")):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = _SIZE_3 * 2
        if strong and not number:
            _run(paragraph, strong, STRONG)
        _run(paragraph, text)


def _run(paragraph: Any, text: str, font: str = "", size: Pt | None = None, colour: str = "") -> None:
    run = paragraph.add_run(cleaned(text))
    if font:
        _font(run._r.get_or_add_rPr(), font)
    if size is not None:
        run.font.size = size
    if colour:
        run.font.color.rgb = _COLOURS[colour]


def _font(properties: Any, name: str) -> None:
    """Chinese and Latin characters have fonts of their own in Word; python-docx sets the Latin one only."""
    fonts = properties.get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), name)


def _table(document: Any, content: Table, size: Pt) -> None:
    head = [content.header] if content.header else []
    table = document.add_table(rows=0, cols=len(content.widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for number, texts in enumerate([*head, *content.rows]):
        row = table.add_row()
        names = bool(head) and number == 0
        for column, (cell, text, width) in enumerate(zip(row.cells, texts, content.widths, strict=True)):
            cell.width = Mm(width)
            _fill(cell, text, size, strong=names or (not head and column == 0))
        _kept_whole(row)
        if names:
            _repeated(row)


def _fill(cell: Any, text: str, size: Pt, *, strong: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = Pt(size.pt * 1.35)
    if strong:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, STRONG if strong else FORM if size < _SIZE_4 else "", size)


def _kept_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeated(row: Any) -> None:
    """The header stands on every page that the table runs over."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _annex(document: Any, annex: Annex) -> None:
    section = document.add_section()
    if annex.across:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(28), Mm(26)
        section.left_margin = section.right_margin = Mm(25)
    _line(document, annex.mark, font=STRONG)
    _line(document, annex.title, font=HEADING, size=_SIZE_2, centred=True)
    if annex.note:
        _line(document, annex.note, size=_SIZE_4, centred=True)
    _table(document, annex.table, _SIZE_5)


def _page_numbers(document: Any) -> None:
    """ "— 1 —" below every page."""
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(line, "— ", FORM, _SIZE_4)
    run = line.add_run()
    _font(run._r.get_or_add_rPr(), FORM)
    run.font.size = _SIZE_4
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    _run(line, " —", FORM, _SIZE_4)


def _fonts_instead(document: Any) -> None:
    """Names in the font table what stands in for a font that is missing; python-docx keeps that table as bytes."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _INSTEAD.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())

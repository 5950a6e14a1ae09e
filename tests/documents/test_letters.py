"""A letter opened again: its parts in order, its page, its fonts with what stands in for them."""

import io
import zipfile

import docx
from docx.shared import Pt

from documents.letter_files import BODY, HEADING, letter
from documents.letters import Annex, Letter, Table

TABLE = Table([["1", "甲\n乙"], ["2", "丙"]], (20, 200), ("序号", "事项"))
LETTER = Letter(
    mark="代拟稿",
    heading="关于交办的通知",
    number="县督〔2026〕14号",
    addressee="县文旅局：",
    body=[("一、任务。", "第一行\n第二行\x00\ud800"), ("", "一是……")],
    form=Table([["编号", "14"], ["事项", ""]], (40, 110)),
    closing=["附件：清单"],
    signature=("县委办公室", "2026年11月24日"),
    colour="red",
    annex=Annex("附件", "清单", "截至", TABLE, across=True),
)


def test_its_parts_stand_in_order() -> None:
    document = docx.Document(io.BytesIO(letter(LETTER)))
    assert [line.text for line in document.paragraphs if line.text] == [
        "代拟稿",
        "关于交办的通知",
        "县督〔2026〕14号",
        "县文旅局：",
        "一、任务。第一行",
        "第二行",
        "一是……",
        "附件：清单",
        "县委办公室",
        "2026年11月24日",
        "附件",
        "清单",
        "截至",
    ]
    form, annex = document.tables
    assert [[cell.text for cell in row.cells] for row in form.rows] == [["编号", "14"], ["事项", ""]]
    assert [[cell.text for cell in row.cells] for row in annex.rows] == [["序号", "事项"], ["1", "甲\n乙"], ["2", "丙"]]
    assert "w:tblHeader" in annex.rows[0]._tr.xml
    assert "w:tblHeader" not in annex.rows[1]._tr.xml


def test_its_page_is_that_of_official_papers() -> None:
    document = docx.Document(io.BytesIO(letter(LETTER)))
    first, second = document.sections
    assert [round(side.mm) for side in (first.top_margin, first.left_margin, first.page_width)] == [37, 28, 210]  # type: ignore[union-attr]
    assert second.page_width is not None
    assert round(second.page_width.mm) == 297
    assert "PAGE" in first.footer._element.xml
    body = document.paragraphs[4]
    assert body.paragraph_format.first_line_indent == Pt(32)
    assert document.styles["Normal"].font.size == Pt(16)


def test_its_fonts_are_named_for_chinese_with_a_substitute() -> None:
    content = letter(LETTER)
    document = docx.Document(io.BytesIO(content))
    assert f'w:eastAsia="{HEADING}"' in document.paragraphs[1].runs[0]._r.xml
    assert f'w:eastAsia="{BODY}"' in document.styles["Normal"].element.xml
    fonts = zipfile.ZipFile(io.BytesIO(content)).read("word/fontTable.xml").decode()
    assert f'w:name="{BODY}"><w:altName w:val="仿宋"/>' in fonts


def test_it_names_no_author() -> None:
    assert docx.Document(io.BytesIO(letter(LETTER))).core_properties.author == ""

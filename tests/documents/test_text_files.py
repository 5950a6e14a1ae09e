"""A text is read in whatever encoding an office saves it; what is no text is refused in time."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text_files import LIMIT_MB, read_text
from ledger.refusals import Refused

WORDS = "云岭县2026年工作要点\n一、抓项目扩消费\n1.抓好重点项目建设。投资42亿元以上，“十五五”规划；①②③ ㎡\n"
EMPTY = [b"", b" \n\t\r\n", "\u3000\n".encode(), b"\xef\xbb\xbf", "\ufeff\n".encode("utf-16"), b"\x1c\n"]


def code(data: bytes | Path) -> str:
    with pytest.raises(Refused) as no:
        read_text(data)
    return no.value.refusal.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "要点.txt"
    file.write_bytes(WORDS.encode(encoding))
    assert read_text(file) == WORDS
    assert read_text(file.read_bytes()) == WORDS


def test_big_endian_and_the_end_mark_of_old_editors() -> None:
    assert read_text(b"\xfe\xff" + WORDS.encode("utf-16-be")) == WORDS
    assert read_text(WORDS.encode("gb18030") + b"\x1a") == WORDS


def test_other_encodings_are_not_guessed() -> None:
    assert code("臺灣地區的工作計畫與執行情形報告書，各單位應確實辦理。".encode("big5")) in (
        "file_encoding",
        "file_binary",
    )
    assert code("Année complète: évaluation prévue, décidée à l'été".encode("latin-1")) == "file_encoding"


@pytest.mark.parametrize("data", EMPTY)
def test_an_empty_file(data: bytes) -> None:
    assert code(data) == "file_empty"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 \n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
        b"\x89PNG\r\n\x1a\n",
        b"\x7fELF\x02",
        b"{\\rtf1\\ansi",
        b"\x1f\x8b\x08\x00",
        bytes(range(256)),
        b"1.\x00\x01\x02",
        "一、经济\x01\x02".encode(),
    ],
)
def test_a_file_that_is_no_text(data: bytes) -> None:
    assert code(data) == "file_binary"


def test_an_archive_is_never_unpacked() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 20_000_000)
    assert code(bomb.getvalue()) == "file_binary"


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as out:
        out.truncate(10 * 2**30)  # ten gigabytes of nothing: reading it would fail
    assert code(file) == "file_too_large"
    assert code(b"1" * (LIMIT_MB * 2**20 + 1)) == "file_too_large"
    assert read_text(b"1" * (LIMIT_MB * 2**20))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert code(tmp_path / "nowhere.txt") == "file_unreadable"
    assert code(tmp_path) == "file_unreadable"


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = read_text(data)
    except Refused as no:
        assert no.refusal.code.startswith("file_")  # noqa: PT017
    else:
        assert text.strip()
        assert "\x00" not in text


@given(
    st.text(st.sampled_from("云岭县年工作要点一二三，。；：“”、（）0123456789.%\n ")),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_office_chinese_is_never_taken_for_something_else(text: str, encoding: str) -> None:
    beginning = "云岭县2026年工作要点\n"
    assert read_text((beginning + text).encode(encoding)) == beginning + text

"""Reads the text of a .doc of Word 97–2003 by its piece table; whatever is unusual about it is refused.

[MS-DOC]: the FIB at the head of WordDocument tells where in the table stream the pieces are listed, and each piece
where its characters stand and how many bytes each has.
"""

import io
import re
import struct

import olefile

from documents.text_files import says_something
from ledger.refusals import Refused

_MAGIC = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_OLDEST = 0x00C1
"""Word 97; what is older keeps its text otherwise."""
_CLX_AT = 0x01A2
_TEXT_LENGTH_AT = 0x004C
_COMPRESSED = 0x4000_0000
_MOST_PIECES = 100_000
_MOST_STREAM = 50 * 2**20
_FIELD = re.compile(r"\x13[^\x13\x15]*?(?:\x14([^\x13\x15]*?))?\x15")
_PAGE_MARKS = str.maketrans(
    {"\r": "\n", "\x07": "\n", "\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\x1f": "", "\xa0": " "}
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1d]")


def kind_of_old_file(data: bytes) -> str:
    """ "doc". Raises Refused file_encrypted, file_old_workbook, file_binary, file_damaged."""
    names = _streams(data)
    if "encryptedpackage" in names:
        raise Refused("file_encrypted")
    if names & {"workbook", "book", "etworkbook"}:
        raise Refused("file_old_workbook")
    if "worddocument" not in names:
        raise Refused("file_binary", kind="ole")
    return "doc"


def _streams(data: bytes) -> set[str]:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return {entry[0].lower() for entry in file.listdir() if entry}
    except Exception:  # whatever a crafted directory makes olefile stumble over
        raise Refused("file_damaged") from None


def read_old_word(data: bytes) -> str:
    """Cells of tables come one a line. Raises Refused file_old_word, file_encrypted."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            document = _stream(file, "WordDocument")
            magic, version = struct.unpack_from("<HH", document, 0)
            (flags,) = struct.unpack_from("<H", document, 0x0A)
            if magic != _MAGIC or version < _OLDEST:
                raise Refused("file_old_word")
            if flags & _ENCRYPTED:
                raise Refused("file_encrypted")
            table = _stream(file, "1Table" if flags & _SECOND_TABLE else "0Table")
        text = _body(document, table)
    except Refused:
        raise
    except Exception:  # offsets that lead nowhere: a newer form, or a crafted file
        raise Refused("file_old_word") from None
    text = _FIELD.sub(lambda found: found[1] or "", _FIELD.sub(lambda found: found[1] or "", text))
    text = _CONTROL.sub("", text.translate(_PAGE_MARKS))
    if not says_something(text):
        raise Refused("file_old_word")
    return text


def _stream(file: "olefile.OleFileIO[str]", name: str) -> bytes:
    if file.get_size(name) > _MOST_STREAM:
        raise Refused("file_swells")
    return bytes(file.openstream(name).read())


def _body(document: bytes, table: bytes) -> str:
    """Only the main text: foot notes, headers and comments follow it in the same pieces."""
    (length,) = struct.unpack_from("<i", document, _TEXT_LENGTH_AT)
    at, size = struct.unpack_from("<II", document, _CLX_AT)
    pieces = _piece_table(table[at : at + size])
    count = (len(pieces) - 4) // 12
    if not 0 < count <= _MOST_PIECES or length <= 0:
        raise Refused("file_old_word")
    ends = struct.unpack_from(f"<{count + 1}i", pieces, 0)
    text: list[str] = []
    for n in range(count):
        characters = min(ends[n + 1], length) - ends[n]
        if characters <= 0:
            break
        (place,) = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * n + 2)
        text.append(_piece(document, place, characters))
    return "".join(text)


def _piece_table(clx: bytes) -> bytes:
    at = 0
    while clx[at] == 1:  # formatting, which is not read
        (size,) = struct.unpack_from("<H", clx, at + 1)
        at += 3 + size
    if clx[at] != 2:
        raise Refused("file_old_word")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    return clx[at + 5 : at + 5 + size]


def _piece(document: bytes, place: int, characters: int) -> str:
    if place & _COMPRESSED:
        start = (place & ~_COMPRESSED) // 2
        return document[start : start + characters].decode("cp1252", "replace")
    return document[place : place + 2 * characters].decode("utf-16-le", "replace")

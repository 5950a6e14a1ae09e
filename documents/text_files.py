"""Reads a text file of unknown encoding, or says why it is none; nothing is ever unpacked."""

import re
from pathlib import Path

from ledger.refusals import Refused

LIMIT_MB = 5

_MAGIC = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\xd0\xcf\x11\xe0", "ole"), (b"%PDF", "pdf"),
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"RIFF", "image"), (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"), (b"Rar!", "archive"), (b"\xfd7zXZ", "archive"), (b"{\\rtf", "rtf"),
    (b"\x7fELF", "program"),
)  # fmt: skip
_MARKED = (
    (b"\xff\xfe\x00\x00", "utf-32"),  # before UTF-16, whose mark it begins with
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_USUAL = re.compile(
    r"[\t-\r -~\u00b7\u00d7\u2010-\u206f\u2160-\u2179\u2460-\u249b\u25a0-\u25ff"
    r"\u3000-\u303f\u3220-\u3229\u4e00-\u9fff\uff01-\uffe5]+"
)
_USUAL_SHARE = 0.9


def read_text(source: Path | bytes, limit_mb: int = LIMIT_MB) -> str:
    """The text of a file or of its bytes. Raises Refused file_…"""
    data = source if isinstance(source, bytes) else load(source, limit_mb)
    if len(data) > limit_mb * 2**20:
        raise _too_large(len(data), limit_mb)
    if not data:
        raise Refused("file_empty")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise Refused("file_binary", kind=kind)
    text = _decode(data).rstrip("\x1a")  # what DOS editors end a file with
    if _CONTROL.search(text):
        raise Refused("file_binary", kind="unknown")
    if not text.replace("\ufeff", "").strip():
        raise Refused("file_empty")
    return text


def load(path: Path, limit_mb: int) -> bytes:
    """Raises Refused file_too_large, file_unreadable."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if size > limit_mb * 2**20:
                raise _too_large(size, limit_mb)
            return file.read(limit_mb * 2**20 + 1)
    except OSError:
        raise Refused("file_unreadable", name=path.name) from None


def _too_large(size: int, limit_mb: int) -> Refused:
    return Refused("file_too_large", limit_mb=limit_mb, size_mb=-(-size // 2**20))


def _decode(data: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKED if data.startswith(mark)), None)
    if marked is None and b"\x00" in data:
        raise Refused("file_binary", kind="unknown")
    try:
        if marked is not None:
            return data.decode(marked)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return _plausible(data.decode("gb18030"))
    except UnicodeDecodeError:
        raise Refused("file_encoding") from None


def _plausible(text: str) -> str:
    """GB18030 gives almost any bytes a meaning: Big5 or Latin-1 show by rare characters."""
    if not says_something(text):
        raise Refused("file_binary", kind="unknown") if _CONTROL.search(text) else Refused("file_encoding")
    return text


def says_something(text: str) -> bool:
    """Whether it is mostly of characters that people write."""
    usual = sum(len(run) for run in _USUAL.findall(text))
    return bool(text.strip()) and usual >= _USUAL_SHARE * len(text)

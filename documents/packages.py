"""Looks an office file over before it is unpacked: what it is, and that it can neither swell nor call out."""

import io
import zipfile
from xml.parsers import expat

from ledger.refusals import Refused

MOST_ENTRIES = 2_000
MOST_BYTES = 50 * 2**20
HIGHEST_RATIO = 100
_RATIO_FROM = 2**20
"""Small parts may repeat themselves a hundredfold without harm."""
_MOST_PROLOGUE = 2**16
_NESTED = (".zip", ".7z", ".rar", ".gz", ".xlsx", ".xlsm", ".docx", ".docm", ".jar")
_READ_PARTS = (".xml", ".rels", ".vml")
_HOME = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}


def kind_of_package(data: bytes) -> str:
    """ "xlsx" or "docx", safe to be opened. Raises Refused file_damaged, file_swells, file_names, file_nested,
    file_encrypted, file_macros, file_entities, file_binary.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _sizes(entries)
            _names(entries)
            names = {entry.filename for entry in entries}
            kind = next((kind for part, kind in _HOME.items() if part in names), None)
            if kind is None:
                raise Refused("file_binary", kind="zip")
            for entry in entries:
                if entry.filename.lower().endswith(_READ_PARTS):
                    _no_entities(package, entry)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise Refused("file_damaged") from None
    return kind


def _sizes(entries: list[zipfile.ZipInfo]) -> None:
    """Python reads no more of an entry than it claims, so the claims may be summed up."""
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refused("file_swells")
    for entry in entries:
        if entry.file_size > _RATIO_FROM and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise Refused("file_swells")


def _names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise Refused("file_names")
    for entry in entries:
        name = entry.filename
        parts = name.replace("\\", "/").split("/")
        link = (entry.external_attr >> 16) & 0o170000 == 0o120000
        if link or ".." in parts or name.startswith(("/", "\\")) or ":" in name or any(c < " " for c in name):
            raise Refused("file_names")
        if entry.flag_bits & 0x1:
            raise Refused("file_encrypted")
        if parts[-1].lower().startswith("vbaproject"):
            raise Refused("file_macros")
        if name.lower().endswith(_NESTED):
            raise Refused("file_nested")


def _no_entities(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """No office program writes a DOCTYPE, and every entity attack needs one. It stands before the root element."""
    began = False

    def doctype(*_: object) -> None:
        raise Refused("file_entities")

    def root(*_: object) -> None:
        nonlocal began
        began = True

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    with package.open(entry) as part:
        read = 0
        while not began and (chunk := part.read(4096)):
            read += len(chunk)
            if read > _MOST_PROLOGUE:
                raise Refused("file_damaged")
            try:
                parser.Parse(chunk, False)
            except expat.ExpatError:
                raise Refused("file_damaged") from None

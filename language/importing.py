"""What a person wants of a document he sent, as data."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file was sent to be brought in; its content came with it."""

    NAME: ClassVar[str] = "import_file"


@dataclass(frozen=True, slots=True)
class ReviewImport:
    """The preview of a staged document as it stands."""

    NAME: ClassVar[str] = "review_import"
    token: str


@dataclass(frozen=True, slots=True)
class SettleImport:
    """One answer to one question of a preview: `question` is its key, `choice` what was pressed."""

    NAME: ClassVar[str] = "settle_import"
    token: str
    question: int
    choice: int


@dataclass(frozen=True, slots=True)
class ApplyImport:
    NAME: ClassVar[str] = "apply_import"
    token: str


@dataclass(frozen=True, slots=True)
class DropImport:
    NAME: ClassVar[str] = "drop_import"
    token: str

"""Files that have gone through the stand-in, kept in memory under the names Telegram would give them."""

import secrets
from dataclasses import dataclass, field

from playground.arguments import Upload
from playground.refusals import bad_request

LARGEST_DOWNLOAD = 20 * 1024 * 1024
KEPT_BYTES = 256 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
PHOTO_MIMES = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`path` is what getFile tells; `width` and `height` are 0 unless it is a photo."""

    id: str
    unique_id: str
    name: str
    mime: str
    size: int
    path: str
    width: int = 0
    height: int = 0
    content: bytes = field(default=b"", repr=False)

    @property
    def is_photo(self) -> bool:
        return self.width > 0


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._bytes = 0

    def keep(self, upload: Upload, *, as_photo: bool = False) -> StoredFile:
        """Raises RefusedCall for a photo that is none."""
        width, height = picture_size(upload.content) if as_photo else (0, 0)
        if as_photo and (not width or not height):
            raise bad_request("IMAGE_PROCESS_FAILED")
        number = len(self._by_id) + 1
        name = upload.name or "file"
        ending = f".{name.rsplit('.', 1)[1]}" if "." in name else ""
        folder = "photos" if as_photo else "documents"
        file = StoredFile(
            id=f"BQACAgUA{secrets.token_urlsafe(24)}",
            unique_id=secrets.token_urlsafe(11),
            name=name,
            mime=upload.mime,
            size=len(upload.content),
            path=f"{folder}/file_{number}{ending if ending.isascii() and ending[1:].isalnum() else ''}",
            width=width,
            height=height,
            content=upload.content,
        )
        self._by_id[file.id] = self._by_path[file.path] = file
        self._bytes += file.size
        self._forget_the_oldest()
        return file

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def _forget_the_oldest(self) -> None:
        while self._bytes > KEPT_BYTES and len(self._by_id) > 1:
            oldest = self._by_id.pop(next(iter(self._by_id)))
            self._by_path.pop(oldest.path, None)
            self._bytes -= oldest.size


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG; (0, 0) for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if not content.startswith(b"\xff\xd8"):
        return 0, 0
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        # The frame header; four markers of its range mean something else.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(content[at + 7 : at + 9], "big"), int.from_bytes(content[at + 5 : at + 7], "big")
        at += 2 + length
    return 0, 0

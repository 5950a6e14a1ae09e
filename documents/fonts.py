"""Finds a font that has Chinese: one that is installed, else the one that comes with the program."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

_USUAL = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)
_OWN = Path(__file__).parent / "fonts" / "duban-sans.otf"
_SIMPLIFIED = "SC"


def font_path() -> Path:
    """Raises LookupError where there is none."""
    for candidate in (*map(Path, _USUAL), _OWN):
        if candidate.is_file():
            return candidate
    raise LookupError("no font with Chinese characters is installed (fonts-noto-cjk or fonts-wqy-microhei)")


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """`size` in pixels. In a collection the face with the simplified forms. Raises LookupError."""
    path = font_path()
    face = ImageFont.truetype(str(path), size)
    if path.suffix.lower() != ".ttc":
        return face
    for index in range(12):
        try:
            candidate = ImageFont.truetype(str(path), size, index=index)
        except OSError:
            break
        if (candidate.getname()[0] or "").endswith(_SIMPLIFIED):
            return candidate
    return face

"""What people wrote, made fit for the XML inside office files."""

import re

# What XML 1.0 cannot hold at all, not even escaped; lone surrogates could not be encoded either.
_IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str:
    """The text without characters no such file can hold; line ends as one kind."""
    return _IMPOSSIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))

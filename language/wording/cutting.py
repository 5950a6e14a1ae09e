"""Cuts long texts where a reader would pause."""

_PAUSES = "。；！？.;!?\n"
_SHORT_PAUSES = "，、,: "


def shortened(text: str, length: int) -> str:
    """At most `length` characters, with … when something is missing; after a sentence where that keeps half."""
    text = text.strip()
    if len(text) <= length:
        return text
    head = text[: length - 1]
    for pauses in (_PAUSES, _SHORT_PAUSES):
        end = max(head.rfind(pause) for pause in pauses)
        if end >= length // 2:
            return head[: end + 1].rstrip(_SHORT_PAUSES) + "…"
    return head + "…"

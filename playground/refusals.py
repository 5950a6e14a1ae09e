"""What Telegram answers when it refuses, in its exact words: programs match on them."""

from collections.abc import Mapping


class RefusedCall(Exception):
    """`description` is the whole text with its prefix; `parameters` has "retry_after" or "migrate_to_chat_id"."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> RefusedCall:
    """Telegram writes the reason's first letter small unless it stands in capitals as a whole ("BUTTON_…")."""
    if len(reason) < 2 or not (reason[1] == "_" or "A" <= reason[1] <= "Z"):
        reason = reason[:1].lower() + reason[1:]
    return RefusedCall(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> RefusedCall:
    return RefusedCall(403, f"Forbidden: {reason}")


def unauthorized(reason: str = "") -> RefusedCall:
    return RefusedCall(401, f"Unauthorized: {reason}" if reason else "Unauthorized")


def conflict(reason: str) -> RefusedCall:
    return RefusedCall(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> RefusedCall:
    return RefusedCall(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

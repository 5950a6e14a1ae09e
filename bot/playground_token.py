"""A playground's token is known by its look, so that the real bot and a playground never meet by mistake."""

import secrets

BOT_ID = 4_200_000_000
_MARK = ":playground-"


def playground_token() -> str:
    return f"{BOT_ID}{_MARK}{secrets.token_hex(12)}"


def is_playground_token(token: str) -> bool:
    return _MARK in token

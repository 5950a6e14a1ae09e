"""Invitations: single-use codes that bind a Telegram user to a person."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invite:
    """Only the hash of the code is kept. Instants are aware UTC."""

    code_hash: str
    member_id: int
    expires_at: dt.datetime
    used_at: dt.datetime | None = None


def new_code() -> str:
    """128 random bits, fit for a deep link ([A-Za-z0-9_-], at most 64 characters)."""
    return secrets.token_urlsafe(16)


def hash_code(code: str) -> str:
    return hashlib.sha256(code.strip().encode()).hexdigest()

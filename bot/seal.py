"""Signs what stands behind a button, so that a button of one chat, or a made-up one, does nothing in another."""

import base64
import hashlib
import hmac

CALLBACK_BYTES = 64
_MARK = "~"
_SIGNATURE = 8
LONGEST_BODY = CALLBACK_BYTES - len(_MARK) - _SIGNATURE


class Seal:
    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def from_token(cls, token: str) -> "Seal":
        return cls(hmac.digest(token.encode(), b"duban buttons", hashlib.sha256))

    def seal(self, body: str, chat_id: int) -> str:
        """Raises ValueError when Telegram would not take it: a button's data has 64 bytes at most."""
        size = len(body.encode())
        if not 0 < size <= LONGEST_BODY:
            raise ValueError(f"a button's data must have 1 to {LONGEST_BODY} bytes, this has {size}: {body!r}")
        return f"{body}{_MARK}{self._signature(body, chat_id)}"

    def open(self, data: str, chat_id: int) -> str | None:
        """What was sealed for this chat; None for anything else."""
        body, mark, signature = data.rpartition(_MARK)
        if not mark or not body:
            return None
        expected = self._signature(body, chat_id)
        return body if hmac.compare_digest(signature.encode("utf-8", "replace"), expected.encode()) else None

    def _signature(self, body: str, chat_id: int) -> str:
        # Keyed BLAKE2 and not HMAC: a list has a dozen buttons, and OpenSSL makes threads change at each.
        signed = f"{chat_id}|{body}".encode("utf-8", "replace")
        mac = hashlib.blake2b(signed, key=self._key, digest_size=_SIGNATURE * 6 // 8)
        return base64.urlsafe_b64encode(mac.digest()).decode()

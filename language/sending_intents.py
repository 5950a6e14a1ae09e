"""What is wanted of the sending itself, as data."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ResumeSending:
    """After a restored backup: "" shows what waits, "send" lets it go, "drop" drops it; both then end the hold.
    `up_to` is the highest row of the outbox that was shown.
    """

    NAME: ClassVar[str] = "resume_sending"
    decision: str = ""
    up_to: int = 0

"""The playground's clock: real time plus whatever somebody has turned it by."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Starts at `start` (aware) and goes on from there; without it, at the real time."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = timedelta()
        if start is not None:
            self.move_to(start)

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC) + self._ahead

    def seconds(self) -> int:
        """Telegram's own form of an instant."""
        return int(self.now().timestamp())

    def move_to(self, moment: datetime) -> None:
        """Backwards, too. Raises ValueError for a moment without a zone."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs its zone")
        self._ahead = moment - datetime.now(UTC)

"""How fast messages may leave, and when a turn comes: Telegram's limits are met by even spacing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between messages: to anybody (28 a second), to one person (a little over the one second that is asked),
    to one group (18 a minute).
    """

    anybody: float = 1 / 28
    person: float = 1.05
    group: float = 60 / 18

    def gap(self, chat_id: int) -> float:
        """Groups have negative ids."""
        return self.group if chat_id < 0 else self.person

    def room(self, answers: int) -> float:
        """What bulk yields to so many answers; never more than a second at once, since older ones no longer count."""
        return min(answers * self.anybody, 1.0)


@dataclass(frozen=True, slots=True)
class Turn:
    """`wait` in seconds: until the turn that was taken, or, if none was, until it is worth asking again."""

    wait: float
    taken: bool


def turn(pace: Pace, *, now: float, of_all: float, of_chat: float, extra: int, patience: float) -> Turn:
    """`of_all` and `of_chat` are the moments that earlier turns left behind.

    A chat that must wait takes no turn, since two would then leave at once; neither does who would have to wait too
    long, since a pause must not grow by those who ask for its end.
    """
    free = max(now, of_all) + pace.room(extra)
    if of_chat > free or free - now > patience:
        return Turn(max(free, of_chat) - now, taken=False)
    return Turn(free - now, taken=True)

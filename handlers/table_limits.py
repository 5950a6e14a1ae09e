"""Reads what a table says of time, each wording once, and asks where the words name no one day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handlers.limits import Limit, likely_days, read_limit
from handlers.table_questions import LEAVE_OUT, ONGOING, Option, Question, chosen_day, day_choice, key_of
from language.understanding.plain_words import plain
from language.understanding.recurrences import find_recurrence
from ledger.calendar import WorkingCalendar
from ledger.deadlines import Cadence, Deadline, DeadlineKind
from ledger.plans import Doubt


@dataclass(slots=True)
class Limits:
    """`today` is the local date, `year` the plan's."""

    today: dt.date
    calendar: WorkingCalendar
    year: int
    answers: Mapping[int, int]
    _read: dict[str, Limit | None] = field(init=False, default_factory=dict)

    def one(self, words: str) -> Limit | Question | None:
        """None for no words, and for those an answer left out."""
        if not words:
            return None
        if words not in self._read:
            self._read[words] = read_limit(words, self.today, self.calendar, self.year)
        return self._read[words] or self._answered(words)

    def last(self, words: Sequence[str]) -> Limit | Question | None:
        """Of several limits the last: an item is done when its last measure is."""
        found: list[Limit] = []
        for each in words:
            limit = self.one(each)
            if isinstance(limit, Question):
                return limit
            if limit is not None:
                found.append(limit)
        dated = [limit for limit in found if limit.deadline.day is not None]
        if dated:
            return max(dated, key=lambda limit: limit.deadline.day or dt.date.min)
        return found[0] if found else None

    def cadence(self, words: str) -> Cadence | Question | None:
        if not words:
            return None
        found = find_recurrence(plain(words))
        if found is not None:
            return found[0]
        key = key_of("no_cadence", words)
        if self.answers.get(key) == LEAVE_OUT:
            return None
        return Question(key, Doubt("table_no_cadence", (("words", words),)), (Option("leave", LEAVE_OUT),))

    def _answered(self, words: str) -> Limit | Question | None:
        key = key_of("no_deadline", words)
        choice = self.answers.get(key)
        if choice == LEAVE_OUT:
            return None
        if choice == ONGOING:
            return Limit(Deadline(words, DeadlineKind.ONGOING))
        day = chosen_day(choice) if choice is not None else None
        if day is not None:
            return Limit(Deadline(words, DeadlineKind.DAY, day))
        days = likely_days(words, self.today, self.calendar, self.year)
        options = (
            *(Option("day", day_choice(each), day_choice(each)) for each in days),
            Option("ongoing", ONGOING),
            Option("leave", LEAVE_OUT),
        )
        return Question(key, Doubt("table_no_deadline", (("words", words),)), options)

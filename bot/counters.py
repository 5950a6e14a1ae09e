"""What the running program counts; web.py shows it to those who watch over it."""

from bisect import bisect_left
from dataclasses import dataclass, field

SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(slots=True)
class Counters:
    """`waits` counts answers by the seconds since their update was stored, in the steps of SECONDS and one for more."""

    answered: int = 0
    failed: int = 0
    quarantined: int = 0
    unsaid: int = 0
    waits: list[int] = field(default_factory=lambda: [0] * (len(SECONDS) + 1))
    waited: float = 0.0

    def answer(self, seconds: float) -> None:
        self.answered += 1
        self.waits[bisect_left(SECONDS, seconds)] += 1
        self.waited += seconds

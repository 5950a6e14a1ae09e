"""The organisation's rules of time, lights and nudging, handed to whoever needs them."""

from dataclasses import dataclass, field

from ledger.calendar import WorkingCalendar
from ledger.digest import DigestPolicy
from ledger.lights import LightPolicy
from ledger.nudging import NudgePolicy
from ledger.working_hours import WorkingHours


@dataclass(frozen=True, slots=True)
class Policies:
    calendar: WorkingCalendar
    hours: WorkingHours
    lights: LightPolicy
    nudges: NudgePolicy = field(default_factory=NudgePolicy)
    digest: DigestPolicy = field(default_factory=DigestPolicy)

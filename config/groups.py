"""The settings by subject, with their defaults; .env.example says in words what each means."""

import datetime as dt
import json
from itertools import pairwise
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)

TELEGRAM = "https://api.telegram.org/bot"
BY_ENVIRONMENT = "DUBAN_"


def _parted(value: Any) -> Any:
    """ "7, 3" and "[7, 3]" are the same list."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if text.startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            raise ValueError("should be a list such as 1,2,3") from None
    return [part.strip() for part in text.split(",") if part.strip()]


def _hour(value: Any) -> Any:
    """ "8:40" is "08:40"."""
    return value.strip().zfill(5) if isinstance(value, str) and value.strip()[1:2] == ":" else value


def _falls_to_zero(value: tuple[int, ...]) -> tuple[int, ...]:
    if not value or value[-1] != 0 or any(a <= b for a, b in pairwise(value)):
        raise ValueError("should fall from day to day and end with 0, as 7,3,1,0 does")
    return value


def _rises(value: tuple[int, ...]) -> tuple[int, ...]:
    if any(day < 1 for day in value) or any(a >= b for a, b in pairwise(value)):
        raise ValueError("should rise from day to day and begin at 1 or later, as 1,3,5,10 does")
    return value


Time = Annotated[dt.time, BeforeValidator(_hour)]
Numbers = Annotated[tuple[int, ...], BeforeValidator(_parted)]
Days = Annotated[tuple[dt.date, ...], BeforeValidator(_parted)]
Count = Annotated[int, Field(ge=0, le=366)]
Points = Annotated[int, Field(ge=0, le=100)]
Port = Annotated[int, Field(ge=0, le=65535)]
# Telegram's own rule for the header it sends the secret in.
WebhookSecret = Annotated[SecretStr, Field(min_length=1, max_length=256)]

# As long as what the program makes for itself; a shorter one might be guessed.
AuditKey = Annotated[SecretStr, Field(min_length=32)]


class Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class TelegramSettings(Group):
    token: SecretStr | None = None
    base_url: str = TELEGRAM
    webhook_url: str | None = None
    webhook_secret: WebhookSecret | None = None
    allow_playground: bool = False

    @property
    def server(self) -> str:
        """The Bot API's address without "/bot": methods and files stand beside each other under it."""
        return self.base_url.rstrip("/").removesuffix("/bot")

    @field_validator("base_url")
    @classmethod
    def _ends_in_bot(cls, value: str) -> str:
        address = urlsplit(value)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError(f"should be an address such as {TELEGRAM}")
        if not address.path.rstrip("/").endswith("/bot"):
            raise ValueError(f"should end in /bot, as {TELEGRAM} does")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        address = urlsplit(value or "")
        if value is not None and (address.scheme not in ("http", "https") or not address.hostname):
            raise ValueError("should be the public https address under which Telegram reaches this program")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _fits_the_header(cls, value: SecretStr | None) -> SecretStr | None:
        known = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
        if value is not None and not known.issuperset(value.get_secret_value()):
            raise ValueError("should have letters, digits, _ and - only")
        return value

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> "TelegramSettings":
        if self.webhook_url and self.webhook_secret is None:
            raise ValueError(
                f"{BY_ENVIRONMENT}TELEGRAM__WEBHOOK_SECRET is missing: a webhook without a secret takes anybody's "
                "updates; set it, or remove the webhook's address"
            )
        return self


class DatabaseSettings(Group):
    url: SecretStr = SecretStr("sqlite+aiosqlite:///duban.db")
    pgbouncer: bool = False

    @field_validator("url")
    @classmethod
    def _is_known(cls, value: SecretStr) -> SecretStr:
        scheme = value.get_secret_value().partition("://")[0].partition("+")[0]
        if scheme not in ("sqlite", "postgresql"):
            raise ValueError("should begin with sqlite+aiosqlite:/// or postgresql+asyncpg://")
        return value


class AuditSettings(Group):
    key: AuditKey | None = None


class WebSettings(Group):
    host: str = "127.0.0.1"
    port: Port = 8080
    watched_from_afar: bool = False


Before = Annotated[tuple[int, ...], BeforeValidator(_parted), AfterValidator(_falls_to_zero)]
After = Annotated[tuple[int, ...], BeforeValidator(_parted), AfterValidator(_rises)]


class NudgeSettings(Group):
    """The same names and defaults as ledger.nudging.NudgePolicy."""

    before: Before = (7, 3, 1, 0)
    overdue: After = (1, 3, 5, 10)
    head_from: Count = 3
    co_from: Count = 1
    supervisor_from: Count = 1
    leader_from: Count = 3
    admin_from: Count = 5
    sign_after: After = (1, 2)
    sign_head: Count = 2
    report_before: Before = (2, 0)
    report_late: After = (1, 3)
    report_head: Count = 3
    milestone_before: Before = (3, 0)
    milestone_late: After = (1, 5)
    milestone_head: Count = 5
    reply_days: Count = 3
    explained_days: Count = 5


class LightSettings(Group):
    yellow_days: Count = 3
    blue_days: Count = 7
    yellow_behind: Points = 10
    red_behind: Points = 30
    milestone_red_days: Count = 30
    yellow_cycles: Count = 1
    red_cycles: Count = 2
    red_slip: bool = True
    blue_shown: bool = True

    @model_validator(mode="after")
    def _are_in_order(self) -> "LightSettings":
        if self.blue_days < self.yellow_days:
            raise ValueError(f"{BY_ENVIRONMENT}LIGHTS__BLUE_DAYS should not be less than LIGHTS__YELLOW_DAYS")
        if self.red_behind < self.yellow_behind:
            raise ValueError(f"{BY_ENVIRONMENT}LIGHTS__RED_BEHIND should not be less than LIGHTS__YELLOW_BEHIND")
        return self


class HourSettings(Group):
    opens: Time = dt.time(8, 30)
    closes: Time = dt.time(18, 0)
    morning: Time = dt.time(8, 40)
    urgent_opens: Time = dt.time(7, 0)
    urgent_closes: Time = dt.time(22, 0)

    @model_validator(mode="after")
    def _leaves_the_night_alone(self) -> "HourSettings":
        if not dt.time(6) <= self.urgent_opens <= self.urgent_closes <= dt.time(22):
            raise ValueError(
                f"{BY_ENVIRONMENT}HOURS__URGENT_OPENS and {BY_ENVIRONMENT}HOURS__URGENT_CLOSES should lie in this "
                "order between 06:00 and 22:00: nobody is written to at night"
            )
        return self

    @model_validator(mode="after")
    def _are_in_order(self) -> "HourSettings":
        if not self.opens <= self.morning < self.closes:
            raise ValueError(
                f"{BY_ENVIRONMENT}HOURS__MORNING should lie between HOURS__OPENS and HOURS__CLOSES, on the same day"
            )
        return self


class DigestSettings(Group):
    working_day: Annotated[int, Field(ge=1, le=5)] = 1
    catch_up_days: Annotated[int, Field(ge=0, le=4)] = 2
    monthly: bool = True
    quarterly: bool = True


class CalendarSettings(Group):
    holidays: Days = ()
    working_days: Days = ()
    rollover: Literal["next", "prev", "none"] = "next"


class LogSettings(Group):
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

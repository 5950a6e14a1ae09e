"""Reads the settings from the environment, from .env and from files of secrets; a wrong one is one clear sentence."""

import difflib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from config.groups import (
    BY_ENVIRONMENT,
    AuditSettings,
    CalendarSettings,
    DatabaseSettings,
    DigestSettings,
    HourSettings,
    LightSettings,
    LogSettings,
    NudgeSettings,
    Numbers,
    TelegramSettings,
    WebSettings,
)

SECRETS_DIR = f"{BY_ENVIRONMENT}SECRETS_DIR"
_NEAR = 0.85


class BadSettings(Exception):
    """One or more sentences, one a line, each naming its setting."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=BY_ENVIRONMENT,
        env_nested_delimiter="__",
        env_ignore_empty=True,
        enable_decoding=False,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    telegram: TelegramSettings = Field(default_factory=TelegramSettings)
    database: DatabaseSettings = Field(default_factory=DatabaseSettings)
    audit: AuditSettings = Field(default_factory=AuditSettings)
    web: WebSettings = Field(default_factory=WebSettings)
    admins: Numbers = ()
    timezone: str = "Asia/Shanghai"
    language: Literal["zh", "en"] = "zh"
    nudges: NudgeSettings = Field(default_factory=NudgeSettings)
    lights: LightSettings = Field(default_factory=LightSettings)
    hours: HourSettings = Field(default_factory=HourSettings)
    digest: DigestSettings = Field(default_factory=DigestSettings)
    calendar: CalendarSettings = Field(default_factory=CalendarSettings)
    log: LogSettings = Field(default_factory=LogSettings)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("should be a zone's name such as Asia/Shanghai") from None
        return value

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *sources: PydanticBaseSettingsSource, **named: PydanticBaseSettingsSource
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given in code, then the environment, then .env, then the files of secrets."""
        return (named["init_settings"], named["env_settings"], named["dotenv_settings"], _SecretFiles(settings_cls))

    def secrets(self) -> Iterator[str]:
        """Everything that must never be read in a log."""
        for secret in (self.telegram.token, self.telegram.webhook_secret, self.audit.key):
            if secret is not None:
                yield secret.get_secret_value()
        # The address of a database on a server has its password in it.
        _, _, rest = self.database.url.get_secret_value().partition("://")
        user, at, _ = rest.rpartition("@")
        if at and ":" in user:
            yield user.partition(":")[2]


def read_settings(env_file: Path | None = Path(".env"), **given: Any) -> Settings:
    """Raises BadSettings."""
    try:
        settings = Settings(_env_file=env_file, _env_file_encoding="utf-8", **given)  # type: ignore[call-arg]
        misspelt = list(_misspelt(env_file))
    except ValidationError as error:
        raise BadSettings("\n".join(dict.fromkeys(_sentence(each) for each in error.errors()))) from None
    except (SettingsError, OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"The settings could not be read: {error}") from None
    if misspelt:
        raise BadSettings("\n".join(misspelt))
    return settings


def names(model: type[BaseModel] = Settings, prefix: str = BY_ENVIRONMENT) -> Iterator[str]:
    """Every setting's name as it stands in the environment."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from names(inner, f"{prefix}{name.upper()}__")
        else:
            yield prefix + name.upper()


class _SecretFiles(EnvSettingsSource):
    """One file a secret, named like the setting, with or without the prefix: what systemd and containers hand over."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        folder = os.environ.get(SECRETS_DIR)
        if not folder:
            return {}
        if not Path(folder).is_dir():
            raise SettingsError(f"{SECRETS_DIR} is no folder: {folder}")
        known = {name.lower() for name in names()}
        found: dict[str, str | None] = {}
        for file in Path(folder).iterdir():
            name = BY_ENVIRONMENT.lower() + file.name.lower().removeprefix(BY_ENVIRONMENT.lower())
            if name in known and file.is_file():
                found[name] = file.read_text("utf-8").strip()
        return found


def _sentence(error: Any) -> str:
    """The name, and what is wrong with it. The value itself may be a secret and is not repeated."""
    message = error["msg"].removeprefix("Value error, ").rstrip(".")
    if message.startswith(BY_ENVIRONMENT):
        return f"{message}."
    name = BY_ENVIRONMENT + "__".join(str(part) for part in error["loc"] if not isinstance(part, int)).upper()
    if error["type"] == "extra_forbidden":
        return _unknown(name)
    return f"{name} is wrong: {message[0].lower()}{message[1:]}."


def _misspelt(env_file: Path | None) -> Iterator[str]:
    """Names that are nearly a setting's; others with the prefix are somebody else's business."""
    known = list(names())
    given = [*os.environ, *(DotEnvSettingsSource(Settings, env_file=env_file).env_vars if env_file else ())]
    for name in sorted({name.upper() for name in given}):
        ours = name.startswith(BY_ENVIRONMENT) and "__" in name
        if ours and name not in known and difflib.get_close_matches(name, known, 1, _NEAR):
            yield _unknown(name)


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, list(names()), 1, 0.6)
    return f"{name} is no setting{f'; did you mean {near[0]}?' if near else '.'}"

"""Runs a command as the command line does, in this process, against a database of its own."""

import argparse
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.commands import COMMANDS
from config.settings import Settings, read_settings
from storage import SqlStore, open_store


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass(frozen=True)
class Shell:
    """`folder` is the only place it writes to; its database is duban.db there."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    settings: Settings

    async def runs(self, command: str, *arguments: str | Path) -> Ran:
        module = importlib.import_module(f"bot.commands.{COMMANDS[command].module}")
        parser = argparse.ArgumentParser(prog=f"duban {command}")
        module.configure(parser)
        self.capsys.readouterr()
        code = await module.run(parser.parse_args([str(each) for each in arguments]), self.settings)
        said = self.capsys.readouterr()
        assert said.out + said.err == "" or "Traceback" not in said.err
        if code == 1:
            assert len(said.err.splitlines()) == 1, said.err
        return Ran(code, said.out, said.err)

    def writes(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def store(self) -> SqlStore:
        return open_store(self.settings.database.url.get_secret_value())


def shell(folder: Path, capsys: pytest.CaptureFixture[str], **settings: Any) -> Shell:
    url = f"sqlite+aiosqlite:///{folder / 'duban.db'}"
    return Shell(folder, capsys, read_settings(None, database={"url": url}, **settings))


MakeShell = Callable[..., Shell]

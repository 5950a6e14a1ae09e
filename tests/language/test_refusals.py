"""Whatever is refused anywhere has its words in both languages, with the values they need."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from documents.work_plans import BLOCKING
from language.wording.catalogue import LANGUAGES, Language
from language.wording.refusals import refused
from language.wording.voice import Voice
from ledger.chain_proof import FaultKind
from ledger.refusals import Refusal
from ledger.transitions.table import TABLE
from tests.language.test_catalogue import placeholders, templates
from tests.town import CALENDAR, POLICIES, TODAY

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("ledger", "documents", "handlers", "scheduler", "bot")
TEXTS = {language: {key: text for _, key, text in templates(language)} for language in LANGUAGES}


@dataclass(frozen=True)
class Said:
    """One place that refuses. `params` are the values it gives; None where they are not written there."""

    code: str
    params: frozenset[str] | None
    where: str


def refusals() -> Iterator[Said]:
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        if not _imports_refusals(tree):
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("Refused", "Refusal")
            ):
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                for code in _codes(node.args[0], where):
                    yield Said(code, _params(node), where)


def _imports_refusals(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.ImportFrom) and node.module == "ledger.refusals" for node in ast.walk(tree))


def _names(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def _codes(written: ast.expr, where: str) -> Iterator[str]:
    match written:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=one, orelse=other):
            yield from _codes(one, where)
            yield from _codes(other, where)
        case ast.Attribute(attr="code") | ast.Name(id="code"):
            return  # passed on from where it was refused
        case ast.Attribute(attr="refusal"):
            yield from sorted({row.refusal for row in TABLE.values()})
        case ast.BinOp(left=ast.Constant(value="plan_")):
            yield from (f"plan_{code}" for code in BLOCKING)
        case ast.BinOp(left=ast.Constant(value="audit_")):
            yield from (f"audit_{kind.value}" for kind in FaultKind)
        case ast.JoinedStr(values=[ast.FormattedValue(value=ast.Name(id="table")), ast.Constant(value=str(ending))]):
            yield from (f"{table}{ending}" for table in _tables())
        case _:
            raise AssertionError(f"{where}: which code is {ast.unparse(written)}?")


def _tables() -> set[str]:
    """What the readers of tables call themselves."""
    found = set()
    for path in (ROOT / "documents").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _names(node.func) == "read_rows":
                names = [node.args[3]] if len(node.args) > 3 else [k.value for k in node.keywords if k.arg == "table"]
                found |= {name.value for name in names if isinstance(name, ast.Constant)}
    return {str(name) for name in found}


def _params(call: ast.Call) -> frozenset[str] | None:
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    match call.args[1:]:
        case []:
            return frozenset(str(keyword.arg) for keyword in call.keywords)
        case [ast.Tuple(elts=pairs)]:
            firsts = [pair.elts[0] for pair in pairs if isinstance(pair, ast.Tuple)]
            return frozenset(str(first.value) for first in firsts if isinstance(first, ast.Constant))
    return None


ALL = tuple(refusals())


def test_the_source_was_read() -> None:
    codes = {said.code for said in ALL}
    assert {"admin_only", "plan_no_text", "table_header", "file_too_large", "anonymous", "card_expired"} <= codes
    assert {"departments", "people"} <= _tables()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", ALL, ids=lambda said: f"{said.code}@{said.where}")
def test_it_has_words_and_their_values(said: Said, language: Language) -> None:
    text = TEXTS[language].get(f"refused_{said.code}")
    assert text is not None, f"{said.where}: no text refused_{said.code} in {language}"
    if said.params is not None:
        assert placeholders(text) <= said.params, said.where


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_waits_for_a_refusal_that_nobody_makes(language: Language) -> None:
    written = {key.removeprefix("refused_") for key in TEXTS[language] if key.startswith("refused_")}
    # Settings and the like are refused by the commands that read them, under names of their own.
    own = {key for topic, key, _ in templates(language) if topic == "refusals.toml"}
    unused = written - {said.code for said in ALL}
    assert {f"refused_{code}" for code in unused} & own == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted({said.code for said in ALL}))
def test_the_way_out_can_be_pressed(code: str, language: Language) -> None:
    values = placeholders(TEXTS[language][f"refused_{code}"])
    voice = Voice(language, TODAY, CALENDAR, POLICIES.lights, {}, {})
    reply = refused(voice, Refusal(code, tuple((name, "14") for name in values)))
    assert reply.text
    assert all(button.label for row in reply.buttons for button in row)
    assert ("14" in reply.about) == ("item" in values and code != "no_such_item")

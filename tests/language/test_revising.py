"""What became of an item, for every reason there may be."""

import ast
import inspect

import pytest

from language.wording.catalogue import has
from ledger import notices
from ledger.escalation import Pause
from ledger.items import OWED, State

_NOT_SAID = {"unbound", "unreachable", "period_over"}
"""Then nobody reads it, or it is no item's."""


def reasons() -> set[str]:
    """Every plain word that `untrue` and what it asks may return."""
    tree = ast.parse(inspect.getsource(notices))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and "untrue" in node.name]
    returned = [node for each in functions for node in ast.walk(each) if isinstance(node, ast.Return)]
    plain = {
        node.value
        for each in returned
        if each.value is not None and not isinstance(each.value, ast.JoinedStr)
        for node in ast.walk(each.value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier()
    }
    return plain - _NOT_SAID


def test_they_are_found() -> None:
    assert {"signed", "reported", "limit_moved", "not_involved", "item_gone", "decided"} <= reasons()


@pytest.mark.parametrize(
    "reason",
    sorted(reasons() | {f"item_{state.value}" for state in set(State) - OWED} | {f"held_{p.value}" for p in Pause}),
)
def test_every_reason_has_its_words(reason: str) -> None:
    assert has(f"over_{reason}")

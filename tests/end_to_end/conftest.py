"""Whatever the machine's own settings are, these tests do not see them."""

import os

import pytest


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.upper().startswith("DUBAN_") and name.upper() != "DUBAN_TEST_POSTGRES":
            monkeypatch.delenv(name)

"""Reads the files around the code and holds them to what they promise."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.worker import BEGUN_SECONDS, HELD_SECONDS
from tests.test_architecture import ROOMS

HOUSE = Path(__file__).parent.parent
TARGETS = ("help", "try", "test", "check", "run", "migrate", "bench")
DOCUMENTS = sorted([*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md"), *HOUSE.glob("playground/**/*.md")])


def read(name: str) -> str:
    return (HOUSE / name).read_text("utf-8")


def instructions(dockerfile: str) -> list[str]:
    """One string an instruction, comments gone, continued lines joined."""
    lines = [line for line in dockerfile.splitlines() if not line.lstrip().startswith("#")]
    return [line.strip() for line in "\n".join(lines).replace("\\\n", " ").splitlines() if line.strip()]


def test_the_image_runs_as_nobody_in_particular() -> None:
    final = instructions(read("Dockerfile").rpartition("\nFROM ")[2])
    users = [line.split()[1] for line in final if line.startswith("USER ")]
    assert len(users) == 1
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", users[0])
    after = final[final.index(f"USER {users[0]}") :]
    assert not any(line.startswith("RUN ") for line in after)


def test_the_image_stands_on_an_exact_version() -> None:
    lines = instructions(read("Dockerfile"))
    named = [line.partition("=")[2] for line in lines if line.startswith("ARG PYTHON_IMAGE=")]
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert set(bases) == {"${PYTHON_IMAGE}"}
    assert len(named) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+(@sha256:[0-9a-f]{64})?", named[0])


def test_the_image_installs_locked_wheels_only() -> None:
    installs = [line for line in instructions(read("Dockerfile")) if "pip install" in line]
    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
    assert "--only-binary :all:" in installs[0]
    assert "requirements.lock" in installs[0]
    assert "PYTHONTZPATH=" in read("Dockerfile")


def test_the_image_is_asked_how_it_does_without_a_shell() -> None:
    asked = [line for line in instructions(read("Dockerfile")) if line.startswith("HEALTHCHECK")]
    assert len(asked) == 1
    assert "/healthz" in asked[0]
    command = asked[0].partition(" CMD ")[2]
    assert command.startswith('["python", "-c", ')
    assert not re.search(r"\b(curl|wget|sh|bash)\b", command)


def test_the_image_holds_the_bot_and_nothing_beside() -> None:
    copied = {
        line.split()[1]
        for line in instructions(read("Dockerfile"))
        if line.startswith("COPY ") and "--from" not in line
    }
    assert copied == (ROOMS - {"playground"}) | {"requirements.lock"}
    ignored = [line for line in read(".dockerignore").splitlines() if line and not line.startswith("#")]
    assert ignored[0] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} == copied
    assert "VOLUME /data" in instructions(read("Dockerfile"))


def test_the_running_bot_never_loads_the_playground() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import bot.__main__, bot.commands.run, sys; print(*sys.modules)"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert [name for name in loaded if name.partition(".")[0] in ("playground", "tests", "bench")] == []


def test_the_container_may_do_little() -> None:
    text = re.sub(r"(?m)^\s*#.*\n", "", read("compose.yaml"))
    for line in (
        r"read_only: true",
        r"cap_drop:\n\s+- ALL",
        r"security_opt:\n\s+- no-new-privileges:true",
        r"tmpfs:\n\s+- /tmp:\S*noexec",
        r"mem_limit: \d+m",
        r"pids_limit: \d+",
        r"- data:/data",
    ):
        assert re.search(line, text), line
    assert not re.search(r"privileged: true|cap_add|network_mode: host|docker\.sock|:latest|^\s+ports:", text, re.M)
    grace = re.search(r"stop_grace_period: (\d+)s", text)
    assert grace is not None
    assert int(grace[1]) >= HELD_SECONDS + BEGUN_SECONDS
    for never in (".env", "/secrets/"):
        assert never in read(".gitignore").splitlines()


def test_ci_runs_what_a_developer_runs() -> None:
    script = HOUSE / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text()
    assert re.search(r"\bmake\b.* test$", script.read_text(), re.M)


def make(*arguments: str) -> str:
    """As from a shell of its own: the suite itself may run under make."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    told = subprocess.run(
        ["make", *arguments], cwd=HOUSE, env=surroundings, capture_output=True, text=True, check=True, timeout=60
    )
    return told.stdout


def test_make_alone_names_every_target() -> None:
    told = make()
    assert told == make("help")
    assert [target for target in TARGETS if not re.search(rf"^  make {target} ", told, re.M)] == []


@pytest.mark.parametrize(
    ("target", "last"),
    [
        ("try", "bot try"),
        ("test", "pytest"),
        ("check", "mypy"),
        ("run", "bot run"),
        ("migrate", "bot migrate"),
        ("bench", "bench"),
    ],
)
def test_a_target_ends_with_its_command(target: str, last: str) -> None:
    assert make("--dry-run", target).rstrip().endswith(f"python -m {last}")


@pytest.mark.parametrize(
    ("python", "advice"),
    [
        ("#!/bin/sh\nexit 1", "no Python 3.11 or newer"),
        ("#!/bin/sh\ncase $2 in *ensurepip*) exit 1;; esac", "apt install python3-venv"),
    ],
)
def test_a_machine_that_lacks_something_is_told_what(tmp_path: Path, python: str, advice: str) -> None:
    poor = tmp_path / "python3"
    poor.write_text(python)
    poor.chmod(0o755)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        make(f"VENV={tmp_path}/venv", f"PYTHON={poor}", "check")
    assert advice in refused.value.stderr
    assert not (tmp_path / "venv").exists()


def test_make_test_runs_every_check_first() -> None:
    told = make("--dry-run", "test")
    steps = [told.index(step) for step in ("ruff check", "ruff format --check", "-m mypy", "-m pytest")]
    assert steps == sorted(steps)
    assert "--require-hashes" in read("Makefile")


def project() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


def needed() -> tuple[list[Requirement], list[Requirement]]:
    """For running (with the extras) and for developing."""
    told = project()
    running = [*told["project"]["dependencies"], *told["project"]["optional-dependencies"]["postgres"]]
    return [Requirement(each) for each in running], [Requirement(each) for each in told["dependency-groups"]["dev"]]


def locked(name: str) -> dict[str, str]:
    """Version by name. Every entry must carry hashes."""
    found: dict[str, str] = {}
    for entry in re.split(r"(?m)^(?=[a-z0-9])", read(name)):
        if head := re.match(r"([a-z0-9._-]+)==(\S+)", entry):
            assert "--hash=sha256:" in entry, head[1]
            found[canonicalize_name(head[1])] = head[2]
    return found


def test_the_locks_hold_every_dependency() -> None:
    running, developing = needed()
    for lock, wanted in (("requirements.lock", running), ("requirements-dev.lock", [*running, *developing])):
        versions = locked(lock)
        for each in wanted:
            assert each.specifier.contains(versions[canonicalize_name(each.name)]), f"{lock}: {each}"


def test_what_is_tested_is_what_runs() -> None:
    tested = locked("requirements-dev.lock")
    assert {name: tested.get(name) for name in locked("requirements.lock")} == locked("requirements.lock")


def test_every_dependency_is_explained() -> None:
    running, developing = needed()
    told = read("docs/dependencies.md")
    assert [each.name for each in [*running, *developing] if f"| {each.name}" not in told] == []


def test_the_licence_is_the_one_declared() -> None:
    assert project()["project"]["license"] == "MIT"
    assert read("LICENSE").startswith("MIT License")


def links(document: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8")):
        if not target.startswith(("http://", "https://", "#")):
            yield target.partition("#")[0]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    assert [target for target in links(document) if not (document.parent / target).exists()] == []


def test_both_readmes_say_the_same() -> None:
    def bones(text: str) -> tuple[list[int], list[str], list[str]]:
        blocks = re.findall(r"```\w*\n(.*?)```", text, re.S)
        commands = [re.sub(r"\s*#.*", "", block) for block in blocks]
        headings = [len(marks) for marks in re.findall(r"(?m)^(#+) ", re.sub(r"```.*?```", "", text, flags=re.S))]
        return headings, commands, re.findall(r"\]\((?!README)([^)]+)\)", text)

    assert bones(read("README.md")) == bones(read("README.zh-CN.md"))


def test_every_make_target_and_document_of_the_readme_exists() -> None:
    said = set(
        re.findall(
            r"(?m)(?:^|`)make ([a-z]+)", read("README.md") + read("CONTRIBUTING.md") + read("docs/operations.md")
        )
    )
    assert said >= {"try", "test"}
    assert said <= {*TARGETS, "clean"}

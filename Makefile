# Everything one does with this repository; needs Linux, make and Python 3.11 or newer, neither root nor Docker.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
READY := $(VENV)/.ready
# Called as modules, not by the scripts in bin/: those break when the folder is moved.
RUN := $(VENV)/bin/python -m
# Further words for the command: make try ARGS="--port 8081"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help try test check run migrate bench clean
.DELETE_ON_ERROR:

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s%s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

try: $(READY)  ## the playground with a sample plan on http://127.0.0.1:8080 (no token needed)
	@$(RUN) bot try $(ARGS)

test: check  ## everything CI runs: the checks, then the tests on SQLite and on a real PostgreSQL
	@echo '--- pytest'
	@$(RUN) pytest $(ARGS)

check: $(READY)  ## the fast part of test: ruff, formatting, mypy --strict
	@echo '--- ruff'
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@echo '--- mypy'
	@$(RUN) mypy

run: $(READY)  ## the bot; reads DUBAN_… from the environment and .env (see .env.example)
	@$(RUN) bot run $(ARGS)

migrate: $(READY)  ## brings the database to the newest schema
	@$(RUN) bot migrate $(ARGS)

bench: $(READY)  ## measures answers, start-up, memory and growth; takes some minutes
	@$(RUN) bench.scale || true  # says itself where a goal is missed
	@$(RUN) bench $(ARGS)

clean:  ## removes .venv and the caches, never the data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements-dev.lock pyproject.toml
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed and was not found. Install it (Debian, Ubuntu:' \
		'apt install python3 python3-venv) or name it: make PYTHON=/path/to/python3' >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '$(PYTHON) is no Python 3.11 or' \
		'newer.' >&2; exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || { echo '$(PYTHON) cannot make virtual environments.' \
		'Install its venv package (Debian, Ubuntu: apt install python3-venv).' >&2; exit 1; }
	@echo 'Preparing $(VENV): once, and after a change of the lock file. About half a minute.'
	@$(RUN) pip --version >/dev/null 2>&1 || '$(PYTHON)' -m venv --clear $(VENV)
	@$(RUN) pip install --disable-pip-version-check --require-hashes -r requirements-dev.lock || { echo 'The packages' \
		'could not be installed: pip needs to reach a package index (see its lines above).' >&2; exit 1; }
	@$(RUN) pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# 温暖. `make run` tries it out (or serves Telegram, once .env has a BOT_TOKEN); `make test` proves it.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin

# Compile a module at its first import, not in each of the hundred processes that the tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint format bench audit lock clean

run: $(VENV)/run.done
	@if [ -n "$$BOT_TOKEN" ] || grep -qsE '^BOT_TOKEN=.+' .env; then exec $(BIN)/wennuan run; else exec $(BIN)/wennuan sandbox; fi

test: $(VENV)/dev.done
	@tests/setup.sh
	$(MAKE) lint
	$(BIN)/pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered --durations=15
	$(BIN)/python -m tests.covered

lint: $(VENV)/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.done
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev.done
	$(BIN)/python -m tests.benchmarks

# Known vulnerabilities of what is locked. Needs the network, and therefore is no part of the tests.
audit: $(VENV)/uv.done
	$(BIN)/uv tool run pip-audit --require-hashes --disable-pip -r requirements/run.lock

# Locks hold versions and hashes, and name no registry.
lock: $(VENV)/dev.done
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements/uv.in -o requirements/uv.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements/run.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -o requirements/dev.lock

$(VENV)/uv.done: requirements/uv.lock
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本；请先安装，再运行 make。"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@touch $@

$(VENV)/run.done: requirements/run.lock pyproject.toml $(VENV)/uv.done
	@test -e $(VENV)/dev.done || VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements/run.lock
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/dev.done: requirements/dev.lock pyproject.toml $(VENV)/uv.done
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements/dev.lock
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov

# 温暖. `make run` tries it out (or serves Telegram, once .env has a BOT_TOKEN); `make test` proves it;
# `make check` and `make quick` tell soon whether a change holds.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
TOKEN := $(shell { [ -n "$$BOT_TOKEN" ] || grep -qsE '^BOT_TOKEN=.+' .env; } && echo yes)
# What a bot on Telegram uses beside the base: `make run EXTRAS="pictures"`; of PostgreSQL its address tells.
EXTRAS ?= $(shell { echo "$$DATABASE_URL"; grep -sE '^DATABASE_URL=' .env; } | grep -q postgresql && echo postgres)

# Compile a module at its first import, not in each of the hundred processes that the tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test soak check quick lint types imports look format bench audit lock clean

# `make quick`: no browser, no processes, no PostgreSQL; of what plays the whole bot the two main ways only. A minute or so.
QUICK := tests/core tests/conversation tests/store tests/reports tests/desk tests/birthdays tests/activities tests/broadcasts \
	tests/accounts tests/members tests/privacy tests/questions tests/test_docs.py tests/test_covered.py \
	tests/handlers/desk/test_desk.py tests/handlers/reports/test_filling.py tests/handlers/reports/test_menu.py \
	$(patsubst %,tests/traffic/test_%.py,lanes order outcomes pacing rate_limit shape splitting)
# Thorough ones, for `make test`: whole matrices, races, every day of the year, damaged files.
LONG := tests/accounts/test_commands.py tests/birthdays/test_every_birthday.py tests/broadcasts/test_lives.py tests/desk/test_matrix.py \
	tests/desk/test_race.py tests/members/test_malformed.py tests/members/test_offices.py tests/privacy/test_export.py tests/questions/test_teaching.py

# What runs every branch of transitions, inbox, outbox and greeting (tests/covered.py); only these run under coverage. The
# transcripts (tests/dialogs) are no part of it: a branch of the four parts is owed a test of its own.
PROMISE := tests/traffic tests/birthdays tests/desk tests/reports tests/members/test_as_written.py
# Of it, what is long and reaches no branch that the rest does not reach: it runs without coverage, which triples the CPU.
PLAIN := tests/birthdays/test_every_birthday.py tests/desk/test_matrix.py $(patsubst %,tests/traffic/test_%.py,intake odd proxy webhook)
COVERED = $(filter-out $(PLAIN),$(shell find $(PROMISE) -name 'test_*.py'))

# Three on two cores: in a third of its time a test waits for a socket, a process or a moment.
PYTEST := $(BIN)/pytest -n 3 --dist loadgroup

run: $(if $(TOKEN),$(VENV)/run.done $(EXTRAS:%=$(VENV)/%.done),$(VENV)/tour.done)
	@exec $(BIN)/wennuan $(if $(TOKEN),run,sandbox)

test: $(VENV)/dev.done
	@tests/setup.sh
	@$(MAKE) -j 2 lint
	@$(PYTEST) --durations=15 $(COVERED:%=--ignore=%)
	@$(PYTEST) --durations=15 --cov=bot --cov-report= --cov-fail-under=0 $(COVERED)
	$(BIN)/python -m tests.covered

# Everything under coverage, which more than doubles the CPU, sweeps in every case: the whole must reach the share that pyproject.toml sets.
soak: $(VENV)/dev.done
	@tests/setup.sh
	$(PYTEST) --whole --cov --cov-report=term:skip-covered --durations=15

# After a change: seconds for `check` (what is unchanged is not looked at again), a minute or so for `quick`.
check:
	@$(MAKE) -j 2 lint

quick: $(VENV)/dev.done
	$(PYTEST) -q -m "not browser and not faults and not postgres" $(LONG:%=--ignore=%) $(QUICK)

lint: types imports look

types imports look: $(VENV)/dev.done

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

look:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: $(VENV)/dev.done
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev.done
	$(BIN)/python -m tests.benchmarks

# Known vulnerabilities of what is locked. Needs the network, and therefore is no part of the tests.
audit: $(VENV)/uv.done
	for lock in tour postgres; do $(BIN)/uv tool run pip-audit --require-hashes --disable-pip -r requirements/$$lock.lock || exit 1; done

# Locks hold versions and hashes, and name no registry. Whatever is in several has the same version in all.
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header
LOCK := $(COMPILE) pyproject.toml -c requirements/dev.lock

lock: $(VENV)/dev.done
	$(COMPILE) requirements/uv.in -o requirements/uv.lock
	$(COMPILE) pyproject.toml --all-extras --group dev -o requirements/dev.lock
	$(LOCK) -o requirements/run.lock
	for extra in sandbox pictures learning postgres documents ocr; do $(LOCK) --extra $$extra -o requirements/$$extra.lock || exit 1; done
	$(LOCK) --extra sandbox --extra pictures -o requirements/tour.lock

$(VENV)/uv.done: requirements/uv.lock
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本；请先安装，再运行 make。"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@touch $@

# The base (run), what the tour of the sandbox needs (tour), or an extra; what the tests need has all of them.
$(VENV)/%.done: requirements/%.lock pyproject.toml $(VENV)/uv.done
	@test -e $(VENV)/dev.done || VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements/$*.lock
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/dev.done: requirements/dev.lock pyproject.toml $(VENV)/uv.done
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements/dev.lock
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov

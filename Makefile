# The chores of the project; `make` alone lists them. Each may be repeated at any time.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

PYTHON ?= python3
PORT ?= 8000
# Processes that run the tests side by side.
WORKERS ?= 2
# More arguments for pytest (`make test`) or for the locking of versions (`make lock ARGS=--upgrade`).
ARGS ?=
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check

# A stamp carries the fingerprint of its lock file, so an environment is set up again when, and only when, the
# lock differs from what was installed. The development lock holds the run-time one, so it makes both stamps.
fingerprint = $(shell cksum < $(1) | tr -d ' ')
RUN := .venv/run-$(call fingerprint,requirements.txt)
DEV := .venv/dev-$(call fingerprint,requirements-dev.txt)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

.PHONY: help run demo test coverage check fix bench print pictures lock units system data port-is-free no-index-address

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: port-is-free data ## serve the demonstration on this machine (PORT=8000)
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@echo "http://127.0.0.1:$(PORT)/"
	@$(MANAGE) demo_accounts
	@$(MANAGE) db_worker --no-startup-delay --interval 1 & worker=$$!; \
		trap "kill $$worker 2>/dev/null; wait $$worker 2>/dev/null" EXIT; \
		$(BIN)/python -m gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 \
		--no-control-socket --log-level warning

demo: data ## write the papers of the demonstration to out/
	@$(MANAGE) write_demo --output out

test: $(DEV) $(CATALOGUES) ## test on SQLite, then on PostgreSQL what asks a database (ARGS="-k word")
	@deploy/system-packages --tests
	@env -u DATABASE_URL $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)
	@$(BIN)/python -m tests.on_postgres -n $(WORKERS) $(ARGS)

# Counting lines makes the tests half as slow again, so it is a chore of its own.
coverage: $(DEV) $(CATALOGUES) ## test on SQLite and refuse when fewer than 95 in 100 branches are reached
	@deploy/system-packages --tests
	@env -u DATABASE_URL $(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term

check: $(DEV) $(CATALOGUES) no-index-address ## look for faults in style, imports, types, templates; changes nothing
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports --no-logo
	@$(MANAGE) check --fail-level WARNING
	@$(BIN)/mypy
	@$(BIN)/djlint templates --check --lint
	@$(MANAGE) makemigrations --check --dry-run

fix: $(DEV) ## mend what the tools of `check` can mend
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@$(BIN)/djlint templates --reformat --quiet --warn

bench: $(DEV) data ## measure how long the heavy work takes
	@$(MANAGE) bench
	@$(MANAGE) bench_figures
	@$(MANAGE) bench_tracking --years 2

print: $(RUN) $(CATALOGUES) ## print the plan of one unit and year (UNIT=code YEAR=2026)
	@[[ -n "$(UNIT)" && -n "$(YEAR)" ]] || { echo "Type: make print UNIT=code YEAR=2026" >&2; exit 2; }
	@$(MANAGE) print_plan $(UNIT) $(YEAR)

pictures: $(DEV) data ## take the pictures of the README (needs chromium and poppler-utils)
	@deploy/system-packages --tests
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(MANAGE) write_demo --output out
	@$(BIN)/python -m gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --no-control-socket --log-level warning & \
		server=$$!; trap "kill $$server" EXIT; sleep 3; \
		$(BIN)/python docs/pictures.py http://127.0.0.1:$(PORT) out

lock: | $(BIN)/python ## choose and lock the versions of all packages (ARGS=--upgrade for newer ones)
	@$(PIP_INSTALL) uv
	@$(LOCK) --output-file requirements.txt
	@$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt

# One lock for every platform and every Python from 3.11 on, and with the same version on each wherever there is one.
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(ARGS)

units: $(DEV) ## rebuild fixtures/units.csv from the published facts
	@$(MANAGE) build_units

data: $(RUN) $(CATALOGUES)
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) load_demo

port-is-free:
	@! (exec 3<>/dev/tcp/127.0.0.1/$(PORT)) 2>/dev/null || \
		{ echo "Port $(PORT) is busy. Type: make run PORT=$$(($(PORT) + 1))" >&2; exit 1; }

# Where packages come from is each machine's own setting; a file that names an index would send everyone there.
no-index-address:
	@! grep -rnIE '://[^[:space:]"]*/simple([/" ]|$$)|index[-_]url[ =:"]+(https?|file)' . \
		--exclude-dir=.git --exclude-dir=.venv --exclude-dir=var --exclude-dir=out --exclude-dir=".*_cache"
	@! grep -nE '://|^ *-' requirements.txt requirements-dev.txt | grep -v -- '--hash='

system:
	@PYTHON=$(PYTHON) deploy/system-packages

$(BIN)/python: | system
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed. Type: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv --clear .venv

$(RUN): | system $(BIN)/python
	@echo "Setting up .venv from requirements.txt"
	@$(PIP_INSTALL) --require-hashes -r requirements.txt
	@rm -f .venv/run-*
	@touch $(RUN)

$(DEV): | system $(BIN)/python
	@echo "Setting up .venv from requirements-dev.txt"
	@$(PIP_INSTALL) --require-hashes -r requirements-dev.txt
	@rm -f .venv/run-* .venv/dev-*
	@touch $(RUN) $(DEV)

%.mo: %.po
	@$(BIN)/python -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

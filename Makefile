# `make run` and `make test` do everything else themselves; they need Python 3.11 or newer, pip and make.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
BIN := .venv/bin
PORT ?= 8000
CORES ?= auto
export CHROMIUM
.PHONY: help run test test-sqlite test-postgres lint format types bench serve clean set-up set-up-for-tests

help: ## Say what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

set-up: python
	@$(PYTHON) scripts/set_up.py run

set-up-for-tests: python
	@$(PYTHON) scripts/set_up.py test

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or newer. Install it, or name it: make run PYTHON=/path/to/python3.11" >&2; exit 1; }

run: set-up ## Start the demo area on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(BIN)/python manage.py demo --port $(PORT)

test: set-up-for-tests lint ## Everything: lint, types, checks, all tests on SQLite, then on PostgreSQL and Valkey
	@sh scripts/test.sh $(CORES)

lint: set-up ## Style, types where promised, who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: set-up ## Put the code in its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: set-up-for-tests ## Measure speed and weight; prints the table of the README
	@$(BIN)/python scripts/databases.py $(BIN)/python -m bench

serve: set-up ## The production layout; docs/running.md lists the settings it needs
	@DJANGO_SETTINGS_MODULE=portal.settings.production $(BIN)/python manage.py serve

clean: ## Remove what was made here: the environment, fetched packages, the demo's data
	rm -rf .venv node_modules var .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis

# The two commands are `make run` and `make test`; `make help` names the others.
PYTHON ?= python3
PORT ?= 5000
INSTANCE ?= instance
WRITES ?= 10000
KILLS ?= 20
BIN := .venv/bin
STAMPS := .venv/stamps
RUN_BY := $(BIN)/python -m

# Compiled modules are kept, even where the surroundings say otherwise: without them every start takes a second more.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help run frontend test check format lint types contracts sizes translations unit unit-postgresql e2e soak pictures screens bench bench-digests bench-merging bench-teams bench-updates wheel lock migration clean

help:  ## Name the commands
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

run: $(STAMPS)/run $(STAMPS)/frontend $(STAMPS)/swedish  ## Start Collab with the real programme (PORT=8080 for another port)
	@exec $(BIN)/collab demo --port $(PORT) --instance $(INSTANCE)

frontend: $(STAMPS)/frontend  ## Build what the browser gets, into static/build

test: $(STAMPS)/test $(STAMPS)/frontend  ## Everything: checks, unit and integration tests on both databases, end-to-end tests
	@$(RUN_BY) tools.prerequisites
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory unit-postgresql
	@$(MAKE) --no-print-directory e2e

check: $(STAMPS)/test format lint types contracts translations sizes  ## The quick part: format, lint, types, import contracts, sizes, translations

format: $(STAMPS)/test
	@$(BIN)/ruff format --quiet --check collab tools tests e2e bench || { echo "Not formatted. Run: $(BIN)/ruff format collab tools tests e2e bench"; exit 1; }

lint: $(STAMPS)/test
	@$(BIN)/ruff check --quiet collab tools tests e2e bench

types: $(STAMPS)/test
	@$(BIN)/mypy --no-error-summary

contracts: $(STAMPS)/test
	@$(BIN)/lint-imports --no-logo --verbose > $(STAMPS)/contracts.log 2>&1 || { cat $(STAMPS)/contracts.log; exit 1; }

translations: $(STAMPS)/swedish
	@$(RUN_BY) tools.translations check > $(STAMPS)/translations.log || { cat $(STAMPS)/translations.log; exit 1; }

sizes: $(STAMPS)/test
	@$(BIN)/pytest tests/architecture/test_sizes.py tests/architecture/test_templates.py

unit: $(STAMPS)/test $(STAMPS)/swedish $(STAMPS)/frontend  ## Unit and integration tests on SQLite
	@echo "Unit and integration tests on SQLite"
	@env -u COLLAB_TEST_DATABASE_URL $(BIN)/pytest -n 4 --dist loadgroup tests

unit-postgresql: $(STAMPS)/test $(STAMPS)/swedish $(STAMPS)/frontend  ## Those that meet a database on a temporary PostgreSQL cluster (or COLLAB_TEST_DATABASE_URL)
	@echo "Unit and integration tests on PostgreSQL"
	@$(RUN_BY) tools.postgresql $(BIN)/pytest -n 4 --dist loadgroup tests

e2e: $(STAMPS)/test $(STAMPS)/frontend $(STAMPS)/swedish  ## End-to-end tests in Chromium and Firefox; failures in e2e/pictures
	@echo "End-to-end tests in Chromium and Firefox"
	@$(BIN)/pytest -n 3 --dist loadgroup e2e

soak: $(STAMPS)/test $(STAMPS)/frontend $(STAMPS)/swedish  ## 10,000 writes while everything is killed twenty times, on both databases (WRITES=, KILLS=)
	@$(RUN_BY) tools.soak --writes $(WRITES) --kills $(KILLS)

pictures: $(STAMPS)/test $(STAMPS)/frontend $(STAMPS)/swedish  ## Take the README's pictures anew, into docs/pictures
	@$(BIN)/pytest e2e/journeys/test_pictures_of_the_readme.py --readme-pictures

bench: $(STAMPS)/test $(STAMPS)/frontend $(STAMPS)/swedish  ## Measure every page and print the table (BENCH="--sizes 6 --databases sqlite" for a part of it)
	@$(RUN_BY) bench $(BENCH)

bench-digests: $(STAMPS)/test $(STAMPS)/frontend $(STAMPS)/swedish  ## Measure telling 3,000 people of a week: notices, letters, words (BENCH="--databases sqlite" for a part)
	@$(RUN_BY) bench.digests $(BENCH)

bench-teams: $(STAMPS)/test  ## Measure proposals for teams beside a greedy rule and chance (BENCH="--seeds 1 --large 300" for a part)
	@$(RUN_BY) bench.teams $(BENCH)

bench-merging: $(STAMPS)/test  ## Measure bringing two versions of a section together, and marking what differs
	@$(RUN_BY) bench.merging

bench-updates: $(STAMPS)/test $(STAMPS)/frontend $(STAMPS)/swedish  ## Measure pages and search among 10, 1,000 and 100,000 updates (BENCH="--databases sqlite" for a part)
	@$(RUN_BY) bench.updates $(BENCH)

screens: $(STAMPS)/test $(STAMPS)/frontend $(STAMPS)/swedish  ## Every page × role × look as pictures, into screens (PAGES="front reviews.index" ROLES=visitor)
	@$(RUN_BY) e2e.screens $(if $(PAGES),--pages $(PAGES)) $(if $(ROLES),--roles $(ROLES)) $(if $(BROWSERS),--browsers $(BROWSERS))

wheel: $(STAMPS)/frontend $(STAMPS)/swedish  ## Build a package that installs anywhere: dist/collab-….whl
	@rm -f dist/collab-*.whl
	@$(BIN)/pip wheel -qq --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

lock: $(STAMPS)/test  ## Write the lock files anew from requirements/*.in
	@$(BIN)/pip install --quiet uv
	@cd requirements && for group in run test node; do \
	  ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header $$group.in -o $$group.txt; done

migration: $(STAMPS)/test  ## Write a migration from what the models say (MESSAGE="what changes")
	@$(RUN_BY) tools.migration "$(MESSAGE)"

clean:  ## Remove everything that is made, but not instance/
	@rm -rf .venv node_modules static/build build dist screens *.egg-info .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Collab needs Python 3.11 or newer; \"$(PYTHON)\" is $$($(PYTHON) --version 2>&1 || echo missing). Install it, or name one: make run PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Python could not make a virtual environment here. On Debian or Ubuntu: sudo apt-get install python3-venv. Is this folder writable?"; exit 2; }

$(STAMPS)/run: requirements/run.txt pyproject.toml | $(BIN)/python
	@mkdir -p $(STAMPS)
	@echo "Installing what Collab needs (once) …"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/test: requirements/test.txt $(STAMPS)/run
	@echo "Installing what the tests need (once) …"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

$(STAMPS)/node: requirements/node.txt $(STAMPS)/run
	@command -v npm > /dev/null || $(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/node.txt
	@touch $@

$(STAMPS)/swedish: $(wildcard collab/translations/sv/*.po) tools/translations.py $(STAMPS)/run
	@$(RUN_BY) tools.translations compile
	@touch $@

$(STAMPS)/frontend: package.json package-lock.json tools/frontend.py $(shell find static/css static/js static/img -type f) $(STAMPS)/node
	@$(BIN)/python tools/frontend.py
	@touch $@

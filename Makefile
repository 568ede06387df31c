# Two commands do everything on a machine with Python 3.11, make and a package registry:
#   make run    install and run the main job on the demo data
#   make test   install and run every check

PYTHON ?= python3.11
SYSTEM := $(shell command -v $(PYTHON) 2>/dev/null || command -v python3)
BIN := .venv/bin
INSTALLED := .venv/.installed
TESTED := .venv/.installed-test

.PHONY: run test check lint types contracts unit coverage postgres faults docs eval words bench lock format clean
.DEFAULT_GOAL := run

$(BIN)/python:
	$(SYSTEM) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Luohu needs Python 3.11 or newer")'
	$(SYSTEM) -m venv .venv

$(INSTALLED): $(BIN)/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(TESTED): $(INSTALLED) requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.lock
	touch $@

run: $(INSTALLED)
	$(BIN)/python -m luohu.demo
	LUOHU_DATA=build/site $(BIN)/luohu serve --demo

test: check coverage postgres docs

check: lint types contracts unit

lint: $(TESTED)
	$(BIN)/ruff format --check src tests bench docs
	$(BIN)/ruff check src tests bench docs

types: $(TESTED)
	$(BIN)/mypy

contracts: $(TESTED)
	$(BIN)/lint-imports

unit: $(TESTED)
	$(BIN)/pytest -q -n auto tests/law tests/cycle tests/engines tests/people/test_types.py

coverage: $(TESTED)
	$(BIN)/pytest -q -n auto --cov --cov-report=term-missing:skip-covered --cov-report=json:build/coverage.json
	$(BIN)/python -m tests.coverage_floor build/coverage.json

postgres: $(TESTED)
	LUOHU_TEST_POSTGRES=1 $(BIN)/pytest -q -n auto tests/web/record tests/web/protection tests/web/accounts tests/web/years tests/web/declarations tests/web/verification tests/web/selection tests/web/operations tests/web/upgrades tests/web/lists tests/web/letters tests/web/api tests/web/serving tests/web/test_frame.py tests/faults tests/cli/test_load_awards.py tests/browser/test_assessment.py tests/browser/test_letters.py

faults: $(TESTED)
	LUOHU_FAULTS=1 $(BIN)/pytest -s -q tests/faults

docs: $(TESTED)
	$(BIN)/python -m docs.generate --check

words: $(TESTED)
	$(BIN)/python -m luohu.consult.preparing

eval: $(TESTED)
	$(BIN)/python -m tests.consult.rates

bench: $(INSTALLED)
	$(BIN)/python -m bench

format: $(TESTED)
	$(BIN)/ruff format src tests bench docs
	$(BIN)/ruff check --fix src tests bench docs

lock: $(TESTED)
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra tables --extra study --extra letters --extra site --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra tables --extra study --extra letters --extra site --extra test --output-file requirements-test.lock pyproject.toml

clean:
	rm -rf .venv .venv-bench build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

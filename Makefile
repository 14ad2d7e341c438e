# Both commands do all their own set-up: they need Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test suite prove lint types clean

## Start the service; without any token, the demo in the browser.
run: $(VENV)/.run
	@$(BIN)/vekha run

## Lint, then types beside all tests, on two cores: SQLite, PostgreSQL, browser.
test: $(VENV)/.dev lint
	@$(MAKE) --no-print-directory --jobs=2 types suite

suite: $(VENV)/.dev
	$(BIN)/pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered

## The long proofs: speed and memory measured; kills, replicas, faults and attempts. One part alone: make prove PART=inbound
prove: $(VENV)/.dev
	@$(BIN)/python -m benchmarks $(PART)

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Vekha needs Python 3.11 or newer")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing Vekha into $(VENV) (once) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(PIP) --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .coverage

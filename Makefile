# Thin targets over the README's commands. PYTHON may name another interpreter (3.11 to 3.14).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint format bench clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/tools: $(VENV)/installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[all]" -r requirements-dev.txt
	touch $@

demo: $(VENV)/installed
	$(BIN)/detector score seeds/*.txt

test: $(VENV)/tools
	$(BIN)/python -m pytest --numprocesses=auto

lint: $(VENV)/tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/tools
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/tools
	$(BIN)/python scripts/bench/bench.py

clean:
	rm -rf $(VENV) build dist

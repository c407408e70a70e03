# One command each; everything is installed into .venv from the lock on first use.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed-from-lock

.PHONY: demo help test check format bench quality pictures man lock clean

demo: $(STAMP)  ## the whole loop on bundled examples, offline
	$(BIN)/calledit demo

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

test: $(STAMP)  ## every test
	$(BIN)/pytest -n auto

check: $(STAMP)  ## ruff, mypy and the rules of which room may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)  ## what ruff can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)  ## how long things take
	$(BIN)/python -m tests.bench

quality: $(STAMP)  ## how good extraction is, where the labelled documents are beside the project
	$(BIN)/python -m tests.quality

pictures: $(STAMP)  ## the posts of docs/pictures, as Discord shows them
	$(BIN)/python -m tests.pictures

man: $(STAMP)  ## the man page, from the commands
	$(BIN)/python -m bot.cli.manual > docs/calledit.1

# Exact versions with hashes, for every platform and Python from 3.11; no index address inside.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate
lock: $(STAMP)  ## the locks, from pyproject.toml
	$(COMPILE) --extra dev --extra postgres --extra parquet pyproject.toml -o requirements-dev.lock
	$(COMPILE) --extra postgres -c requirements-dev.lock pyproject.toml -o requirements.lock
	echo 'hatchling' | $(COMPILE) -c requirements-dev.lock - -o requirements-build.lock

$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

clean:  ## takes away what was installed and what the demo left
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache calledit-demo

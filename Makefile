# make demo: set up, build a case from the embedded sample, say where to look.
# make test: set up, fast tests, then the slow ones.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help demo test test-fast test-slow check bench format lock clean

help:  ## show what there is
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# One mark for the runtime, one for the tools of development, so that `make demo` installs no more than a user needs.
$(VENV)/.runtime: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) (once, a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

demo: $(VENV)/.runtime  ## set up, run the main job on the embedded sample, say where to look
	@$(BIN)/lagebild demo

test: test-fast test-slow  ## all tests: the fast half, then the slow one

test-fast: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-slow: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 -m slow

check: $(VENV)/.dev  ## ruff, strict mypy, import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev  ## accuracy, speed and memory, measured (needs ../shared)
	$(BIN)/python -m benchmarks

format: $(VENV)/.dev  ## let ruff format and mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.dev  ## pin all dependencies anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate --no-header --group dev -c requirements.txt -o requirements-dev.txt

clean:  ## remove what make has made
	rm -rf $(VENV) build *.egg-info demo-out .pytest_cache .mypy_cache .ruff_cache

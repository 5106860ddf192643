# Everything that one does with this repository. `make` alone lists it.

.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
STAMP := $(VENV)/installed
TORCH = $(shell sed -n 's/^torch==//p' constraints.txt)
# Where the evaluation sets are, for `make bench`.
EVAL ?= ../shared/eval
# The first Python 3.11 or newer on the PATH; `make install PYTHON=/path/to/python` takes another one.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

.PHONY: help install run test check format bench clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

install: $(STAMP) ## Make the environment in .venv

run: $(STAMP) ## Index documents/ and serve the page on http://127.0.0.1:7860
	$(BIN)/python app.py

test: $(STAMP) ## Run all tests
	@for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do \
		command -v $$name >/dev/null && exit; done; $(BIN)/playwright install chromium || true
	$(BIN)/python -m pytest

check: $(STAMP) ## Check format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(STAMP) ## Format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP) ## Run the benchmarks over the sets in EVAL (models.py needs a server: see there)
	@for name in claims answers retrieval; do echo "== $$name"; \
		$(BIN)/python benchmarks/$$name.py --eval-dir "$(EVAL)" || exit 1; done

clean: ## Remove the environment, the index and all caches
	rm -rf $(VENV) .report_assistant build dist src/*.egg-info .gradio
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is newer than both files exactly when the environment is what they ask for.
$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and none is on the PATH." \
		"Install it, or name it: make install PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(call install_torch)
	$(PIP) install -c constraints.txt -e ".[dev,multilingual]"
	@touch $@

# The usual Linux wheel of torch brings gigabytes of CUDA that nothing here uses. The CPU build is taken
# from where pip looks, else from where uv knows it to be, and the usual one only if neither has it.
define install_torch
if [ "$$(uname)" = Linux ]; then \
	echo "Installing the CPU build of torch $(TORCH)"; \
	$(PIP) install -c constraints.txt "torch==$(TORCH)+cpu" 2>/dev/null \
	|| { $(PIP) install -c constraints.txt uv \
		&& $(BIN)/uv pip install --python $(BIN)/python -c constraints.txt --torch-backend=cpu "torch==$(TORCH)"; } \
	|| { echo "No CPU build of torch $(TORCH) is to be had: installing the usual one, with CUDA." >&2; \
		$(PIP) install -c constraints.txt "torch==$(TORCH)"; }; \
else $(PIP) install -c constraints.txt "torch==$(TORCH)"; fi
endef

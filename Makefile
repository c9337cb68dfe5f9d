# make sweep   set up, start the bundled market, sweep it, write flagged.csv
# make test    set up, install the real board, run every check
# make setup   only the environment in .venv

PYTHON ?= python3
NIGHT ?= 1
BIN := .venv/bin

.PHONY: sweep test setup lint board clean

sweep: setup
	@$(BIN)/patrol demo --sweep --night $(NIGHT)

test: setup board lint
	@$(BIN)/python -m pytest

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

setup: .venv/ready

.venv/ready: setup.cfg constraints.txt setup.sh
	@PYTHON="$(PYTHON)" sh setup.sh

board:
	@PYTHON="$(PYTHON)" sh tests/board/install.sh

clean:
	rm -rf .venv .board data flagged.csv build *.egg-info

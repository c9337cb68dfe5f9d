#!/bin/sh
# Sets up .venv with pinned packages; every way it can fail ends in a sentence with the remedy.
set -eu
python=${PYTHON:-python3}

say() { printf '%s\n' "setup: $*" >&2; exit 9; }

command -v "$python" >/dev/null 2>&1 ||
    say "there is no $python; install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    say "$("$python" --version) is too old; Python 3.11 or newer is needed (make setup PYTHON=python3.12)"
"$python" -c 'import sqlite3' 2>/dev/null ||
    say "$python was built without SQLite; use your system's Python (make setup PYTHON=/usr/bin/python3)"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    say "the venv module is missing (Debian: apt-get install python3-venv)"

[ -e .venv/ready ] || printf '%s\n' "setup: making .venv with everything needed; the first time takes a few minutes" >&2
[ -x .venv/bin/python ] || "$python" -m venv .venv || say "could not create .venv here; is the folder writable?"
if command -v uv >/dev/null 2>&1; then
    VIRTUAL_ENV=.venv uv pip install --quiet -c constraints.txt -e '.[dev]'
else
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --retries 5 --timeout 60 \
        -c constraints.txt -e '.[dev]'
fi || say "the packages could not be installed; is the package index reachable? Try again: what is there is kept"
touch .venv/ready

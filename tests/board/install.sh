#!/bin/sh
# Installs the board of the tests into .board/, an environment of its own.
# Does nothing when what requirements.txt asks for is already there.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
board=$(cd "$here/../.." && pwd)/.board
python=${PYTHON:-python3}

if cmp -s "$here/requirements.txt" "$board/installed.txt" && [ -x "$board/bin/python" ]; then
    exit 0
fi

rm -rf "$board"
if ! "$python" -m venv "$board"; then
    rm -rf "$board"
    echo "The board needs Python's venv module: install it (Debian: apt install python3-venv) and try again." >&2
    exit 1
fi
if ! "$board/bin/python" -m pip install --quiet --disable-pip-version-check \
    --requirement "$here/requirements.txt"; then
    echo "The board could not be installed: check the network or pip's index, then try again." >&2
    exit 1
fi
# Written last, so that an installation that broke off is begun again.
cp "$here/requirements.txt" "$board/installed.txt"

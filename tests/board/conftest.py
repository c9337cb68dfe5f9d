"""The board as a fixture: a real classifieds site that nobody here wrote, on loopback."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

HERE = Path(__file__).parent
PYTHON = HERE.parents[1] / ".board" / "bin" / "python"
PATIENCE = 120
"""Seconds that the board may take to fill itself; it needs two or three."""


class Board(NamedTuple):
    """A running board."""

    base_url: str
    """Its front page, with a slash at the end."""
    truth: list[dict[str, Any]]
    """What its pages show, one entry per advert (see ``seed.py``)."""


@pytest.fixture(scope="session")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """The board as its makers ship it; its sitemap names ``example.com``."""
    with _running(tmp_path_factory.mktemp("board")) as running:
        yield running


@pytest.fixture(scope="session")
def own_domain_board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """A board whose operator has told it its address, so that its sitemap leads somewhere."""
    with _running(tmp_path_factory.mktemp("board"), "--own-domain") as running:
        yield running


@contextmanager
def _running(folder: Path, *options: str) -> Iterator[Board]:
    if not PYTHON.exists():
        pytest.skip("the board is not installed: run 'make board' first")
    command = [str(PYTHON), str(HERE / "serve.py"), "0", str(folder), *options]
    with (folder.parent / f"{folder.name}.log").open("w+") as log:
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        alarm = threading.Timer(PATIENCE, server.kill)
        alarm.start()
        try:
            assert server.stdout
            ready = server.stdout.readline()
            alarm.cancel()
            if not ready:
                log.seek(0)
                pytest.fail(f"the board did not start:\n{log.read()}")
            truth = json.loads((folder / "truth.json").read_text("utf-8"))
            yield Board(base_url=ready.split()[-1], truth=truth)
        finally:
            alarm.cancel()
            server.terminate()
            server.communicate()

"""The commands. Each is one file; what they do is in the rooms they call."""

from __future__ import annotations

import errno
import logging
import sys
import tempfile
import traceback
from pathlib import Path

import click

from crawler.cli.app import patrol
from crawler.errors import Exit, PatrolError


def main() -> None:
    """Run ``patrol``; every way it can end has its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run ``patrol`` with these arguments and return its exit code."""
    try:
        code = patrol.main(arguments, prog_name="patrol", standalone_mode=False)
        return int(code or 0)
    except PatrolError as error:
        return _told(str(error), error.exit_code)
    except click.exceptions.Abort:
        return _told("interrupted", Exit.INTERRUPTED)
    except KeyboardInterrupt:
        return _told("interrupted", Exit.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return int(Exit.BAD_INPUT)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone, as in ``patrol … | head``
        return int(Exit.OK)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return _told(f"no space left to write {error.filename or 'the output'}", Exit.DISK_FULL)
        return _unexpected(error)
    except Exception as error:  # noqa: BLE001 - the last net: a sentence, and the traceback in a file
        return _unexpected(error)


def _told(message: str, code: Exit) -> int:
    click.echo(f"patrol: {message}", err=True)
    return int(code)


def _unexpected(error: Exception) -> int:
    logging.getLogger(__name__).debug("unexpected", exc_info=error)
    file = Path(tempfile.gettempdir()) / "patrol-error.txt"
    file.write_text("".join(traceback.format_exception(error)), "utf-8")
    return _told(
        f"an error of the program: {type(error).__name__}: {error}; please report it with {file}",
        Exit.INTERNAL,
    )

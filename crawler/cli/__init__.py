"""The commands. Each is one file; what they do is in the rooms they call."""

from __future__ import annotations

import errno
import signal
import sys
import tempfile
import traceback
from pathlib import Path

import click

from crawler.cli.app import patrol
from crawler.errors import Exit, PatrolError


def main() -> None:
    """Run ``patrol``; every way it can end has its exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to be ended is to be interrupted
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run ``patrol`` with these arguments and return its exit code."""
    try:
        return int(patrol.main(arguments, prog_name="patrol", standalone_mode=False) or Exit.OK)
    except (BrokenPipeError, SystemExit):  # Click turns the first into the second
        sys.stderr.close()  # whoever read our output has gone, as in ``patrol … | head``
        return int(Exit.OK)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return int(Exit.BAD_INPUT)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last net
        code, message = _explained(error)
        click.echo(f"patrol: {message}", err=True)
        return int(code)


def _explained(error: BaseException) -> tuple[Exit, str]:
    """The exit code and the sentence for whatever ended a command."""
    match error:
        case PatrolError():
            return error.exit_code, str(error)
        case click.exceptions.Abort() | KeyboardInterrupt():
            return Exit.INTERRUPTED, "interrupted"
        case click.ClickException():
            usage = (
                error.ctx.get_usage() if isinstance(error, click.UsageError) and error.ctx else ""
            )
            return Exit.BAD_INPUT, f"{error.format_message()}\n{usage}".strip()
        case OSError(errno=errno.ENOSPC):
            return Exit.DISK_FULL, f"no space left to write {error.filename or 'the output'}"
    file = Path(tempfile.gettempdir()) / "patrol-error.txt"
    file.write_text("".join(traceback.format_exception(error)), "utf-8")
    sentence = f"an error of the program: {type(error).__name__}: {error}"
    return Exit.INTERNAL, f"{sentence}; please report it with {file}"

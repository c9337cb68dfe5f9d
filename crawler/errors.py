"""What can go wrong, as the operator sees it: one sentence and one exit code each."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command (documented in ``docs/operators.md``)."""

    OK = 0
    NEEDS_A_LOOK = 1
    BAD_INPUT = 2
    BAD_KEYWORDS = 3
    NOT_COVERED = 4
    ALREADY_RUNNING = 5
    DATABASE = 6
    DISK_FULL = 7
    BUDGET_USED_UP = 8
    MISSING = 9
    INTERNAL = 70
    INTERRUPTED = 130


class PatrolError(Exception):
    """A mistake or fault that is told in words and never as a traceback."""

    exit_code: Exit = Exit.INTERNAL


class InputError(PatrolError):
    """A bad command, configuration or input file."""

    exit_code = Exit.BAD_INPUT


class KeywordError(PatrolError):
    """A keyword file that cannot be used, or whose own tests fail."""

    exit_code = Exit.BAD_KEYWORDS


class UnreachableError(PatrolError):
    """A page that was asked for could not be had: its site is away, or refused it."""

    exit_code = Exit.NOT_COVERED


class AlreadyRunningError(PatrolError):
    """Another sweep holds the lock of this site."""

    exit_code = Exit.ALREADY_RUNNING


class DatabaseError(PatrolError):
    """The database is away, locked, or newer than this program."""

    exit_code = Exit.DATABASE


class DiskFullError(PatrolError):
    """No space left to write what was found."""

    exit_code = Exit.DISK_FULL


class MissingError(PatrolError):
    """Something needed is not there: a browser, an extra, the keys of an API."""

    exit_code = Exit.MISSING

"""What makes a night happen: the text of a systemd timer and of a cron line."""

from __future__ import annotations

import shlex
from pathlib import Path

_SERVICE = """\
# /etc/systemd/system/listing-patrol.service
[Unit]
Description=Listing Patrol: tonight's sweep
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={user}
WorkingDirectory={folder}
ExecStart={command}
# 1: finished, something needs a look. It is in the report; the timer goes on.
SuccessExitStatus=1
TimeoutStartSec={seconds}
KillSignal=SIGINT
"""
_TIMER = """\
# /etc/systemd/system/listing-patrol.timer
[Unit]
Description=Listing Patrol, every night

[Timer]
OnCalendar=*-*-* {at}:00
RandomizedDelaySec=15min
Persistent=true

[Install]
WantedBy=timers.target

# then: systemctl daemon-reload && systemctl enable --now listing-patrol.timer
"""


def systemd(program: Path, config: Path, *, at: str, user: str, minutes: float) -> str:
    """A service and a timer that sweep every night at ``at`` (HH:MM).

    :param minutes: the night's budget; the service is stopped somewhat later.
    """
    service = _SERVICE.format(
        user=user,
        folder=config.parent,
        command=shlex.join([str(program), "sweep", "--config", str(config)]),
        seconds=round((minutes + 15) * 60),
    )
    return f"{service}\n{_TIMER.format(at=at)}"


def cron(program: Path, config: Path, *, at: str) -> str:
    """A crontab line that sweeps every night at ``at`` (HH:MM); the log grows beside the config."""
    hour, minute = at.split(":")
    command = shlex.join([str(program), "sweep", "--config", str(config)])
    log = shlex.quote(str(config.parent / "patrol-cron.log"))
    folder = shlex.quote(str(config.parent))
    return f"{int(minute)} {int(hour)} * * * cd {folder} && {command} >> {log} 2>&1"

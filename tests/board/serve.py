"""Serve the board on loopback: fresh database and photos, 300 adverts, one line when ready.

    .board/bin/python tests/board/serve.py PORT [FOLDER] [--own-domain]

The folder gets ``board.sqlite3``, ``media/`` and ``truth.json`` (see ``seed.py``).
"""

import argparse
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import django


def main() -> int:
    """Read the command line, build the board and serve it until stopped."""
    parser = argparse.ArgumentParser(description="Serve the board of the tests on 127.0.0.1.")
    parser.add_argument("port", type=int, help="0 takes a free one")
    parser.add_argument(
        "folder", type=Path, nargs="?", help="new or empty; default: a temporary one"
    )
    parser.add_argument(
        "--own-domain",
        action="store_true",
        help="let sitemap.xml and rss.xml name the board's own address, not example.com",
    )
    options = parser.parse_args()
    if options.folder and options.folder.is_dir() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty; name a new folder")
    place = nullcontext(options.folder) if options.folder else TemporaryDirectory(prefix="board-")
    with place as folder:
        try:
            serve(options.port, Path(folder), own_domain=options.own_domain)
        except KeyboardInterrupt:
            return 130
    return 0


def serve(port: int, folder: Path, *, own_domain: bool) -> None:
    """Build the board in ``folder`` and serve it until interrupted."""
    os.environ["BOARD_FOLDER"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
    django.setup()

    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application
    from seed import seed

    folder.mkdir(parents=True, exist_ok=True)
    try:
        server = ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler)
    except (OSError, OverflowError) as error:
        sys.exit(f"The board cannot listen on port {port} ({error}); name another one.")
    host = f"127.0.0.1:{server.server_port}"
    call_command("migrate", verbosity=0)
    count = seed(f"http://{host}", folder, domain=host if own_domain else None)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    print(f"{count} adverts at http://{host}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())

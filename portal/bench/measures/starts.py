"""How long `serve --demo` takes until it is ready: from nothing, and again."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Final

from django.conf import settings

from portal.embedded.paths import Unusable
from portal.embedded.processes import leash

READY: Final = "Ready:"
OF_OURS: Final = ("PORTAL_DATA", "DATABASE_URL", "REDIS_URL")


def measure_starts() -> dict[str, float]:
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    try:
        return {"start-first": _start(folder), "start-again": _start(folder)}
    finally:
        _forget(folder)


def _start(folder: Path) -> float:
    environment = {name: value for name, value in os.environ.items() if name not in OF_OURS}
    begun = perf_counter()
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--demo", "--port=0", f"--data={folder}"],
        cwd=settings.BASE_DIR,
        env=environment | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=leash(signal.SIGTERM),  # noqa: PLW1509 single-threaded here
    )
    try:
        last = ""
        for line in server.stdout:
            if READY in line:
                return perf_counter() - begun
            last = line
        raise Unusable(f"serve --demo has ended: {last.strip()}")
    finally:
        server.terminate()
        server.communicate()


def _forget(folder: Path) -> None:
    """The folder, and the database that lies elsewhere when root began it."""
    record = folder / "postgres-folder"
    if record.exists():
        shutil.rmtree(record.read_text().strip(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)

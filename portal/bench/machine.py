"""What the machine says of the server's processes: memory, and time on the processors (Linux)."""

import os
from pathlib import Path
from typing import Final

from django.db import connection

TICKS: Final = os.sysconf("SC_CLK_TCK")
CLIENTS: Final = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
)


def workers_of(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def memory_of(parent: int) -> list[float]:
    """Megabytes that each of the server's workers has resident."""
    pages = [int(Path(f"/proc/{child}/statm").read_text().split()[1]) for child in workers_of(parent)]
    return [count * os.sysconf("SC_PAGE_SIZE") / 1024**2 for count in pages]


def busy(parent: int) -> dict[int, float]:
    """Seconds that each of the web server's workers and of the database's processes behind them has computed so far.

    Of a database on another machine only the former: its processes are not seen here.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLIENTS)
        behind = [pid for (pid,) in cursor.fetchall()]
    return {process: _seconds(process) for process in [*workers_of(parent), *behind]}


def between(before: dict[int, float], after: dict[int, float]) -> float:
    """Seconds computed in between; what a process did that has ended meanwhile is lost."""
    return sum(seconds - before.get(process, 0) for process, seconds in after.items())


def _seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICKS

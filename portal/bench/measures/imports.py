"""An import of ten thousand participants, from the file to the last row."""

from typing import Final

from django.utils import timezone

from accounts.models import User
from participants.actions.imports import apply_import, confirm_import, read_import, start_import
from participants.choices import ImportStatus
from portal.bench.measures.undoing import timed, undone
from portal.lifecycle.refusals import Refused

HEAD: Final = "short_name,name,duns_number,role"
ROLES: Final = ("QSE", "LSE", "RE", "CRRAH", "IMRE", "TDSP")
FIRST: Final = 500_000_000
STEP: Final = 7919  # so that no two numbers look alike


def measure_imports(rows: int, by: User) -> dict[str, float]:
    now = timezone.now()
    with undone(), timed() as took:
        run = start_import(kind="participants", file_name="list.csv", data=market_list(rows), by=by, now=now)
        read_import(run=run, now=now)
        confirm_import(run=run, by=by, now=now)
        apply_import(run=run, now=now)
        run.refresh_from_db(fields=["status"])
    if run.status != ImportStatus.APPLIED:
        raise Refused(f"The import ended as {run.status}.")
    return {"import": took.seconds}


def market_list(rows: int) -> bytes:
    """A list of invented companies, each with one registration."""
    lines = [
        f"M{number:06d},Measured Energy {number:06d} LLC,{FIRST + number * STEP:09d},{ROLES[number % len(ROLES)]}"
        for number in range(rows)
    ]
    return "\n".join([HEAD, *lines, ""]).encode()

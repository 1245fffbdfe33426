"""The demo world's hand-overs: one that runs, one prepared for two weeks, and what leavers left without anybody."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from participants.actions.coverage import check_coverage
from participants.actions.hand_over_steps import go_on
from participants.actions.hand_overs import note_on_hand_over, prepare_hand_over
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "hand_overs.yaml"
CHECKED: Final = timedelta(days=2)


def fill_hand_overs(*, now: datetime) -> None:
    """What the file tells, and the daily check of two days ago."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    for row in told["hand_overs"]:
        _hand_over(row, staff, now)
    check_coverage(now=now - CHECKED)


def _hand_over(row: dict[str, Any], staff: dict[str, User], now: datetime) -> None:
    person, today = staff[row["person"]], market_day(now)
    given = {"by": person, "now": now + timedelta(days=row["prepared"])}
    hand_over = prepare_hand_over(
        person=person,
        receiver=staff[row["receiver"]],
        kind=row["kind"],
        starts_on=today + timedelta(days=row["from"]),
        ends_on=today + timedelta(days=row["until"]),
        note=row["note"],
        **given,
    )
    for note in hand_over.notes.select_related("hand_over", "participant"):
        if text := row["notes"].get(note.participant.name):
            note_on_hand_over(note=note, text=text, **given)
    if "begins" in row:
        go_on(now=now + timedelta(days=row["begins"]))

"""The demo world's checklists: half done, almost done, at risk, planned back from an invented flight."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from participants.access import acting_as
from participants.actions import checklist_items as items
from participants.actions import reviews
from participants.actions.checklists import open_checklist
from participants.actions.evidence import lapse_item
from participants.actions.flights import add_flight
from participants.actions.planning import plan_checklist
from participants.actions.waivers import ask_waiver
from participants.models import Checklist, ChecklistItem, Participant, TestFlight
from portal.scoping.today import MARKET_ZONE, market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "checklists.yaml"
INVENTED: Final = "invented for this demo; nobody publishes such a flight"
# The department answers some hours after the evidence came.
LATER: Final = timedelta(hours=3)


@dataclass(frozen=True)
class Cast:
    """Who acts on one checklist, and the fields of its evidence by item."""

    checklist: Checklist
    manager: User
    judge: User
    user: User | None
    values: dict[str, dict[str, str]]
    now: datetime

    def item(self, code: str) -> ChecklistItem:
        return ChecklistItem.objects.get(checklist=self.checklist, code=code)


def fill_checklists(known: dict[str, Participant], *, now: datetime) -> None:
    """What the file tells, each thing on its day before `now`."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    flight = _flight(told["flight"], staff["supervisor"], now)
    for row in told["checklists"]:
        cast = _opened(row, known[row["participant"]], staff, now)
        for step in row["steps"]:
            _step(cast, step, now + timedelta(days=step["days"]))
        if "flight" in row or "target" in row:
            target = market_day(now + timedelta(days=row["target"])) if "target" in row else None
            plan_checklist(
                checklist=cast.checklist,
                target_on=target,
                flight=flight if row.get("flight") else None,
                by=cast.manager,
                now=now - timedelta(days=1),
            )


def _flight(told: dict[str, int], by: User, now: datetime) -> TestFlight:
    """One flight ahead, so that something can be planned; the demo alone has it."""
    today = market_day(now)

    def at(days: int) -> datetime:
        return datetime.combine(today + timedelta(days=days), time(17), tzinfo=MARKET_ZONE)

    starts: date = today + timedelta(days=told["starts"])
    return add_flight(
        code=f"{starts:%m%y}",
        starts_on=starts,
        ends_on=today + timedelta(days=told["ends"]),
        application_deadline=at(told["application"]),
        registration_deadline=at(told["registration"]),
        texas_set="5.0",
        source=INVENTED,
        tag="P",
        by=by,
        now=now - timedelta(days=90),
    )


def _opened(row: dict[str, Any], participant: Participant, staff: dict[str, User], now: datetime) -> Cast:
    registration = participant.registrations.get(role__code=row["role"])
    manager = staff[row["by"]]
    checklist = open_checklist(registration=registration, by=manager, now=now + timedelta(days=row["opened"]))
    user = User.objects.get(email=row["user"]) if "user" in row else None
    return Cast(checklist, manager, staff["supervisor"], user, row.get("values", {}), now)


def _step(cast: Cast, step: dict[str, Any], at: datetime) -> None:
    for code in step.get("accept", ()):
        _send(cast, code, at)
        reviews.accept_item(item=cast.item(code), by=cast.judge, now=at + LATER)
    for code in step.get("send", ()):
        _send(cast, code, at, step.get("remark", ""))
    for word, act in _STEPS.items():
        if word in step:
            act(cast, cast.item(step[word]), at, step.get("because", ""))


def _send(cast: Cast, code: str, at: datetime, remark: str = "") -> None:
    """By the participant's user where one is named, else recorded by the account manager."""
    item = cast.item(code)
    file = SimpleUploadedFile(
        f"{code} {item.requirement.evidence[:40]}.txt", f"Invented evidence of {code}.\n".encode()
    )
    given = {"documents": [file], "values": cast.values.get(code, {}), "remark": remark, "now": at}
    if cast.user is None:
        items.submit_item(item=item, by=cast.manager, **given)
        return
    with acting_as(cast.user, item.participant_id, now=cast.now):
        items.submit_item(item=item, by=cast.user, **given)


def _return(cast: Cast, item: ChecklistItem, at: datetime, because: str) -> None:
    reviews.return_item(item=item, by=cast.judge, now=at, comment=because)


def _take_up(cast: Cast, item: ChecklistItem, at: datetime, because: str) -> None:
    reviews.take_up_item(item=item, by=cast.judge, now=at)


def _note(cast: Cast, item: ChecklistItem, at: datetime, because: str) -> None:
    reviews.note_item(item=item, by=cast.judge, now=at, text=because)


def _ask(cast: Cast, item: ChecklistItem, at: datetime, because: str) -> None:
    items.ask_for_item(item=item, by=cast.manager, now=at, note=because)


def _by_manager(act: Callable[..., Any], cast: Cast, item: ChecklistItem, at: datetime, because: str) -> None:
    act(item=item, by=cast.manager, now=at, reason=because)


def _lapse(cast: Cast, item: ChecklistItem, at: datetime, because: str) -> None:
    lapse_item(item=item, by=None, now=at, reason=because)


_STEPS: Final[dict[str, Callable[[Cast, ChecklistItem, datetime, str], None]]] = {
    "return": _return,
    "take_up": _take_up,
    "note": _note,
    "ask": _ask,
    "exclude": partial(_by_manager, items.exclude_item),
    "ask_waiver": partial(_by_manager, ask_waiver),
    "lapse": _lapse,
}

"""The demo world's own staff and the users of its companies."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml
from allauth.account.models import EmailAddress

from accounts.actions.absences import record_absence
from accounts.actions.mentorings import start_mentoring
from accounts.actions.staff import deactivate
from accounts.actions.teams import add_team, put_in_team
from accounts.choices import AUDITORS
from accounts.models import Department, Team, User
from portal.audit import trail
from portal.lifecycle.demo import hashed_password
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "staff.yaml"
YEAR: Final = timedelta(days=365)


def fill_staff(*, now: datetime) -> None:
    """Staff, teams, the mentor pair and absences; colleagues who left go at the end of the year."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    begin = now - YEAR
    hashed = hashed_password()
    people = {row["key"]: _staff_member(row, hashed, begin) for row in told["staff"]}
    supervisor = people["supervisor"]
    for name in sorted({row["team"] for row in told["staff"] if "team" in row}):
        add_team(name=name, by=supervisor, now=begin)
    for row in told["staff"]:
        if "team" in row:
            put_in_team(person=people[row["key"]], team=Team.objects.get(name=row["team"]), by=supervisor, now=begin)
    for mentor, colleague in told["mentors"]:
        start_mentoring(
            mentor=people[mentor], colleague=people[colleague], by=supervisor, now=begin, starts_on=market_day(begin)
        )
    today = market_day(now)
    for person, stand_in, first, last, note in told["absences"]:
        record_absence(
            person=people[person],
            stand_in=people[stand_in],
            by=supervisor,
            now=now + timedelta(days=min(first, 0) - 7),
            starts_on=today + timedelta(days=first),
            ends_on=today + timedelta(days=last),
            note=note,
        )


def see_off_leavers(*, now: datetime) -> None:
    """Deactivate the colleagues who left; what they were responsible for waits to be handed over."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    supervisor = User.objects.get(email="supervisor@iso.example")
    for row in told["staff"]:
        if row.get("left"):
            person = User.objects.get(email=row["email"])
            deactivate(person=person, by=supervisor, now=now - timedelta(days=6), reason="Left the company")


def _staff_member(row: dict[str, Any], hashed: str, at: datetime) -> User:
    code = row.get("department")
    return add_person(
        email=row["email"],
        name=row["name"],
        title=row["title"],
        hashed=hashed,
        at=at,
        is_staff=True,
        role=row["role"],
        level=row.get("level", ""),
        phone=f"+1 512 555 01{len(row['email']):02d}",
        department=Department.objects.get(code=code) if code else None,
        access_until=market_day(at) + 2 * YEAR if row["role"] in AUDITORS else None,
    )


def add_person(*, email: str, name: str, title: str, hashed: str, at: datetime, **fields: Any) -> User:
    """A demo person with a confirmed address, who signs in with the demo's password."""
    person = User.objects.create(email=email, name=name, title=title, password=hashed, **fields)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    trail.record("accounts.user.created", of=person, by=None, at=at)
    return person

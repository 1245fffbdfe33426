"""The demo world's settlement calendar, disputes and a flood of MarkeTrak issues, written by the same actions."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from issues.actions import dispute_steps as steps
from issues.actions.adr import hand_over_to_adr
from issues.actions.disputes import open_dispute, record_number
from issues.actions.marketrak import import_report
from issues.actions.opening import open_issue
from issues.actions.settlement_import import import_settlement_calendar
from issues.choices import SettlementRun as S
from issues.dispute_reckoning import the_book
from issues.models import Category, Dispute, Issue
from issues.rules.dispute_windows import Book, window
from participants.models import Contact, Participant, Registration
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "disputes.yaml"
# How far back the published calendar reaches, and which runs it names.
DAYS: Final = 90
RUNS: Final = {S.DAM: "DAM", S.RTM_INITIAL: "RTM Initial", S.RTM_FINAL: "RTM Final", S.RTM_TRUE_UP: "RTM True-Up"}


def fill_disputes(*, now: datetime) -> None:
    """What the file tells, each thing on its day before `now`."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    taken = now - timedelta(days=80)
    import_settlement_calendar(
        data=_calendar(market_day(now)), file_name="settlement_calendar.csv", by=staff["manager"], now=taken
    )
    for row in told["inquiries"]:
        _inquiry(row, staff[row["by"]], now)
    _flood(told["report"], staff, now)


def _calendar(today: date) -> bytes:
    """A calendar as the rules would have it; the operator publishes its own."""
    book = the_book()
    lines = ["settlement_type,operating_date,version,post_date,dispute_date"]
    for back in range(DAYS, 0, -1):
        day = today - timedelta(days=back)
        lines += [_line(run, label, day, book) for run, label in RUNS.items()]
    return "\n".join(lines).encode()


def _line(run: str, label: str, day: date, book: Book) -> str:
    found = window(run, day, book=book)
    return f"{label},{day},1,,{market_day(found.closes_at)}"


def _inquiry(row: dict[str, Any], by: User, now: datetime) -> None:
    participant = Participant.objects.get(name=row["participant"])
    at = now + timedelta(days=row["asked"])
    issue = open_issue(
        participant=participant,
        category=Category.objects.get(code="FS-DISPUTE"),
        registration=Registration.objects.of(participant).order_by("pk").first(),
        title=row["title"],
        text=row["text"],
        contact=_asker(participant),
        operating_day=market_day(now) + timedelta(days=row["day"]),
        settlement_run=row["run"],
        statement_id=row["statement"],
        interval=row["interval"],
        by=by,
        now=at,
    )
    if "dispute" in row:
        _dispute(issue, row, by, now)


def _asker(participant: Participant) -> Contact | None:
    """Somebody of the company who signs in, an analyst before others; else whoever is its first contact."""
    people = Contact.objects.active().of(participant).order_by("pk")
    found = people.filter(user__isnull=False)
    return found.filter(email__startswith="analyst").first() or found.first() or people.first()


def _dispute(issue: Issue, row: dict[str, Any], by: User, now: datetime) -> None:
    told = row["dispute"]
    dispute = open_dispute(
        issue=issue,
        amount=Decimal(told["amount"]),
        charge_type=told["charge"],
        by=by,
        now=now + timedelta(days=told["added"]),
    )
    for step in row.get("then", ()):
        _step(dispute, step, by, now)


def _step(dispute: Dispute, step: dict[str, Any], by: User, now: datetime) -> None:
    at = now + timedelta(days=step["days"])
    who: dict[str, Any] = {"dispute": dispute, "by": by, "now": at}
    if "filed" in step:
        record_number(number=step["filed"], filed_on=market_day(at), **who)
    elif "start" in step:
        days = {"due_on": step["due"], "planned_on": step["planned"]}
        steps.start_dispute(**{name: market_day(now + timedelta(days=back)) for name, back in days.items()}, **who)
    elif "close" in step:
        awarded = Decimal(step["awarded"]) if "awarded" in step else None
        steps.close_dispute(
            resolution=step["close"], text=step["text"], resolved_on=market_day(at), awarded_amount=awarded, **who
        )
    elif "reject" in step:
        steps.reject_resolution(reason=step["reject"], **who)
    else:
        hand_over_to_adr(**who)


def _flood(row: dict[str, Any], staff: dict[str, User], now: datetime) -> None:
    """Many MarkeTrak issues behind one parent, some of them complete by now."""
    participant = Participant.objects.get(name=row["participant"])
    by, at = staff[row["by"]], now + timedelta(days=row["asked"])
    issue = open_issue(
        participant=participant,
        category=Category.objects.get(code="RM-D2D"),
        title=row["title"],
        text=row["text"],
        contact=_asker(participant),
        by=by,
        now=at,
    )
    opened, closed = market_day(at), market_day(now)
    lines = ["issue_id,issue_type,sub_type,state,opened_on,closed_on"]
    for number in range(row["rows"]):
        complete = number < row["complete"]
        state = "Complete" if complete else ("In Progress (TDSP)" if number % 3 else "Pending Complete")
        until = closed if complete else ""
        lines.append(f"{7_310_000 + number},D2D,Switch Hold Removal,{state},{opened},{until}")
    import_report(issue=issue, data="\n".join(lines).encode(), file_name="background_report.csv", by=by, now=now)

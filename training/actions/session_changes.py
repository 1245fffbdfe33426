"""What people are told when a session changes, and what follows for its seats; call under the session's lock."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from portal.calendars.choices import Outcome
from training import enrollment_news as news
from training.actions import offer_clocks
from training.actions import session_rows as rows
from training.actions.offers import fill
from training.actions.seats import move, recount, rows_of
from training.choices import EnrollmentState
from training.models import CourseSession
from training.rules.enrolling import Session
from training.rules.enrollment_moves import LIVE
from training.rules.session_plans import days_in_words

LINK: Final = "Link to join"
LONGEST: Final = 500
MOVED_CLOSE: Final = "The session begins sooner than this offer would have ended: the offered seat was given at once."


def told_values(session: CourseSession) -> dict[str, str]:
    """What people with a seat or in the line are told of when it changes, in words.

    Of the link only that it changed: it is read by those who have a seat.
    """
    instructors = session.instructors.order_by("id").values_list("name", flat=True)
    return {
        "Title": session.title,
        "Format": session.get_format_display(),
        "Days": days_in_words(rows.days_of(session), session.zone),
        "Place": session.place,
        "Instructors": ", ".join(instructors),
        "Note": session.note,
        LINK: " ".join(rows.link_of(session)).strip(),
    }


def changed_values(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """Old and new words of what differs; of the link neither."""
    found = {name: [old[:LONGEST], after[name][:LONGEST]] for name, old in before.items() if old != after[name]}
    if LINK in found:
        found[LINK] = ["", "changed" if after[LINK] else "taken away"]
    return found


def follow_new_plan(session: CourseSession, told: dict[str, list[str]], *, by: Any, now: datetime) -> None:
    """Everybody hears of what changed; reminders, offers and the waiting list follow."""
    if {"Days", "Format"} & told.keys():
        session.apply(remind_at=rows.time_reminder(session, now))
        _settle_offers(session, by=by, now=now)
    if told:
        session.apply(revision=session.revision + 1)
        people = list(rows_of(session).filter(state__in=LIVE))
        facts = {"changes": [[name, *values] for name, values in told.items()]}
        news.tell("changed", people, by=None, now=now, facts=facts, once=f"r{session.revision}")
    fill(session, now=now)


def _settle_offers(session: CourseSession, *, by: Any, now: datetime) -> None:
    """Offers that would reach too close to the new beginning become seats, as seats given that late are."""
    begins_at = Session.of(session).begun_at
    offered = rows_of(session).filter(state=EnrollmentState.OFFERED)
    close = [row for row in offered if offer_clocks.outlasts(row.offer_until, begins_at)]
    if not close:
        return
    for row in close:
        row.session = session
    offer_clocks.stop(close, by=by, now=now, outcome=Outcome.CANCELED)
    move(close, EnrollmentState.SEATED, by=by, now=now, reason=MOVED_CLOSE)
    news.tell("seated", close, by=None, now=now)
    recount(session)

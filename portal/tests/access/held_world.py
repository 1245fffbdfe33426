"""Answers that wait for release, for the walks over all addresses."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from accounts.actions.topics import load_topics, mark_expertise, sign_off_topic
from accounts.models import Topic, User
from issues.actions.conversation import answer_issue
from issues.actions.opening import open_issue
from issues.tests.factories import CategoryFactory
from portal.documents.tests.files import upload
from portal.scoping import wall


def furnish_held(*companies: SimpleNamespace, people: dict[str, User], now: datetime) -> dict[str, Any]:
    """Each company has an issue on a complex matter, whose account manager's answer waits for release; the walk's
    manager knows one topic and is signed off for it."""
    topics = topics_of(people["manager"], by=people["supervisor"], now=now)
    category = CategoryFactory(code="WM-CRR", name="CRR", complex=True)
    for rows in companies:
        name = rows.contact.name
        with wall.inside(rows.user.acting_for):
            rows.held_issue = open_issue(
                participant=rows.participant,
                category=category,
                title=f"Bid file of {name} rejected",
                text=f"{name} asks why.",
                by=rows.user,
                now=now,
            )
        given = {"by": rows.assignment.person, "now": now, "files": [upload(f"{name} bids.pdf")]}
        rows.held_answer = answer_issue(issue=rows.held_issue, text=f"{name} used the old format.", **given)
        rows.held_file = rows.held_answer.files.get()
    return topics


def topics_of(person: User, *, by: User, now: datetime) -> dict[str, Any]:
    """A colleague who knows a topic well, and is signed off for another one."""
    load_topics(now=now)
    topic = Topic.objects.get(code="registration")
    given = {"person": person, "topic": topic, "by": by, "now": now}
    return {"topic": topic, "expertise": mark_expertise(**given), "sign_off": sign_off_topic(**given)}

"""A deadline in one line: what it says in each state, and where it leads."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import timezone

from portal.calendars.due_words import due_words, left_words, length_words
from portal.calendars.models import Clock
from portal.calendars.tests.almanac import at
from portal.outbox import kinds, texts

NOW = at("2026-11-18 10:00")


def clock(**fields):
    return Clock(**{"state": "running", "due_at": at("2026-11-18 17:00")} | fields)


@pytest.mark.parametrize(
    ("fields", "text", "tone"),
    [
        ({}, "due today 17:00", "warn"),
        ({"due_at": at("2026-11-19 17:00")}, "due tomorrow 17:00", "neutral"),
        ({"due_at": at("2026-11-23 17:00")}, "due Monday 17:00", "neutral"),
        ({"due_at": at("2026-11-30 17:00")}, "due Nov 30, 2026, 17:00", "neutral"),
        ({"due_at": at("2026-11-17 17:00")}, "late since yesterday 17:00", "bad"),
        ({"due_at": NOW}, "due today 10:00", "warn"),
        (
            {"state": "paused", "due_at": None, "remaining": timedelta(hours=3, minutes=12)},
            "3 h 12 min left, paused",
            "neutral",
        ),
        ({"state": "paused", "due_at": at("2026-11-12 17:00")}, "late since Nov 12, 2026, 17:00, paused", "bad"),
        ({"state": "stopped", "outcome": "met", "stopped_at": NOW}, "met today 10:00", "good"),
        (
            {"state": "stopped", "outcome": "missed", "breached_at": at("2026-11-17 17:00")},
            "missed, was due yesterday 17:00",
            "bad",
        ),
        ({"state": "stopped", "outcome": "merged", "stopped_at": NOW}, "merged", "neutral"),
    ],
)
def test_a_deadline_in_words(fields, text, tone):
    words = due_words(clock(**fields), NOW)
    assert (words.text, words.tone) == (text, tone)


@pytest.mark.parametrize(
    ("left", "text", "exact"),
    [
        (timedelta(hours=3), "3 h", "3 h"),
        (timedelta(minutes=12, seconds=5), "12 min", "12 min 5 s"),
        (timedelta(seconds=9), "9 s", "9 s"),
        (timedelta(0), "0 s", "0 s"),
    ],
)
def test_an_amount_of_time_in_words(left, text, exact):
    assert (left_words(left), length_words(left)) == (text, exact)


def test_the_tag_leads_to_why_without_a_statement():
    row = clock(ref="CK-00000001", due_at=timezone.now() + timedelta(days=40))
    drawn = Template("{% load deadlines %}{% due clock %}").render(Context({"clock": row}))
    assert 'href="/deadlines/CK-00000001/"' in drawn
    assert "<time datetime=" in drawn
    plain = Template("{% load deadlines %}{% due clock link=False %}").render(Context({"clock": row}))
    assert "href" not in plain
    assert not Template("{% load deadlines %}{% due clock %}").render(Context({"clock": None})).strip()


FACTS = {"deadline": "CK-00000001", "due_at": "2026-11-30T23:00:00+00:00", "late": True}
READER = SimpleNamespace(name="Dana", time_zone="America/New_York")


@pytest.mark.parametrize("verb", ["ahead", "reached", "late", "escalated"])
def test_a_mail_says_when_in_the_readers_zone_and_why(verb):
    drawn = texts.draw(
        kinds.get(f"calendars.deadline.{verb}"), ref="IS-00000001", row="A question", facts=FACTS, recipient=READER,
        on_behalf_of=None, link="http://x/",
    )  # fmt: skip
    for text in (drawn.body, drawn.html):
        assert "Monday, November 30, 2026, 18:00 EST" in text
        assert "/deadlines/CK-00000001/" in text
        assert "A question" in text
    assert "A question" not in drawn.subject


def test_a_message_without_such_facts_is_drawn_all_the_same():
    drawn = texts.draw(kinds.get("calendars.deadline.late"), row=None, facts={}, recipient=READER, link="")
    assert "Why this date" not in drawn.body
    assert "Due" not in drawn.html

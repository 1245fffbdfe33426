"""Keeping articles right: owner, review date with its reminders, for whom, and their end."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from training.actions.article_care import (
    archive_article,
    change_article,
    confirm_article,
    hand_over_article,
    move_review_date,
    restore_article,
)
from training.actions.article_reviews import approve_version, recall_version, submit_for_review
from training.actions.article_sweep import archive_due_articles
from training.actions.articles import add_article, begin_version
from training.models import Article, ArticleVersion
from training.tests.actions.conftest import WORDS
from training.tests.actions.telling import clocks_of, recorded, told

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SOON = date(2026, 12, 18)
LATER = date(2027, 6, 1)


@pytest.fixture
def due_soon(published: ArticleVersion, colleague: User, now: datetime) -> Article:
    """To be looked at a month from now."""
    return move_review_date(article=published.article, by=colleague, now=now, review_on=SOON, reason="Rules change")


def test_the_owner_is_reminded_and_at_last_the_supervisors_hear(
    due_soon: Article, supervisor: User, now: datetime
) -> None:
    heard = {}
    for day in range(1, 70):
        for _twice in range(2):
            sweep_deadlines(now=now + day * DAY)
        for verb in ("review_ahead", "review_due", "review_late", "review_escalated"):
            if told(verb) and verb not in heard:
                heard[verb] = (now + day * DAY).date()
    assert list(heard) == ["review_ahead", "review_due", "review_late", "review_escalated"]
    assert heard["review_ahead"] < SOON < heard["review_late"] < heard["review_escalated"]
    assert told("review_due") == told("review_late") == ["manager2"]
    assert told("review_escalated") == ["manager2", "supervisor"]
    assert not [one for one in Notification.objects.all() if "Weather" in str(one.facts)]


def test_confirming_in_time_meets_the_date_and_begins_the_next(
    due_soon: Article, colleague: User, now: datetime
) -> None:
    confirm_article(article=due_soon, by=colleague, now=now + 20 * DAY, review_on=LATER)
    *_, former, clock = clocks_of(due_soon)
    assert (former.outcome, clock.state, clock.fixed_day) == ("met", "running", LATER)
    sweep_deadlines(now=now + 60 * DAY)
    assert not told("review_due")
    assert recorded(due_soon)[-1] == "confirmed"


def test_confirming_too_late_leaves_the_missed_date_on_record(due_soon: Article, senior: User, now: datetime) -> None:
    sweep_deadlines(now=now + 35 * DAY)
    confirm_article(article=due_soon, by=senior, now=now + 35 * DAY, review_on=LATER)
    *_, former, clock = clocks_of(due_soon)
    assert (former.outcome, clock.state) == ("missed", "running")
    with pytest.raises(Refused, match="from tomorrow on"):
        confirm_article(article=due_soon, by=senior, now=now + 35 * DAY, review_on=date(2026, 12, 1))


def test_only_owner_and_publishers_look_after_it(
    published: ArticleVersion, manager: User, specialist: User, now: datetime
) -> None:
    article = published.article
    for person in (manager, specialist):
        with pytest.raises(NotPermitted):
            confirm_article(article=article, by=person, now=now, review_on=LATER)
        with pytest.raises(NotPermitted):
            move_review_date(article=article, by=person, now=now, review_on=LATER, reason="x")
        with pytest.raises(NotPermitted):
            hand_over_article(article=article, by=person, now=now, owner=published.reviewer)
        with pytest.raises(NotPermitted):
            change_article(article=article, by=person, now=now, audience="staff", role_codes=[], archive_on=None)
        with pytest.raises(NotPermitted):
            archive_article(article=article, by=person, now=now, reason="x")


def test_it_is_handed_over_to_somebody_who_can_answer_for_it(
    published: ArticleVersion, colleague: User, supervisor: User, manager: User, now: datetime, again: object
) -> None:
    article = published.article
    with pytest.raises(Refused, match="level II"):
        hand_over_article(article=article, by=colleague, now=now, owner=manager)
    hand_over_article(article=article, by=colleague, now=now, owner=supervisor)
    assert again(article).owner == supervisor
    assert told("handed_over") == ["supervisor"]
    with pytest.raises(NotPermitted):
        confirm_article(article=article, by=colleague, now=now, review_on=LATER)
    with pytest.raises(Refused, match="already"):
        hand_over_article(article=article, by=supervisor, now=now, owner=supervisor)


def test_after_publication_only_publishers_widen_who_reads_it(
    draft: ArticleVersion, published: ArticleVersion, colleague: User, senior: User, now: datetime, again: object
) -> None:
    article = published.article
    with pytest.raises(NotPermitted):
        change_article(article=article, by=colleague, now=now, audience="staff", role_codes=[], archive_on=None)
    change_article(article=article, by=senior, now=now, audience="staff", role_codes=[], archive_on=SOON)
    assert (again(article).audience, again(article).archive_on) == ("staff", SOON)
    assert recorded(article)[-1] == "changed"
    procedure = add_article(by=colleague, now=now, text=WORDS, kind="procedure")
    with pytest.raises(Refused, match="for the staff only"):
        change_article(article=procedure, by=senior, now=now, audience="public", role_codes=[], archive_on=None)


def test_a_reviewer_who_read_it_for_the_staff_does_not_publish_it_for_everybody(
    colleague: User, senior: User, now: datetime, again: Callable[[Any], Any]
) -> None:
    article = add_article(by=colleague, now=now, text=WORDS, audience="staff")
    version = submit_for_review(version=article.versions.get(), by=colleague, now=now)
    seen = again(version).revision
    recall_version(version=version, by=colleague, now=now)
    change_article(article=article, by=colleague, now=now, audience="public", role_codes=[], archive_on=None)
    submit_for_review(version=version, by=colleague, now=now)
    with pytest.raises(Refused, match="changed since"):
        approve_version(version=version, revision=seen, by=senior, now=now)
    approve_version(version=version, revision=again(version).revision, by=senior, now=now)
    assert again(article).audience == "public"


def test_an_archived_article_rests_until_it_is_restored(
    published: ArticleVersion, colleague: User, senior: User, now: datetime, again: object
) -> None:
    article = published.article
    draft = begin_version(article=article, by=colleague, now=now)
    archive_article(article=article, by=senior, now=now, reason="The form is gone")
    assert (again(article).state, again(article).archived_at, again(draft).state) == ("archived", now, "discarded")
    assert clocks_of(article)[-1].outcome == "canceled"
    assert told("archived") == ["manager2"]
    for refused in (
        lambda: begin_version(article=article, by=colleague, now=now),
        lambda: archive_article(article=article, by=senior, now=now, reason="Again"),
        lambda: confirm_article(article=article, by=colleague, now=now, review_on=LATER),
    ):
        with pytest.raises(Refused):
            refused()
    restore_article(article=article, by=senior, now=now + DAY, review_on=LATER)
    assert (again(article).state, again(article).archived_at, again(published).state) == (
        "published",
        None,
        "published",
    )
    assert (clocks_of(article)[-1].state, clocks_of(article)[-1].fixed_day) == ("running", LATER)


def test_a_draft_that_was_archived_is_a_draft_again(
    article: Article, colleague: User, senior: User, now: datetime, again: object
) -> None:
    archive_article(article=article, by=colleague, now=now, reason="Not needed")
    restore_article(article=article, by=senior, now=now, review_on=LATER)
    assert again(article).state == "draft"
    draft = article.versions.open().get()
    assert (draft.number, draft.body, draft.writer_ids) == (2, WORDS.body, [senior.pk])


def test_a_planned_end_comes_by_itself_and_once(
    published: ArticleVersion, senior: User, now: datetime, again: object
) -> None:
    article = published.article
    change_article(article=article, by=senior, now=now, audience="public", role_codes=[], archive_on=SOON)
    assert archive_due_articles(now=now + 29 * DAY) == 0
    assert [archive_due_articles(now=now + 30 * DAY) for _twice in range(2)] == [1, 0]
    assert again(article).state == "archived"
    assert told("archived") == ["manager2"]
    assert recorded(article)[-1] == "archived"

"""From draft to published: two pairs of eyes, at once or at a time, once however many workers there are."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from accounts.models import User
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from training.actions.article_care import change_article
from training.actions.article_reviews import (
    approve_version,
    publish_scheduled,
    recall_version,
    return_version,
    submit_for_review,
)
from training.actions.article_sweep import archive_due_articles, publish_due_versions
from training.actions.articles import begin_version, save_draft
from training.models import ArticleVersion
from training.tests.actions.conftest import WORDS
from training.tests.actions.telling import clocks_of, recorded, told

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_a_reviewer_who_did_not_write_it_publishes_it(
    senior: User, coordinator: User, submitted: ArticleVersion, now: datetime, again: object
) -> None:
    assert again(submitted.article).state == "in_review"
    assert told("submitted") == ["senior", "training"]
    approve_version(version=submitted, revision=1, by=senior, now=now)
    version = again(submitted)
    assert (version.state, version.reviewer, version.published_at) == ("published", senior, now)
    assert again(submitted.article).state == "published"
    assert recorded(submitted.article) == ["added", "submitted", "published"]
    assert told("published") == ["manager2"]
    (clock,) = clocks_of(submitted.article)
    assert (clock.kind, clock.state, clock.fixed_day) == ("article-review", "running", date(2027, 11, 18))


def test_nobody_judges_what_he_or_she_wrote_part_of(
    draft: ArticleVersion, colleague: User, manager: User, specialist: User, senior: User, now: datetime, again: object
) -> None:
    save_draft(version=draft, revision=1, by=senior, now=now, text=replace(WORDS, body="A senior's sentence."))
    submit_for_review(version=draft, by=colleague, now=now)
    for person in (senior, colleague, manager, specialist):
        with pytest.raises(NotPermitted):
            approve_version(version=draft, revision=2, by=person, now=now)
        with pytest.raises(NotPermitted):
            return_version(version=draft, revision=2, by=person, now=now, reason="No")
    assert again(draft).state == "in_review"


def test_a_returned_version_comes_back_with_its_reason(
    submitted: ArticleVersion, senior: User, colleague: User, now: datetime, again: object
) -> None:
    return_version(version=submitted, revision=1, by=senior, now=now, reason="Which June?")
    version = again(submitted)
    assert (version.state, version.reason, version.article.state) == ("returned", "Which June?", "draft")
    assert told("returned") == ["manager2"]
    save_draft(version=version, revision=1, by=colleague, now=now, text=replace(WORDS, body="By June 1, 2027."))
    submit_for_review(version=version, by=colleague, now=now)
    version = again(submitted)
    assert (version.state, version.reason, version.reviewer) == ("in_review", "", None)
    approve_version(version=version, revision=2, by=senior, now=now)


def test_a_reviewer_who_mends_it_becomes_a_writer(
    submitted: ArticleVersion, senior: User, supervisor: User, now: datetime, again: object
) -> None:
    return_version(version=submitted, revision=1, by=senior, now=now, reason="Let me")
    save_draft(version=submitted, revision=1, by=senior, now=now, text=replace(WORDS, body="Mended"))
    assert again(submitted).state == "draft"
    submit_for_review(version=submitted, by=senior, now=now)
    with pytest.raises(NotPermitted, match="You wrote part"):
        approve_version(version=submitted, revision=2, by=senior, now=now)
    approve_version(version=submitted, revision=2, by=supervisor, now=now)


def test_only_what_was_read_is_approved(
    submitted: ArticleVersion, senior: User, colleague: User, now: datetime, again: object
) -> None:
    recall_version(version=submitted, by=colleague, now=now)
    save_draft(version=submitted, revision=1, by=colleague, now=now, text=replace(WORDS, body="Smuggled in"))
    submit_for_review(version=submitted, by=colleague, now=now)
    with pytest.raises(Refused, match="changed since"):
        approve_version(version=submitted, revision=1, by=senior, now=now)
    assert again(submitted).state == "in_review"


def test_without_text_or_summary_there_is_nothing_to_review(
    draft: ArticleVersion, colleague: User, now: datetime
) -> None:
    save_draft(version=draft, revision=1, by=colleague, now=now, text=replace(WORDS, body="---\n"))
    with pytest.raises(Refused, match="no text"):
        submit_for_review(version=draft, by=colleague, now=now)
    save_draft(version=draft, revision=2, by=colleague, now=now, text=replace(WORDS, summary=""))
    with pytest.raises(Refused, match="summary"):
        submit_for_review(version=draft, by=colleague, now=now)


def test_a_scheduled_version_takes_its_place_at_its_time_and_once(
    published: ArticleVersion, colleague: User, senior: User, now: datetime, again: object
) -> None:
    version = begin_version(article=published.article, by=colleague, now=now)
    save_draft(version=version, revision=1, by=colleague, now=now, text=replace(WORDS, title="From January"))
    submit_for_review(version=version, by=colleague, now=now)
    at = now + 3 * DAY
    approve_version(version=version, revision=2, by=senior, now=now, publish_at=at)
    assert (again(version).state, again(version.article).title) == ("approved", "Weather readiness")
    assert told("approved") == ["manager2"]
    assert publish_due_versions(now=at - timedelta(seconds=1)) == 0
    assert [publish_due_versions(now=at) for _twice in range(2)] == [1, 0]
    assert (again(version).state, again(version).published_at, again(version).reviewer) == ("published", at, senior)
    assert again(published).state == "superseded"
    assert again(version.article).title == "From January"
    assert recorded(version.article)[-2:] == ["approved", "published"]
    assert len(clocks_of(version.article)) == 1, "its review date stays"


def test_an_approved_version_is_taken_back_or_published_early(
    submitted: ArticleVersion, colleague: User, senior: User, supervisor: User, now: datetime, again: object
) -> None:
    at = now + 3 * DAY
    approve_version(version=submitted, revision=1, by=senior, now=now, publish_at=at)
    assert again(submitted.article).state == "scheduled"
    recall_version(version=submitted, by=colleague, now=now)
    assert publish_due_versions(now=at) == 0
    submit_for_review(version=submitted, by=colleague, now=now)
    with pytest.raises(Refused, match="does not wait"):
        publish_scheduled(version=submitted, by=supervisor, now=now)
    approve_version(version=submitted, revision=1, by=senior, now=now, publish_at=at)
    with pytest.raises(NotPermitted):
        publish_scheduled(version=submitted, by=colleague, now=now)
    publish_scheduled(version=submitted, by=supervisor, now=now)
    assert (again(submitted).state, again(submitted).reviewer) == ("published", senior)


def test_times_that_make_no_sense_are_refused(submitted: ArticleVersion, senior: User, now: datetime) -> None:
    article = submitted.article
    audience = {"audience": "public", "role_codes": []}
    change_article(article=article, by=senior, now=now, archive_on=date(2026, 12, 24), **audience)
    for wrong in (
        {"publish_at": now},
        {"publish_at": now + 400 * DAY},
        {"review_on": date(2026, 11, 18)},
        {"publish_at": now + 40 * DAY},  # it is to be archived before
    ):
        with pytest.raises(Refused):
            approve_version(version=submitted, revision=1, by=senior, now=now, **wrong)
    article.apply(review_on=date(2026, 11, 18))
    with pytest.raises(Refused, match="give a new one"):
        approve_version(version=submitted, revision=1, by=senior, now=now)
    approve_version(version=submitted, revision=1, by=senior, now=now, review_on=date(2027, 5, 3))
    assert clocks_of(article)[0].fixed_day == date(2027, 5, 3)


def test_a_version_that_cannot_be_published_does_not_stop_the_others(
    submitted: ArticleVersion, senior: User, now: datetime, again: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve_version(version=submitted, revision=1, by=senior, now=now, publish_at=now + DAY)

    def broken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("training.actions.article_sweep.publish", broken)
    assert publish_due_versions(now=now + DAY) == 0
    monkeypatch.undo()
    assert again(submitted).publish_at == now + DAY + timedelta(hours=1)
    assert publish_due_versions(now=now + 2 * DAY) == 1


def test_what_is_published_is_not_judged_again(published: ArticleVersion, senior: User, now: datetime) -> None:
    with pytest.raises(IllegalMove):
        return_version(version=published, revision=1, by=senior, now=now, reason="Late thought")
    assert archive_due_articles(now=now) == 0

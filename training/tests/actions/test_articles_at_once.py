"""Two callers at once, on two connections: one draft, one decision, one publication, no text overwritten."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from accounts.models import User
from participants.tests.actions.following_up import load_deadlines
from participants.tests.actions.test_second_caller import at_once, the_loser
from portal.audit.models import AuditEvent
from training.actions.article_reviews import approve_version, return_version, submit_for_review
from training.actions.article_sweep import publish_due_versions
from training.actions.articles import SAVED_ELSEWHERE, add_article, begin_version, save_draft
from training.models import ArticleVersion
from training.tests.actions.conftest import WORDS

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_callers_one_wins(colleague: User, manager: User, senior: User, supervisor: User, now: datetime) -> None:
    load_deadlines(now)
    article = add_article(by=colleague, now=now, text=WORDS, audience="public")
    draft = article.versions.get()

    def save(by: User) -> ArticleVersion:
        text = replace(WORDS, body=f"Written by {by.name}")
        return save_draft(version=draft, revision=1, by=by, now=now, text=text)

    assert the_loser(at_once(lambda: save(colleague), lambda: save(supervisor))) == SAVED_ELSEWHERE
    draft.refresh_from_db()
    assert draft.revision == 2
    submit_for_review(version=draft, by=colleague, now=now)
    decided = at_once(
        lambda: approve_version(version=draft, revision=2, by=senior, now=now, publish_at=now + timedelta(days=1)),
        lambda: return_version(version=draft, revision=2, by=senior, now=now, reason="Not yet"),
    )
    assert the_loser(decided).startswith("Not possible")
    draft.refresh_from_db()
    if draft.state == "returned":
        submit_for_review(version=draft, by=colleague, now=now)
        approve_version(version=draft, revision=2, by=senior, now=now, publish_at=now + timedelta(days=1))
    later = now + timedelta(days=2)
    counts = at_once(lambda: publish_due_versions(now=later), lambda: publish_due_versions(now=later))
    assert sorted(counts) == [0, 1]
    assert AuditEvent.objects.filter(verb="training.article.published").count() == 1
    begun = at_once(
        lambda: begin_version(article=article, by=colleague, now=later),
        lambda: begin_version(article=article, by=manager, now=later),
    )
    assert "being worked on already" in the_loser(begun)
    assert article.versions.open().count() == 1

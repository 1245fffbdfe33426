"""Writing articles: who may, what a draft keeps, and that nobody overwrites somebody else's words."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from accounts.models import User
from participants.tests.factories import MarketRoleFactory
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from training.actions.article_reviews import submit_for_review
from training.actions.articles import Text, add_article, begin_version, discard_draft, save_draft
from training.models import Article, ArticleVersion
from training.tests.actions.conftest import WORDS
from training.tests.actions.telling import recorded

pytestmark = pytest.mark.django_db


def test_an_article_begins_as_a_draft_of_its_owner(colleague: User, now: datetime) -> None:
    MarketRoleFactory(code="QSE", order=1)
    MarketRoleFactory(code="RE", order=2)
    made = add_article(by=colleague, now=now, text=WORDS, audience="participants", role_codes=["RE", "QSE"])
    draft = made.versions.get()
    assert (made.kind, made.state, made.audience, made.role_codes) == (
        "article",
        "draft",
        "participants",
        ["QSE", "RE"],
    )
    assert (made.title, made.owner, made.review_on) == ("Weather readiness", colleague, date(2027, 11, 18))
    assert (draft.number, draft.state, draft.author, draft.writer_ids) == (1, "draft", colleague, [colleague.pk])
    assert draft.text == "File by June 1.\nAsk us."
    assert [str(one) for one in draft.citations.all()] == ["Nodal Protocols 16.2.1", "Nodal Operating Guide 3.2"]
    assert recorded(made) == ["added"]


def test_a_procedure_is_the_staffs_own_whatever_was_chosen(colleague: User, now: datetime) -> None:
    made = add_article(by=colleague, now=now, text=WORDS, kind="procedure", audience="public")
    assert (made.audience, made.is_procedure) == ("staff", True)


def test_level_one_writes_drafts_and_names_an_owner_who_answers_for_them(
    manager: User, colleague: User, specialist: User, now: datetime
) -> None:
    with pytest.raises(Refused, match="Say who is the owner"):
        add_article(by=manager, now=now, text=WORDS)
    for nobody in (manager, specialist):
        with pytest.raises(Refused, match="Say who is the owner"):
            add_article(by=manager, now=now, text=WORDS, owner=nobody)
    made = add_article(by=manager, now=now, text=WORDS, owner=colleague)
    assert (made.owner, made.created_by) == (colleague, manager)
    with pytest.raises(NotPermitted):
        add_article(by=specialist, now=now, text=WORDS)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (replace(WORDS, title=" "), "title"),
        (replace(WORDS, cited="somewhere"), "no section"),
        (replace(WORDS, body="x" * 60_001), "longer"),
        (replace(WORDS, body="nul \x00"), "cannot be stored"),
        (replace(WORDS, summary="x" * 401), "Summary"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(text: Text, reason: str, colleague: User, now: datetime) -> None:
    with pytest.raises(Refused, match=reason):
        add_article(by=colleague, now=now, text=text)
    assert not Article.objects.exists()


def test_roles_and_days_are_checked(colleague: User, now: datetime) -> None:
    for wrong in ({"role_codes": ["XYZ"]}, {"review_on": date(2026, 11, 18)}, {"archive_on": date(2026, 11, 18)}):
        with pytest.raises(Refused):
            add_article(by=colleague, now=now, text=WORDS, **wrong)


def test_a_draft_is_saved_with_a_new_revision_and_whoever_wrote_on_it(
    draft: ArticleVersion, supervisor: User, now: datetime
) -> None:
    text = Text("Winter readiness", "New summary", "# Only this", "16.3")
    saved = save_draft(version=draft, revision=1, by=supervisor, now=now, text=text)
    assert (saved.revision, saved.title, saved.text) == (2, "Winter readiness", "Only this")
    assert saved.writer_ids == sorted([draft.author_id, supervisor.pk])
    assert saved.article.title == "Winter readiness"
    assert [one.section for one in saved.citations.all()] == ["16.3"]
    unchanged = save_draft(version=saved, revision=2, by=draft.author, now=now, text=text)
    assert unchanged.revision == 2


def test_who_fell_behind_is_told_and_overwrites_nothing(
    draft: ArticleVersion, colleague: User, supervisor: User, now: datetime, again: object
) -> None:
    save_draft(version=draft, revision=1, by=supervisor, now=now, text=replace(WORDS, body="Theirs"))
    with pytest.raises(Refused, match="Somebody saved") as refusal:
        save_draft(version=draft, revision=1, by=colleague, now=now, text=replace(WORDS, body="Mine"))
    assert refusal.value.code == "behind"
    assert again(draft).body == "Theirs"


def test_level_one_edits_only_what_it_wrote_on(
    draft: ArticleVersion, manager: User, specialist: User, now: datetime, again: object
) -> None:
    for person in (manager, specialist):
        with pytest.raises(NotPermitted):
            save_draft(version=draft, revision=1, by=person, now=now, text=replace(WORDS, body="Mine"))
        with pytest.raises(NotPermitted):
            submit_for_review(version=draft, by=person, now=now)
    assert again(draft).body == WORDS.body


def test_a_published_article_is_changed_by_a_new_version(
    published: ArticleVersion, manager: User, now: datetime, again: object
) -> None:
    with pytest.raises(Refused, match="Only a draft"):
        save_draft(version=published, revision=1, by=published.author, now=now, text=WORDS)
    draft = begin_version(article=published.article, by=manager, now=now)
    assert (draft.number, draft.state, draft.body, draft.writer_ids) == (2, "draft", published.body, [manager.pk])
    assert draft.citations.count() == 2
    save_draft(version=draft, revision=1, by=manager, now=now, text=replace(WORDS, title="Corrected"))
    article = again(published.article)
    assert (article.state, article.title) == ("published", "Weather readiness"), "people go on reading the old one"
    with pytest.raises(Refused, match="being worked on already"):
        begin_version(article=article, by=published.author, now=now)


def test_a_draft_is_given_up_and_the_next_one_counts_on(
    published: ArticleVersion, colleague: User, now: datetime, again: object
) -> None:
    draft = begin_version(article=published.article, by=colleague, now=now)
    discard_draft(version=draft, by=colleague, now=now)
    assert again(draft).state == "discarded"
    with pytest.raises(IllegalMove):
        discard_draft(version=draft, by=colleague, now=now)
    assert begin_version(article=published.article, by=colleague, now=now).number == 3


def test_the_only_version_is_not_discarded(draft: ArticleVersion, colleague: User, now: datetime) -> None:
    with pytest.raises(Refused, match="archive it instead"):
        discard_draft(version=draft, by=colleague, now=now)

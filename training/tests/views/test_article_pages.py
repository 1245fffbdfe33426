"""The library at the desk: what each page shows and does, and to whom."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import MarketRoleFactory
from portal.search.registry import search
from training.actions.article_reviews import submit_for_review
from training.actions.articles import Text, begin_version, save_draft
from training.models import Article, ArticleVersion
from training.tests.article_factories import CitationFactory, DraftFactory, InReviewFactory, PublishedFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


@pytest.fixture
def version(colleague: User, senior: User) -> ArticleVersion:
    """A published article of a colleague, reviewed by the senior; for participants."""
    version = PublishedFactory(
        article__title="Weather readiness", article__owner=colleague, article__audience="participants", reviewer=senior
    )
    CitationFactory(version=version, section="16.2.1")
    return version


def url(version: ArticleVersion, page: str = "") -> str:
    return f"/knowledge/{version.article.ref}/{page}"


def titles(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/knowledge/{query}")
    assert page.status_code == 200
    return [row.title for row in page.context["page"].rows]


def test_the_list_is_narrowed_by_views_filters_sections_and_words(
    version: ArticleVersion, colleague: User, signed_in: SignIn
) -> None:
    MarketRoleFactory(code="QSE")
    DraftFactory(article__title="Draft of a procedure", article__kind="procedure", article__audience="staff")
    waiting = InReviewFactory(article__title="Waits", article__role_codes=["RE"], body="x", text="Certificates expire")
    overdue = PublishedFactory(article__title="Overdue", article__review_on=date(2020, 1, 1))
    gone = PublishedFactory(article__title="Gone", article__state="archived", article__archived_at=datetime.now(UTC))
    client = signed_in(colleague)
    assert set(titles(client)) == {"Weather readiness", "Draft of a procedure", "Waits", "Overdue"}
    assert titles(client, "?view=mine") == ["Weather readiness"]
    assert titles(client, "?view=review") == ["Waits"]
    assert titles(client, "?view=due") == [overdue.title]
    assert titles(client, "?view=drafts") == ["Draft of a procedure"]
    assert titles(client, "?view=archived") == [gone.title]
    assert titles(client, "?kind=procedure") == ["Draft of a procedure"]
    assert titles(client, "?audience=participants") == ["Weather readiness"]
    assert titles(client, "?section=16.2") == titles(client, "?section=section 16.2.1") == ["Weather readiness"]
    assert titles(client, "?section=16.21") == titles(client, "?section=nonsense") == []
    assert waiting.title not in titles(client, "?role=QSE")
    assert titles(client, "?q=certificate") == ["Waits"], "another grammatical form of a word in the text"
    assert titles(client, "?q=wether+readines") == ["Weather readiness"], "typos in a title"
    assert titles(client, f"?q={version.article.ref.lower()}") == ["Weather readiness"]
    assert titles(client, "?q=%27%22%3A%2A") == []


def test_words_of_a_superseded_version_find_nothing(
    version: ArticleVersion, colleague: User, signed_in: SignIn
) -> None:
    DraftFactory(
        article=version.article,
        number=2,
        text="Obsolete pagers",
        state="superseded",
        reviewer=version.reviewer,
        published_at=version.published_at,
    )
    assert titles(signed_in(colleague), "?q=pagers") == []


def test_the_page_shows_the_text_drawn_and_offers_what_each_may_do(
    version: ArticleVersion, colleague: User, senior: User, specialist: User, manager: User, signed_in: SignIn
) -> None:
    page = signed_in(colleague).get(url(version)).content.decode()
    assert "Some <strong>words</strong> to read." in page
    assert "Nodal Protocols 16.2.1" in page
    offered = {
        colleague: {"new-version", "still-right", "hand-over"},
        senior: {"new-version", "still-right", "settings", "archive"},
        manager: {"new-version"},
        specialist: set(),
    }
    for person, pages in offered.items():
        page = signed_in(person).get(url(version)).content.decode()
        found = {
            name
            for name in ("new-version", "still-right", "hand-over", "settings", "archive", "edit")
            if url(version, f"{name}/") in page
        }
        assert found >= pages
        assert bool(found) == bool(pages)


def test_participants_and_visitors_do_not_find_the_desk(
    version: ArticleVersion, member: User, signed_in: SignIn, client: Client
) -> None:
    for page in ("", "compare/", "edit/", "review/"):
        assert signed_in(member).get(url(version, page)).status_code == 404
        assert client.get(url(version, page)).status_code == 302
    assert signed_in(member).post("/knowledge/preview/", {"body": "x"}).status_code == 404


def test_a_new_article_is_written_and_its_draft_edited(colleague: User, signed_in: SignIn) -> None:
    MarketRoleFactory(code="QSE")
    client = signed_in(colleague)
    assert client.get("/knowledge/add/").status_code == 200
    data = {"title": "New one", "summary": "Short", "body": "First", "cited": "16.2", "kind": "procedure"}
    data |= {"audience": "public", "role_codes": ["QSE"]}
    assert client.post("/knowledge/add/", data | {"cited": "nowhere"}).status_code == 422
    done = client.post("/knowledge/add/", data)
    article = Article.objects.get()
    assert done["Location"] == f"/knowledge/{article.ref}/"
    assert (article.audience, article.role_codes, article.owner) == ("staff", ["QSE"], colleague)
    edit = f"/knowledge/{article.ref}/edit/"
    assert 'value="16.2"' in client.get(edit).content.decode()
    data |= {"body": "Second", "revision": 1}
    assert client.post(edit, data)["Location"] == edit
    assert article.versions.get().body == "Second"
    assert client.post(edit, data | {"revision": 2, "submit": "yes"})["Location"] == f"/knowledge/{article.ref}/"
    assert article.versions.get().state == "in_review"
    assert client.get(edit).status_code == 403 or "Only a draft" in client.post(edit, data).content.decode()


def test_who_fell_behind_keeps_the_own_text_and_sees_the_other(
    version: ArticleVersion, colleague: User, supervisor: User, signed_in: SignIn
) -> None:
    now = timezone.now()
    draft = begin_version(article=version.article, by=colleague, now=now)
    theirs = Text("Weather readiness", "In a few words", "Some **other** words to read.")
    save_draft(version=draft, revision=1, by=supervisor, now=now, text=theirs)
    mine = {"title": "Weather readiness", "summary": "In a few words", "body": "Some **own** words to read."}
    client = signed_in(colleague)
    page = client.post(url(version, "edit/"), mine | {"revision": 1})
    assert page.status_code == 422
    shown = page.content.decode()
    assert "Somebody saved this draft" in shown
    assert "Some **own** words to read." in shown
    assert 'name="revision" value="2"' in shown
    assert "other" in shown
    assert client.post(url(version, "edit/"), mine | {"revision": 2}).status_code == 302
    draft.refresh_from_db()
    assert draft.body == mine["body"]


def test_the_preview_draws_what_is_typed(manager: User, specialist: User, signed_in: SignIn) -> None:
    page = signed_in(manager).post("/knowledge/preview/", {"body": "## Head\n<script>x</script>"})
    assert "<h3>Head</h3>" in page.content.decode()
    assert "<script>" not in page.content.decode()
    assert "shown here" in signed_in(manager).post("/knowledge/preview/").content.decode()
    assert signed_in(manager).get("/knowledge/preview/").status_code == 405
    assert signed_in(specialist).post("/knowledge/preview/", {"body": "x"}).status_code == 403


def test_two_versions_are_compared_word_by_word(version: ArticleVersion, colleague: User, signed_in: SignIn) -> None:
    now = timezone.now()
    client = signed_in(colleague)
    assert client.get(url(version, "compare/")).status_code == 404, "there is nothing to compare with"
    draft = begin_version(article=version.article, by=colleague, now=now)
    text = Text("Weather readiness", "In a few words", "Some **sentences** to read.", "NOG 3.2")
    save_draft(version=draft, revision=1, by=colleague, now=now, text=text)
    for query in ("", "?from=1&to=2", "?from=2&to=1", "?from=7&to=x", "?whole=1"):
        page = client.get(url(version, f"compare/{query}")).content.decode()
        assert '<del><span class="sr-only">[removed: </span>words<' in page
        assert '<ins><span class="sr-only">[added: </span>sentences<' in page
        assert "Nodal Operating Guide 3.2" in page


def test_a_reviewer_decides_about_what_was_read(
    colleague: User, senior: User, now: datetime, signed_in: SignIn
) -> None:
    load_deadlines(now)
    draft = DraftFactory(article__owner=colleague)
    submit_for_review(version=draft, by=colleague, now=now)
    assert signed_in(colleague).get(url(draft, "review/")).status_code == 403
    client = signed_in(senior)
    page = client.get(url(draft, "review/"))
    assert page.status_code == 200
    review_on = str(page.context["form"].initial["review_on"])
    for incomplete in ({}, {"decision": "at"}, {"decision": "return", "reason": " "}):
        assert client.post(url(draft, "review/"), incomplete | {"revision": 1}).status_code == 422
    back = client.post(url(draft, "review/"), {"decision": "return", "reason": "Why?", "revision": 1})
    assert back["Location"] == url(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.reason) == ("returned", "Why?")
    submit_for_review(version=draft, by=colleague, now=now)
    soon = f"{timezone.now() + timedelta(days=3):%Y-%m-%dT%H:%M}"
    data = {"decision": "at", "publish_at": soon, "review_on": review_on, "reason": "left over", "revision": 1}
    assert client.post(url(draft, "review/"), data).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "approved"
    assert client.post(url(draft, "publish/")).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "published"


def test_the_small_forms_do_what_they_say(
    version: ArticleVersion, colleague: User, supervisor: User, now: datetime, signed_in: SignIn
) -> None:
    load_deadlines(now)
    client, article = signed_in(supervisor), version.article
    later = str((timezone.now() + timedelta(days=200)).date())
    steps = (
        ("settings/", {"audience": "public", "archive_on": ""}, "audience", "public"),
        ("hand-over/", {"owner": supervisor.ref}, "owner_id", supervisor.pk),
        ("review-date/", {"review_on": later, "reason": "Season"}, "review_on", date.fromisoformat(later)),
        ("new-version/", {}, "state", "published"),
        ("discard/", {}, "state", "published"),
        ("archive/", {"reason": "Gone"}, "state", "archived"),
        ("restore/", {"review_on": later}, "state", "published"),
    )
    for page, data, name, value in steps:
        assert client.get(url(version, page)).status_code == 200, page
        assert client.post(url(version, page), data).status_code == 302, page
        article.refresh_from_db()
        assert getattr(article, name) == value, page
    confirm = client.post(url(version, "still-right/"), {"review_on": "2001-01-01"})
    assert confirm.status_code == 422
    assert client.get(url(version, "discard/")).status_code == 404, "no version is being worked on"


def test_the_search_finds_articles_for_staff_only(version: ArticleVersion, senior: User, member: User) -> None:
    (label, hits), *_ = [group for group in search(senior, "weather") if group[0] == "Knowledge"]
    assert [(hit.title, hit.url) for hit in hits] == [("Weather readiness", url(version))]
    assert not [group for group in search(member, "weather") if group[0] == "Knowledge"]

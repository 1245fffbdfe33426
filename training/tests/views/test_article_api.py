"""Articles in the API: read as readers do, written by the actions the pages call."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from participants.tests.actions.following_up import load_deadlines
from training.models import Article, ArticleVersion
from training.tests.article_factories import CitationFactory, DraftFactory, PublishedFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
ARTICLES = "/api/v1/articles/"
VERSIONS = "/api/v1/article-versions/"


def found(client: Client, question: str = "", path: str = ARTICLES) -> list[str]:
    answer = client.get(f"{path}?{question}")
    assert answer.status_code == 200, answer.content
    return [row["title"] for row in answer.json()["results"]]


def test_participants_read_and_search_what_is_published_for_them(member: User, signed_in: SignIn) -> None:
    version = PublishedFactory(article__title="Disputes", article__audience="participants", text="Ten zebras")
    CitationFactory(version=version, section="9.14.2")
    DraftFactory(article__title="Draft of disputes")
    DraftFactory(article=version.article, number=2, title="Secret disputes")
    PublishedFactory(article__title="Disputes for staff", article__audience="staff")
    client = signed_in(member)
    assert found(client) == found(client, "search=dispute") == found(client, "section=9.14") == ["Disputes"]
    assert found(client, path=VERSIONS) == ["Disputes"]
    assert found(client, "search=secret") == found(client, "section=9.15") == []
    assert client.get(f"{ARTICLES}?state=draft").status_code == 400
    (row,) = client.get(f"{ARTICLES}?search=zebra").json()["results"]
    assert "zebras" in row["excerpt"]
    assert "owner" not in row
    assert client.get(f"{VERSIONS}{version.ref}/").json()["cited"] == ["9.14.2"]
    (suggested,) = client.get(f"{ARTICLES}suggest/?q=how do we disput").json()
    assert suggested["title"] == "Disputes"
    said = client.post(f"{ARTICLES}{version.article.ref}/feedback/", {"helpful": False}, "application/json")
    assert (said.status_code, said.json()["number"]) == (201, 1)


def test_an_article_is_written_reviewed_and_published(colleague: User, senior: User, signed_in: SignIn) -> None:
    load_deadlines(datetime.fromisoformat("2026-11-18T16:00:00+00:00"))
    writer = signed_in(colleague)
    given = {
        "title": "Disputes",
        "summary": "When",
        "body": "By **ten days**.",
        "cited": "9.14.2",
        "audience": "public",
    }
    made = writer.post(ARTICLES, given, "application/json")
    assert made.status_code == 201, made.content
    version = ArticleVersion.objects.get(article__ref=made.json()["ref"])
    address = f"{VERSIONS}{version.ref}/"
    saved = writer.patch(address, {"revision": 1, "summary": "By when"}, "application/json")
    assert (saved.json()["summary"], saved.json()["cited"]) == ("By when", ["9.14.2"])
    assert writer.patch(address, {"summary": "Late"}, "application/json").status_code == 409
    assert writer.post(f"{address}submit/", {}, "application/json").json()["state"] == "in_review"
    assert writer.post(f"{address}approve/", {"revision": 2}, "application/json").status_code == 403
    reviewer = signed_in(senior)
    approved = reviewer.post(f"{address}approve/", {"revision": 2}, "application/json")
    assert approved.json()["state"] == "published", approved.content
    article = Article.objects.get()
    begun = writer.post(f"{ARTICLES}{article.ref}/begin-version/", {}, "application/json")
    assert (begun.status_code, begun.json()["number"]) == (201, 2)
    changed = reviewer.patch(f"{ARTICLES}{article.ref}/", {"audience": "participants"}, "application/json")
    assert changed.json()["audience"] == "participants"
    day = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1).isoformat()
    assert reviewer.post(f"{ARTICLES}{article.ref}/confirm/", {"review_on": day}, "application/json").status_code == 200
    gone = reviewer.post(f"{ARTICLES}{article.ref}/archive/", {"reason": "Superseded"}, "application/json")
    assert gone.json()["state"] == "archived"

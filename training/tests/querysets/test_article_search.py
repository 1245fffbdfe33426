"""Who asks finds: forms of a word, typos, sections; and never what is not published for the person."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from portal.scoping import wall
from training.choices import ArticleState, Audience
from training.models import Article
from training.rules.excerpts import FOUND_FROM, FOUND_TO
from training.tests.article_factories import CitationFactory, DraftFactory, PublishedFactory

pytestmark = pytest.mark.django_db


def published(title: str, text: str = "", summary: str = "", **more: object) -> Article:
    return PublishedFactory(article__title=title, text=text or "Nothing of note.", summary=summary, **more).article


@pytest.fixture
def shelf() -> dict[str, Article]:
    bank = published(
        "Changing your bank account", "Two persons sign. Settlement payments of 16.2.1 go to the new account."
    )
    dispute = published(
        "Settlement disputes", "File within ten Business Days of the statement.", "Windows and deadlines"
    )
    certificates = published(
        "Digital certificates", "The yearly audit of certificates ends on October 1.", article__role_codes=["QSE"]
    )
    CitationFactory(version=bank.versions.get(), section="16.2.1")
    CitationFactory(version=dispute.versions.get(), section="16.2.10")
    CitationFactory(version=certificates.versions.get(), section="16.12")
    return {"bank": bank, "dispute": dispute, "certificates": certificates}


def titles(words: str) -> list[str]:
    rows = Article.objects.search(words).order_by("-similarity", "id")
    return [row.title.split()[-1] for row in rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dispute", ["disputes"]),  # another form of the word
        ("settlement", ["disputes", "account"]),  # a title counts more than a text
        ("setlement disptues", ["disputes"]),  # typos, each word
        ("statment", ["disputes"]),  # a typo of a word that stands in the text only
        ("certifcate audit", ["certificates"]),  # one word with a typo in the title, one right in the text
        ("chang", ["account"]),  # a word only begun
        ("16.2.1", ["account"]),  # neither 16.2.10 nor 16.12
        ("section 16.2", ["account", "disputes"]),
        ("16.2.2", []),
        ('"new account"', ["account"]),
        ('"account new"', []),
        ("settlement -payments", ["disputes"]),
        ("certificates or deadlines", ["certificates", "disputes"]),
        ("the", []),
        ("", []),
        ("zebra", []),
        ("dispute zebra", []),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_what_is_asked_is_found(words: str, found: list[str]) -> None:
    assert titles(words) == found


@pytest.mark.parametrize(
    "words", ["'", "a'b:*&!|()", "\\", "\x00bank", "%", "<->", '"', "-", "- -", "or", "é", "x" * 5000]
)
@pytest.mark.usefixtures("shelf")
def test_no_sign_breaks_a_search(words: str) -> None:
    list(Article.objects.search(words))


@pytest.mark.usefixtures("shelf")
def test_an_excerpt_shows_what_was_found() -> None:
    (row,) = Article.objects.search("persons")
    assert f"{FOUND_FROM}persons{FOUND_TO} sign." in row.excerpt


def test_drafts_and_what_is_archived_or_for_others_are_not_found(member: User, shelf: dict[str, Article]) -> None:
    DraftFactory(article__title="Draft on settlement", article__audience=Audience.PUBLIC)
    DraftFactory(article=shelf["bank"], number=2, title="Zebra", text="zebra", summary="zebra")
    published("Settlement procedures", article__audience=Audience.STAFF)
    for_members = published("Settlement for members", article__audience=Audience.PARTICIPANTS)
    archived = published("Settlement archived")
    archived.apply(state=ArticleState.ARCHIVED, archived_at=archived.changed_at)
    public = {shelf["bank"], shelf["dispute"]}
    assert set(Article.objects.visible_to(AnonymousUser()).search("settlement")) == public
    assert not Article.objects.search("zebra")
    with wall.inside(member.acting_for):
        assert set(Article.objects.visible_to(member).search("setlement")) == public | {for_members}
        assert set(Article.objects.search("settlement")) == public | {for_members}
        assert not Article.objects.search("zebra")

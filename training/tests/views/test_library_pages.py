"""The library as strangers, participants and staff see it."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import MarketRoleFactory
from portal.search.registry import search
from training.choices import ArticleKind, Audience
from training.models import Article, ArticleFeedback, ArticleUse, QuizAttempt
from training.suggesting import suggest
from training.tests.article_factories import CitationFactory, DraftFactory, PublishedFactory
from training.tests.reading_world import procedure_with_quiz

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
SECRET = "zebra"  # stands only in what nobody but the staff may read


@pytest.fixture
def shelf() -> SimpleNamespace:
    """Public, for participants, for staff, a procedure; a draft of the public one and one of its own."""
    public = PublishedFactory(
        article__title="Settlement disputes",
        summary="By when to file",
        text="File within ten days. Ask for Tom & Jerry's words",
        body="File within **ten days**. <script>alert(1)</script>",
    )
    CitationFactory(version=public, section="9.14.2")
    member = PublishedFactory(article__title="Settlement invoices", article__audience=Audience.PARTICIPANTS)
    staff = PublishedFactory(article__title=f"Settlement {SECRET}", article__audience=Audience.STAFF)
    PublishedFactory(
        article__title=f"Settlement procedure {SECRET}",
        article__audience=Audience.STAFF,
        article__kind=ArticleKind.PROCEDURE,
    )
    DraftFactory(article__title=f"Settlement draft {SECRET}")
    DraftFactory(article=public.article, number=2, title=SECRET, summary=SECRET, text=SECRET, body=SECRET)
    return SimpleNamespace(public=public.article, member=member.article, staff=staff.article)


def titles(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/library/{query}")
    assert page.status_code == 200
    return [row.title for row in page.context["page"].rows]


def test_strangers_read_what_is_public_and_nothing_tells_of_the_rest(client: Client, shelf: SimpleNamespace) -> None:
    assert titles(client) == titles(client, "?q=setlement") == titles(client, "?topic=NP-9") == ["Settlement disputes"]
    page = client.get(f"/library/{shelf.public.ref}/")
    assert "<strong>ten days</strong>" in page.text
    assert "<script>alert" not in page.text
    assert "noindex" not in page.text
    for article in (shelf.member, shelf.staff):
        assert client.get(f"/library/{article.ref}/").status_code == 404
    for path in (
        "/library/",
        f"/library/?q={SECRET[:-1]}",
        "/library/?q=settlement",
        f"/library/suggestions/?q=settlement {SECRET[:-1]}",
        f"/library/{shelf.public.ref}/",
    ):
        assert SECRET not in client.get(path).text


def test_participants_read_what_is_for_them_their_own_roles_first(
    member: User, lantern: SimpleNamespace, signed_in: SignIn, shelf: SimpleNamespace
) -> None:
    own = PublishedFactory(article__title="For a QSE", article__role_codes=["QSE"]).article
    other = PublishedFactory(article__title="For a TDSP", article__role_codes=["TDSP"]).article
    client = signed_in(member)
    found = titles(client)
    assert found[0] == own.title
    assert found[-1] == other.title
    assert set(found[1:-1]) == {"Settlement disputes", "Settlement invoices"}
    page = client.get(f"/library/{shelf.member.ref}/")
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert client.get(f"/library/{shelf.staff.ref}/").status_code == 404
    assert [hit.title for label, hits in search(member, "settlment") for hit in hits if label == "Library"] == [
        "Settlement invoices",
        "Settlement disputes",
    ]
    assert not any(SECRET in hit.title for _, hits in search(member, SECRET) for hit in hits)
    assert suggest(member, SECRET) == []


def test_staff_read_articles_of_every_audience_here_and_procedures_at_the_desk(
    senior: User, signed_in: SignIn, shelf: SimpleNamespace
) -> None:
    client = signed_in(senior)
    assert set(titles(client)) == {"Settlement disputes", "Settlement invoices", f"Settlement {SECRET}"}
    suggested = suggest(senior, f"settlement procedure {SECRET}")
    assert any(one.url.startswith("/knowledge/") for one in suggested)


def test_an_excerpt_is_escaped_and_marked(client: Client, shelf: SimpleNamespace) -> None:
    page = client.get("/library/?q=words")
    assert "Tom &amp; Jerry&#x27;s <mark>words</mark>" in page.text


def test_half_a_sentence_brings_suggestions_into_the_page(client: Client, shelf: SimpleNamespace) -> None:
    page = client.get("/library/suggestions/", {"for": "q", "q": "our setlement statement is wrong, how do we disp"})
    assert "Settlement disputes" in page.text
    assert client.get("/library/suggestions/", {"q": "zz"}).text.strip() == ""


def test_feedback_is_given_by_whoever_is_signed_in_and_may_be_changed(
    client: Client, member: User, colleague: User, signed_in: SignIn, shelf: SimpleNamespace
) -> None:
    address = f"/library/{shelf.public.ref}/feedback/"
    assert client.post(address, {"helpful": "yes"}).headers["Location"].startswith("/accounts/login/")
    for answer in ("yes", "no"):
        page = signed_in(member).post(address, {"helpful": answer, "comment": "More, please"}, follow=True)
        assert page.redirect_chain[0][0] == f"/library/{shelf.public.ref}/"
    assert "You said no" in page.text
    assert signed_in(member).post(address, {"comment": "?"}).status_code == 422
    row = ArticleFeedback.objects.get()
    assert (row.helpful, row.comment) == (False, "More, please")
    desk = signed_in(colleague).get(shelf.public.get_absolute_url())
    assert "More, please" in desk.text
    assert member.name in desk.text


def test_of_a_restricted_company_the_comment_is_shown_without_its_people(
    member: User, lantern: SimpleNamespace, colleague: User, signed_in: SignIn, shelf: SimpleNamespace
) -> None:
    signed_in(member).post(f"/library/{shelf.public.ref}/feedback/", {"helpful": "no", "comment": "Unclear"})
    lantern.participant.apply(restricted=True, restricted_reason="Because")
    page = signed_in(colleague).get(shelf.public.get_absolute_url())
    assert "Unclear" in page.text
    assert member.name not in page.text
    assert lantern.participant.name not in page.text


def test_an_article_is_sent_to_contacts_and_counts_as_used(
    manager: User, lantern: SimpleNamespace, signed_in: SignIn, shelf: SimpleNamespace
) -> None:
    client = signed_in(manager)
    first = client.post(f"/knowledge/{shelf.public.ref}/send/", {"participant": lantern.participant.name})
    letter = client.get(first.headers["Location"])
    text = letter.context["form"]["text"].value()
    assert f"/library/{shelf.public.ref}/" in text
    sent = client.post(first.headers["Location"], {"contacts": [lantern.contact.ref], "text": text})
    assert sent.headers["Location"].startswith("/participants/letters/")
    assert ArticleUse.objects.get().used_by == manager
    page = client.get(shelf.public.get_absolute_url())
    assert f"Letter to {lantern.participant.name}" in page.text
    assert client.get(f"/knowledge/{shelf.staff.ref}/send/").status_code == 404


def test_a_quiz_is_taken_at_the_desk_and_graded_there(
    colleague: User, senior: User, manager: User, signed_in: SignIn, now: object
) -> None:
    load_deadlines(now)
    procedure = procedure_with_quiz(owner=colleague, reviewer=senior, now=now)
    client = signed_in(manager)
    questions = list(procedure.versions.get().questions.all())
    address = f"/knowledge/{procedure.ref}/quiz/"
    assert client.post(address, {}).status_code == 422
    wrong = client.post(address, {row.ref: "1" for row in questions} | {"percent": "100", "passed": "on"}, follow=True)
    assert "Not passed yet: 50 percent" in wrong.text
    right = client.post(address, {row.ref: str(row.right[0]) for row in questions}, follow=True)
    assert "Passed: 100 percent" in right.text
    assert [row.passed for row in QuizAttempt.objects.order_by("id")] == [False, True]
    assert "Take it again" in client.get(procedure.get_absolute_url()).text
    other = signed_in(colleague).get(QuizAttempt.objects.first().get_absolute_url())
    assert other.status_code == 404


def test_the_quiz_of_a_draft_is_written_in_blocks(colleague: User, signed_in: SignIn) -> None:
    version = DraftFactory(
        article__kind="procedure", article__audience="staff", article__owner=colleague, author=colleague
    )
    client = signed_in(colleague)
    address = f"/knowledge/{version.article.ref}/quiz/write/"
    block = {"text": "Who signs?", "choices": "One\n* Two\n\n*Three", "explanation": ""}
    empty = {"text": "", "choices": "", "explanation": ""}
    sent = {f"question-0-{name}": value for name, value in block.items()}
    sent |= {f"question-1-{name}": value for name, value in empty.items()}
    sent |= {"question-TOTAL_FORMS": "2", "question-INITIAL_FORMS": "0", "pass_percent": "80", "revision": "1"}
    assert client.post(address, sent).status_code == 302
    question = version.questions.get()
    assert (question.choices, question.right) == (["One", "Two", "Three"], [1, 2])
    assert client.post(address, sent).status_code == 422  # that revision is no longer the latest
    assert "* Two" in client.get(address).text
    assert client.get(f"/knowledge/{PublishedFactory().article.ref}/quiz/write/").status_code == 404


BUDGETS = {"list": 12, "search": 17, "article": 13, "desk": 21}


def test_more_articles_and_feedback_take_no_more_statements(
    member: User, senior: User, lantern: SimpleNamespace, signed_in: SignIn
) -> None:
    MarketRoleFactory(code="QSE")
    article = PublishedFactory(article__title="Settlement").article
    version = article.versions.get()
    reader, desk = signed_in(member), Client()
    desk.force_login(senior)
    addresses = {
        "list": (reader, "/library/"),
        "search": (reader, "/library/?q=setlement"),
        "article": (reader, f"/library/{article.ref}/"),
        "desk": (desk, article.get_absolute_url()),
    }

    def grow(count: int) -> dict[str, int]:
        for number in range(count):
            other = PublishedFactory(article__title=f"Settlement {number}", article__role_codes=["QSE"])
            section = f"9.{Article.objects.count()}"
            CitationFactory(version=other, section=section)
            CitationFactory(version=version, section=section)
            ArticleFeedback.objects.create(
                version=version,
                person=other.author,
                participant=lantern.participant,
                helpful=False,
                comment="x",
                given_at=version.changed_at,
            )
            ArticleUse.objects.create(
                version=version,
                answer_type="participants.letter",
                answer_ref=other.ref,
                used_by=other.author,
                used_at=version.changed_at,
            )
        return {name: statements(*where) for name, where in addresses.items()}

    few, many = grow(2), grow(8)
    assert few == many
    assert {name: count for name, count in many.items() if count > BUDGETS[name]} == {}


def statements(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)

"""The demo world's library: the starter articles, what readers said of them, letters with them, and quizzes taken."""

from datetime import datetime, timedelta
from typing import Final

from accounts.models import User
from participants.access import acting_as
from participants.models import Contact
from training.actions.article_catalog import load_articles
from training.actions.article_feedback import give_feedback
from training.actions.article_uses import send_article
from training.actions.quizzes import take_quiz
from training.models import Article, ArticleVersion
from training.sending import opening

# Who said what, how many days ago, of which file of the catalog.
SAID: Final = (
    ("certificate-audit", "admin@prairielantern.example", 40, True, ""),
    ("certificate-audit", "analyst@prairielantern.example", 22, False, "Where do I see the list of our certificates?"),
    ("settlement-dispute-windows", "admin@bluemesa.example", 12, True, "The table is what I needed."),
    ("retail-test-flights", "manager2@iso.example", 9, True, ""),
)
SENT: Final = (("certificate-audit", "manager@iso.example", 30), ("retail-test-flights", "manager@iso.example", 15))
# Who ticked how many questions right.
TAKEN: Final = (
    ("procedure-verify-a-caller", "manager@iso.example", 18, 1),
    ("procedure-verify-a-caller", "manager@iso.example", 17, 3),
    ("procedure-open-a-checklist", "manager@iso.example", 16, 3),
)
LOADED: Final = timedelta(days=60)


def fill_library(*, now: datetime) -> None:
    """Called once everybody is there."""
    load_articles(now=now - LOADED)
    articles = {row.catalog_code: row for row in Article.objects.exclude(catalog_code="")}
    people = {person.email: person for person in User.objects.all()}
    for code, email, days, helpful, comment in SAID:
        _said(articles[code], people[email], now - timedelta(days), helpful, comment)
    for code, email, days in SENT:
        _sent(articles[code], people[email], now - timedelta(days))
    for code, email, days, right in TAKEN:
        _taken(articles[code], people[email], now - timedelta(days), right)


def _said(article: Article, person: User, at: datetime, helpful: bool, comment: str) -> None:
    given = {"article": article, "by": person, "now": at, "helpful": helpful, "comment": comment}
    if person.is_staff:
        give_feedback(**given)
        return
    participant_id = person.memberships.values_list("participant", flat=True)[0]
    with acting_as(person, participant_id, now=at):
        give_feedback(**given)


def _sent(article: Article, manager: User, at: datetime) -> None:
    """To the first contact of the company that the person looks after."""
    contacts = (
        Contact.objects.active()
        .exclude(email="")
        .filter(participant__assignments__person=manager, participant__assignments__kind="primary")
    )
    contact = contacts.select_related("participant").order_by("participant__name", "id")[0]
    summary = article.versions.published().get().summary
    send_article(
        article=article,
        participant=contact.participant,
        contacts=[contact],
        text=opening(article.title, summary, article.ref),
        by=manager,
        now=at,
    )


def _taken(article: Article, person: User, at: datetime, right: int) -> None:
    version = ArticleVersion.objects.published().get(article=article)
    questions = list(version.questions.all())
    answers = {row.ref: row.right if place < right else [] for place, row in enumerate(questions)}
    take_quiz(version=version, answers=answers, by=person, now=at)

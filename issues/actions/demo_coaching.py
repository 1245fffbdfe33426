"""The demo's reviews of answers: drawn from the weeks before, some made and taken up, one asked for by hand."""

from datetime import datetime, timedelta
from typing import Any, Final

from accounts.models import Topic, User
from issues.actions.coaching import acknowledge_review, record_review, skip_review
from issues.actions.coaching_draw import ask_review, draw_for
from issues.choices.coaching import CoachingWord, Grade
from issues.coaching_answers import answers
from issues.models import AnswerReview, ReviewPolicy
from issues.rules.coaching import WEEK, monday_of
from portal.scoping.today import market_day

WEEKS: Final = 6
DRAWN_FROM: Final = ("newcomer", "manager", "manager2", "senior")
G: Final = Grade
# Marks, coaching point and summary of each review in turn.
TOLD: Final[tuple[tuple[dict[str, int], str, str, str], ...]] = (
    (
        {"right": G.GOOD, "answers": G.PARTLY, "clear": G.VERY_GOOD, "safe": G.VERY_GOOD},
        CoachingWord.CHANGE,
        "Say who does what next, and by which day: they asked that twice.",
        "Friendly and correct. Only the next step is missing.",
    ),
    (
        {"right": G.VERY_GOOD, "answers": G.GOOD, "clear": G.GOOD, "safe": G.VERY_GOOD, "in-time": G.GOOD},
        CoachingWord.KEEP,
        "The section is named and linked. That saves the next question.",
        "",
    ),
    (
        {"right": G.PARTLY, "answers": G.GOOD, "clear": G.GOOD, "safe": G.VERY_GOOD},
        CoachingWord.CHANGE,
        "The window counts from the day of issue, not from when they asked. Look at the table of windows first.",
        "Let us look at the windows together on Thursday.",
    ),
)
REPLY: Final = "Thank you. I now close each answer with the next step and its day."
ASKED: Final = "Is the tone right for a company that is new to the market?"
SKIPPED: Final = "An answer of one line: nothing to learn from it."


def fill_reviews(*, now: datetime) -> None:
    """From answers that are there already; nothing where the demo's staff is not."""
    people = {person.email.partition("@")[0]: person for person in User.objects.active().staff()}
    policies = {row.level: row for row in ReviewPolicy.objects.all()}
    chosen = [people[key] for key in DRAWN_FROM if key in people]
    if len(chosen) < len(DRAWN_FROM) or not policies:
        return
    this = monday_of(market_day(now))
    for back in range(WEEKS, 0, -1):
        week = this - WEEK * back
        at = now - WEEK * (back - 1)
        for person in chosen:
            draw_for(person=person, week=week, policy=policies[person.level], now=at)
    _work(now)
    _ask(people["manager"], now)


def _work(now: datetime) -> None:
    """All but the latest two are made; one is skipped, and of the made ones some are not taken up yet."""
    topics = {row.code: row for row in Topic.objects.all()}
    rows: list[Any] = list(
        AnswerReview.objects.waiting().select_related("author", "reviewer").order_by("drawn_at", "id")
    )
    for number, review in enumerate(rows[:-2]):
        at = min(review.drawn_at + timedelta(days=2), now - timedelta(hours=2))
        if number == len(TOLD):
            skip_review(review=review, by=review.reviewer, now=at, reason=SKIPPED)
            continue
        marks, word, text, summary = TOLD[number % len(TOLD)]
        points = [(word, text, topics.get("settlements") if number % len(TOLD) == 2 else None)]
        record_review(review=review, by=review.reviewer, now=at, marks=marks, points=points, summary=summary)
        if number % 2 == 0 and number < len(rows) - 4:
            acknowledge_review(review=review, by=review.author, now=at + timedelta(hours=1), reply=REPLY)


def _ask(person: User, now: datetime) -> None:
    said = answers().filter(author=person).order_by("-at", "-id").first()
    if said is not None:
        ask_review(comment=said, by=person, now=now - timedelta(hours=1), because=ASKED)

"""The demo's topics: who knows what, who answers alone, and a colleague who has just begun."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.actions.demo import add_person
from accounts.actions.learning import begin_learning_plan, give_word
from accounts.actions.mentorings import start_mentoring
from accounts.actions.topics import mark_expertise, sign_off_topic
from accounts.models import Team, Topic, User
from portal.lifecycle.demo import hashed_password
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "topics.yaml"


def fill_topics(*, now: datetime) -> None:
    """Nothing where the demo's staff is not there."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    people = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    if "supervisor" not in people:
        return
    topics = {topic.code: topic for topic in Topic.objects.all()}
    supervisor, long_ago = people["supervisor"], now - timedelta(days=200)
    for row in told["newcomers"]:
        people[row["key"]] = _begin(row, people, now)
    for key, codes in told["knows"].items():
        for code in codes:
            mark_expertise(person=people[key], topic=topics[code], by=supervisor, now=long_ago)
    for key, codes in told["signed_off"].items():
        for code in topics if codes == "all" else codes:
            at = long_ago if codes == "all" else now - timedelta(days=4)
            sign_off_topic(person=people[key], topic=topics[code], by=supervisor, now=at)
    for row in told["newcomers"]:
        _learn(people[row["key"]], people[row["mentor"]], row, now)


def _learn(person: User, mentor: User, row: dict[str, Any], now: datetime) -> None:
    """A learning plan from the first day on, of which the mentor has seen something already."""
    plan = begin_learning_plan(
        person=person, by=mentor, now=now, starts_on=market_day(now - timedelta(days=row["since"]))
    )
    words = plan.goals.filter(kind="word").select_related("plan")
    for goal, word in zip(words, row["words"], strict=False):
        give_word(goal=goal, word=word, by=mentor, now=now)


def _begin(row: dict[str, Any], people: dict[str, User], now: datetime) -> User:
    """Somebody who began some weeks ago, with a mentor."""
    at = now - timedelta(days=row["since"])
    person = add_person(
        email=row["email"],
        name=row["name"],
        title=row["title"],
        hashed=hashed_password(),
        at=at,
        is_staff=True,
        role="account_manager",
        level="I",
        phone=row["phone"],
        team=Team.objects.filter(name=row["team"]).first(),
    )
    mentor = people[row["mentor"]]
    start_mentoring(mentor=mentor, colleague=person, by=people["supervisor"], now=at, starts_on=market_day(at))
    return person

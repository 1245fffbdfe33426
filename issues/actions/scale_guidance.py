"""Made-up guidance, approved answers and improvement items in bulk: for measuring, never for showing.

One of twenty issues that are there has guidance, one of a thousand sections an approved answer; nobody is told, no
clock runs. Every choice comes from one seeded source.
"""

import random
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from accounts.models import User
from issues.choices.guidance import GuidanceBy, Stand, WordingState
from issues.choices.improvements import ImprovementState
from issues.models import (
    AnswerWording,
    ApprovedAnswer,
    Guidance,
    GuidanceReview,
    Improvement,
    ImprovementStep,
    Issue,
    Measurement,
)
from issues.rules import guidance as rules
from portal.lifecycle.references import new_reference
from portal.scoping.today import market_day
from training.rules.citations import Cited

BATCH: Final = 2000
SHARE: Final = 20  # of so many issues one has guidance
ANSWERS: Final = 1000  # of so many issues there is one approved answer
ITEMS: Final = 500
MEASURED: Final = 6
SAYINGS: Final = ("Two forms are filed.", "One form is enough.", "The form is filed within ten days.", "Ask the desk.")
STATES: Final = (ImprovementState.PROPOSED, ImprovementState.ACCEPTED, ImprovementState.UNDER_WAY)


def load_guidance(*, participants: int, seed: int, now: datetime, issues: int = 0) -> int:
    """Rows for the first of the owned issues; returns their number in all."""
    people = list(User.objects.who_can("issues.work").order_by("pk")[:50])
    if not issues or len(people) < 2:
        return 0
    maker = Maker(random.Random(f"guidance of {seed}"), now, people)  # noqa: S311 repeatable on purpose
    told = Issue.objects.filter(owner__isnull=False).order_by("pk").values_list("pk", "participant_id", "owner_id")
    return (
        maker.guidance(list(told[: issues // SHARE])) + maker.answers(issues // ANSWERS) + maker.items(issues // ITEMS)
    )


class Maker:
    def __init__(self, chance: random.Random, now: datetime, people: list[User]) -> None:
        self.chance, self.now, self.people = chance, now, people

    def guidance(self, told: list[tuple[int, int, int]]) -> int:
        """On each section the first says something, the next ones mostly the same; what differs waits for a review."""
        first: dict[str, Guidance] = {}
        rows, reviews = [], []
        for issue, participant, owner in told:
            cited = self._section()
            way = rules.path(cited)
            earlier = first.get(way)
            stand = self.chance.choices((Stand.SAME, Stand.DIFFERS), (95, 5))[0] if earlier else Stand.FIRST
            at = self.now - timedelta(days=self.chance.randrange(1, 400))
            row = self._row(
                Guidance,
                participant_id=participant,
                document=cited.document,
                section=cited.section,
                path=way,
                wording=self.chance.choice(SAYINGS),
                given_by_id=owner,
                given_at=at,
                way=GuidanceBy.CALL,
                issue_id=issue,
                stand=stand,
                earlier=earlier,
                because="Other facts." if stand == Stand.DIFFERS else "",
            )
            first.setdefault(way, row)
            rows.append(row)
            if stand == Stand.DIFFERS:
                reviews.append(self._row(GuidanceReview, guidance=row, earlier=earlier, opened_at=at))
        begun = [row for row in rows if row.earlier is None]
        Guidance.objects.bulk_create(begun, batch_size=BATCH)
        Guidance.objects.bulk_create([row for row in rows if row.earlier is not None], batch_size=BATCH)
        GuidanceReview.objects.bulk_create(reviews, batch_size=BATCH)
        return len(rows) + len(reviews)

    def answers(self, count: int) -> int:
        answers, wordings = [], []
        for number in range(count):
            cited, (drafts, approves) = self._section(), self.chance.sample(self.people, 2)
            told = {"document": cited.document, "section": cited.section, "path": rules.path(cited)}
            answers.append(self._row(ApprovedAnswer, title=f"Answer {number + 1}", created_by=drafts, **told))
            approved = {"approved_by": approves, "approved_at": self.now, "state": WordingState.APPROVED}
            given = {"number": 1, "wording": self.chance.choice(SAYINGS), "drafted_by": drafts, "drafted_at": self.now}
            wordings.append(self._row(AnswerWording, answer=answers[-1], **given, **approved))
        ApprovedAnswer.objects.bulk_create(answers, batch_size=BATCH)
        AnswerWording.objects.bulk_create(wordings, batch_size=BATCH)
        return len(answers) + len(wordings)

    def items(self, count: int) -> int:
        items, steps, values = [], [], []
        for number in range(count):
            owner, today = self.chance.choice(self.people), market_day(self.now)
            told = {"title": f"Improvement {number + 1}", "problem": "It takes too long.", "measure": "Days"}
            goal = {"baseline": Decimal(30), "baseline_on": today - timedelta(days=200), "target": Decimal(10)}
            due = {"due_on": today + timedelta(days=self.chance.randrange(-30, 300)), "unit": "days"}
            who = {"owner": owner, "proposed_by": owner, "proposed_at": self.now}
            state = self.chance.choice(STATES)
            items.append(self._row(Improvement, state=state, **told, **goal, **due, **who))
            steps.append(self._row(ImprovementStep, item=items[-1], state=state, at=self.now, by=owner))
            for month in range(MEASURED):
                on = {"on": today - timedelta(days=30 * month), "value": Decimal(self.chance.randrange(5, 30))}
                values.append(self._row(Measurement, item=items[-1], by=owner, **on))
        for rows in (items, steps, values):
            if rows:
                type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)
        return len(items) + len(steps) + len(values)

    def _section(self) -> Cited:
        chance = self.chance
        return Cited("NP", f"{chance.randrange(1, 27)}.{chance.randrange(1, 20)}.{chance.randrange(1, 10)}")

    def _row(self, model: Any, **fields: Any) -> Any:
        return model(ref=new_reference(model.REF_PREFIX, self.chance), **fields)

"""Made-up issues with much to read, and questions to departments, in bulk: for measuring, never for showing.

Of each owner's open issues eight have ten comments and five notes, and eight others sixty-five comments and thirty-five
notes; these, and one of ten of the others, are asked of a department as well.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import Department
from issues.choices import ReferralState, Side
from issues.models import Comment, Issue, Note, Referral, ReferralStep
from issues.referral_deadlines import CALENDAR, REFERRAL, REFERRAL_LABEL
from portal.calendars.actions.clocks_in_bulk import ClockRows
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.lifecycle.copying import copy_in
from portal.lifecycle.drawn_references import DrawnReferences

EACH: Final = 8
LENGTHS: Final = ((10, 5), (65, 35))
LONG: Final = EACH * len(LENGTHS)
ASKED: Final = 10  # one in so many of the others
RULE: Final = Target(3, "day", due_time="close")
SAYINGS: Final = (
    "The reads of that day are here now; the statement follows.",
    "We have sent the corrected file again. Please say when it has arrived.",
    "Thank you. The numbers differ by one interval only, which is the one that begins at noon.",
)


def load_talk(*, participants: int, seed: int, now: datetime, history: int = 0) -> int:
    """Entries and questions for what is open; returns the number of rows in all."""
    if not history:
        return 0
    maker = Maker(random.Random(f"talk of {seed}"), now)  # noqa: S311 repeatable on purpose
    rows = Issue.objects.still_open().filter(owner__isnull=False).order_by("owner", "pk")
    for issue, place in _placed(rows):
        maker.add(issue, place)
    return maker.write()


def _placed(rows: QuerySet[Issue]) -> Iterator[tuple[Issue, int]]:
    """Each issue with its place among those of its owner."""
    places: Counter[int] = Counter()
    for issue in rows.iterator(chunk_size=2000):
        yield issue, places[issue.owner_id]
        places[issue.owner_id] += 1


class Maker:
    """Builds unsaved rows; every choice comes from one seeded source."""

    def __init__(self, chance: random.Random, now: datetime) -> None:
        self.chance, self.now = chance, now
        self.references = DrawnReferences(chance)
        self.departments = list(Department.objects.order_by("code"))
        self.asked = set(Referral.objects.values_list("issue", flat=True))
        self.clocks = ClockRows(calendar=CALENDAR, plan="", now=now)
        self.rows: dict[type, list[Any]] = defaultdict(list)

    def add(self, issue: Issue, place: int) -> None:
        if place < LONG:
            comments, notes = LENGTHS[place // EACH]
            self._fill(issue, Comment, comments)
            self._fill(issue, Note, notes)
        if (place < LONG or not place % ASKED) and issue.pk not in self.asked and self.departments:
            self._ask(issue)

    def _fill(self, issue: Issue, model: Any, wanted: int) -> None:
        """As many entries as are missing, evenly from the opening until now."""
        missing = wanted - model.objects.filter(issue=issue).count()
        for number in range(missing):
            text = self.chance.choice(SAYINGS)
            told = {"author_id": issue.owner_id, "text": text, "html": f"<p>{text}</p>"}
            told["at"] = issue.opened_at + (self.now - issue.opened_at) * (number + 1) / (missing + 1)
            if model is Comment:
                told |= {"side": (Side.OPERATOR, Side.PARTICIPANT)[number % 2], "author_name": "Somebody"}
                told["entered_by_id"] = issue.owner_id
            self._part(model, issue, **told)

    def _ask(self, issue: Issue) -> None:
        at = max(issue.opened_at, self.now - timedelta(days=self.chance.randrange(1, 4)))
        question = "Do the reads of that day agree with yours?"
        referral = self._part(
            Referral,
            issue,
            department=self.chance.choice(self.departments),
            title="Reads of one operating day",
            question=question,
            html=f"<p>{question}</p>",
            goal="An answer that can be passed on",
            asked_by_id=issue.owner_id,
            asked_at=at,
        )
        clock = self.clocks.add(
            subject=referral,
            kind=REFERRAL,
            label=REFERRAL_LABEL,
            rule=RULE,
            by=None,
            ref=self.references.new(Clock),
        )
        referral.due_at = clock.due_at
        step = {"state": ReferralState.ASKED, "at": at, "by_id": issue.owner_id}
        self.rows[ReferralStep].append(ReferralStep(referral=referral, participant_id=issue.participant_id, **step))

    def _part(self, model: Any, issue: Issue, **fields: Any) -> Any:
        ref = self.references.new(model)
        self.rows[model].append(model(ref=ref, issue=issue, participant_id=issue.participant_id, **fields))
        return self.rows[model][-1]

    def write(self) -> int:
        for model in (Comment, Note, Referral, ReferralStep):
            copy_in(self.rows[model])
        return sum(map(len, self.rows.values())) + self.clocks.write()

"""Made-up issues in bulk, through the same constraints: for measuring, never for showing.

So many issues over two years on companies that are there already, so many comments on them, so many still open with a
running target (a third of them waiting rest). One of seven issues speaks of a reconciliation, three of a thousand of a
transformer: a common and a rare word to search for. One of five has notes, one of three a number of MarkeTrak. Four of
five were raised for a contact of the company, who follows it; one of eight is followed by a colleague of the owner.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from accounts.models import User
from issues.choices import CauseCode, Channel, IssueState, ReferenceKind, SettlementRun, Severity, Side, WatchReason
from issues.models import Category, Comment, ExternalReference, Issue, IssueCount, IssueStep, Note, Watcher
from issues.rules.issue_moves import STILL_OPEN
from issues.rules.numbers import issue_number
from participants.actions.scale import BUSIEST
from participants.choices import AssignmentKind
from participants.models import Assignment, Contact, Participant
from portal.calendars.actions.clocks_in_bulk import ClockRows
from portal.calendars.choices import ClockState
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.lifecycle.copying import copy_in
from portal.lifecycle.drawn_references import DrawnReferences
from portal.lifecycle.references import new_reference
from portal.scoping.today import market_day

BATCH: Final = 2000
PAST: Final = timedelta(days=730)
OPEN_PAST: Final = timedelta(days=60)
CALENDAR: Final = "ercot-business"
KIND: Final = "resolution"
LABEL: Final = "Resolution"
# Targets began on one of so many past days, and end so many Business Days after that.
STARTS: Final = 12
LENGTHS: Final = (6, 10, 15, 20)
BUSY: Final = 0.25
COMMON: Final = 0.14
RARE: Final = 0.003
MATTERS: Final = ("Reads missing", "Statement differs", "Certificate expired", "Bid not awarded", "Meter exchange")
SUBJECTS: Final = ("interval", "meter", "statement", "schedule", "award", "invoice", "resource", "switch", "credit")
VERBS: Final = (
    "differs from",
    "is missing in",
    "arrived after",
    "does not match",
    "was rejected by",
    "shows up twice in",
)
PLACES: Final = (
    "the extract",
    "our system",
    "the portal",
    "the settlement",
    "the file",
    "the market notice",
    "the log",
)
ASIDES: Final = (
    "Please look at hour ending {number}.",
    "The case number on our side is {number}.",
    "We saw the same on {number} other points.",
    "Our analyst keeps {number} screens of it.",
    "A call is possible at any time.",
    "Nothing of this was announced.",
)
OPEN_STATES: Final = (IssueState.NEW, IssueState.OPEN, IssueState.OPEN, IssueState.OPEN, IssueState.WAITING)
ENDED_STATES: Final = (*[IssueState.CLOSED] * 19, IssueState.WITHDRAWN)
# Of the ended ones the last so many in a thousand may be confirmed yet.
UNCONFIRMED: Final = 4
SETTLEMENT: Final = "settlement"
ON_BEHALF: Final = 0.8
COLLEAGUE: Final = 0.12
IN_ORDER: Final = (Issue, IssueStep, Watcher, Comment, Note, ExternalReference)


def load_issues(
    *, participants: int, seed: int, now: datetime, issues: int = 0, comments: int = 0, still_open: int = 0
) -> int:
    """Add `issues` with `comments` in all, `still_open` of them open; returns the number of rows in all."""
    if not issues:
        return 0
    maker = Maker(random.Random(f"issues of {seed}"), now, issues, comments, min(still_open, issues))  # noqa: S311 repeatable
    # Choices of their own, so that the issues of a seed stay the same.
    maker.followed = random.Random(f"followers of {seed}")  # noqa: S311 repeatable
    return sum(maker.batch(begin, min(begin + BATCH, issues)) for begin in range(0, issues, BATCH)) + maker.end()


class Maker:
    """Builds rows in the order of their opening; every choice comes from one seeded source."""

    def __init__(self, chance: random.Random, now: datetime, issues: int, comments: int, still_open: int) -> None:
        self.chance, self.followed, self.now = chance, chance, now
        self.issues, self.comments, self.still_open = issues, comments, still_open
        self.companies: list[int] = list(
            Participant.objects.filter(joined_into=None).order_by("pk").values_list("pk", flat=True)
        )
        self.categories = list(Category.objects.order_by("code"))
        held = Assignment.objects.today().filter(kind=AssignmentKind.PRIMARY).order_by("pk")
        self.owners = dict(held.values_list("participant", "person"))
        self.people: Sequence[int] = sorted(set(self.owners.values())) or list(
            User.objects.who_can("issues.work").order_by("pk").values_list("pk", flat=True)
        )
        busy = User.objects.filter(email=BUSIEST).first()
        self.busiest = [company for company, owner in self.owners.items() if busy and owner == busy.pk]
        known = Contact.objects.order_by("-pk").values_list("participant", "pk")
        self.contacts = dict(known)  # the first one of each company
        self.references = DrawnReferences(chance)
        self.counts = Counter(dict(IssueCount.objects.values_list("year", "last")))
        starts = [now - timedelta(days=day) for day in range(STARTS)]
        self.clocks = [ClockRows(calendar=CALENDAR, plan="", now=start) for start in starts]

    def batch(self, begin: int, end: int) -> int:
        rows: dict[type, list[Any]] = defaultdict(list)
        for number in range(begin, end):
            self._issue(rows, number)
        for model in IN_ORDER:
            copy_in(rows[model])
        return sum(map(len, rows.values()))

    def end(self) -> int:
        """The numbers drawn, and the clocks of what is open."""
        for year, last in self.counts.items():
            IssueCount.objects.update_or_create(year=year, defaults={"last": last})
        written = sum(clocks.write() for clocks in self.clocks)
        waiting = Issue.objects.filter(state=IssueState.WAITING).values("ref")
        resting = Clock.objects.filter(kind=KIND, subject_ref__in=waiting, state=ClockState.RUNNING)
        resting.update(state=ClockState.PAUSED, due_at=None, remaining=timedelta(hours=12))
        return written

    def _issue(self, rows: dict[type, list[Any]], number: int) -> None:
        chance = self.chance
        closed = self.issues - self.still_open
        opened_at, state = self._standing(number, closed)
        company = self._company(state)
        year = market_day(opened_at).year
        self.counts[year] += 1
        over = state not in STILL_OPEN
        resolved_at = opened_at + timedelta(days=chance.randrange(1, 9)) if over else None
        ended_at = resolved_at if over and state != IssueState.RESOLVED else None
        category = chance.choice(self.categories)
        owner = self.owners.get(company) if chance.random() < 0.97 else None
        settled = category.area == SETTLEMENT
        issue = Issue(
            ref=issue_number(year, self.counts[year]),
            participant_id=company,
            category=category,
            area=category.area,
            title=f"{chance.choice(MATTERS)} {chance.choice(SUBJECTS)} {number + 1}",
            severity=chance.choices(Severity.values, (1, 9, 70, 20))[0],
            state=state,
            channel=chance.choice(Channel.values),
            owner_id=owner,
            entered_by_id=owner or self.people[0],
            operating_day=market_day(opened_at) - timedelta(days=chance.randrange(60)) if settled else None,
            settlement_run=chance.choice(SettlementRun.values) if settled else "",
            statement_id=f"S{chance.randrange(10**9):09d}" if settled else "",
            esi_id=f"10{chance.randrange(10**15):015d}" if category.area == "retail" else "",
            opened_at=opened_at,
            last_spoken_at=opened_at,
            resolution="Put right." if over else "",
            cause=chance.choice(CauseCode.values) if over else "",
            resolved_at=resolved_at,
            ended_at=ended_at,
        )
        rows[Issue].append(issue)
        self._said(rows, issue, number)
        self._steps(rows, issue)
        self._follow(rows, issue)
        if chance.random() < 0.33:
            # Counted, so that no number comes twice for the same issue.
            given = {"kind": ReferenceKind.MARKETRAK, "number": f"{3_000_000 + number}", "added_at": opened_at}
            rows[ExternalReference].append(self._of(ExternalReference, issue, **given))
        if state in STILL_OPEN:
            rule = Target(chance.choice(LENGTHS), "day", due_time="close")
            self.clocks[number % STARTS].add(
                subject=issue, kind=KIND, label=LABEL, rule=rule, by=None, ref=new_reference(Clock.REF_PREFIX, chance)
            )

    def _company(self, state: str) -> int:
        """Of what is open a quarter belongs to one of the people, who has more than enough to do."""
        if state in STILL_OPEN and self.busiest and self.chance.random() < BUSY:
            return self.chance.choice(self.busiest)
        return self.chance.choice(self.companies)

    def _standing(self, number: int, closed: int) -> tuple[datetime, str]:
        """Ended ones first, evenly over the past; then open ones, the latest last."""
        if number < closed:
            share = number / max(1, closed)
            opened_at = self.now - PAST + (PAST - timedelta(days=10)) * share
            late = number >= closed - closed * UNCONFIRMED // 1000
            return opened_at, IssueState.RESOLVED if late else self.chance.choice(ENDED_STATES)
        share = (number - closed) / max(1, self.still_open)
        return self.now - OPEN_PAST + OPEN_PAST * share, self.chance.choice(OPEN_STATES)

    def _said(self, rows: dict[type, list[Any]], issue: Issue, number: int) -> None:
        many = (number + 1) * self.comments // self.issues - number * self.comments // self.issues
        marks = [
            word for word, share in (("reconciliation", COMMON), ("transformer", RARE)) if self.chance.random() < share
        ]
        for at in range(many):
            side = (Side.PARTICIPANT, Side.OPERATOR)[at % 2]
            text = self._text(marks if not at else [])
            said_at = issue.opened_at + timedelta(hours=5 * at)
            author = issue.owner_id if side == Side.OPERATOR else None
            given = {"side": side, "author_id": author, "author_name": "Somebody", "text": text, "at": said_at}
            rows[Comment].append(self._of(Comment, issue, html=f"<p>{text}</p>", entered_by_id=author, **given))
            issue.last_spoken_at = min(said_at, self.now)
        if issue.state in (IssueState.NEW, IssueState.OPEN):
            issue.awaiting_since = issue.last_spoken_at
        if self.chance.random() < 0.2:
            text = self._text([])
            given = {"author_id": issue.owner_id, "text": text, "html": f"<p>{text}</p>", "at": issue.opened_at}
            rows[Note].append(self._of(Note, issue, **given))

    def _steps(self, rows: dict[type, list[Any]], issue: Issue) -> None:
        way = [IssueState.NEW, IssueState.OPEN, IssueState.RESOLVED, IssueState.CLOSED]
        states = way[: way.index(issue.state) + 1] if issue.state in way else [IssueState.NEW, issue.state]
        for at, state in enumerate(states):
            given = {"state": state, "at": issue.opened_at + timedelta(hours=at), "by_id": issue.owner_id}
            rows[IssueStep].append(IssueStep(issue=issue, participant_id=issue.participant_id, **given))

    def _follow(self, rows: dict[type, list[Any]], issue: Issue) -> None:
        chance, since = self.followed, {"since": issue.opened_at}
        contact = self.contacts.get(issue.participant_id)
        if contact is not None and chance.random() < ON_BEHALF:
            issue.contact_id = contact
            told = {"side": Side.PARTICIPANT, "contact_id": contact, "reason": WatchReason.ON_BEHALF}
            rows[Watcher].append(self._of(Watcher, issue, chance=chance, **told, **since))
        colleague = chance.choice(self.people)
        if colleague != issue.owner_id and chance.random() < COLLEAGUE:
            told = {"side": Side.OPERATOR, "user_id": colleague, "reason": WatchReason.CHOSE}
            rows[Watcher].append(self._of(Watcher, issue, chance=chance, **told, **since))

    def _of(self, model: Any, issue: Issue, *, chance: random.Random | None = None, **fields: Any) -> Any:
        ref = self.references.new(model, chance)
        return model(ref=ref, issue=issue, participant_id=issue.participant_id, **fields)

    def _text(self, marks: list[str]) -> str:
        chance = self.chance
        told = [
            f"The {chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(PLACES)}.",
            chance.choice(ASIDES).format(number=chance.randrange(2, 400)),
            *(f"This is about a {word}." for word in marks),
        ]
        return " ".join(told)

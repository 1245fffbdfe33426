"""Reads around new versions of blocks: which running checklists they concern, and what following one would mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from participants.choices import AdoptionStep, SourceTag
from participants.models import BlockVersion, Checklist, ChecklistItem, VersionDecision
from participants.querysets.registrations import ENDED
from participants.requirements import blocks_now, items_of
from participants.rules.requirements import Block, Circle
from participants.rules.requirements import Checklist as Asked
from participants.rules.requirements.redoing import Consequence, asked_under, consequences, redo_by, step_of
from portal.calendars import loading
from portal.calendars.week import WorkCalendar
from portal.scoping.today import market_day

Held = Checklist.versions.through


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one item, and by when it is to be shown again."""

    consequence: Consequence
    step: AdoptionStep
    due: date | None = None

    @property
    def code(self) -> str:
        return self.consequence.code

    @property
    def title(self) -> str:
        return self.consequence.item.title

    @property
    def verified(self) -> bool:
        """Whether all of the row was read in its source."""
        return self.consequence.item.tag == SourceTag.VERIFIED

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        return list(self.consequence.changes)

    def to_json(self) -> dict[str, str]:
        return {"code": self.code, "step": str(self.step), "due": self.due.isoformat() if self.due else ""}


@dataclass(frozen=True, slots=True)
class Question:
    """One checklist before a new version: the steps that following it takes, or the circle that forbids it.

    `follows`: it was opened under this version or has adopted it. `decision` is what was decided, if anything was.
    """

    checklist: Checklist
    version: BlockVersion
    after: Asked
    steps: tuple[Step, ...]
    decision: VersionDecision | None
    follows: bool
    fault: str = ""

    @property
    def open(self) -> bool:
        return not self.follows and self.decision is None and self.version.current


class Comparison:
    """What a version means for checklists; the same few statements for any number of them."""

    def __init__(self, version: BlockVersion, now: datetime) -> None:
        self.version = version
        self.today = market_day(now)
        self._asked: dict[tuple[str, tuple[int, ...]], Asked | Circle] = {}
        self._calendars: dict[str, WorkCalendar] = {}

    @cached_property
    def present(self) -> list[Block]:
        return blocks_now()

    def of(self, checklists: Iterable[Checklist]) -> list[Question]:
        """In their order. Call with `with_versions` checklists."""
        rows = list(checklists)
        states: dict[int, dict[str, str]] = {row.pk: {} for row in rows}
        items = ChecklistItem.objects.filter(checklist__in=states).order_by()
        for checklist, code, state in items.values_list("checklist_id", "code", "state"):
            states[checklist][code] = state
        decided = {
            one.checklist_id: one
            for one in VersionDecision.objects.filter(checklist__in=states, version=self.version).select_related(
                "decided_by"
            )
        }
        return [self._question(row, states[row.pk], decided.get(row.pk)) for row in rows]

    def _question(self, checklist: Checklist, states: dict[str, str], decision: VersionDecision | None) -> Question:
        held = list(checklist.versions.all())
        follows = any(one.pk == self.version.pk for one in held)
        before = self._under(checklist.role.code, held)
        after = self._under(checklist.role.code, self._exchanged(held))
        told = {"checklist": checklist, "version": self.version, "decision": decision, "follows": follows}
        for one in (after, before):
            if isinstance(one, Circle):
                return Question(after=Asked({}, {}), steps=(), fault=str(one), **told)
        steps = [self._step(one, states.get(one.code)) for one in consequences(before, after)]
        return Question(after=after, steps=tuple(steps), **told)

    def _exchanged(self, held: list[BlockVersion]) -> list[BlockVersion]:
        return [*(one for one in held if one.block_id != self.version.block_id), self.version]

    def _under(self, role: str, held: list[BlockVersion]) -> Asked | Circle:
        key = (role, tuple(sorted(one.pk for one in held)))
        if key not in self._asked:
            items = {one.block.code: items_of(one) for one in held}
            blocks = [Block(one.code, items.get(one.code, one.items), one.roles, one.common) for one in self.present]
            try:
                self._asked[key] = asked_under(blocks, role)
            except Circle as circle:
                self._asked[key] = circle
        return self._asked[key]

    def _step(self, one: Consequence, state: str | None) -> Step:
        step = step_of(one, state)
        if step != AdoptionStep.AGAIN:
            return Step(one, step)
        calendar = self._calendar(one.after.day_kind)
        return Step(one, step, redo_by(one.after, calendar, self.version.effective_from, self.today))

    def _calendar(self, code: str) -> WorkCalendar:
        if code not in self._calendars:
            self._calendars[code] = loading.current(code)[1]
        return self._calendars[code]


def with_versions(rows: QuerySet[Checklist]) -> QuerySet[Checklist]:
    """With all that the comparison reads; three statements."""
    versions = BlockVersion.objects.select_related("block").prefetch_related("items")
    return rows.select_related("participant", "registration__role", "role", "flight").prefetch_related(
        Prefetch("versions", versions)
    )


def running(rows: QuerySet[Checklist]) -> QuerySet[Checklist]:
    """Those whose registration has not ended."""
    return rows.exclude(registration__status__in=ENDED)


def concerned(version: BlockVersion, user: Any) -> QuerySet[Checklist]:
    """The running checklists that hold an older version of the block, or for which something was decided."""
    older = Held.objects.filter(
        checklist=OuterRef("pk"), blockversion__block=version.block_id, blockversion__number__lt=version.number
    )
    decided = VersionDecision.objects.filter(checklist=OuterRef("pk"), version=version)
    rows = running(Checklist.objects.visible_to(user))
    return rows.filter(Q(Exists(older)) | Q(Exists(decided)))


def older_holders(version: BlockVersion) -> QuerySet[Checklist]:
    """All running checklists under an older version of the block, whoever may see them; for actions."""
    rows = running(Checklist.objects.all())
    return rows.filter(versions__block=version.block_id, versions__number__lt=version.number)


def open_questions(rows: QuerySet[Checklist]) -> QuerySet[Any]:
    """One row for each of these checklists and each block of which it holds an older version, undecided.

    `current_id` is the version that holds now.
    """
    decided = VersionDecision.objects.filter(
        checklist=OuterRef("checklist"), version__block=OuterRef("blockversion__block"), version__current=True
    )
    now = BlockVersion.objects.current().filter(block=OuterRef("blockversion__block"))
    questions = Held.objects.filter(checklist__in=running(rows), blockversion__current=False)
    return questions.filter(~Exists(decided)).annotate(current_id=Subquery(now.values("pk")[:1]))

"""The form of everything the queue can be narrowed by. It is sent by GET: the answers stand in the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from accounts.models import Team, User
from issues.choices import Area, CauseCode, Channel, IssueState, SettlementRun, Severity
from issues.models import Category, Tag
from issues.queue import Queue
from issues.rules.queue_filters import KINDS, ME, NOBODY, NOT
from participants.choices import RoleKind
from participants.models import MarketRole, Participant

Choices = Iterable[tuple[Any, str]]
SUGGESTED: Final = 200


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One filter: its choices as ticks; `turned` where "not" is chosen, `may_turn` where it can be."""

    name: str
    label: str
    options: list[Option]
    turned: bool
    may_turn: bool

    @property
    def chosen(self) -> int:
        return sum(option.on for option in self.options)


class QueueFilterForm:
    """Groups of ticks, and fields for what has too many values to tick. Reads what it offers when it is drawn."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue
        self.wanted = queue.wanted

    def groups(self) -> list[Group]:
        offered: dict[str, Choices] = {
            "severity": Severity.choices,
            "state": IssueState.choices,
            "area": Area.choices,
            "category": ((row.code, row.name) for row in Category.objects.order_by("area", "name")),
            "owner": self._owners(),
            "team": Team.objects.visible_to(self.queue.user).values_list("ref", "name"),
            "role": ((row.code, row.name) for row in MarketRole.objects.filter(kind=RoleKind.REGISTRATION)),
            "channel": Channel.choices,
            "run": SettlementRun.choices,
            "cause": CauseCode.choices,
            "tag": ((name, name) for name in Tag.objects.order_by("name").values_list("name", flat=True)[:SUGGESTED]),
        }
        return [self._group(name, choices) for name, choices in offered.items()]

    def suggested(self) -> list[Participant]:
        """Companies the person looks after, by name; of others the reference is typed, or found by search."""
        user = self.queue.user
        rows = Participant.objects.visible_to(user)
        rows = rows.assigned_to(user) if user.can("participants.edit_assigned") else rows
        return list(rows.order_by("name", "id").only("ref", "name")[:SUGGESTED])

    @property
    def participant(self) -> str:
        return next(iter(self.wanted.of("participant")), "")

    @property
    def number(self) -> str:
        return next(iter(self.wanted.of("number")), "")

    def _owners(self) -> Choices:
        people = User.objects.who_can("issues.work").order_by("name", "id").values_list("ref", "name")
        return [(ME, "Me"), (NOBODY, "Nobody"), *people]

    def _group(self, name: str, choices: Choices) -> Group:
        kind = KINDS[name]
        turned = self.wanted.of(f"{NOT}{name}")
        on = set(turned or self.wanted.of(name))
        options = [Option(str(value), label, str(value) in on) for value, label in choices]
        return Group(name, kind.label, options, bool(turned), kind.turned)

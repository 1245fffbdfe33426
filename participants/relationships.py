"""A participant's relationships as one list: its family, agents, principals, and who represents whom.

The same few statements for any number of rows. Every group shows the first `most` and says when there are others.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import Count, F, Min, Q, QuerySet

from participants.choices import Holding, Relation, TieKind
from participants.family_reading import Company, Family
from participants.models import Affiliation, Agency, Participant, Representation

SHOWN: Final = 50
EXPORTED: Final = 5000
ALWAYS: Final = Q()
UP: Final = {1: "Parent", 2: "Grandparent"}
DOWN: Final = {1: "Subsidiary", 2: "Subsidiary of a subsidiary"}


@dataclass(frozen=True, slots=True)
class Line:
    """One relationship; `tie` is the affiliation behind it where it is the participant's own and open to the person."""

    relation: Relation
    name: str
    ref: str = ""
    what: str = ""
    since: date | None = None
    until: date | None = None
    share: Any = None
    source: str = ""
    closed: bool = False
    tie: Affiliation | None = None
    coming: bool = False


@dataclass(slots=True)
class Group:
    relation: Relation
    lines: list[Line] = field(default_factory=list)
    more: bool = False

    @property
    def label(self) -> str:
        return self.relation.label


class Relationships:
    """Of one participant on a day, narrowed by `holding`, one `relation` and `words`."""

    def __init__(
        self,
        participant: Participant,
        user: Any,
        today: date,
        *,
        holding: str = Holding.NOW,
        relation: str = "",
        words: str = "",
        most: int = SHOWN,
    ) -> None:
        self.participant, self.user, self.today = participant, user, today
        self.holding, self.relation, self.words, self.most = holding or Holding.NOW, relation, words, most

    @cached_property
    def family(self) -> Family:
        return Family(self.participant, self.user, self.today)

    @cached_property
    def groups(self) -> list[Group]:
        """Those with a line, in their order."""
        found = {relation: Group(relation) for relation in Relation}
        for line in self._lines():
            if self.relation and line.relation != self.relation:
                continue
            if self.words.casefold() not in ("" if line.closed else line.name).casefold():
                continue
            group = found[line.relation]
            group.more = group.more or len(group.lines) >= self.most
            if len(group.lines) < self.most:
                group.lines.append(line)
        return [group for group in found.values() if group.lines]

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @cached_property
    def announced(self) -> list[Affiliation]:
        """Changes of ownership with this company on either side whose closing day is ahead or lately was."""
        return [row for row in self.family.own if row.announced_on is not None]

    def _lines(self) -> Iterable[Line]:
        yield from sorted(self._family_lines(), key=lambda line: (line.closed, line.what, line.name.casefold()))
        yield from self._agency_lines()
        yield from self._representatives()
        yield from self._represented()

    def _family_lines(self) -> Iterable[Line]:
        own = {}
        for row in self.family.own:
            company = self.family.other(row)
            if self._wanted(row):
                yield self._own_line(row, company)
            if row.holds(self.today) and row.kind in (TieKind.PARENT, TieKind.SUBSIDIARY):
                own[company.key] = row
        if self.holding not in (Holding.NOW, Holding.ALL):
            return
        for key, standing in self.family.standings.items():
            if key in own:
                continue
            company = self.family.companies[key]
            through = self.family.companies[standing.through]
            names = UP if standing.relation == Relation.PARENTS else DOWN
            what = names.get(standing.steps, f"{standing.steps} steps away")
            if standing.relation == Relation.AFFILIATES:
                what = "Under common control"
            row = self.family.tie_between(key, standing.through)
            yield Line(
                standing.relation,
                company.name,
                company.ref,
                what if company.closed else f"{what}, through {through.name}",
                **_told(row, company),
                closed=company.closed,
            )

    def _own_line(self, row: Affiliation, company: Company) -> Line:
        relation = self.family.relation(row)
        what = "Subsidiary" if relation == Relation.SUBSIDIARIES else row.get_kind_display()
        tie = None if company.closed else row
        coming = row.starts_on > self.today
        told = _told(row, company)
        return Line(relation, company.name, company.ref, what, **told, closed=company.closed, tie=tie, coming=coming)

    def _agency_lines(self) -> Iterable[Line]:
        rows = Agency.objects.visible_to(self.user).of(self.participant).select_related("participant", "agent")
        rows = self._held(rows, still=Q(withdrawn_at=None)).order_by("agent_name", "principal_name", "id")
        for row in rows[: 2 * self.most + 1]:
            ours = row.participant_id == self.participant.pk
            other = row.agent if ours else row.participant
            yield Line(
                Relation.AGENTS if ours else Relation.PRINCIPALS,
                row.agent_name if ours else row.principal_name,
                other.ref if other else "",
                row.scope,
                row.starts_on,
                row.ends_on,
                coming=row.starts_on > self.today,
            )

    def _representatives(self) -> Iterable[Line]:
        """One line a QSE, with how much it represents."""
        names = ("representative__name", "representative__ref", "representative_registration__short_name")
        for name, ref, short, units, loads, since in self._counted("participant", names):
            yield Line(Relation.REPRESENTATIVES, name, ref, f"{short or 'QSE'}: {_counted(units, loads)}", since)

    def _represented(self) -> Iterable[Line]:
        """One line a company."""
        for name, ref, units, loads, since in self._counted(
            "representative", ("participant__name", "participant__ref")
        ):
            yield Line(Relation.REPRESENTED, name, ref, _counted(units, loads), since)

    def _counted(self, end: str, names: tuple[str, ...]) -> Iterable[tuple]:
        rows = self._held(Representation.objects.visible_to(self.user).filter(**{end: self.participant}))
        rows = rows.exclude(participant=F("representative"))
        if self.words:
            rows = rows.filter(**{f"{names[0]}__icontains": self.words})
        rows = rows.order_by(*names).values(*names)
        rows = rows.annotate(units=Count("resource"), loads=Count("registration"), since=Min("starts_on"))
        return rows.values_list(*names, "units", "loads", "since")[: self.most + 1]

    def _wanted(self, row: Affiliation) -> bool:
        return {
            Holding.NOW: row.holds(self.today),
            Holding.COMING: row.starts_on > self.today,
            Holding.PAST: row.ends_on is not None and row.ends_on < self.today,
        }.get(self.holding, True)

    def _held(self, rows: QuerySet, still: Q = ALWAYS) -> QuerySet:
        """By their days; what was withdrawn is over, whatever its last day says."""
        over = Q(ends_on__lt=self.today) | (~still if still else Q(pk__in=[]))
        return {
            Holding.NOW: lambda: rows.filter(still, starts_on__lte=self.today).exclude(ends_on__lt=self.today),
            Holding.COMING: lambda: rows.filter(still, starts_on__gt=self.today),
            Holding.PAST: lambda: rows.filter(over),
        }.get(self.holding, lambda: rows)()


def _told(row: Affiliation | None, company: Company) -> dict[str, Any]:
    """Days, share and source; nothing of them where the other company is closed to the reader."""
    if row is None or company.closed:
        return {}
    sure = "" if row.certainty == "certain" else f", {row.get_certainty_display().lower()}"
    return {
        "since": row.starts_on,
        "until": row.ends_on,
        "share": row.share,
        "source": f"{row.get_source_display()}{sure}",
    }


def _counted(units: int, loads: int) -> str:
    parts = [(units, "resource"), (loads, "registration")]
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in parts if number)

"""What the form of an answer shows of the sections it answers on, and the picture of how far answers agree."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from issues.choices.guidance import Stand
from issues.models import AnswerWording, ApprovedAnswer, Guidance
from issues.rules import guidance as rules
from issues.rules.guidance import Said
from training.rules.citations import Cited

SHOWN: Final = 3
YEAR: Final = timedelta(days=365)
MOST_BARS: Final = 8


@dataclass(slots=True)
class Line:
    """One section of an answer: what was said on it before, what may be said, and what its writer says of it."""

    cited: Cited
    said: Said | None
    earlier: list[Guidance] = field(default_factory=list)
    approved: list[AnswerWording] = field(default_factory=list)
    uses_approved: bool = False

    @property
    def key(self) -> str:
        return f"{self.cited.document}-{self.cited.section}"

    @property
    def mark(self) -> str:
        return self.said.mark if self.said is not None else ""

    @property
    def because(self) -> str:
        return self.said.because if self.said is not None else ""


def lines(user: Any, text: str, said: Iterable[Said], now: datetime) -> list[Line]:
    """The sections written down and those the text names, in two statements; none for a text without sections."""
    told = {one.cited: one for one in said}
    sections = dict.fromkeys([*told, *rules.recognised(text)])
    if not sections:
        return []
    before = list(
        Guidance.objects.visible_to(user)
        .standing(now)
        .on(sections)
        .told_to(user)
        .select_related("given_by")
        .order_by("-given_at", "-pk")[:200]
    )
    answers = ApprovedAnswer.objects.visible_to(user).on(sections)
    wordings = list(
        AnswerWording.objects.approved().filter(answer__in=answers).select_related("answer").order_by("answer__path")
    )
    found = []
    for cited in sections:
        line = Line(cited, told.get(cited))
        line.earlier = [row for row in before if rules.related(cited, row.cited)][:SHOWN]
        line.approved = [one for one in wordings if rules.related(cited, one.answer.cited)][:SHOWN]
        line.uses_approved = any(rules.holds(text, one.wording) for one in line.approved)
        found.append(line)
    return found


@dataclass(frozen=True, slots=True)
class Bar:
    """How often a section was answered on as before, and how often otherwise, as widths of a picture."""

    cited: Cited
    same: int
    differs: int
    same_width: int
    differs_width: int

    @property
    def share(self) -> int | None:
        return rules.agreement(self.same, self.differs)


ROOM: Final = 100  # percent, of the widest bar


def agreement(rows: QuerySet[Guidance], now: datetime) -> list[Bar]:
    """The sections answered on most often within a year after something had been said on them, the most first."""
    same, differs = Count("pk", filter=Q(stand=Stand.SAME)), Count("pk", filter=Q(stand=Stand.DIFFERS))
    later = rows.filter(stand__in=(Stand.SAME, Stand.DIFFERS), given_at__gte=now - YEAR).exclude(ended="taken_back")
    counted = list(
        later.order_by()
        .values("document", "section")
        .annotate(total=Count("pk"), same=same, differs=differs)
        .order_by("-total", "document", "section")[:MOST_BARS]
    )
    most = max((one["total"] for one in counted), default=1)
    return [
        Bar(
            Cited(one["document"], one["section"]),
            one["same"],
            one["differs"],
            round(ROOM * one["same"] / most),
            round(ROOM * one["differs"] / most),
        )
        for one in counted
    ]

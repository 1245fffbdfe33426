"""Open decisions about new versions, as lists and the home page count them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from participants.adopting import open_questions
from participants.forms.version_decisions import EVERYBODY
from participants.models import BlockVersion, Checklist, Participant, VersionDecision


def undecided(user: Any, whose: str) -> QuerySet[Checklist]:
    """The checklists with an open decision: all the person may see, or those of participants looked after today."""
    rows = Checklist.objects.visible_to(user)
    if whose != EVERYBODY:
        rows = rows.filter(participant__in=Participant.objects.assigned_to(user))
    return rows.filter(pk__in=open_questions(rows).order_by().values("checklist"))


def decisions_of(checklist: Checklist, user: Any) -> list[VersionDecision]:
    """What was decided about newer versions."""
    rows = VersionDecision.objects.visible_to(user).filter(checklist=checklist)
    return list(rows.select_related("version__block", "decided_by"))


def questions_of(checklists: Iterable[Checklist]) -> dict[int, list[Any]]:
    """By checklist: its open questions with the block, the version it holds and `now`, the one to decide about."""
    rows = open_questions(Checklist.objects.filter(pk__in=[row.pk for row in checklists]))
    found: dict[int, list[Any]] = defaultdict(list)
    rows = list(rows.select_related("blockversion__block").order_by("blockversion__block__order"))
    versions = BlockVersion.objects.in_bulk({row.current_id for row in rows})
    for row in rows:
        row.now = versions[row.current_id]
        found[row.checklist_id].append(row)
    return found

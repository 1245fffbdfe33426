"""What of the participants' app has a line that says who sees it."""

from django.db.models import Q

from participants import who_sees
from participants.choices import AccessArea
from participants.models import Change, Checklist, ChecklistItem, Obligation, PlanVersion
from participants.who_sees import Reach


def register() -> None:
    """Called when the app is ready."""
    who_sees.register("checklist", Checklist, _of_checklist)
    who_sees.register("item", ChecklistItem, lambda row: _of_checklist(row.checklist), related=("checklist",))
    who_sees.register("obligation", Obligation, _of_obligation, related=("resource",))
    who_sees.register("change", Change, lambda row: Reach(area=AccessArea.ACCESS))
    who_sees.register("plan", PlanVersion, lambda row: Reach(area=AccessArea.PLAN, agents=False))
    who_sees.register_files("item", lambda ref: Q(rounds__evidence__document__ref=ref))
    who_sees.register_files("obligation", lambda ref: Q(rounds__evidence__document__ref=ref))
    who_sees.register_files("change", lambda ref: Q(evidence__document__ref=ref))


def _of_checklist(row: Checklist) -> Reach:
    return Reach(area=AccessArea.ACCESS, registration_id=row.registration_id)


def _of_obligation(row: Obligation) -> Reach:
    of_resource = row.resource.registration_id if row.resource is not None else None
    return Reach(area=AccessArea.OBLIGATIONS, registration_id=row.registration_id or of_resource)

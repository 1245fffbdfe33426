"""Whether a membership may be as it is meant: what an agent's rests on, how far it reaches."""

from collections.abc import Iterable
from datetime import date

from participants.choices import AccessArea, MembershipKind, Sight
from participants.models import Agency, Participant, Registration
from portal.lifecycle.refusals import Refused


def require_plan(
    participant: Participant, kind: str, agency: Agency | None, registrations: list[Registration], *, on: date
) -> None:
    """Whether such a membership may be: an agent rests on an agency in force, registrations are the company's own."""
    if kind not in MembershipKind.values:
        raise Refused("This kind of membership is not one of the available choices.")
    if any(registration.participant_id != participant.pk for registration in registrations):
        raise Refused("The registration is not one of the available choices.")
    if (kind == MembershipKind.AGENT) != (agency is not None):
        raise Refused("An agent's membership rests on an agency, and no other membership does.")
    if agency is None:
        return
    if agency.participant_id != participant.pk:
        raise Refused("The agency is not one of the available choices.")
    if agency.withdrawn_at is not None or (agency.ends_on is not None and agency.ends_on < on):
        raise Refused("This agency is no longer in force.")


def within_agency(
    agency: Agency | None, registrations: Iterable[Registration], areas: Iterable[str]
) -> tuple[list[Registration], list[str]]:
    """How far access that rests on an agency reaches: as far as is said, else as the agency; never further."""
    registrations, areas = list(registrations), list(areas)
    if agency is None:
        return registrations, areas
    granted = list(agency.registrations.all())
    if granted and not {one.pk for one in registrations} <= {one.pk for one in granted}:
        raise Refused(f"The agency covers these registrations only: {', '.join(sorted(map(str, granted)))}.")
    if agency.areas and not set(areas) <= set(agency.areas):
        raise Refused(f"The agency covers these areas only: {agency.area_names}.")
    return registrations or granted, areas or agency.areas


def require_extent(kind: str, sight: str, areas: Iterable[str]) -> list[str]:
    """The areas in their usual order, once such an extent may be; all of them is the same as no limit."""
    wanted = set(areas)
    if sight not in Sight.values or not wanted <= set(AccessArea.values):
        raise Refused("That is not one of the available choices.")
    if wanted and kind == MembershipKind.ADMIN:
        raise Refused("An organization administrator looks after every area of the company.")
    return [] if len(wanted) == len(AccessArea.values) else [one for one in AccessArea.values if one in wanted]

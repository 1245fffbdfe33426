"""The regulated roles a participant is never without, as rows: who else holds them."""

from datetime import date

from participants.choices import NEVER_WITHOUT
from participants.models import ContactRole
from participants.rules.people import ONE_DAY, Held, Period, would_leave_without
from portal.lifecycle.refusals import Refused
from portal.web.words import short_day


def day_before(day: date) -> date:
    return day - ONE_DAY


def require_others(role: ContactRole, *, last_day: date, but_not_of: int | None = None) -> None:
    """Refuse when the role's end on `last_day` would leave days without any holder of its kind.

    Call while holding the participant's lock. `but_not_of`: a contact whose other roles end as well.
    """
    if role.kind not in NEVER_WITHOUT:
        return
    others = ContactRole.objects.filter(participant=role.participant_id, kind=role.kind, contact__active=True)
    held = [_held(other) for other in others.order_by("starts_on") if other.contact_id != but_not_of]
    empty = would_leave_without(_held(role), after=last_day, others=held, never=NEVER_WITHOUT)
    if empty is not None:
        raise Refused(
            f"The participant would have no {role.get_kind_display().lower()} from {short_day(empty)}:"
            " name another one first."
        )


def _held(role: ContactRole) -> Held:
    return Held(role.pk, role.kind, Period(role.starts_on, role.ends_on), whole=role.registration_id is None)

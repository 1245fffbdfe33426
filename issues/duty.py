"""Who is on duty, and who hears instead where nobody is."""

from datetime import datetime

from accounts.choices import Role
from accounts.models import User
from issues.models import DutyShift


def on_duty(now: datetime) -> User | None:
    """The person of the shift that runs now; nobody whose account is closed."""
    shift = DutyShift.objects.at(now).select_related("person").first()
    return shift.person if shift is not None and shift.person.is_active else None


def reached(now: datetime) -> list[User]:
    """Whoever is on duty; while nobody is, all supervisors, so that nothing critical falls silent."""
    person = on_duty(now)
    if person is not None:
        return [person]
    return list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))


def has_duty(user: User) -> bool:
    """Whether the person is on duty right now."""
    return DutyShift.objects.running().filter(person=user.pk).exists()

"""Applications as tests send them and find them again."""

from typing import Any

from participants.actions.applications import assign_application
from participants.actions.intake import take_in_application
from participants.models import Application


def received(now: Any, **given: Any) -> Application:
    """What the public form stores; `load_deadlines` comes first."""
    sent = {"company": "Larkspur Grid Storage LLC", "contact_name": "Nadia Okafor", "email": "nadia@larkspur.example"}
    take_in_application(**sent | given, now=now)
    return Application.objects.latest("pk")


def assigned(now: Any, person: Any, by: Any, **given: Any) -> Application:
    """One that somebody looks after."""
    return assign_application(application=received(now, **given), person=person, by=by, now=now)

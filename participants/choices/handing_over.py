"""The fixed words of handing work over, and of participants nobody looks after."""

from django.db import models


class HandOverKind(models.TextChoices):
    ABSENCE = "absence", "Absence: the stand-in acts, responsibility stays"
    TEMPORARY = "temporary", "Temporary: somebody else is responsible for these days"
    PERMANENT = "permanent", "Permanent: a successor takes over"


# In a list there is no room for what a kind means.
KIND_NAMES = {HandOverKind.ABSENCE: "Absence", HandOverKind.TEMPORARY: "Temporary", HandOverKind.PERMANENT: "Permanent"}


class HandOverState(models.TextChoices):
    PREPARED = "prepared", "Prepared"
    RUNNING = "running", "Running"
    RETURNED = "returned", "Came back"
    CLOSED = "closed", "Closed"


class DateChoice(models.TextChoices):
    """What a successor decided about a day that somebody else had promised."""

    KEPT = "kept", "Stays"
    MOVED = "moved", "New day"


class GapReason(models.TextChoices):
    """Why nobody is responsible for a participant."""

    NOBODY = "nobody", "Nobody is assigned"
    LEFT = "left", "The account manager's account is closed"
    AWAY = "away", "The account manager is away and nobody stands in"

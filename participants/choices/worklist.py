"""The fixed words of the worklist."""

from django.db import models


class Turn(models.TextChoices):
    """Who takes the next step of a line."""

    OURS = "ours", "Mine"
    COLLEAGUES = "colleagues", "A colleague's"
    PARTICIPANT = "participant", "The participant's"

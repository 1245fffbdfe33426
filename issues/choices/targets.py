"""The fixed words of service targets."""

from django.db import models


class TargetKind(models.TextChoices):
    """What a service target promises; also the kind of its clock."""

    FIRST_RESPONSE = "first-response", "First answer"
    NEXT_UPDATE = "next-update", "Next update"
    RESOLUTION = "resolution", "Resolution"


class TargetEvent(models.TextChoices):
    """What starts, stops and resets a target's clock."""

    OPENED = "opened", "The issue is opened"
    ANSWERED = "answered", "The operator answers in public"
    RESOLVED = "resolved", "The issue is resolved"
    REOPENED = "reopened", "The issue is reopened"
    NOT_DELIVERED = "not_delivered", "An answer was not delivered"


class TargetRunKind(models.TextChoices):
    """Why many clocks of issues move in the background."""

    POLICY = "policy", "Policy changed"
    GRID_BEGIN = "grid_begin", "Grid event began"
    GRID_END = "grid_end", "Grid event ended"

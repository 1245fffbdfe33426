"""The fixed words of answers that the mentor releases."""

from django.db import models


class HeldMove(models.TextChoices):
    """What an answer does beside answering."""

    ANSWER = "answer", "Answers"
    WAIT = "wait", "Answers and waits for the participant"
    RESOLVE = "resolve", "Resolves"


class HeldState(models.TextChoices):
    HELD = "held", "Waits for release"
    RELEASED = "released", "Released"
    RETURNED = "returned", "Returned"
    WITHDRAWN = "withdrawn", "Taken back"

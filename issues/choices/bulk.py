"""The fixed words of what is done to many issues at once."""

from django.db import models


class BulkAct(models.TextChoices):
    """What can be done to many issues at once."""

    HAND_OVER = "hand_over", "Hand over"
    TAKE_UP = "take_up", "Take up"
    SEVERITY = "severity", "Change severity"
    TAG = "tag", "Add a tag"
    NOTE = "note", "Write an internal note"
    ANSWER = "answer", "Answer"
    WAIT = "wait", "Ask and wait for the participant"
    RESOLVE = "resolve", "Resolve"


class BulkOutcome(models.TextChoices):
    """What came of one issue of many."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    NEEDS_MARK = "needs_mark", "Needs your mark"

"""The fixed words of what is said and kept about issues."""

from django.db import models


class Betrayal(models.TextChoices):
    """By what a text tells of another company."""

    NAME = "name", "name"
    SHORT_NAME = "short_name", "short name"
    DUNS = "duns", "DUNS number"
    RESOURCE = "resource", "resource code"
    ESI_ID = "esi_id", "ESI ID"


class RecipientKind(models.TextChoices):
    """As who somebody reads an answer."""

    MEMBER = "member", "Participant"
    AGENT = "agent", "Agent"
    NO_ACCOUNT = "no_account", "Contact without account"
    OUTSIDE = "outside", "Outside"


class ReplyMove(models.TextChoices):
    """What a macro does beside answering."""

    WAIT = "wait", "It is the participant's turn"
    RESOLVE = "resolve", "Resolve the issue"
    HAND_OVER = "hand_over", "Hand the issue over"


class LinkKind(models.TextChoices):
    """How one issue stands to another; read from the first to the second."""

    RELATED = "related", "Related to"
    DUPLICATE = "duplicate", "Same matter as"
    CAUSED_BY = "caused_by", "Caused by"
    BLOCKED_BY = "blocked_by", "Waits for"
    SPLIT_FROM = "split_from", "Split from"


class DraftKind(models.TextChoices):
    """What somebody of the staff is writing."""

    ANSWER = "answer", "Answer"
    NOTE = "note", "Internal note"
    WRITTEN_DOWN = "written_down", "What the participant said"
    RESOLUTION = "resolution", "Resolution"
    TAKEN_DOWN = "taken_down", "Issue taken down"


class MyDraftKind(models.TextChoices):
    """What somebody of a participant is writing: a reply, why an issue is reopened, or a new one."""

    REPLY = "reply", "Reply"
    REOPEN = "reopen", "Why it is not solved"
    ASK = "ask", "New issue"

"""What the trail and the notifications say, for tests of actions in training."""

from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.outbox.models import Notification
from training.models import Article


def recorded(article: Article) -> list[str]:
    """The verbs of an article's history, the first one first."""
    events = AuditEvent.objects.filter(object_ref=article.ref).order_by("id")
    return [verb.removeprefix("training.article.") for verb in events.values_list("verb", flat=True)]


def told(verb: str) -> list[str]:
    """Who heard of a kind of news, by the part of the address before the sign."""
    rows = Notification.objects.filter(kind=f"training.article.{verb}").order_by("id")
    return sorted(address.partition("@")[0] for address in rows.values_list("recipient__email", flat=True))


def clocks_of(article: Article) -> list[Clock]:
    return list(Clock.objects.filter(subject_ref=article.ref).order_by("cycle"))

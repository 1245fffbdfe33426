"""What moves with a merged issue, and how it comes back. Call these while holding both issues' locks."""

from datetime import datetime

from issues.actions.watching import watch
from issues.choices import WatchReason
from issues.models import Comment, ExternalReference, Issue, Merge, Watcher
from issues.permissions.following import may_be_told, may_follow

Person = tuple[int | None, int | None]


def carry_over(record: Merge, *, now: datetime) -> None:
    """Followers who may see the target follow it, numbers and issues beneath go there; fills in the record."""
    record.followers = _followers(record, now)
    known = set(record.into.references.values_list("kind", "number"))
    numbers = [row for row in record.issue.references.all() if (row.kind, row.number) not in known]
    record.numbers = [row.pk for row in numbers]
    ExternalReference.objects.filter(pk__in=record.numbers).update(issue=record.into)
    record.children = list(Issue.objects.filter(parent=record.issue_id).order_by("pk").values_list("pk", flat=True))
    Issue.objects.filter(pk__in=record.children).update(parent=record.into_id)


def give_back(record: Merge, *, now: datetime) -> None:
    """The other way round, also out of whatever the target was merged into since."""
    later = _later(record)
    _take_off(record, later, now)
    targets = [one.into_id for one in later]
    ExternalReference.objects.filter(pk__in=record.numbers, issue__in=targets).update(issue=record.issue_id)
    Issue.objects.filter(pk__in=record.children, parent__in=targets).update(parent=record.issue_id)


def _followers(record: Merge, now: datetime) -> list[int]:
    """The rows of those who follow the target from now on; who may not see it is left out."""
    into = record.into
    there = set(into.watchers.watching().values_list("user", "contact"))
    made = []
    for row in record.issue.watchers.watching().select_related("user", "contact__user").order_by("pk"):
        person = {"user": row.user, "contact": row.contact}
        seen = may_follow(row.user, into, now) if row.user is not None else may_be_told(row.contact, into, now)
        if seen and (row.user_id, row.contact_id) not in there:
            made.append(watch(into, side=row.side, reason=WatchReason.MERGED, by=record.by, now=now, **person).pk)
    return made


def _later(record: Merge) -> list[Merge]:
    """The merging itself, and those by which its target went on elsewhere, in order."""
    chain, seen = [record], {record.issue_id}
    while chain[-1].into_id not in seen:
        seen.add(chain[-1].into_id)
        following = Merge.objects.filter(issue=chain[-1].into_id, undone_at=None).first()
        if following is None:
            break
        chain.append(following)
    return chain


def _take_off(record: Merge, chain: list[Merge], now: datetime) -> None:
    """Who follows a target by this merging alone leaves it; who spoke there by now stays."""
    people: set[Person] = set(Watcher.objects.filter(pk__in=record.followers).values_list("user", "contact"))
    for one in chain:
        spoke = set(Comment.objects.filter(issue=one.into_id, automatic=False).values_list("author", flat=True))
        rows = Watcher.objects.watching().filter(pk__in=one.followers)
        leaving = [
            row.pk
            for row in rows
            if (row.user_id, row.contact_id) in people and (row.user_id is None or row.user_id not in spoke)
        ]
        Watcher.objects.filter(pk__in=leaving).update(left_at=now)

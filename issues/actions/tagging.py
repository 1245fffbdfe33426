"""The words by which the staff sort issues."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models.functions import Lower

from accounts.models import User
from issues import permissions
from issues.actions.rows import lock_issue
from issues.models import Issue, IssueTag, Tag
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.lifecycle.refusals import Refused

MOST: Final = 20
TOO_MANY: Final = f"An issue carries {MOST} tags at most."


@transaction.atomic
def tag_issue(*, issue: Issue, by: User, now: datetime, tags: Iterable[str]) -> Issue:
    """The issue carries these tags and no others; a word used for the first time becomes a tag."""
    issue = lock_issue(issue)
    permissions.can_work_on_issue(by, issue).enforce()
    changes = write_tags(issue, tags)
    if changes:
        trail.record("issues.issue.tagged", of=issue, by=by, at=now, changes=changes)
    return issue


def write_tags(issue: Issue, tags: Iterable[str]) -> dict[str, list[str]]:
    """Write the tags of an issue and return what changed; call it holding the lock, once it is permitted."""
    wanted = _sound(tags)
    before = {row.tag.name.casefold(): row for row in issue.tagged.select_related("tag")}
    gone = [row for key, row in before.items() if key not in wanted]
    new = [name for key, name in wanted.items() if key not in before]
    if not gone and not new:
        return {}
    IssueTag.objects.filter(pk__in=[row.pk for row in gone]).delete()
    IssueTag.objects.bulk_create(
        [IssueTag(issue=issue, participant_id=issue.participant_id, tag=tag) for tag in _rows(new)]
    )
    names = sorted(row.tag.name for row in before.values())
    return {"tags": [", ".join(names), ", ".join(sorted(wanted.values()))]}


def _sound(tags: Iterable[str]) -> dict[str, str]:
    """By their spelling in small letters, each once."""
    wanted = {}
    for name in map(tidy, tags):
        if name:
            require_shape(Tag(name=name), "name")
            wanted.setdefault(name.casefold(), name)
    if len(wanted) > MOST:
        raise Refused(TOO_MANY)
    return wanted


def _rows(names: list[str]) -> list[Tag]:
    """The tags of these names, made where there are none; two people who make the same one at once share it."""
    Tag.objects.bulk_create([Tag(name=name) for name in names], ignore_conflicts=True)
    keys = [name.lower() for name in names]
    return list(Tag.objects.annotate(small=Lower("name")).filter(small__in=keys))

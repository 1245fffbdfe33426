"""Which issue or letter a mail answers: by the address made for its sender or any mail it follows, never its subject.

Ancestors count whether they were sent by us, read here before, or only named by a mail that lies in an issue.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from issues import reply_addresses
from issues.models import IncomingMail, Issue
from issues.rules.mail_parsing import ParsedMail
from participants.models import Letter
from portal.lifecycle.subjects import type_of
from portal.outbox import headers
from portal.outbox.models import OutboundMessage

LONGEST_CHAIN: Final = 20
ROOT: Final = re.compile(r"^<record\.(is-\d{4}-\d{5,9})@(.+)>$")


@dataclass(frozen=True, slots=True)
class Thread:
    """`proven`: by an address made for this very sender. `close`: by a Message-ID that only readers know; the root
    of a thread, which is made of the issue's number, is none."""

    issue: Issue | None = None
    letter: Letter | None = None
    proven: bool = False
    close: bool = False


def thread_of(mail: ParsedMail, *, now: datetime) -> Thread:
    """The issue as it is by now: one that was merged leads to the one it was merged into."""
    named = reply_addresses.record_named(mail.recipients, mail.sender, now=now)
    if named.startswith(f"{Letter.REF_PREFIX}-") and (letter := _letters().filter(ref=named).first()) is not None:
        return Thread(letter=letter, proven=True, close=True)
    if named and (issue := _by_ref(named)) is not None:
        return Thread(end_of_chain(issue), proven=True, close=True)
    near = _near(mail.ancestors)
    for one in mail.ancestors:
        if one in near:
            return Thread(end_of_chain(near[one]), close=True)
    if (letter := _letter_before(mail.ancestors)) is not None:
        return Thread(letter=letter, close=True)
    if (shared := _with_a_common_ancestor(mail)) is not None:
        return Thread(end_of_chain(shared), close=True)
    for one in mail.ancestors:
        match = ROOT.match(one)
        if match and match[2] == headers.domain() and (issue := _by_ref(match[1].upper())) is not None:
            return Thread(end_of_chain(issue))
    return Thread()


def end_of_chain(issue: Issue) -> Issue:
    """Where a merged issue ended up; a chain that bites its own tail ends where it began to repeat itself."""
    seen = {issue.pk}
    for _ in range(LONGEST_CHAIN):
        if issue.merged_into_id is None or issue.merged_into_id in seen:
            break
        issue = Issue.objects.select_related("participant", "category").get(pk=issue.merged_into_id)
        seen.add(issue.pk)
    return issue


def issue_of(message: OutboundMessage) -> Issue | None:
    """The issue that a mail of ours is about."""
    return _by_ref(message.about_ref) if message.about_type == type_of(Issue) else None


def _near(ids: Sequence[str]) -> dict[str, Issue]:
    """Issues by those of the Message-IDs that we sent, or read before."""
    if not ids:
        return {}
    found: dict[str, Issue] = {}
    for mail in IncomingMail.objects.in_issues().filter(message_id__in=ids).select_related("issue"):
        found[mail.message_id] = mail.issue
    for message in OutboundMessage.objects.filter(message_id__in=ids).defer("sealed"):
        issue = issue_of(message)
        if issue is not None:
            found[message.message_id.lower()] = issue
    return found


def _letter_before(ids: Sequence[str]) -> Letter | None:
    """The letter that one of the mails we sent was."""
    if not ids:
        return None
    sent = OutboundMessage.objects.filter(message_id__in=ids, about_type=type_of(Letter))
    return _letters().filter(ref__in=sent.values("about_ref")).order_by("-id").first()


def _letters() -> QuerySet[Letter]:
    return Letter.objects.select_related("participant", "written_by")


def _with_a_common_ancestor(mail: ParsedMail) -> Issue | None:
    """A mail in an issue that follows the same one, or one that the sender's program named and we never saw."""
    ids = _of_others([*mail.ancestors, *filter(None, [mail.message_id])])
    if not ids:
        return None
    rows = IncomingMail.objects.in_issues().filter(ancestors__overlap=ids).select_related("issue")
    first = rows.order_by("-id").first()
    return first.issue if first is not None else None


def _of_others(ids: Iterable[str]) -> list[str]:
    """Without the roots of our threads, which anybody can write down."""
    return [one for one in ids if not ROOT.match(one)]


def _by_ref(ref: str) -> Issue | None:
    return Issue.objects.select_related("participant", "category").filter(ref=ref).first()

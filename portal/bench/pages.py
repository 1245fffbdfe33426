"""Which addresses stand for the pages of the targets, found in the data as a person would come to them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, F, Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.actions.saved_views import save_view
from accounts.models import SavedView, User
from issues.choices import IssueState
from issues.models import Category, Issue
from participants.models import Checklist, Participant
from portal.lifecycle.refusals import Refused

RARE: Final = "transformer"
COMMON: Final = "reconciliation"
VIEW: Final = "Measured"
LATER: Final = re.compile(r"[?&;]after=([^\"&]+)")
ITEMS: Final = 30
SEVERAL: Final = 8  # rows of a kind that are asked for in turn


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for, and as whom; several addresses are asked for in turn."""

    key: str
    persona: str
    addresses: list[str]
    method: str = "GET"
    body: Mapping[str, Any] | None = None
    status: int = 200
    api: bool = field(default=False)


def pages(people: Mapping[str, User], client: Callable[[str], Client]) -> Iterator[Page]:
    """`client(persona)` is a signed-in one, which turns pages over."""
    yield from _queue(people["manager"], client("manager"))
    yield from _issues(people["manager"])
    for key, word in (("search-rare", RARE), ("search-common", COMMON)):
        yield Page(key, "manager", [f"{reverse('search')}?{urlencode({'q': word, 'in': 'issues'})}"])
    yield Page("participant", "manager", _participants(people["manager"]))
    yield Page("checklist", "supervisor", _checklists())
    yield Page("my-issues", "member", [reverse("my-issues")])
    yield Page("my-home", "member", [reverse("my-home")])
    yield Page("home", "manager", [reverse("home")])
    yield Page("dashboard", "supervisor", [reverse("admin:index")])
    yield from _api(people["manager"])


def _queue(manager: User, client: Client) -> Iterator[Page]:
    first = reverse("issues:issue-list")
    yield Page("queue", "manager", [first])
    yield Page("queue-later", "manager", [_later(client, _later(client, first))])
    asked = urlencode([("severity", 3), ("area", _area(manager)), ("not_state", IssueState.WAITING), ("whose", "all")])
    view = SavedView.objects.filter(owner=manager, noun="issues", name=VIEW).first()
    view = view or save_view(noun="issues", name=VIEW, query=asked, by=manager, now=timezone.now())
    yield Page("queue-filtered", "manager", [f"{first}?{asked}&saved={view.ref}"])


def _later(client: Client, address: str) -> str:
    """The next page, by the link at the foot of this one."""
    found = LATER.search(client.get(address).content.decode())
    if found is None:
        return address
    return f"{address.partition('?')[0]}?after={found.group(1)}"


def _area(manager: User) -> str:
    """Where most of what is open belongs to."""
    rows = Issue.objects.still_open().order_by().values_list("area").annotate(many=Count("pk")).order_by("-many")
    return next((area for area, _ in rows), "")


def _issues(manager: User) -> Iterator[Page]:
    for key, comments, notes in (("issue", 10, 5), ("issue-long", 65, 35)):
        yield Page(key, "manager", [one.get_absolute_url() for one in talked(manager, comments, notes)])


def talked(manager: User, comments: int, notes: int) -> list[Issue]:
    """Open issues of the person with just so many entries: `load_scale` makes them."""
    said = Count("comments", distinct=True), Count("notes", distinct=True)
    rows = Issue.objects.still_open().filter(owner=manager, notes__isnull=False).annotate(said=said[0], noted=said[1])
    found = list(rows.filter(said=comments, noted=notes).order_by("-pk")[:SEVERAL])
    return found or _require(list(rows.order_by(-F("said") - F("noted"), "-pk")[:1]), "an open issue of the manager")


def _participants(manager: User) -> list[str]:
    held = Participant.objects.filter(assignments__person=manager, assignments__ends_on=None).distinct()
    rows = held.annotate(many=Count("registrations", distinct=True)).order_by("-many", "pk")[:SEVERAL]
    return [one.get_absolute_url() for one in _require(list(rows), "a participant of the manager")]


def _checklists() -> list[str]:
    rows = Checklist.objects.annotate(many=Count("items")).filter(Q(many__lte=ITEMS)).order_by("-many", "pk")[:SEVERAL]
    return [one.get_absolute_url() for one in _require(list(rows), "a checklist")]


def _api(manager: User) -> Iterator[Page]:
    at = "/api/v1/issues/"
    one = _require(talked(manager, 10, 5), "an open issue")[0]
    yield Page("api-list", "manager", [at], api=True)
    yield Page("api-one", "manager", [f"{at}{one.ref}/"], api=True)
    category = _require(list(Category.objects.filter(code="FS-METER")), "the category FS-METER")[0]
    asked = {"participant": one.participant.ref, "category": category.code, "channel": "phone"}
    body = asked | {"title": "Meter readings of a measurement", "text": "Asked for by the benchmark."}
    if contact := one.participant.contacts.order_by("pk").first():
        body["contact"] = contact.ref
    yield Page("api-create", "manager", [at], method="POST", body=body, status=201, api=True)


def _require(rows: list[Any], what: str) -> list[Any]:
    if not rows:
        raise Refused(f"There is not {what} here to look at: load made-up data with `load_scale --preset`.")
    return rows

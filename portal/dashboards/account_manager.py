"""An account manager's home: whom I look after, what happened there, what is missing there."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from accounts.models import Absence, User
from issues.models import Referral
from issues.referral_lists import MINE as IN_MY_ISSUES
from issues.referral_lists import of_whom as of_my_issues
from participants.application_lists import in_view as applications_in_view
from participants.directory import directory, in_view, managed_by
from participants.follow_up_lists import in_view as follow_ups_in_view
from participants.follow_up_lists import of_whom
from participants.forms.follow_ups import MINE
from participants.forms.version_decisions import MINE as OWN
from participants.models import Application, FollowUp, Obligation, Participant, Registration
from participants.obligation_lists import in_view as obligations_in_view
from participants.obligation_lists import of_whom as obligations_of_whom
from participants.review_lists import in_view as items_in_view
from participants.review_lists import of_whom as items_of_whom
from participants.review_lists import reviewed_items
from participants.rules.obligation_standing import NEAR
from participants.timeline import events_of, told_to
from participants.version_lists import undecided
from participants.views.desk.obligations import list_url
from portal.audit import naming
from portal.dashboards.tiles import Tile, counted
from portal.scoping.today import market_day

RECENT_DAYS = 30
EVENTS = 8
ROWS = 10
TO_DECIDE = "Checklists to decide"


def context(user: User, now: datetime) -> dict[str, Any]:
    mine = in_view(directory(user), "mine", user)
    due = follow_ups_due(user, now)
    return {
        "tiles": all_tiles(user, mine, due, now),
        "mine": list(summaries(mine)[:ROWS]),
        "away": away(user, now),
        "lacking": list(managed_by(in_view(directory(user), "gaps", user), user).only("ref", "name")[:ROWS]),
        "events": recent(mine, user, now),
        "me": user.ref,
    }


def all_tiles(user: User, mine: Any, due: Any, now: datetime) -> list[Tile]:
    """What asks for somebody stands there always, decisions about versions only while there are some."""
    drawn = [
        follow_up_tile(due),
        *obligation_tiles(user, now),
        application_tile(user),
        *referral_tiles(user),
        *checklist_tiles(user, now),
        *tiles(user, mine),
        version_tile(user),
    ]
    return [tile for tile in counted(user, drawn) if tile.label != TO_DECIDE or tile.value != "0"]


def follow_ups_due(user: User, now: datetime) -> Any:
    """One's own and those one stands in for, overdue or due today."""
    return follow_ups_in_view(of_whom(FollowUp.objects.visible_to(user), MINE, user), "due", market_day(now))


def follow_up_tile(due: Any) -> Tile:
    address = reverse("participants:follow-up-list")
    return Tile("Follow-ups due", due, f"{address}?view=due&responsible={MINE}", "overdue or due today")


def application_tile(user: User) -> Tile:
    address = reverse("participants:application-list")
    mine = applications_in_view(Application.objects.visible_to(user), "mine", user)
    return Tile("My applications", mine, f"{address}?view=mine", "to answer and decide")


def referral_tiles(user: User) -> list[Tile]:
    """Questions to departments that are one's own turn again."""
    mine, address = of_my_issues(Referral.objects.visible_to(user), IN_MY_ISSUES, user), reverse("issues:referral-list")
    return [
        Tile("Answers to release", mine.answered(), f"{address}?view=answered&whose={IN_MY_ISSUES}", "of departments"),
        Tile("Handed back", mine.handed_back(), f"{address}?view=handed_back&whose={IN_MY_ISSUES}", "by departments"),
    ]


def version_tile(user: User) -> Tile:
    address = reverse("participants:version-decisions")
    return Tile(TO_DECIDE, undecided(user, OWN), address, "follow changed requirements, or stay")


def checklist_tiles(user: User, now: datetime) -> list[Tile]:
    """What is not as it should be on the checklists of my participants."""
    mine, address, today = (
        items_of_whom(reviewed_items(user), MINE, user),
        reverse("participants:review-list"),
        market_day(now),
    )

    def tile(label: str, view: str, note: str) -> Tile:
        return Tile(label, items_in_view(mine, view, today), f"{address}?view={view}&whose={MINE}", note)

    return [
        tile("Returned items", "returned", "the participant sends new evidence"),
        tile("Items at risk", "at_risk", "their evidence counts no more"),
        tile("Late items", "late", "past their last day by the plan"),
    ]


def obligation_tiles(user: User, now: datetime) -> list[Tile]:
    """Of the participants one looks after or stands in for."""
    mine, today = obligations_of_whom(Obligation.objects.visible_to(user), MINE, user), market_day(now)
    late, soon = (obligations_in_view(mine, view, today, NEAR) for view in ("overdue", "soon"))
    return [
        Tile("Obligations overdue", late, list_url(view="overdue", responsible=MINE), "not filed"),
        Tile(
            f"Due in {NEAR} days",
            soon,
            list_url(view="soon", within=str(NEAR), responsible=MINE),
            "obligations not filed yet",
        ),
    ]


def tiles(user: User, mine: Any) -> list[Tile]:
    """Numbers that open exactly the rows they count."""
    address = reverse("participants:participant-list")
    own = f"manager={user.ref}"

    def of(view: str) -> QuerySet:
        return managed_by(in_view(directory(user), view, user), user)

    return [
        Tile("My participants", mine, f"{address}?view=mine", "today, with those I stand in for"),
        Tile(
            "Missing a regulated role", of("gaps"), f"{address}?view=gaps&{own}", "no representative or administrator"
        ),
        Tile("No longer listed", of("missing"), f"{address}?view=missing&{own}", "waiting for my decision"),
    ]


def summaries(rows: Any) -> Any:
    missing = Registration.objects.no_longer_listed().filter(participant=OuterRef("pk"))
    rows = rows.with_summary().annotate(missing=Exists(missing))
    return rows.only("ref", "name", "duns", "restricted").order_by("name", "id")


def away(user: User, now: datetime) -> list[Absence]:
    """Colleagues who are away today and for whom this person stands in."""
    today = market_day(now)
    rows = Absence.objects.filter(stand_in=user, starts_on__lte=today, ends_on__gte=today)
    return list(rows.select_related("person").order_by("ends_on", "id"))


def recent(mine: Any, user: User, now: datetime) -> list[tuple[Any, Any]]:
    """What others did to my participants lately, each with the participant's name and page."""
    ids = Participant.objects.filter(pk__in=mine.values("pk")).values("pk")
    rows = events_of(user, ids).since(now - timedelta(days=RECENT_DAYS))
    # What the portal reminds of stands under the bell and among the follow-ups.
    rows = rows.exclude(by=user).exclude(verb__startswith="calendars.")
    events = list(rows.order_by("-at", "-id")[:EVENTS])
    names = naming.names(event.participant_id for event in events)
    return [(tale, names.get(tale.event.participant_id)) for tale in told_to(user, events)]

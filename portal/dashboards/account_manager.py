"""An account manager's home: whom I look after, what happened there, what is missing there."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Absence, User
from issues.models import Referral
from issues.referral_lists import MINE as IN_MY_ISSUES
from issues.referral_lists import of_whom as of_my_issues
from participants.application_lists import in_view as applications_in_view
from participants.directory import directory, ids_looked_after, in_view, managed_by
from participants.follow_up_lists import in_view as follow_ups_in_view
from participants.follow_up_lists import of_whom
from participants.forms.follow_ups import MINE
from participants.forms.version_decisions import MINE as OWN
from participants.models import Application, FollowUp, Obligation, Participant, Registration
from participants.obligation_lists import in_view as obligations_in_view
from participants.review_lists import in_view as items_in_view
from participants.review_lists import of_whom as items_of_whom
from participants.review_lists import reviewed_items, reviewing_department
from participants.rules.obligation_standing import NEAR
from participants.timeline import events_of, told_to
from participants.version_lists import undecided
from participants.views.desk.obligations import list_url
from portal.audit import naming
from portal.audit.models import AuditEvent
from portal.dashboards.tiles import Tile
from portal.scoping.prepared import OneOf, PreparedFor
from portal.scoping.today import market_day
from portal.web.addresses import reverse
from portal.web.keyset import in_words, numbers

RECENT_DAYS = 30
EVENTS = 8
ROWS = 10
TO_DECIDE = "Checklists to decide"


def context(user: User, now: datetime) -> dict[str, Any]:
    mine, today = ids_looked_after(user), market_day(now)
    return {
        "tiles": all_tiles(user, mine, today),
        "mine": SUMMARIES.rows(user, mine=mine),
        "away": AWAY.rows(user, today=today),
        "lacking": LACKING.rows(user),
        "events": recent(user, mine, now),
        "me": user.ref,
    }


def all_tiles(user: User, mine: list[int], today: date) -> list[Tile]:
    """What asks for somebody stands there always, decisions about versions only while there are some.

    Counted in one statement; who reviews for a department has items of its own, so theirs is written anew.
    """
    if reviewing_department(user):
        (found,) = _counts(user, mine, today)
    else:
        found = COUNTS.first(user, mine=mine, today=today)
    drawn = (tile._replace(value=in_words(number)) for tile, number in zip(tiles(user), found, strict=True))
    return [tile for tile in drawn if tile.label != TO_DECIDE or tile.value != "0"]


def tiles(user: User) -> list[Tile]:
    """Numbers that open exactly the rows they count; in the order of `_lists`."""
    own, reviews = f"manager={user.ref}", reverse("participants:review-list")
    people, referrals = reverse("participants:participant-list"), reverse("issues:referral-list")
    late, soon = list_url(view="overdue", responsible=MINE), list_url(view="soon", within=str(NEAR), responsible=MINE)
    follow_ups, applications = reverse("participants:follow-up-list"), reverse("participants:application-list")
    return [
        Tile("Follow-ups due", None, f"{follow_ups}?view=due&responsible={MINE}", "overdue or due today"),
        Tile("Obligations overdue", None, late, "not filed"),
        Tile(f"Due in {NEAR} days", None, soon, "obligations not filed yet"),
        Tile("My applications", None, f"{applications}?view=mine", "to answer and decide"),
        Tile("Answers to release", None, f"{referrals}?view=answered&whose={IN_MY_ISSUES}", "of departments"),
        Tile("Handed back", None, f"{referrals}?view=handed_back&whose={IN_MY_ISSUES}", "by departments"),
        Tile("Returned items", None, f"{reviews}?view=returned&whose={MINE}", "the participant sends new evidence"),
        Tile("Items at risk", None, f"{reviews}?view=at_risk&whose={MINE}", "their evidence counts no more"),
        Tile("Late items", None, f"{reviews}?view=late&whose={MINE}", "past their last day by the plan"),
        Tile("My participants", None, f"{people}?view=mine", "today, with those I stand in for"),
        Tile("Missing a regulated role", None, f"{people}?view=gaps&{own}", "no representative or administrator"),
        Tile("No longer listed", None, f"{people}?view=missing&{own}", "waiting for my decision"),
        Tile(TO_DECIDE, None, reverse("participants:version-decisions"), "follow changed requirements, or stay"),
    ]


def _lists(user: Any, mine: Any, today: Any) -> list[QuerySet]:
    """The rows that the tiles open, in their order."""
    obligations = Obligation.objects.visible_to(user).filter(OneOf("participant", mine))
    applications = applications_in_view(Application.objects.visible_to(user), "mine", user)
    referrals = of_my_issues(Referral.objects.visible_to(user), IN_MY_ISSUES, user)
    items = items_of_whom(reviewed_items(user), MINE, user)
    return [
        follow_ups_in_view(of_whom(FollowUp.objects.visible_to(user), MINE, user), "due", today),
        *(obligations_in_view(obligations, view, today, NEAR) for view in ("overdue", "soon")),
        applications,
        referrals.answered(),
        referrals.handed_back(),
        *(items_in_view(items, view, today) for view in ("returned", "at_risk", "late")),
        _mine(user, mine),
        *(managed_by(in_view(directory(user), view, user), user) for view in ("gaps", "missing")),
        undecided(user, OWN),
    ]


def _counts(user: Any, mine: Any, today: Any) -> QuerySet:
    return numbers(_lists(user, mine, today), beside=User.objects.filter(pk=user.pk))


def _mine(user: Any, mine: Any) -> QuerySet[Participant]:
    return directory(user).filter(OneOf("pk", mine))


def _summaries(user: Any, mine: Any) -> QuerySet[Participant]:
    missing = Registration.objects.no_longer_listed().filter(participant=OuterRef("pk"))
    rows = _mine(user, mine).with_summary().annotate(missing=Exists(missing))
    return rows.only("ref", "name", "duns", "restricted").order_by("name", "id")[:ROWS]


def _lacking(user: Any) -> QuerySet[Participant]:
    return managed_by(in_view(directory(user), "gaps", user), user).only("ref", "name")[:ROWS]


def _away(user: Any, today: Any) -> QuerySet[Absence]:
    """Colleagues who are away today and for whom this person stands in."""
    rows = Absence.objects.filter(stand_in=user.pk, starts_on__lte=today, ends_on__gte=today)
    return rows.select_related("person").order_by("ends_on", "id")


def _recent(user: Any, mine: Any, since: Any) -> QuerySet[AuditEvent]:
    """What the portal reminds of stands under the bell and among the follow-ups."""
    ids = Participant.objects.filter(pk__in=_mine(user, mine).values("pk")).values("pk")
    rows = events_of(user, ids).since(since).exclude(by=user.pk).exclude(verb__startswith="calendars.")
    return rows.order_by("-at", "-id")[:EVENTS]


COUNTS: Final = PreparedFor(_counts)
SUMMARIES: Final = PreparedFor(_summaries)
LACKING: Final = PreparedFor(_lacking)
AWAY: Final = PreparedFor(_away)
RECENT: Final = PreparedFor(_recent)


def recent(user: User, mine: list[int], now: datetime) -> list[tuple[Any, Any]]:
    """What others did to my participants lately, each with the participant's name and page."""
    events = RECENT.rows(user, mine=mine, since=now - timedelta(days=RECENT_DAYS))
    names = naming.names(event.participant_id for event in events)
    return [(tale, names.get(tale.event.participant_id)) for tale in told_to(user, events)]

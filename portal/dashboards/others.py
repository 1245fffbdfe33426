"""The home of staff without a queue of their own: what they can do here today."""

from datetime import datetime
from typing import Any, Final, NamedTuple

from django.urls import reverse

from accounts.models import User
from issues.models import Referral
from issues.querysets.referrals import answering
from issues.referral_deadlines import REFERRAL, with_clocks
from issues.referral_lists import in_view as referrals_in_view
from issues.referral_lists import to_do
from participants.models import Obligation, ObligationType
from participants.review_lists import MINE, in_view, of_whom, reviewed_items, reviewing_department
from portal.dashboards.tiles import Tile, counted
from portal.scoping.today import market_day

QUESTIONS: Final = 8


class Offer(NamedTuple):
    title: str
    text: str
    url: str
    icon: str


def context(user: User, now: datetime) -> dict[str, Any]:
    drawn = [*referral_tiles(user, now), *tiles(user, now), *obligation_tiles(user)]
    return {"offers": offers(user), "tiles": counted(user, drawn), "questions": next_questions(user)}


def referral_tiles(user: User, now: datetime) -> list[Tile]:
    """What account managers asked the department of whoever answers for one."""
    if not answering(user):
        return []
    mine, address = Referral.objects.visible_to(user).to_department(answering(user)), reverse("issues:referral-list")

    def tile(label: str, view: str, note: str) -> Tile:
        return Tile(label, referrals_in_view(mine, view, now), f"{address}?view={view}", note)

    return [
        tile("Questions to answer", "open", "to my department"),
        tile("Late answers", "late", "past their due time"),
    ]


def next_questions(user: User) -> list[Referral]:
    """The next due ones, with their clocks."""
    if not answering(user):
        return []
    rows = to_do(user).select_related("department", "taken_by").order_by("due_at", "id")
    return with_clocks(rows[:QUESTIONS], REFERRAL)


def tiles(user: User, now: datetime) -> list[Tile]:
    """What waits for the department of whoever reviews for one."""
    if not reviewing_department(user):
        return []
    mine, address, today = (
        of_whom(reviewed_items(user), MINE, user),
        reverse("participants:review-list"),
        market_day(now),
    )

    def tile(label: str, view: str, note: str) -> Tile:
        return Tile(label, in_view(mine, view, today), f"{address}?view={view}&whose={MINE}", note)

    return [
        tile("To review", "ready", "sent to my department"),
        tile("Waiting for other items", "blocked", "sent early"),
        tile("Returned", "returned", "until new evidence comes"),
    ]


def obligation_tiles(user: User) -> list[Tile]:
    """What was handed in to the person's department, where it looks at obligations."""
    code = user.department.code if user.department is not None else ""
    if not ObligationType.objects.filter(reviewers__contains=[code]).exists():
        return []
    lies_there = Obligation.objects.visible_to(user).to_review().reviewed_by(code)
    address = f"{reverse('participants:obligation-review')}?department={code}"
    return [Tile("Obligations to review", lies_there, address, "handed in to my department")]


def offers(user: User) -> list[Offer]:
    found = [
        Offer(
            "Participants",
            "Look up a company, its market roles, contacts, resources and who looks after it.",
            reverse("participants:participant-list"),
            "building-2",
        )
    ]
    if user.can("audit.view"):
        text = "Read who did what, when and from where. Filter, follow one company, export."
        found.append(Offer("Audit trail", text, reverse("audit:audit-list"), "scroll-text"))
    if user.can("participants.see_restricted"):
        text = "Companies that are closed to most, with the reasons and who opened them."
        found.append(
            Offer(
                "Restricted participants", text, reverse("participants:participant-list") + "?view=restricted", "lock"
            )
        )
    if user.can("staff.view"):
        text = "Colleagues, their roles and levels, teams, absences and stand-ins."
        found.append(Offer("Staff", text, reverse("accounts:staff-list"), "users"))
    text = "Your name and phone number, time zone, appearance, API tokens and sign-in."
    return [*found, Offer("Your settings", text, reverse("accounts:settings"), "settings")]

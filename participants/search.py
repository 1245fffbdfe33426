"""What the search and the palette find: each finder starts from what the person may see."""

from typing import Any, Final

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Upper
from django.urls import reverse

from participants.choices import ApplicationState
from participants.directory import RANKED, directory
from participants.models import (
    AccountPlan,
    Application,
    Change,
    Checklist,
    Contact,
    FollowUp,
    Interaction,
    Meeting,
    Obligation,
    Registration,
    Resource,
)
from participants.querysets.searching import Matches, words_of
from participants.rules.application_moves import TO_DECIDE
from participants.rules.change_moves import STILL_OPEN as STILL_OPEN_CHANGES
from participants.rules.follow_up_moves import STILL_OPEN
from participants.rules.obligation_moves import UNSETTLED
from portal.scoping.today import market_day
from portal.search import registry
from portal.search.registry import Hit, Rows
from portal.web.words import short_day


def _participants(user: Any, words: str) -> QuerySet:
    return directory(user, words).with_summary().order_by(*RANKED)


def _participant(user: Any, row: Any) -> Hit:
    roles = ", ".join(row.role_codes or [])
    note = " · ".join(filter(None, [roles, row.manager_name, "restricted" if row.stub else row.duns]))
    return Hit(row.name, row.get_absolute_url(), note, "lock" if row.stub else "building-2")


def _contacts(user: Any, words: str) -> QuerySet:
    asked = words_of(words)
    # The longest word leads into the index; the others are asked about what it finds.
    likely = Q(capitals__trigram_word_similar=max(asked, key=len).upper()) & Q(Matches("name", asked))
    named = Q(name__icontains=words) | Q(email__icontains=words) | likely
    rows = Contact.objects.visible_to(user).active().annotate(capitals=Upper("name")).filter(named)
    # Exact parts of a name first, guesses at typos after them.
    return rows.order_by(Case(When(name__icontains=words, then=0), default=1), "name", "id")


def _contact(user: Any, row: Any) -> Hit:
    url = _people(user, row.participant.ref)
    return Hit(row.name, f"{url}#{row.ref}", " · ".join(filter(None, [row.title, row.participant.name])), "user")


def _registrations(user: Any, words: str) -> QuerySet:
    named = Q(short_name__icontains=words) | Q(duns__icontains=words)
    return Registration.objects.visible_to(user).filter(named).order_by("short_name", "id")


def _registration(user: Any, row: Any) -> Hit:
    url = row.get_absolute_url() if user.is_staff else reverse("my-company")
    return Hit(str(row), url, f"{row.participant.name} · {row.get_status_display()}", "badge-check")


def _units(user: Any, words: str) -> QuerySet:
    named = Q(code__icontains=words) | Q(name__icontains=words) | Q(station__icontains=words)
    return Resource.objects.visible_to(user).filter(named, active=True).order_by("code", "id")


def _unit(user: Any, row: Any) -> Hit:
    url = _resources(user, row.participant.ref)
    note = " · ".join(filter(None, [row.get_type_display(), row.participant.name]))
    return Hit(row.code, f"{url}#{row.ref}", note, "zap")


def _follow_ups(user: Any, words: str) -> QuerySet:
    """Open ones first, the next to come before later ones."""
    rows = FollowUp.objects.visible_to(user).filter(title__icontains=words)
    return rows.order_by(Case(When(state__in=STILL_OPEN, then=0), default=1), "due_on", "id")


def _follow_up(user: Any, row: Any) -> Hit:
    note = f"{row.participant.name} · {row.get_state_display()} · {short_day(row.due_on)}"
    return Hit(row.title, row.get_absolute_url(), note, "calendar-check")


def _applications(user: Any, words: str) -> QuerySet:
    """Those to decide first, the latest before older ones; spam is not found."""
    rows = Application.objects.visible_to(user).matching(words).exclude(state=ApplicationState.SPAM)
    return rows.order_by(Case(When(state__in=TO_DECIDE, then=0), default=1), "-received_at", "-id")


def _application(user: Any, row: Any) -> Hit:
    note = f"{row.contact_name} · {row.get_state_display()} · {short_day(market_day(row.received_at))}"
    return Hit(row.company, row.get_absolute_url(), note, "inbox")


def _checklists(user: Any, words: str) -> QuerySet:
    """By company, short name or number of the registration; the newest first."""
    named = Q(participant__name__icontains=words) | Q(registration__short_name__icontains=words)
    rows = Checklist.objects.visible_to(user).filter(named | Q(registration__duns__icontains=words)).with_progress()
    return rows.order_by("-opened_at", "-id")


def _checklist(user: Any, row: Any) -> Hit:
    note = f"{row.participant.name} · {row.settled} of {row.wanted} settled"
    return Hit(f"Checklist of {row.registration}", row.get_absolute_url(), note, "list-checks")


def _obligations(user: Any, words: str) -> QuerySet:
    """By what is owed, by reference or by confirmation number; what is open first, the next day before later ones."""
    words = words.replace("\x00", "")
    named = Q(type__name__icontains=words) | Q(type__code__icontains=words)
    rows = Obligation.objects.visible_to(user).filter(named | Q(ref=words.upper()) | Q(confirmation_number=words))
    return rows.order_by(Case(When(state__in=UNSETTLED, then=0), default=1), "due_on", "id")


def _obligation(user: Any, row: Any) -> Hit:
    url = row.get_absolute_url() if user.is_staff else row.get_my_url()
    owner = "Counter-Party" if row.counter_party else str(row.owner)
    parts = dict.fromkeys([row.participant.name, owner, row.get_state_display(), short_day(row.due_on)])
    return Hit(f"{row} – {row.type.name}", url, " · ".join(parts), "calendar-range")


def _people(user: Any, ref: str) -> str:
    return reverse("participants:participant-people", args=[ref]) if user.is_staff else reverse("my-people")


def _resources(user: Any, ref: str) -> str:
    return reverse("participants:participant-resources", args=[ref]) if user.is_staff else reverse("my-resources")


def _in_the_market(user: Any) -> bool:
    return user.acting_for is not None and not user.acting_for.applying


def _changes(user: Any, words: str) -> QuerySet:
    """By reference or by what kind of change it is; those under way first."""
    named = Q(ref__iexact=words) | Q(procedure__name__icontains=words)
    open_first = Case(When(state__in=STILL_OPEN_CHANGES, then=0), default=1)
    return Change.objects.visible_to(user).filter(named).order_by(open_first, "-requested_at", "-id")


def _change(user: Any, row: Any) -> Hit:
    url = row.get_absolute_url() if user.is_staff else row.get_my_url()
    return Hit(row.procedure.name, url, f"{row.participant.name} · {row.get_state_display()}", "file-pen")


def _interactions(user: Any, words: str) -> QuerySet:
    """By what was said; the newest first."""
    rows = Interaction.objects.visible_to(user).standing().filter(summary__icontains=words)
    return rows.order_by("-happened_at", "-id")


def _interaction(user: Any, row: Any) -> Hit:
    note = f"{row.participant.name} · {row.get_channel_display()} · {short_day(market_day(row.happened_at))}"
    return Hit(row.summary[:120], row.get_absolute_url(), note, "messages-square")


def _meetings(user: Any, words: str) -> QuerySet:
    """By title; the newest first. Participants' users find what they are invited to."""
    return Meeting.objects.visible_to(user).filter(title__icontains=words).order_by("-starts_at", "-id")


def _meeting(user: Any, row: Any) -> Hit:
    note = f"{row.participant.name} · {row.get_state_display()} · {short_day(market_day(row.starts_at))}"
    return Hit(row.title, row.get_absolute_url() if user.is_staff else row.get_my_url(), note, "calendar-days")


def _plans(user: Any, words: str) -> QuerySet:
    """Account plans by their title or the participant's name, the latest first."""
    named = Q(title__icontains=words) | Q(participant__name__icontains=words)
    return AccountPlan.objects.visible_to(user).filter(named).order_by("-ends_on", "-id")


def _plan(user: Any, row: Any) -> Hit:
    note = f"{row.participant.name} · until {short_day(row.ends_on)}"
    return Hit(row.title, row.get_absolute_url(), note, "notebook-text")


TITLES: Final = {"plans": "Account plans"}
OWNER: Final = ("registration__role__code", "registration__short_name", "registration__duns")
FINDERS: Final = {
    "participants": Rows(_participants, ("ref", "name", "duns", "role_codes", "manager_name", "stub"), _participant),
    "registrations": Rows(
        _registrations,
        ("ref", "short_name", "duns", "status", "role__code", "participant__name"),
        _registration,
    ),
    "contacts": Rows(_contacts, ("ref", "name", "title", "participant__ref", "participant__name"), _contact),
    "resources": Rows(_units, ("ref", "code", "type", "participant__ref", "participant__name"), _unit),
    "follow-ups": Rows(_follow_ups, ("ref", "title", "state", "due_on", "participant__name"), _follow_up),
    "interactions": Rows(
        _interactions, ("ref", "summary", "channel", "happened_at", "participant__name"), _interaction
    ),
    "meetings": Rows(_meetings, ("ref", "title", "state", "starts_at", "participant__name"), _meeting),
    "plans": Rows(_plans, ("ref", "title", "ends_on", "participant__name"), _plan),
    "applications": Rows(_applications, ("ref", "company", "contact_name", "state", "received_at"), _application),
    "changes": Rows(_changes, ("ref", "state", "procedure__name", "participant__name"), _change),
    "checklists": Rows(_checklists, ("ref", "participant__name", "settled", "wanted", *OWNER), _checklist),
    "obligations": Rows(
        _obligations,
        (
            *("ref", "period", "state", "due_on", "type__code", "type__name", "participant__name"),
            *("counter_party__ref", "resource__code", *OWNER),
        ),
        _obligation,
    ),
}


def register_finders() -> None:
    visible = {
        "participants": _at_the_desk,
        "follow-ups": _at_the_desk,
        "interactions": _at_the_desk,
        "plans": _at_the_desk,
        "checklists": _at_the_desk,
        "applications": lambda user: user.can("applications.view"),
        "obligations": lambda user: user.is_staff or _in_the_market(user),
    }
    for name, rows in FINDERS.items():
        registry.register(name, TITLES.get(name, name.capitalize()), rows, visible=visible.get(name, lambda user: True))


def _at_the_desk(user: Any) -> bool:
    return user.is_staff

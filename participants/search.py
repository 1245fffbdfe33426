"""What the search and the palette find: each finder starts from what the person may see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Q, When
from django.db.models.functions import Upper
from django.urls import reverse

from participants.choices import ApplicationState
from participants.directory import RANKED, directory
from participants.models import (
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
from participants.obligation_lists import NAMED
from participants.querysets.searching import Matches, words_of
from participants.rules.application_moves import TO_DECIDE
from participants.rules.change_moves import STILL_OPEN as STILL_OPEN_CHANGES
from participants.rules.follow_up_moves import STILL_OPEN
from participants.rules.obligation_moves import UNSETTLED
from portal.scoping.today import market_day
from portal.search import registry
from portal.search.registry import Hit
from portal.web.words import short_day


def find_participants(user: Any, words: str, limit: int) -> Iterable[Hit]:
    rows = directory(user, words).with_summary().order_by(*RANKED)
    for row in rows[:limit]:
        roles = ", ".join(row.role_codes or [])
        note = " · ".join(filter(None, [roles, row.manager_name, "restricted" if row.stub else row.duns]))
        yield Hit(row.name, row.get_absolute_url(), note, "lock" if row.stub else "building-2")


def find_contacts(user: Any, words: str, limit: int) -> Iterable[Hit]:
    asked = words_of(words)
    # The longest word leads into the index; the others are asked about what it finds.
    likely = Q(capitals__trigram_word_similar=max(asked, key=len).upper()) & Q(Matches("name", asked))
    named = Q(name__icontains=words) | Q(email__icontains=words) | likely
    rows = Contact.objects.visible_to(user).active().annotate(capitals=Upper("name")).filter(named)
    rows = rows.select_related("participant")
    # Exact parts of a name first, guesses at typos after them.
    ranked = rows.order_by(Case(When(name__icontains=words, then=0), default=1), "name", "id")
    for row in ranked[:limit]:
        url = _people(user, row.participant.ref)
        yield Hit(row.name, f"{url}#{row.ref}", " · ".join(filter(None, [row.title, row.participant.name])), "user")


def find_registrations(user: Any, words: str, limit: int) -> Iterable[Hit]:
    named = Q(short_name__icontains=words) | Q(duns__icontains=words)
    rows = Registration.objects.visible_to(user).filter(named).select_related("participant", "role")
    for row in rows.order_by("short_name", "id")[:limit]:
        url = row.get_absolute_url() if user.is_staff else reverse("my-company")
        yield Hit(str(row), url, f"{row.participant.name} · {row.get_status_display()}", "badge-check")


def find_resources(user: Any, words: str, limit: int) -> Iterable[Hit]:
    named = Q(code__icontains=words) | Q(name__icontains=words) | Q(station__icontains=words)
    rows = Resource.objects.visible_to(user).filter(named, active=True).select_related("participant")
    for row in rows.order_by("code", "id")[:limit]:
        url = _resources(user, row.participant.ref)
        note = " · ".join(filter(None, [row.get_type_display(), row.participant.name]))
        yield Hit(row.code, f"{url}#{row.ref}", note, "zap")


def find_follow_ups(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """Open ones first, the next to come before later ones."""
    rows = FollowUp.objects.visible_to(user).filter(title__icontains=words).select_related("participant")
    open_first = Case(When(state__in=STILL_OPEN, then=0), default=1)
    for row in rows.order_by(open_first, "due_on", "id")[:limit]:
        note = f"{row.participant.name} · {row.get_state_display()} · {short_day(row.due_on)}"
        yield Hit(row.title, row.get_absolute_url(), note, "calendar-check")


def find_interactions(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """By what was said; the newest first."""
    rows = Interaction.objects.visible_to(user).standing().filter(summary__icontains=words)
    for row in rows.select_related("participant").order_by("-happened_at", "-id")[:limit]:
        note = f"{row.participant.name} · {row.get_channel_display()} · {short_day(market_day(row.happened_at))}"
        yield Hit(row.summary[:120], row.get_absolute_url(), note, "messages-square")


def find_meetings(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """By title; the newest first. Participants' users find what they are invited to."""
    rows = Meeting.objects.visible_to(user).filter(title__icontains=words).select_related("participant")
    for row in rows.order_by("-starts_at", "-id")[:limit]:
        note = f"{row.participant.name} · {row.get_state_display()} · {short_day(market_day(row.starts_at))}"
        yield Hit(row.title, row.get_absolute_url() if user.is_staff else row.get_my_url(), note, "calendar-days")


def find_applications(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """Those to decide first, the latest before older ones; spam is not found."""
    rows = Application.objects.visible_to(user).matching(words).exclude(state=ApplicationState.SPAM)
    open_first = Case(When(state__in=TO_DECIDE, then=0), default=1)
    for row in rows.order_by(open_first, "-received_at", "-id")[:limit]:
        note = f"{row.contact_name} · {row.get_state_display()} · {short_day(market_day(row.received_at))}"
        yield Hit(row.company, row.get_absolute_url(), note, "inbox")


def find_checklists(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """By company, short name or number of the registration; the newest first."""
    named = Q(participant__name__icontains=words) | Q(registration__short_name__icontains=words)
    rows = Checklist.objects.visible_to(user).filter(named | Q(registration__duns__icontains=words)).with_progress()
    rows = rows.select_related("participant", "registration__role").order_by("-opened_at", "-id")
    for row in rows[:limit]:
        note = f"{row.participant.name} · {row.settled} of {row.wanted} settled"
        yield Hit(f"Checklist of {row.registration}", row.get_absolute_url(), note, "list-checks")


def find_obligations(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """By what is owed, by reference or by confirmation number; what is open first, the next day before later ones."""
    words = words.replace("\x00", "")
    named = Q(type__name__icontains=words) | Q(type__code__icontains=words)
    rows = Obligation.objects.visible_to(user).filter(named | Q(ref=words.upper()) | Q(confirmation_number=words))
    open_first = Case(When(state__in=UNSETTLED, then=0), default=1)
    for row in rows.select_related(*NAMED).order_by(open_first, "due_on", "id")[:limit]:
        url = row.get_absolute_url() if user.is_staff else row.get_my_url()
        owner = "Counter-Party" if row.counter_party else str(row.owner)
        parts = dict.fromkeys([row.participant.name, owner, row.get_state_display(), short_day(row.due_on)])
        yield Hit(f"{row} – {row.type.name}", url, " · ".join(parts), "calendar-range")


def _people(user: Any, ref: str) -> str:
    return reverse("participants:participant-people", args=[ref]) if user.is_staff else reverse("my-people")


def _resources(user: Any, ref: str) -> str:
    return reverse("participants:participant-resources", args=[ref]) if user.is_staff else reverse("my-resources")


def _in_the_market(user: Any) -> bool:
    return user.acting_for is not None and not user.acting_for.applying


def find_changes(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """By reference or by what kind of change it is; those under way first."""
    named = Q(ref__iexact=words) | Q(procedure__name__icontains=words)
    rows = Change.objects.visible_to(user).filter(named).select_related("participant", "procedure")
    open_first = Case(When(state__in=STILL_OPEN_CHANGES, then=0), default=1)
    for row in rows.order_by(open_first, "-requested_at", "-id")[:limit]:
        url = row.get_absolute_url() if user.is_staff else row.get_my_url()
        yield Hit(row.procedure.name, url, f"{row.participant.name} · {row.get_state_display()}", "file-pen")


def register_finders() -> None:
    registry.register("participants", "Participants", find_participants, visible=lambda user: user.is_staff)
    registry.register("registrations", "Registrations", find_registrations)
    registry.register("contacts", "Contacts", find_contacts)
    registry.register("resources", "Resources", find_resources)
    registry.register("interactions", "Interactions", find_interactions, visible=lambda user: user.is_staff)
    registry.register("meetings", "Meetings", find_meetings)
    registry.register("follow-ups", "Follow-ups", find_follow_ups, visible=lambda user: user.is_staff)
    registry.register(
        "applications", "Applications", find_applications, visible=lambda user: user.can("applications.view")
    )
    registry.register("changes", "Changes", find_changes)
    registry.register("checklists", "Checklists", find_checklists, visible=lambda user: user.is_staff)
    registry.register(
        "obligations", "Obligations", find_obligations, visible=lambda user: user.is_staff or _in_the_market(user)
    )

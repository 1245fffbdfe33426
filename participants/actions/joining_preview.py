"""Before a joining: what would move, who would gain access to what on both sides, and what stands in the way."""

from participants.actions.joining_rows import MOVES, Moving
from participants.models import Assignment, Contact, Membership, Participant, Registration, Resource
from participants.rules.joining import Facts, Gain, JoiningPreview, counted
from portal.scoping.today import MarketToday


def preview_joining(kept: Participant, absorbed: Participant) -> JoiningPreview:
    """What joining `absorbed` into `kept` would do; writes nothing. Call it for people who may join."""
    obstacles = obstacles_to(kept, absorbed)
    if kept.pk == absorbed.pk:
        return JoiningPreview(moves={}, gains=[], obstacles=obstacles)
    moving = Moving(kept, absorbed)
    moves = {key: count for key, count in ((move.key, moving.rows(move.key).count()) for move in MOVES) if count}
    coming, going = _facts(kept), _facts(absorbed)
    gains = [
        *_members_gain(moving.rows("memberships"), coming),
        *_members_gain(Membership.objects.filter(participant=kept), going),
        *_staff_gain(moving.rows("assignments"), coming),
        *_staff_gain(Assignment.objects.filter(participant=kept), going),
    ]
    return JoiningPreview(moves=moves, gains=gains, stays=_stays(moving), obstacles=obstacles)


def obstacles_to(kept: Participant, absorbed: Participant) -> list[str]:
    """Why the two cannot be joined as they are; empty when they can."""
    if kept.pk == absorbed.pk:
        return ["A company cannot be joined into itself."]
    reasons = [
        f"{one.name} was joined into another company already."
        for one in (kept, absorbed)
        if one.joined_into_id is not None
    ]
    if absorbed.restricted and not kept.restricted:
        reasons.append(f"{absorbed.name} is restricted and {kept.name} is not: restrict it first, or lift the other.")
    doubled = Moving(kept, absorbed).doubled_resources().values_list("code", flat=True)[:4]
    if codes := ", ".join(doubled):
        reasons.append(f"Both companies have a resource with the unit code {codes}: change one of them first.")
    return reasons


def _facts(participant: Participant) -> Facts:
    return Facts(
        company=participant.name,
        registrations=Registration.objects.filter(participant=participant).count(),
        contacts=Contact.objects.active().filter(participant=participant).count(),
        resources=Resource.objects.filter(participant=participant).count(),
    )


def _members_gain(memberships, facts: Facts) -> list[Gain]:
    """Each person who may act today, by name and kind of membership."""
    running = memberships.valid_on(MarketToday()).filter(user__is_active=True).select_related("user")
    return [
        Gain(f"{one.user.name} ({one.get_kind_display().lower()})", facts.in_words(narrowed=one.narrowed))
        for one in running.order_by("user__name", "pk")
    ]


def _staff_gain(assignments, facts: Facts) -> list[Gain]:
    """Whoever is assigned to one company may act on the other's records too."""
    running = assignments.today().select_related("person").order_by("person__name", "pk")
    return [
        Gain(f"{one.person.name} ({one.get_kind_display().lower()})", f"may change {facts.in_words(narrowed=False)}")
        for one in running
    ]


def _stays(moving: Moving) -> list[str]:
    """What would stay with the absorbed company, because the other has its own."""
    name, other = moving.absorbed.name, moving.kept.name
    notes = [
        f"{one.user.name} keeps the membership of {other}; the one of {name} rests."
        for one in moving.doubled_memberships().select_related("user").order_by("user__name")
    ]
    if contacts := moving.doubled_contacts().count():
        notes.append(f"{counted(contacts, 'contact')} of {name} with an e-mail address that {other} has as well.")
    notes += [
        f"{one.person.name} is no longer {one.get_kind_display().lower()}: {other} has somebody of that kind."
        for one in moving.doubled_assignments().today().select_related("person")
    ]
    return notes

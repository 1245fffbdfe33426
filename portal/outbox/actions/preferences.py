"""What a person wants to hear: own choices only, kept where they differ from what the kind does by itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.lifecycle.rows import in_words
from portal.outbox import kinds
from portal.outbox.choices import MailChoice
from portal.outbox.models import DeliverySettings, Preference
from portal.outbox.preferences import Channels, Timing, channels

NOT_YOURS: Final = "This kind of message is not one of the available choices."
NO_CHOICE: Final = "Messages of this kind can't be switched off: somebody has to act on them."
HALF_QUIET: Final = "Quiet hours have a beginning and an end; give both, or leave both empty."
NO_TIME: Final = "Quiet hours that end when they begin hold nothing; choose another end."
NO_WEEKDAY: Final = "The weekly digest comes on a day from Monday to Sunday."


@transaction.atomic
def save_preferences(
    *, user: Any, by: Any, now: datetime, choices: Mapping[str, Channels], timing: Timing
) -> dict[str, list[str]]:
    """Keep the matrix (by kind) and when messages may come; returns what changed, in words.

    A kind that is not in `choices` stays as it was. Refused for kinds of the other side, for a critical kind
    that would not come at once, and for quiet hours that mean nothing.
    """
    require_own(user, by)
    require_timing(timing)
    before = chosen_by(user)
    wanted = {code: require_allowed(user, code, choice) for code, choice in choices.items()}
    changes = {code: [words(before.get(code)), words(choice)] for code, choice in wanted.items()}
    changes = {kinds.known(code).label: change for code, change in changes.items() if change[0] != change[1]}
    _keep(user, wanted)
    changes |= _keep_timing(user, timing)
    if changes:
        trail.record("outbox.preferences.changed", of=user, by=by, at=now, changes=changes)
    return changes


@transaction.atomic
def restore_defaults(*, user: Any, by: Any, now: datetime) -> None:
    """Forget every choice of this person; doing it twice is no error."""
    require_own(user, by)
    rows = Preference.objects.visible_to(user).delete()[0]
    rows += DeliverySettings.objects.visible_to(user).delete()[0]
    if rows:
        trail.record("outbox.preferences.changed", of=user, by=by, at=now, reason="Back to the defaults.")


@transaction.atomic
def stop_mail(*, user: Any, kind: str, by: Any, now: datetime) -> bool:
    """No e-mail of this kind any more; in the portal it stays as it was. Returns whether that was new."""
    require_own(user, by)
    known = kinds.get(kind)
    if not known.optional:
        raise Refused(NO_CHOICE)
    now_chosen = chosen_by(user).get(kind) or channels(known)
    if now_chosen.mail == MailChoice.OFF:
        return False
    _keep(user, {kind: Channels(now_chosen.in_app, MailChoice.OFF)})
    changes = {known.label: [words(now_chosen), words(Channels(now_chosen.in_app, MailChoice.OFF))]}
    trail.record("outbox.mail.stopped", of=user, by=by, at=now, changes=changes)
    return True


def side_of(user: Any) -> str:
    """The audience of kinds among which this person chooses."""
    return "staff" if user.is_staff else "participant"


def chosen_by(user: Any) -> dict[str, Channels]:
    """What holds for the person by kind, defaults included; one statement."""
    rows = {row.kind: row for row in Preference.objects.visible_to(user)}
    return {kind.code: channels(kind, rows.get(kind.code)) for kind in kinds.choosable(side_of(user))}


def words(choice: Channels | None) -> str:
    """A row of the matrix as the audit trail tells it."""
    if choice is None:
        return ""
    return f"{'in the portal' if choice.in_app else 'not in the portal'}, e-mail: {MailChoice(choice.mail).label}"


def require_own(user: Any, by: Any) -> None:
    if user.pk != by.pk:
        raise Refused("Everyone chooses for oneself.", code="not_permitted")


def require_timing(timing: Timing) -> None:
    if (timing.quiet_from is None) != (timing.quiet_until is None):
        raise Refused(HALF_QUIET)
    if timing.quiet_from is not None and timing.quiet_from == timing.quiet_until:
        raise Refused(NO_TIME)
    if timing.digest_weekday not in range(7):
        raise Refused(NO_WEEKDAY)


def require_allowed(user: Any, code: str, choice: Channels) -> Channels:
    """The choice as it is kept: refused where the kind is not this person's, or allows no such choice."""
    kind = next((one for one in kinds.choosable(side_of(user)) if one.code == code), None)
    if kind is None or choice.mail not in MailChoice.values:
        raise Refused(NOT_YOURS)
    if channels(kind, choice) != choice:
        raise Refused(NO_CHOICE)
    return choice


def _keep(user: Any, wanted: Mapping[str, Channels]) -> None:
    """Write rows for choices that differ from the kind's default and drop the others: three statements at most."""
    usual = [code for code, choice in wanted.items() if choice == channels(kinds.get(code))]
    rows = [
        Preference(user=user, kind=code, in_app=choice.in_app, mail=choice.mail)
        for code, choice in wanted.items()
        if code not in usual
    ]
    Preference.objects.visible_to(user).filter(kind__in=usual).delete()
    Preference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "kind"], update_fields=["in_app", "mail"]
    )


def _keep_timing(user: Any, timing: Timing) -> dict[str, list[str]]:
    """Keep when messages may come; one upsert. Returns what changed."""
    names = ("quiet_from", "quiet_until", "quiet_weekends", "digest_at", "digest_weekday")
    before = Timing.of(DeliverySettings.objects.visible_to(user).first())
    if timing == before:
        return {}
    DeliverySettings.objects.update_or_create(user=user, defaults={name: getattr(timing, name) for name in names})
    return {
        name: [in_words(getattr(before, name)), in_words(getattr(timing, name))]
        for name in names
        if getattr(before, name) != getattr(timing, name)
    }

"""The matrix of notifications and quiet hours: one's own, within what each kind allows, refused in words."""

from datetime import time
from typing import Any

import pytest

from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import Refused
from portal.outbox.actions.preferences import (
    HALF_QUIET,
    NO_CHOICE,
    NO_TIME,
    NO_WEEKDAY,
    NOT_YOURS,
    chosen_by,
    restore_defaults,
    save_preferences,
    stop_mail,
)
from portal.outbox.choices import MailChoice
from portal.outbox.models import DeliverySettings, Preference
from portal.outbox.preferences import Channels, Timing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]

PAGE = "/settings/notifications/"
WHEN = {"quiet_from": "", "quiet_until": "", "digest_at": "08:00", "digest_weekday": "0"}
MATRIX = {
    "app-test.news": "on",
    "mail-test.news": "daily",
    "app-test.duty": "on",
    "mail-test.duty": "weekly",
    "mail-test.counted": "weekly",
}


def test_participants_choose_among_their_own_kinds(signed_in: Any, member: Any) -> None:
    text = signed_in(member).get(PAGE).content.decode()
    assert "News of a test" in text
    assert "Alarm of a test" in text
    for foreign in ("Duty of a test", "Counts of a test", "Account mail of a test"):
        assert foreign not in text


def test_choices_are_kept_where_they_differ_from_the_default(signed_in: Any, manager: Any, colleague: Any) -> None:
    Preference.objects.create(user=colleague, kind="test.news", mail=MailChoice.OFF)
    client = signed_in(manager)
    assert client.post(PAGE, WHEN | MATRIX).status_code == 302
    kept = {row.kind: row.mail for row in Preference.objects.filter(user=manager)}
    assert kept == {"test.news": "daily", "test.duty": "weekly"}
    event = AuditEvent.objects.get(verb="outbox.preferences.changed")
    assert event.changes["News of a test"] == ["in the portal, e-mail: At once", "in the portal, e-mail: Daily digest"]
    client.post(PAGE, WHEN | MATRIX | {"mail-test.news": "now"})
    assert Preference.objects.filter(user=manager).get().kind == "test.duty"
    assert Preference.objects.get(user=colleague).mail == MailChoice.OFF


def test_saving_the_same_again_records_nothing(signed_in: Any, manager: Any) -> None:
    client = signed_in(manager)
    client.post(PAGE, WHEN | MATRIX)
    client.post(PAGE, WHEN | MATRIX)
    assert AuditEvent.objects.filter(verb="outbox.preferences.changed").count() == 1


def test_a_forged_form_switches_no_critical_kind_off_and_reaches_nobody_else(
    signed_in: Any, manager: Any, colleague: Any
) -> None:
    forged = {"mail-test.alarm": "off", "app-test.alarm": "", "user": colleague.pk, "mail-test.duty": "off"}
    assert signed_in(manager).post(PAGE, WHEN | MATRIX | forged).status_code == 422
    assert signed_in(manager).post(PAGE, WHEN | MATRIX | forged | {"mail-test.duty": "now"}).status_code == 302
    assert chosen_by(manager)["test.alarm"] == Channels(in_app=True, mail=MailChoice.NOW)
    assert not Preference.objects.exclude(user=manager).exists()


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"quiet_from": "22:00"}, "quiet_until", HALF_QUIET),
        ({"quiet_until": "06:00"}, "quiet_from", HALF_QUIET),
        ({"quiet_from": "22:00", "quiet_until": "22:00"}, "quiet_until", NO_TIME),
        ({"quiet_from": "25:00", "quiet_until": "06:00"}, "quiet_from", "Enter a valid time."),
        ({"digest_at": ""}, "digest_at", "This field is required."),
        ({"digest_weekday": "7"}, "digest_weekday", "7 is not one of the available choices"),
        ({"mail-test.news": "hourly"}, "mail-test.news", "hourly is not one of the available choices"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(
    signed_in: Any, manager: Any, given: dict, field: str, words: str
) -> None:
    answer = signed_in(manager).post(PAGE, WHEN | MATRIX | given)
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])
    assert not Preference.objects.exists()


def test_quiet_hours_are_kept_and_shown_again(signed_in: Any, manager: Any) -> None:
    client = signed_in(manager)
    wanted = {"quiet_from": "20:30", "quiet_until": "06:45", "quiet_weekends": "on", "digest_weekday": "4"}
    client.post(PAGE, WHEN | MATRIX | wanted)
    row = DeliverySettings.objects.get(user=manager)
    assert (row.quiet_from, row.quiet_until, row.quiet_weekends, row.digest_weekday) == (
        time(20, 30),
        time(6, 45),
        True,
        4,
    )
    text = client.get(PAGE).content.decode()
    assert 'value="20:30"' in text
    assert "America/Chicago" in text


def test_back_to_defaults_forgets_ones_own_choices_only(signed_in: Any, manager: Any, colleague: Any) -> None:
    client = signed_in(manager)
    client.post(PAGE, WHEN | MATRIX | {"quiet_from": "20:00", "quiet_until": "06:00"})
    Preference.objects.create(user=colleague, kind="test.news", mail=MailChoice.OFF)
    client.post(f"{PAGE}defaults/")
    assert not DeliverySettings.objects.exists()
    assert Preference.objects.get().user == colleague
    assert client.get(f"{PAGE}defaults/").status_code == 405


@pytest.mark.parametrize(
    ("choices", "timing", "reason"),
    [
        ({"test.alarm": Channels(True, MailChoice.OFF)}, Timing(), NO_CHOICE),
        ({"test.alarm": Channels(True, MailChoice.DAILY)}, Timing(), NO_CHOICE),
        ({"test.duty": Channels(True, MailChoice.OFF)}, Timing(), NO_CHOICE),
        ({"test.letter": Channels(True, MailChoice.OFF)}, Timing(), NOT_YOURS),
        ({"test.unknown": Channels(True, MailChoice.OFF)}, Timing(), NOT_YOURS),
        ({"test.news": Channels(True, "hourly")}, Timing(), NOT_YOURS),
        ({}, Timing(quiet_from=time(20)), HALF_QUIET),
        ({}, Timing(quiet_from=time(20), quiet_until=time(20)), NO_TIME),
        ({}, Timing(digest_weekday=7), NO_WEEKDAY),
    ],
)
def test_the_action_refuses_by_itself(manager: Any, now: Any, choices: dict, timing: Timing, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        save_preferences(user=manager, by=manager, now=now, choices=choices, timing=timing)
    assert refused.value.reason == reason
    assert not Preference.objects.exists()


def test_a_participants_user_cannot_choose_for_the_other_side(member: Any, now: Any) -> None:
    with pytest.raises(Refused, match="not one of the available"):
        save_preferences(
            user=member, by=member, now=now, choices={"test.duty": Channels(True, MailChoice.DAILY)}, timing=Timing()
        )


def test_nobody_chooses_for_somebody_else(manager: Any, supervisor: Any, now: Any) -> None:
    for attempt in (
        lambda: save_preferences(user=manager, by=supervisor, now=now, choices={}, timing=Timing()),
        lambda: restore_defaults(user=manager, by=supervisor, now=now),
        lambda: stop_mail(user=manager, kind="test.news", by=supervisor, now=now),
    ):
        with pytest.raises(Refused, match="for oneself"):
            attempt()

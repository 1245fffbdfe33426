"""An application that nobody answers is heard of: by whoever looks after it, then by the supervisors too."""

from datetime import datetime, timedelta

import pytest

from accounts.models import User
from participants.actions.applications import answer_application, mark_as_spam
from participants.application_audiences import people_for
from participants.models import Application
from participants.tests.actions.applying import assigned, received
from participants.tests.actions.following_up import load_deadlines
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.outbox.models import Notification

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
# Received on a Wednesday at ten: due on Thursday at 17:00; two days later business has long closed.
EVENING = timedelta(hours=7, minutes=1)


@pytest.fixture
def application(manager: User, supervisor: User, now: datetime) -> Application:
    load_deadlines(now)
    return assigned(now, manager, supervisor)


def heard(row: Application) -> set[tuple[str, str]]:
    news = Notification.objects.filter(about_ref=row.ref, kind__startswith="calendars.deadline.")
    told = news.values_list("kind", "recipient__email")
    return {(kind.rpartition(".")[2], address.partition("@")[0]) for kind, address in told}


def test_the_ladder_is_climbed_until_the_company_is_answered(application: Application, now: datetime) -> None:
    sweep_deadlines(now=now)
    assert heard(application) == set()
    sweep_deadlines(now=now + DAY + timedelta(hours=3))
    ahead = {("ahead", "manager")}
    assert heard(application) == ahead
    for _twice in range(2):
        sweep_deadlines(now=now + DAY + EVENING)
    due = ahead | {("reached", "manager"), ("reached", "supervisor")}
    assert heard(application) == due
    sweep_deadlines(now=now + 2 * DAY + EVENING)
    assert heard(application) == due | {("escalated", "supervisor")}


def test_once_answered_or_spam_nobody_is_reminded(application: Application, manager: User, now: datetime) -> None:
    spam = received(now, company="Rank Booster", email="a@spam.example")
    Application.objects.filter(pk=spam.pk).update(account_manager=manager)
    answer_application(application=application, by=manager, now=now, answer="Called")
    mark_as_spam(application=spam, by=manager, now=now)
    sweep_deadlines(now=now + 5 * DAY)
    assert heard(application) == heard(spam) == set()


def test_the_supervisors_hear_while_nobody_looks_after_it(
    application: Application, supervisor: User, manager: User, now: datetime
) -> None:
    free = received(now, company="Free LLC", email="a@free.example")
    found = people_for("responsible", {application.ref, free.ref}, now)
    assert found == {application.ref: [manager], free.ref: [supervisor]}
    User.objects.filter(pk=manager.pk).update(is_active=False)
    assert people_for("responsible", {application.ref}, now) == {application.ref: [supervisor]}
    with pytest.raises(KeyError):
        people_for("nobody we know", {free.ref}, now)

"""A level's rights are changed: for everybody of the level, at once, in every process, with a history."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.level_rights import change_level, change_levels, load_levels, outlook, reset_level
from accounts.actions.staff import change_role
from accounts.actions.tokens import issue_token
from accounts.choices import Level, Role, TokenScope
from accounts.models import LevelRights, User
from accounts.rules.capabilities import OF_LEVEL
from accounts.tests.factories import StaffFactory
from participants.actions.complexity import mark_complexity
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification

pytestmark = pytest.mark.django_db
PAGE = "/staff/levels/"
SENIOR = OF_LEVEL[Level.SENIOR]
TWO = OF_LEVEL[Level.TWO]


@pytest.fixture
def levels(now: datetime) -> dict[str, LevelRights]:
    load_levels(now=now)
    return {row.level: row for row in LevelRights.objects.all()}


def again(person: User) -> User:
    return User.objects.get(pk=person.pk)


def test_it_counts_for_everybody_of_the_level_and_whoever_gets_it(
    levels: dict,
    supervisor: User,
    senior: User,
    colleague: User,
    manager: User,
    signed_in: Callable[[User], Client],
    now: datetime,
) -> None:
    given = {"by": supervisor, "now": now, "reason": "Waivers go to supervisors"}
    StaffFactory(role=Role.SUPERVISOR)
    changed = change_level(level=levels["senior"], rights=SENIOR - {"requirements.waive"}, **given)
    assert (changed.edited, changed.version) == (True, 2)
    assert not again(senior).can("requirements.waive")
    assert again(senior).can("staff.view")
    assert again(colleague).can("knowledge.write"), "other levels are as they were"
    able = User.objects.who_can("requirements.waive")
    assert supervisor in able
    assert senior not in able
    assert set(User.objects.who_can("knowledge.write")) >= {senior, colleague, supervisor}
    assert set(User.objects.who_can("issues.work")) >= {manager, senior}, "what the role brings stays"
    promoted = change_role(person=manager, by=supervisor, now=now, role=Role.ACCOUNT_MANAGER, level=Level.SENIOR)
    assert not promoted.can("requirements.waive")
    assert promoted.can("participants.mentor")
    assert not again(StaffFactory(level=Level.SENIOR)).can("requirements.waive")
    told = Notification.objects.filter(kind="accounts.levelrights.changed")
    assert {note.recipient for note in told} == {senior}, "nobody who comes later"
    assert told.get(recipient=senior).facts == {"level": "Senior", "gained": [], "lost": ["Decide about waivers"]}
    assert "Decide about waivers" not in signed_in(again(senior)).get(senior.get_absolute_url()).content.decode()
    User.objects.filter(pk=senior.pk).update(level_rights=["staff.manage"])
    assert not again(senior).can("staff.manage"), "nobody writes it past the level"
    event = AuditEvent.objects.get(verb="accounts.levelrights.changed")
    assert event.changes["taken"] == ["Decide about waivers", ""]
    assert event.reason == given["reason"]
    reset_level(level=levels["senior"], **given)
    levels["senior"].refresh_from_db()
    assert (levels["senior"].edited, levels["senior"].rights, levels["senior"].version) == (False, [], 3)
    assert again(senior).level_rights is None
    assert again(senior).can("requirements.waive")
    assert "Decide about waivers" in signed_in(again(senior)).get(senior.get_absolute_url()).content.decode()
    assert "Decide about waivers" not in signed_in(again(colleague)).get(senior.get_absolute_url()).content.decode()


def test_what_is_refused(levels: dict, supervisor: User, senior: User, colleague: User, now: datetime) -> None:
    given = {"now": now, "reason": "Because"}
    everything = {"rights": TWO - {"knowledge.write"}, "level": levels["II"]}
    for stranger in (senior, colleague):
        with pytest.raises(NotPermitted):
            change_level(by=stranger, **everything, **given)
    with pytest.raises(Refused, match="Only supervisors: “staff.manage”"):
        change_level(level=levels["senior"], rights=SENIOR | {"staff.manage"}, by=supervisor, **given)
    with pytest.raises(Refused, match="Nothing is changed"):
        change_level(level=levels["II"], rights=TWO, by=supervisor, **given)
    with pytest.raises(Refused, match="Say why"):
        change_level(by=supervisor, **everything, now=now, reason="  ")
    with pytest.raises(Refused, match="one colleague only: a waiver takes a second person"):
        change_level(level=levels["senior"], rights=SENIOR - {"requirements.waive"}, by=supervisor, **given)
    change_level(by=supervisor, **everything, version=1, **given)
    with pytest.raises(Refused, match="changed meanwhile"):
        change_level(level=levels["II"], rights=TWO, by=supervisor, version=1, **given)
    with pytest.raises(Refused, match="no level"):
        change_levels(wanted={"IV": set()}, by=supervisor, **given)


def test_the_outlook_names_levels_and_participants(
    levels: dict, lantern: SimpleNamespace, supervisor: User, senior: User, colleague: User, now: datetime
) -> None:
    mark_complexity(participant=lantern.participant, by=supervisor, now=now, degree=2, reason="Much goes on")
    lantern.assignment.person = colleague
    lantern.assignment.save()
    seen = outlook({"II": TWO - {"participants.hold_medium"}}, now=now)
    assert not seen.refusals
    assert [(one.label, list(one.lost), list(one.people)) for one in seen.levels] == [
        ("Level II", ["Look after medium complexity"], [colleague])
    ]
    (concern,) = seen.concerns
    assert concern.count == 1
    assert concern.rows[0][0].startswith(lantern.participant.name)
    assert not outlook({"II": TWO}, now=now).levels


def test_a_taken_right_is_refused_in_the_next_request_of_page_and_api(
    levels: dict, supervisor: User, senior: User, signed_in: Callable[[User], Client]
) -> None:
    _, secret = issue_token(
        user=senior, by=senior, now=timezone.now(), name="Own script", scope=TokenScope.READ, days=7
    )
    page, desk, api = signed_in(senior), signed_in(supervisor), Client(headers={"authorization": f"Token {secret}"})
    assert page.get(PAGE).status_code == 200
    assert len(api.get("/api/v1/level-rights/").json()["results"]) == 3
    rights = {f"rights_{level}": sorted(held) for level, held in OF_LEVEL.items()}
    rights["rights_senior"] = sorted(SENIOR - {"staff.view"})
    versions = {f"version_{row.level}": row.version for row in levels.values()}
    shown = desk.post(PAGE, {"then": "preview"} | rights | versions)
    assert shown.status_code == 200
    assert "Oversee the staff" in shown.content.decode()
    assert LevelRights.objects.filter(edited=True).count() == 0, "looking changes nothing"
    said = {"then": "save", "reason": "Only supervisors oversee", "looked_at": shown.context["fingerprint"]}
    other = desk.post(PAGE, said | rights | versions | {"rights_II": []})
    assert other.status_code == 200
    assert not LevelRights.objects.filter(edited=True).exists(), "shown anew first"
    assert desk.post(PAGE, said | rights | versions).status_code == 302
    assert page.get(PAGE).status_code == 403
    assert api.get("/api/v1/level-rights/").json()["results"] == []
    assert "Only supervisors oversee" in desk.get(PAGE).content.decode()


def test_rights_of_a_level_cost_no_statement(
    levels: dict, supervisor: User, senior: User, signed_in: Callable[[User], Client], now: datetime
) -> None:
    """Neither where a level was changed nor for more people or rights on the page."""
    client, counts = signed_in(supervisor), []
    for _ in range(2):
        client.get(PAGE)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(PAGE)
        counts.append(len(asked))
        wanted = {"II": TWO - {"knowledge.write"}, "senior": SENIOR | {"training.manage"}}
        if len(counts) == 1:
            change_levels(wanted=wanted, by=supervisor, now=now, reason="For the walk")
        StaffFactory.create_batch(5, level=Level.SENIOR)
    with CaptureQueriesContext(connection) as asked:
        assert again(senior).can("training.manage")
    assert len(asked) == 1
    assert counts[0] == counts[1] <= 6

"""What the facts suggest: found once, followed, suppressed for a while; and the sources of participants themselves."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants import facts, proposals
from participants.actions.plan_proposals import accept_proposal, find_proposals, reject_proposal
from participants.actions.plans import open_plan
from participants.models import ContactRole, PlanProposal
from participants.proposals import Evidence, Finder, Found
from participants.tests.actions.following_up import load_deadlines
from participants.tests.checklist_factories import ChecklistItemFactory, ItemRoundFactory
from portal.lifecycle.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, lantern: SimpleNamespace, now: datetime) -> list[Found]:
    """What the only finder finds."""
    load_deadlines(now)
    found = [
        Found(lantern.participant.pk, "returns", "Fewer returns", evidence=[Evidence("Once", "OB-1", date(2026, 1, 2))])
    ]
    only = {"test": Finder("test", "Tests", lambda ids, at: [one for one in found if one.participant_id in ids])}
    monkeypatch.setattr(proposals, "_finders", only)
    return found


def test_what_is_found_again_is_the_same_and_what_is_gone_goes(told, lantern, now) -> None:
    assert find_proposals(now=now) == 1
    assert find_proposals(now=now + DAY) == 0
    row = PlanProposal.objects.get()
    assert (row.state, row.found_at) == ("open", now)
    assert row.evidence == [{"text": "Once", "ref": "OB-1", "date": "2026-01-02", "url": ""}]
    told[0] = Found(lantern.participant.pk, "returns", "Far fewer returns", evidence=[])
    find_proposals(now=now)
    row.refresh_from_db()
    assert (row.title, row.evidence) == ("Far fewer returns", [])
    told.clear()
    find_proposals(now=now)
    row.refresh_from_db()
    assert row.state == "gone"


def test_what_was_decided_stays_quiet_for_a_while(told, lantern, manager, colleague, now) -> None:
    find_proposals(now=now)
    given = {"proposal": PlanProposal.objects.get(), "by": manager, "now": now}
    with pytest.raises(Refused, match="reason"):
        reject_proposal(reason=" ", **given)
    with pytest.raises(Refused, match="day ahead"):
        reject_proposal(reason="No", quiet_until=now.date(), **given)
    reject_proposal(reason="They know", quiet_until=now.date() + 10 * DAY, **given)
    with pytest.raises(Refused, match="decided already"):
        reject_proposal(reason="Again", **given)
    assert find_proposals(now=now + 9 * DAY) == 0
    assert find_proposals(now=now + 11 * DAY) == 1
    plan = open_plan(
        participant=lantern.participant,
        title="P",
        by=manager,
        now=now,
        starts_on=now.date(),
        ends_on=now.date() + 90 * DAY,
    )
    again = PlanProposal.objects.get(state="open")
    line = accept_proposal(proposal=again, version=plan.versions.get(), by=manager, now=now)
    again.refresh_from_db()
    assert (line.title, again.became, again.quiet_until) == ("Fewer returns", line.ref, plan.ends_on)
    assert find_proposals(now=now + 89 * DAY) == 0


def test_a_finder_that_fails_leaves_the_others_alone(told, now, monkeypatch, caplog) -> None:
    def fail(ids: object, at: datetime) -> list[Found]:
        raise ValueError("broken")

    monkeypatch.setattr(proposals, "_finders", {"broken": Finder("broken", "B", fail)} | proposals._finders)
    assert find_proposals(now=now) == 1
    assert "broken" in caplog.text


def test_participants_themselves_tell_facts_and_propose(lantern, mesa, manager: User, now: datetime) -> None:
    """Evidence that came back twice, roles nobody holds; in the situation, what falls due and what was returned."""
    load_deadlines(now)
    item = ChecklistItemFactory(checklist__registration=lantern.qse)
    for number in (1, 2):
        sent_back = {"outcome": "returned", "reviewed_at": now - DAY, "comment": "No signature"}
        ItemRoundFactory(item=item, number=number, **sent_back)
    ContactRole.objects.filter(participant=lantern.participant, kind="authorized_representative").delete()
    find_proposals(now=now, participants=[lantern.participant.pk])
    found = dict(PlanProposal.objects.values_list("source", "title"))
    assert f"{item.code} right at the first attempt: returned 2 times" in found["failed-steps"]
    assert "missing-roles" in found
    assert not PlanProposal.objects.exclude(participant=lantern.participant).exists()
    shared = {one.key: one for one in facts.gather(lantern.participant, user=manager, now=now, shared=True)}
    inner = {one.key: one for one in facts.gather(lantern.participant, user=manager, now=now, shared=False)}
    assert len(shared["registrations"].lines) == 2
    assert shared["roles"].lines[0].urgent
    assert not shared.keys() & {"returned", "breaches", "escalations", "last-contact"}
    assert len(inner["returned"].lines) == 2

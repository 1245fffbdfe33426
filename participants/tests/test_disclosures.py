"""A disclosure from the request to what each of two owners reads of it, and what neither ever reads."""

from datetime import timedelta
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import SupervisorFactory
from participants.actions import disclosures as actions
from participants.actions.disclosure_items import name_items, remove_item
from participants.actions.reference_catalogs import CATALOGS
from participants.choices.disclosures import DisclosureState as S
from participants.models import Disclosure, DisclosureItem, DisclosureLine, LeadTime
from participants.rules.disclosure_moves import MOVES, OPEN_STATES
from participants.tests.actions.owing import load_obligations
from portal.calendars.models import Clock
from portal.documents.choices import Place
from portal.documents.storing import store_bytes
from portal.lifecycle.refusals import IllegalMove, Refused
from portal.outbox.models import Notification, OutboundMessage
from portal.scoping import wall
from portal.testing import acting

ASKED = {"requester_kind": "court", "requester": "Travis County Court", "authority": "Subpoena D-1-GN-26"}


def test_every_move_is_in_the_table_and_nothing_leaves_an_end() -> None:
    assert MOVES.states == set(S)
    assert {one for one in S if not MOVES.after(one)} == set(S) - set(OPEN_STATES)
    disclosed_from = {before for before, after in product(S, S) if after == S.APPROVED and MOVES.allows(before, after)}
    assert disclosed_from == {S.NOTICED, S.OBJECTED, S.SILENT}, "never without a notice or two persons' word"


@pytest.fixture
def request_of(db: None, supervisor: User, lantern: SimpleNamespace, mesa: SimpleNamespace) -> Disclosure:
    now = timezone.now()
    load_obligations(now)
    next(one for one in CATALOGS if one.model is LeadTime).load(now=now)
    asked_on = (now - timedelta(days=2)).date()
    disclosure = actions.open_disclosure(**ASKED, asked_on=asked_on, note="Mesa first.", by=supervisor, now=now)
    for company, what in ((lantern, "Invoices of May"), (mesa, "Bids of June")):
        given = {"participant": company.participant, "what": what, "by": supervisor, "now": now}
        actions.name_owner(disclosure=disclosure, **given)
    return disclosure


def test_each_owner_reads_its_own_line_from_the_notice_to_the_day_of_disclosure(
    request_of: Disclosure,
    lantern: SimpleNamespace,
    mesa: SimpleNamespace,
    supervisor: User,
    manager: User,
    org_admin: User,
    member: User,
    outsider: User,
    signed_in: Any,
) -> None:
    own = DisclosureLine.objects.get(participant=lantern.participant)
    other = DisclosureLine.objects.get(participant=mesa.participant)
    desk, ana, otto = signed_in(supervisor), signed_in(org_admin), signed_in(outsider)
    assert signed_in(manager).get(request_of.get_absolute_url()).status_code == 403
    assert "Invoices of May" not in _page(ana), "before the notice it does not exist"

    for line in (own, other):
        _step(desk, "notice", line)
    own.refresh_from_db()
    assert own.state == S.NOTICED
    assert own.objects_until > timezone.now().date()
    assert Clock.objects.of(own).open().exists()
    assert {one.recipient for one in Notification.objects.filter(kind="participants.disclosure.noticed")} == {
        org_admin,
        outsider,
    }
    told = OutboundMessage.objects.filter(kind="participants.disclosure.noticed")
    assert told.exists()
    assert not mail.outbox or all("Travis" not in one.subject for one in mail.outbox)
    assert "Invoices of May" in _page(ana)
    assert "Bids of June" not in _page(ana)
    assert "Blue Mesa" not in _page(ana)
    assert "Mesa first." not in _page(ana)
    assert "Bids of June" in _page(otto)
    assert signed_in(member).get(reverse("my-disclosures")).status_code == 403
    foreign = reverse("my-disclosure-object", args=[own.ref])
    assert otto.post(foreign, {"objection": "Not yours."}).status_code == 404

    _step(desk, "decide", own, disclose="yes", reason="The court asks.")
    own.refresh_from_db()
    assert own.state == S.NOTICED, "the owner has its days"
    assert ana.post(foreign, {"objection": "It is privileged."}).status_code == 302
    assert Notification.objects.filter(kind="participants.disclosure.objected", recipient=supervisor).count() == 1
    assert not Clock.objects.of(own).open().exists()
    assert "It is privileged." in desk.get(request_of.get_absolute_url()).content.decode()
    _step(desk, "decide", own, disclose="yes", reason="The court has ruled.")
    day = timezone.localdate() + timedelta(days=3)
    _step(desk, "disclosed", own, disclosed_on=day.isoformat())
    own.refresh_from_db()
    assert own.state == S.APPROVED, "not on a day that is still to come"
    actions.record_disclosed(
        line=own, disclosed_on=actions.market_day(timezone.now()), by=supervisor, now=timezone.now()
    )
    assert "The court has ruled." in _page(ana)
    assert "Disclosed" in _page(ana)
    assert "The court has ruled." not in _page(otto)

    with wall.inside(acting(org_admin).acting_for):
        seen = list(DisclosureLine.objects.values_list("ref", flat=True))
        assert seen == [own.ref], "held by the database, whatever was asked"
        for reads in (Disclosure.objects, DisclosureLine.objects.values_list("decided_by")):
            with pytest.raises(ProgrammingError), transaction.atomic():
                list(reads.all())
    with wall.inside(acting(member).acting_for):
        assert not DisclosureLine.objects.values_list("ref").exists()


def test_files_of_the_owner_are_named_by_reference_until_it_is_told(
    request_of: Disclosure,
    lantern: SimpleNamespace,
    mesa: SimpleNamespace,
    supervisor: User,
    org_admin: User,
    outsider: User,
    signed_in: Any,
) -> None:
    now = timezone.now()
    line = DisclosureLine.objects.get(participant=lantern.participant)
    given = {"content": b"a,b\n1,2\n", "by": None, "now": now, "place": Place.CREDIT}
    own = store_bytes(name="collateral.csv", participant_id=lantern.participant.pk, **given)
    other = store_bytes(name="theirs.csv", participant_id=mesa.participant.pk, **given)
    inner = store_bytes(name="ours.csv", participant_id=lantern.participant.pk, inner=True, **given)
    desk, ana = signed_in(supervisor), signed_in(org_admin)
    page = desk.get(request_of.get_absolute_url()).content.decode()
    assert f'<option value="{own.ref}">' in page
    assert inner.ref not in page
    who = {"line": line, "by": supervisor, "now": now}
    for foreign in (other, inner):
        with pytest.raises(Refused, match="no protected file or entry of this owner"):
            name_items(refs=[own.ref, foreign.ref], **who)
    _step(desk, "items", line, refs=f"{own.ref.lower()}, {own.ref}")
    with pytest.raises(Refused, match="named already"), transaction.atomic():
        name_items(refs=[own.ref], **who)
    assert remove_item(item=DisclosureItem.objects.get(), by=supervisor, now=now) == line
    _step(desk, "items", line, refs=own.ref)
    assert (
        reverse("participants:protected-file", args=[own.ref])
        in desk.get(request_of.get_absolute_url()).content.decode()
    )
    assert "collateral.csv" not in _page(ana), "before the notice it does not exist"
    with wall.inside(acting(org_admin).acting_for):
        assert not DisclosureItem.objects.exists()
    _step(desk, "notice", line)
    with pytest.raises(Refused, match="told already"):
        name_items(refs=[own.ref], **who)
    assert "collateral.csv" in _page(ana)
    assert f"?file={own.ref}" in _page(ana)
    told = ana.get(reverse("rest:disclosures-list")).json()["results"]
    assert [(one["ref"], one["protection"]) for one in told[0]["items"]] == [(own.ref, "PI-CREDIT")]
    with wall.inside(acting(outsider).acting_for):
        assert not DisclosureItem.objects.exists(), "held by the database"


def test_without_a_notice_two_persons_name_the_section_and_the_owner_never_learns_of_it(
    request_of: Disclosure, lantern: SimpleNamespace, supervisor: User, org_admin: User, signed_in: Any
) -> None:
    now = timezone.now()
    line = DisclosureLine.objects.get(participant=lantern.participant)
    with pytest.raises(IllegalMove):
        actions.decide_disclosure(line=line, disclose=True, reason="No.", by=supervisor, now=now)
    actions.ask_for_silence(line=line, section="16 TAC 22.71(d)", by=supervisor, now=now)
    with pytest.raises(Refused, match="Somebody else"):
        actions.confirm_silence(line=line, by=supervisor, now=now)
    other = _supervisor()
    actions.confirm_silence(line=line, by=other, now=now)
    actions.decide_disclosure(line=line, disclose=True, reason="Sealed order.", by=supervisor, now=now)
    actions.record_disclosed(line=line, disclosed_on=actions.market_day(now), by=supervisor, now=now)
    assert "Invoices of May" not in _page(signed_in(org_admin))
    assert not Notification.objects.filter(recipient=org_admin, kind__startswith="participants.disclosure").exists()
    with wall.inside(acting(org_admin).acting_for):
        assert not DisclosureLine.objects.values_list("ref").exists()


def _supervisor() -> User:
    return SupervisorFactory(name="Sue Second", email="second@iso.example")


def _page(client: Client) -> str:
    return client.get(reverse("my-disclosures")).content.decode()


def _step(client: Client, step: str, line: DisclosureLine, **data: str) -> None:
    assert client.post(reverse(f"participants:disclosure-{step}", args=[line.ref]), data).status_code == 302

"""Changes by the API: the same actions and refusals as on the pages."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from participants.models import BankAccount, Change
from participants.tests.actions.changing import ADDRESS, BANK, also_signs, load_changes, may_sign
from participants.tests.change_factories import AcknowledgmentFactory, ChangeFactory
from portal.tests.api_calls import patch, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogs(db: None) -> None:
    load_changes(timezone.now())


@pytest.fixture
def representative(lantern: SimpleNamespace, member: User) -> User:
    return may_sign(lantern, member)


def begin(client: Any, lantern: SimpleNamespace, **more: Any) -> Any:
    given = {"participant": lantern.participant.ref, "procedure": "CHG-NCI", "reason": "It moved"}
    return post(client, "changes/", **given | {"values": {"address": ADDRESS}} | more)


def test_a_change_from_the_draft_to_its_effect(
    signed_in: Any, lantern: SimpleNamespace, representative: User, supervisor: User
) -> None:
    own, desk = signed_in(representative), signed_in(supervisor)
    made = begin(own, lantern)
    assert made.status_code == 201, made.content
    told = made.json()
    assert [(one["name"], one["after"]) for one in told["fields_changed"]] == [
        ("address", ADDRESS["address"]),
        ("website", ADDRESS["website"]),
    ]
    assert "trouble" not in told
    address = f"changes/{told['ref']}/"
    assert patch(own, address, reason="It moved again").json()["reason"] == "It moved again"
    assert post(own, f"{address}submit/").json()["state"] == "submitted"
    refused = post(desk, f"{address}sign/")
    assert refused.status_code == 403
    assert "staff cannot sign" in refused.json()["detail"]
    assert post(own, f"{address}sign/").json()["state"] == "in_review"
    assert post(own, f"{address}approve/").status_code == 403
    assert post(desk, f"{address}approve/").json()["state"] == "in_effect"
    assert own.get(f"/api/v1/participants/{lantern.participant.ref}/").json()["address"] == ADDRESS["address"]


def test_bank_data_come_back_by_four_digits_only(
    signed_in: Any, lantern: SimpleNamespace, representative: User, supervisor: User
) -> None:
    backup = also_signs(lantern)
    own = signed_in(representative)
    made = begin(own, lantern, values={"bank": BANK})
    address = f"changes/{made.json()['ref']}/"
    post(own, f"{address}submit/")
    post(own, f"{address}sign/")
    post(signed_in(backup), f"{address}sign/")
    post(signed_in(supervisor), f"{address}approve/")
    answer = own.get("/api/v1/bank-accounts/")
    assert [row["last_four"] for row in answer.json()["results"]] == ["6789"]
    everything = answer.content + own.get(f"/api/v1/{address}").content + made.content
    assert BANK["account"].encode() not in everything
    assert BANK["routing"].encode() not in everything
    assert BankAccount.objects.get().starts_on is not None


@pytest.mark.parametrize(
    "body",
    [
        {"values": {"address": {"address": ["x"]}}},
        {"values": "x"},
        {"values": {"address": "x"}},
        {"values": {}},
        {"values": {"exit": {}}},
        {"procedure": "CHG-NONE"},
        {"channel": "phone"},
        {"state": "approved"},
        {"wanted_on": "1800-01-01"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    body: dict[str, Any], signed_in: Any, lantern: SimpleNamespace, representative: User
) -> None:
    answer = begin(signed_in(representative), lantern, **body)
    assert answer.status_code in (400, 409, 422), answer.content
    assert not Change.objects.exists()


def test_an_outsider_finds_no_change_and_begins_none_for_others(
    signed_in: Any, lantern: SimpleNamespace, outsider: User
) -> None:
    change = ChangeFactory(participant=lantern.participant)
    client = signed_in(outsider)
    assert client.get("/api/v1/changes/").json()["results"] == []
    for verb in ("", "submit/", "sign/", "withdraw/", "approve/", "comment/"):
        address = f"changes/{change.ref}/{verb}"
        answer = post(client, address) if verb else client.get(f"/api/v1/{address}")
        assert answer.status_code == 404
    assert begin(client, lantern).status_code in (400, 404)


def test_an_acknowledgment_is_answered_by_the_company_that_is_asked(
    signed_in: Any, lantern: SimpleNamespace, mesa: SimpleNamespace, member: User, outsider: User
) -> None:
    may_sign(mesa, outsider)
    asked = AcknowledgmentFactory(change__participant=lantern.participant, representative_registration=mesa.qse)
    seen = signed_in(member).get("/api/v1/acknowledgments/").json()["results"]
    assert [row["state"] for row in seen] == ["asked"]
    assert "signer" not in seen[0]
    assert seen[0]["representative_name"] == "", "whoever names a QSE by its number does not learn whose it is"
    theirs = signed_in(outsider).get("/api/v1/acknowledgments/").json()["results"]
    assert theirs[0]["representative_name"] == asked.representative_name != ""
    assert post(signed_in(member), f"acknowledgments/{asked.ref}/sign/").status_code in (403, 404)
    assert post(signed_in(outsider), f"acknowledgments/{asked.ref}/sign/").json()["state"] == "signed"
    seen = signed_in(member).get("/api/v1/acknowledgments/").json()["results"]
    assert seen[0]["representative_name"] == asked.representative_name

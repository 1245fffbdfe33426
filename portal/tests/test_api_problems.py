"""Every error of the API has one shape, and tells no more than it should."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from redis.exceptions import ConnectionError as RedisConnectionError

from participants.api.participants import ParticipantViewSet
from participants.models import Participant
from portal.rest.throttles import PersonThrottle

LIST = "/api/v1/participants/"


def require_problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    body = answer.json()
    assert {"type", "title", "status", "detail", "code"} <= set(body)
    assert body["status"] == status
    assert body["code"] == code
    assert body["type"] == f"urn:portal:problem:{code}"
    assert body["detail"]
    return body


def test_not_signed_in(db, client):
    answer = client.get(LIST)
    require_problem(answer, 401, "not_authenticated")
    assert answer["WWW-Authenticate"] == 'Token realm="api"'


def test_not_there(signed_in, member):
    require_problem(signed_in(member).get("/api/v1/participants/MP-00000000/"), 404, "not_found")


@pytest.mark.parametrize("path", ["nothing/", "v1/nothing/", "v2/participants/", "v1/participants/a/b/c/", "v1/%00/"])
def test_addresses_that_lead_nowhere(path, signed_in, member):
    require_problem(signed_in(member).get(f"/api/{path}"), 404, "not_found")
    require_problem(Client().post(f"/api/{path}", {}, content_type="application/json"), 404, "not_found")


def test_a_missing_last_slash_is_added_when_reading_only(signed_in, member):
    client = signed_in(member)
    led = client.get("/api/v1/participants?page_size=2")
    assert led.status_code == 301
    assert led["Location"] == "/api/v1/participants/?page_size=2"
    require_problem(client.post("/api/v1/participants", {}, content_type="application/json"), 404, "not_found")


def test_values_that_cannot_be_accepted(signed_in, supervisor):
    answer = signed_in(supervisor).post(
        LIST, {"name": "", "website": "no address", "status": "x"}, content_type="application/json"
    )
    body = require_problem(answer, 400, "invalid")
    assert {one["field"]: one["code"] for one in body["errors"]} == {
        "name": "blank",
        "website": "invalid",
        "status": "unknown_field",
    }
    assert all(set(one) == {"field", "detail", "code"} and one["detail"] for one in body["errors"])


@pytest.mark.parametrize("body", ["[]", '"x"', "1", "null", "[[]]", "{}"])
def test_a_body_of_another_shape(body, signed_in, supervisor):
    answer = signed_in(supervisor).post(LIST, body, content_type="application/json")
    assert require_problem(answer, 400, "invalid")["errors"]


@pytest.mark.parametrize("body", ["{", "{'a': 1}", '{"a": NaN}', "[" * 100_000, b"\xff\xfe", "{]"])
def test_malformed_json(body, signed_in, supervisor):
    answer = signed_in(supervisor).post(LIST, body, content_type="application/json")
    require_problem(answer, 400, "parse_error")


@pytest.mark.parametrize("name", ["a\x00b", "\ud800"])
def test_characters_that_cannot_be_stored(name, signed_in, supervisor):
    answer = signed_in(supervisor).post(LIST, json.dumps({"name": name}), content_type="application/json")
    assert require_problem(answer, 400, "invalid")["errors"][0]["field"] == "name"


def test_a_body_that_is_too_large(signed_in, supervisor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = signed_in(supervisor).post(LIST, {"name": "x" * 200}, content_type="application/json")
    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"


def test_another_format(signed_in, supervisor):
    client = signed_in(supervisor)
    require_problem(client.post(LIST, {"name": "x"}), 415, "unsupported_media_type")
    require_problem(client.get(LIST, headers={"Accept": "text/html;q=1"}), 406, "not_acceptable")


def test_another_method(signed_in, supervisor):
    client = signed_in(supervisor)
    answer = client.delete(LIST)
    require_problem(answer, 405, "method_not_allowed")
    assert set(answer["Allow"].split(", ")) >= {"GET", "POST"}


def test_a_missing_right(signed_in, auditor):
    body = require_problem(
        signed_in(auditor).post(LIST, {"name": "x"}, content_type="application/json"), 403, "not_permitted"
    )
    assert body["detail"] == "Only account managers and supervisors may add participants."


def test_a_refusal_of_the_business(signed_in, supervisor, lantern):
    answer = signed_in(supervisor).post(
        f"{LIST}{lantern.participant.ref}/unrestrict/", {"reason": "x"}, content_type="application/json"
    )
    require_problem(answer, 409, "refused")


def test_a_session_must_prove_that_the_request_is_its_own(supervisor, settings):
    settings.STAFF_SECOND_FACTOR = False
    client = Client(enforce_csrf_checks=True)
    client.force_login(supervisor)
    answer = client.post(LIST, {"name": "Forged"}, content_type="application/json")
    require_problem(answer, 403, "permission_denied")
    assert not Participant.objects.filter(name="Forged").exists()


def test_staff_without_second_factor_get_no_further(supervisor, settings):
    settings.STAFF_SECOND_FACTOR = True
    client = Client()
    client.force_login(supervisor)
    answer = client.get(LIST)
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"


def test_too_many_requests(signed_in, member, monkeypatch):
    monkeypatch.setattr(PersonThrottle, "get_rate", lambda throttle: "3/min")
    client = signed_in(member)
    answers = [client.get(LIST) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    require_problem(answers[-1], 429, "throttled")
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_refused_requests_count_as_well_and_forged_headers_do_not_help(db, monkeypatch):
    monkeypatch.setattr("portal.rest.throttles.AddressThrottle.get_rate", lambda throttle: "5/min")
    codes = [
        Client().get(LIST, headers={"Authorization": "Token wrong", "X-Forwarded-For": f"10.0.0.{last}"}).status_code
        for last in range(7)
    ]
    assert codes == [401] * 5 + [429] * 2
    cache.clear()


def test_without_the_cache_nothing_is_counted_but_all_goes_on(signed_in, member, monkeypatch):
    def gone(*args: Any, **kwargs: Any) -> None:
        raise RedisConnectionError

    monkeypatch.setattr(PersonThrottle.cache, "get", gone)
    assert signed_in(member).get(LIST).status_code == 200


def test_a_fault_of_ours_says_nothing_about_itself_and_changes_nothing(signed_in, org_admin, lantern, monkeypatch):
    def broken(view: Any, row: Any, code: int = 200) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(ParticipantViewSet, "retrieve", lambda view, request, **kwargs: broken(view, None))
    client = signed_in(org_admin)
    client.raise_request_exception = False
    answer = client.get(f"{LIST}{lantern.participant.ref}/")
    require_problem(answer, 500, "error")
    assert "secret" not in answer.content.decode()


def test_a_fault_after_the_write_rolls_the_write_back(signed_in, org_admin, lantern, monkeypatch):
    def broken(view: Any, row: Any, code: int = 200) -> None:
        raise RuntimeError

    monkeypatch.setattr("participants.api.contacts.ContactViewSet.answer", broken)
    client = signed_in(org_admin)
    client.raise_request_exception = False
    body = {"participant": lantern.participant.ref, "name": "Ghost", "phone": "1"}
    assert client.post("/api/v1/contacts/", body, content_type="application/json").status_code == 500
    assert not lantern.participant.contacts.filter(name="Ghost").exists()

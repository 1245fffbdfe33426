"""Who may come in through a company's provider, what may be switched on, whose second factor is asked, whom we ask."""

import socket
from datetime import date, timedelta
from typing import Any

import pytest

from participants.choices import ConnectionState, FactorDemand
from participants.rules import signing_in as rules
from participants.rules.signing_in import Asserted, Candidate
from portal.web import outside

TODAY = date(2026, 11, 18)
OF_US = Asserted("https://login.a.example", "s1", "mia@a.example", verified=True)
MIA = Candidate(active=True, staff=False, quality="member")


@pytest.mark.parametrize(
    ("asserted", "candidate", "linked"),
    [
        (OF_US, MIA, True),
        (OF_US, Candidate(True, False, "admin"), True),
        (OF_US, None, False),
        (OF_US, Candidate(False, False, "member"), False),
        (OF_US, Candidate(True, True, "member"), False),
        (OF_US, Candidate(True, False, ""), False),
        (OF_US, Candidate(True, False, "agent"), False),
        (OF_US, Candidate(True, False, "member", address_verified=False), False),
        (OF_US, Candidate(True, False, "member", linked_to_another=True), False),
        (Asserted("i", "s1", "mia@a.example", verified=False), MIA, False),
        (Asserted("i", "", "mia@a.example", verified=True), MIA, False),
        (Asserted("i", "s1", "mia@b.example", verified=True), MIA, False),
        (Asserted("i", "s1", "mia@sub.a.example", verified=True), MIA, False),
        (Asserted("i", "s1", "mia@a.example@evil.example", verified=True), MIA, False),
        (Asserted("i", "s1", "", verified=True), MIA, False),
    ],
)
def test_only_a_verified_address_of_an_own_domain_links_one_of_the_company(
    asserted: Asserted, candidate: Candidate | None, linked: bool
) -> None:
    assert rules.may_link(asserted, {"a.example"}, candidate) is linked


def test_the_only_way_in_forces_own_people_alone() -> None:
    own, both = [("member", {"a.example"})], [("agent", {"a.example"}), ("member", {"b.example"})]
    assert rules.must_use_provider("mia@A.example", own, factor_held=True)
    assert not rules.must_use_provider("mia@elsewhere.example", own, factor_held=False)
    assert not rules.must_use_provider("gus@a.example", [("agent", {"a.example"})], factor_held=False)
    assert not rules.must_use_provider("gus@a.example", both, factor_held=False)
    assert rules.must_use_provider("ana@a.example", [("admin", {"a.example"})], factor_held=False)
    assert not rules.must_use_provider("ana@a.example", [("admin", {"a.example"})], factor_held=True)


def test_what_stands_in_the_way_is_said() -> None:
    fit = {"state": ConnectionState.DRAFT, "tested": True, "domains": 1, "other_on": False}
    assert rules.obstacle_to_on(**fit) == ""
    bent: tuple[dict[str, Any], ...] = ({"state": "on"}, {"tested": False}, {"domains": 0}, {"other_on": True})
    assert all(rules.obstacle_to_on(**fit | one) for one in bent)
    fit = {"state": ConnectionState.ON, "required": False, "admins_with_factor": 1}
    assert rules.obstacle_to_require(**fit) == ""
    bent = ({"state": "off"}, {"required": True}, {"admins_with_factor": 0})
    assert all(rules.obstacle_to_require(**fit | one) for one in bent)


def test_a_company_asks_from_its_day_on_and_never_less_than_the_operator() -> None:
    asked = {"own": FactorDemand.ALL, "starts_on": TODAY}
    assert rules.demand_on(TODAY, **asked, minimum="none") == "all"
    assert rules.demand_on(TODAY - timedelta(days=1), **asked, minimum="none") == "none"
    assert rules.demand_on(TODAY - timedelta(days=1), **asked, minimum="admins") == "admins"
    assert rules.demand_on(TODAY, own="none", starts_on=None, minimum="all") == "all"
    assert [rules.is_asked("admins", quality) for quality in ("admin", "member", "agent")] == [True, False, False]
    assert rules.is_asked("all", "agent")
    assert not rules.is_asked("none", "admin")


@pytest.mark.parametrize(
    ("amr", "acr", "two"),
    [
        (["mfa"], "", True),
        (["pwd", "otp"], "", True),
        (["pin", "hwk"], "", True),
        (["pwd"], "", False),
        (["otp"], "", False),
        ("mfa", "", False),
        (None, "https://refeds.org/profile/mfa", True),
        ([], ["urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken"], True),
        ([], "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport", False),
    ],
)
def test_two_factors_are_said_in_words_that_mean_two(amr: Any, acr: Any, two: bool) -> None:
    assert rules.is_two_factors(amr, acr) is two


def test_a_domain_is_one_company_s_own() -> None:
    assert rules.fit_domain(" @Lantern.Example. ") == "lantern.example"
    assert rules.fit_domain("bücher.example") == "xn--bcher-kva.example"
    assert not any(
        map(rules.fit_domain, ("gmail.com", "example", "a..example", "10.0.0.1", "-a.example", "a b.example", ""))
    )


INSIDE = """127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255
 ::1 :: fe80::1%eth0 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1 192.0.2.1
 2001:0:4136:e378:8000:63bf:3fff:fdd2"""


@pytest.mark.parametrize("address", INSIDE.split())
def test_no_address_inside_is_public(address: str) -> None:
    assert not outside.is_public(address)


def test_addresses_of_the_internet_are_public() -> None:
    assert outside.is_public("8.8.8.8")
    assert outside.is_public("2606:4700:4700::1111")


@pytest.mark.parametrize(
    "url",
    [
        "http://login.example.net/",
        "ftp://login.example.net/",
        "file:///etc/passwd",
        "https://user:pass@login.example.net/",
        "https://login.example.net:22/",
        "https://login.example.net:x/",
        "https:///nothing",
        "https://login.example.net/#part",
        "javascript:alert(1)",
        "",
    ],
)
def test_only_https_is_asked_without_anything_odd(url: str) -> None:
    assert outside.fit_url(url) is None


def test_a_name_that_means_the_inside_is_never_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one of several addresses is enough; and what is connected to is the very address that was checked."""
    connected: list[Any] = []
    found: list[list[str]] = []

    def look_up(host: str, port: int, **kwargs: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found[0]]

    def connect(address: Any, *args: Any, **kwargs: Any) -> Any:
        connected.append(address[0])
        raise OSError

    monkeypatch.setattr(outside.socket, "getaddrinfo", look_up)
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    for addresses in (["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["169.254.169.254"], []):
        found[:] = [addresses]
        with pytest.raises(outside.Unreachable):
            outside.fetch("https://rebinding.example.net/")
    assert connected == []
    found[:] = [["8.8.8.8"]]
    with pytest.raises(outside.Unreachable):
        outside.fetch("https://login.example.net/")
    assert connected == ["8.8.8.8"]

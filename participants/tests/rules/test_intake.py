"""The public form's limits, in tables."""

from datetime import timedelta

import pytest

from participants.rules import intake
from participants.rules.intake import Counted


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        (None, "unknown"),
        ("", "unknown"),
    ],
)
def test_a_line_is_counted_as_one_client(address: str | None, network: str) -> None:
    assert intake.network_of(address) == network


@pytest.mark.parametrize(
    ("email", "mailbox"),
    [
        ("Ana@Company.example", "ana@company.example"),
        ("ana+one@company.example", "ana@company.example"),
        (" ana+one+two@company.example ", "ana@company.example"),
        ("a.na@company.example", "ana@company.example"),
        ("a-n_a@company.example", "ana@company.example"),
        ('"ana"@company.example', "ana@company.example"),
        ('"a\\na+one"@company.example', "ana@company.example"),
        ("ana@company.example.", "ana@company.example"),
        ("ana@\uff43\uff4fmpany.example", "ana@company.example"),
        ("ana@b\xfccher.example", "ana@xn--bcher-kva.example"),
        ("ana@xn--bcher-kva.example", "ana@xn--bcher-kva.example"),
        ("ana@googlemail.com", "ana@gmail.com"),
    ],
)
def test_every_spelling_of_an_address_lies_in_the_same_mailbox(email: str, mailbox: str) -> None:
    assert intake.mailbox_of(email) == mailbox


def test_the_same_form_is_recognized_in_other_spacing_and_case() -> None:
    assert intake.likeness_of("Larkspur  LLC", "we plan") == intake.likeness_of(" larkspur llc", "We plan")
    assert intake.likeness_of("ab", "c") != intake.likeness_of("a", "bc")


@pytest.mark.parametrize(
    ("counted", "reason"),
    [
        (Counted(0, 0, 0, 0), ""),
        (Counted(intake.NETWORK_PER_HOUR - 1, intake.NETWORK_PER_DAY - 1, 39, 199), ""),
        (Counted(intake.NETWORK_PER_HOUR, 5, 5, 5), intake.TOO_MANY_FROM_THERE),
        (Counted(0, intake.NETWORK_PER_DAY, 0, 20), intake.TOO_MANY_FROM_THERE),
        (Counted(0, 0, intake.ALL_PER_HOUR, 40), intake.TOO_MANY),
        (Counted(0, 0, 0, intake.ALL_PER_DAY), intake.TOO_MANY),
    ],
)
def test_too_many_are_refused_in_words_that_name_nobody(counted: Counted, reason: str) -> None:
    assert intake.refusal(counted) == reason


def test_a_person_has_time_and_a_machine_has_none() -> None:
    assert timedelta(seconds=1) < intake.LEAST < timedelta(seconds=10) < timedelta(hours=1) < intake.LONGEST

"""The four tables: participants, contacts, assignments, resources."""

from datetime import date
from decimal import Decimal

import pytest

from participants.rules.imports import reading
from participants.rules.imports.outcome import (
    AssignmentRow,
    ContactRow,
    Kind,
    ListedRow,
    Reading,
    ResourceRow,
    UnreadableFile,
)

from . import builders, hostile

ROLES = ("QSE", "LSE-CR-REP", "RE")
CONTACT_ROLES = ("authorized_representative", "credit", "operations_24x7")
KINDS = ("primary", "backup")
TYPES = ("generation", "storage")


def participants(*lines: str, header: str = "short_name,name,duns_number,role,manager_email") -> Reading:
    return reading.read_participants("\n".join([header, *lines]).encode(), "x.csv", roles=ROLES)


def contacts(*lines: str, header: str = "duns_number,name,email,phone,title,roles") -> Reading:
    return reading.read_contacts("\n".join([header, *lines]).encode(), contact_roles=CONTACT_ROLES)


def assignments(*lines: str, header: str = "duns_number,manager_email,kind,starts_on,ends_on") -> Reading:
    return reading.read_assignments("\n".join([header, *lines]).encode(), kinds=KINDS)


def resources(*lines: str, header: str = "duns_number,code,name,station,type,capacity_mw,qse_duns") -> Reading:
    return reading.read_resources("\n".join([header, *lines]).encode(), resource_types=TYPES)


def only_refusal(found: Reading):
    assert found.rows == ()
    [refused] = found.refused
    return refused


def test_a_participant_with_role_and_manager():
    found = participants("QHON,Honest Power LLC (QSE),900-000-012,qse,Manager@ISO.example")
    assert found == Reading(
        Kind.PARTICIPANTS,
        (ListedRow("QSE", "900000012", "Honest Power LLC", "QHON", None, "manager@iso.example", "", 2),),
    )


def test_a_row_without_a_role_makes_an_entity_and_no_registration():
    found = participants(",Quiet LLC,900000012", header="short_name,name,duns_number")
    assert [(row.role, row.short_name, row.manager_email) for row in found.rows] == [("", "", "")]


def test_the_entity_and_its_registration_may_both_be_listed():
    assert len(participants("Q,A,900000012,,", "Q,A,900000012,QSE,", "Q,A,900000012,RE,").rows) == 3


def test_roles_come_back_as_the_catalog_spells_them():
    assert participants("Q,A,900000012,lse cr rep,").rows[0].role == "LSE-CR-REP"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Q,A,7924772,QSE,", "write 007924772"),
        ("Q,A,1.04E+12,QSE,", "only digits"),
        ("Q,A,,QSE,", "DUNS number is missing"),
        ("Q,,900000012,QSE,", "name is missing"),
        (f"Q,{'N' * 201},900000012,QSE,", "201 characters"),
        (f"{'S' * 41},A,900000012,QSE,", "41 characters"),
        ("Q,A,900000012,CRRAH,", '"CRRAH" is not one of LSE-CR-REP, QSE, RE'),
        ("Q,A,900000012,QSE,nobody", "manager_email isn't an e-mail address"),
    ],
)
def test_a_participant_is_refused_with_the_reason_and_its_values(line, words):
    refused = only_refusal(participants(line))
    assert words in refused.reason
    assert refused.row_number == 2
    assert set(refused.cells) == {"short_name", "name", "duns_number", "role", "manager_email"}


def test_the_same_role_and_number_twice_refuses_the_second():
    found = participants("Q,A,900000012,QSE,", "Q,B,900-000-012,QSE,")
    assert [row.name for row in found.rows] == ["A"]
    assert found.refused[0].reason == "The same role and DUNS number already stands in row 2."


def test_a_value_that_begins_like_a_formula_stays_text():
    [row] = participants("Q,=1+1,900000012,QSE,").rows
    assert row.name == "=1+1"
    assert row.notes


def test_contacts_with_their_roles():
    found = contacts("900000012,Pat Invented,Pat@A.example,555-0100,CFO,credit; Authorized Representative;credit")
    assert found.kind is Kind.CONTACTS
    assert found.rows == (
        ContactRow(
            *("900000012", "Pat Invented", "pat@a.example", "555-0100", "CFO"),
            ("credit", "authorized_representative"),
            2,
        ),
    )


def test_a_contact_needs_no_more_than_a_name():
    assert contacts("900000012,Pat", header="duns_number,name").rows[0].roles == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("900000012,,pat@a.example,,,", "name is missing"),
        (f"900000012,{'P' * 121},,,,", "name has 121 characters"),
        ("900000012,Pat,pat at a,,,", "email isn't an e-mail address"),
        ("900000012,Pat,<pat@a.example>,,,", "email isn't an e-mail address"),
        (f"900000012,Pat,,{'5' * 41},,", "phone has 41 characters"),
        ("900000012,Pat,,,,dancer", '"dancer" is not one of'),
        ("9,Pat,,,,", "has 1 digit;"),
    ],
)
def test_a_refused_contact_keeps_nothing_personal(line, words):
    refused = only_refusal(contacts(line))
    assert words in refused.reason
    assert set(refused.cells) == {"duns_number", "roles"}
    assert "Pat" not in repr(refused)
    assert "pat" not in repr(refused)


def test_the_same_person_twice_is_refused():
    assert len(contacts("900000012,Pat,p@a.example,,,", "900000012,Patricia,P@a.example,,,").refused) == 1
    assert len(contacts("900000012,Pat,,,,", "900000022,Pat,,,,").rows) == 2


def test_assignments_with_dates_in_both_spellings():
    found = assignments(
        "900000012,m@iso.example,Primary,01/31/2026,2026-12-31", "900000012,b@iso.example,backup,2026-02-01,"
    )
    first = AssignmentRow("900000012", "m@iso.example", "primary", date(2026, 1, 31), date(2026, 12, 31), 2)
    second = AssignmentRow("900000012", "b@iso.example", "backup", date(2026, 2, 1), None, 3)
    assert found.rows == (first, second)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("900000012,m@iso.example,primary,,", "starts_on is missing"),
        ("900000012,m@iso.example,primary,2026-02-01,2026-01-31", "ends before it starts"),
        ("900000012,m@iso.example,primary,31.01.2026,", "is not a date"),
        ("900000012,m@iso.example,primary,2026-02-30,", "is not a date"),
        ("900000012,m@iso.example,boss,2026-02-01,", '"boss" is not one of backup, primary'),
        ("900000012,m@iso.example,,2026-02-01,", "kind is missing"),
        ("900000012,,primary,2026-02-01,", "manager_email is missing"),
    ],
)
def test_an_assignment_is_refused_with_the_reason(line, words):
    assert words in only_refusal(assignments(line)).reason


def test_resources_with_capacity_and_qse():
    found = resources(
        "900000012,AMB_U1,Amber Unit 1,AMBER,Generation,120.5,900-000-022", "900000012,AMB_B1,B,,storage,,"
    )
    first = ("900000012", "AMB_U1", "Amber Unit 1", "AMBER", "generation", Decimal("120.5"), "900000022", 2)
    assert found.rows == (
        ResourceRow(*first),
        ResourceRow("900000012", "AMB_B1", "B", "", "storage", None, "", 3),
    )


@pytest.mark.parametrize("capacity", ["-1", "NaN", "1e3", "12,5", "100000", "1.2345", "Infinity", "5 MW", "٥"])
def test_a_capacity_is_a_plain_number_of_megawatts(capacity):
    assert "number of megawatts" in only_refusal(resources(f'900000012,U1,Unit,,storage,"{capacity}",')).reason


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("900000012,,Unit,,storage,,", "code is missing"),
        ("900000012,U1,Unit,,reactor,,", '"reactor" is not one of'),
        ("900000012,U1,Unit,,storage,,12", "2 digits"),
        (f"900000012,{'U' * 41},Unit,,storage,,", "41 characters"),
    ],
)
def test_a_resource_is_refused_with_the_reason(line, words):
    assert words in only_refusal(resources(line)).reason


def test_the_same_code_twice_is_refused_whatever_its_case():
    assert len(resources("900000012,U1,A,,storage,,", "900000012,u1,B,,storage,,").refused) == 1


@pytest.mark.parametrize(
    ("read", "word"),
    [
        (lambda data: reading.read_contacts(data, contact_roles=CONTACT_ROLES), "Contacts"),
        (lambda data: reading.read_assignments(data, kinds=KINDS), "Assignments"),
        (lambda data: reading.read_resources(data, resource_types=TYPES), "Resources"),
    ],
)
def test_these_tables_come_from_csv_alone(read, word):
    for data in (hostile.small_list(), builders.official_list(rows=5).data):
        with pytest.raises(UnreadableFile, match=f"{word} are imported from CSV"):
            read(data)

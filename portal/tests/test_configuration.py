"""The configuration goes out as a file and comes back: the same rules, by the same actions, all or nothing."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.actions.configuration import look_ahead, take_over
from accounts.models import User
from portal.audit.models import AuditEvent
from portal.lifecycle import catalogs, configuration
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db
PAGE = "/configuration/"

# One edit a section: code, field, new value. A section without one is a mistake of this test.
EDITS: Mapping[str, tuple[str, str, Any]] = {
    "calendars": ("ercot-business", "entered_yearly", {"Day of the operator": 1}),
    "reminder-plans": ("referral", "name", "Answers of departments"),
    "departments": ("CS", "desk_phones", "512-555-0100"),
    "topics": ("general", "about", "Whatever has no topic."),
    "retention": ("mails", "keep_days", 90),
    "levels": ("one", "rights", ["participants.qualify"]),
    "market-roles": ("QSE", "description", "Qualified to schedule."),
    "forms": ("", "title", "Another title"),
    "lead-times": ("LT-LSE-REVIEW", "amount", 11),
    "obligation-types": ("", "name", "Another name"),
    "change-procedures": ("", "name", "Another name"),
    "test-flights": ("", "texas_set", "9.9"),
    "measures-of-health": ("", "about", "Something else."),
    "templates-of-letters": ("", "title", "Another title"),
    "times-for-answers": ("DEFAULT", "amount", 4),
    "rules-of-disputes": ("", "text", "Another text."),
    "reviews-of-answers": ("", "share", 33),
    "saved-replies": ("", "title", "Another title"),
    "weights-of-the-balance": ("points", "application", 3),
    "service-policies": ("", "name", "Another name"),
}


@pytest.fixture
def loaded(now: datetime) -> None:
    catalogs.load_all(now=now)


def edited(name: str) -> dict[str, Any]:
    rows = next(part for part in configuration.parts() if part.name == name).rows()
    code, field, value = EDITS[name]
    code = code if code in rows else next(iter(rows))
    return {code: {field: value}}


def as_file(sections: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(sections))


@pytest.mark.usefixtures("loaded")
def test_each_section_changes_by_the_action_of_its_own_page(supervisor: User, now: datetime) -> None:
    whole = configuration.written_out(site="here")
    assert look_ahead(source=whole, by=supervisor, now=now).differences == []
    assert {part.name for part in configuration.parts()} == EDITS.keys()
    source = as_file({name: edited(name) for name in EDITS})

    found = look_ahead(source=source, by=supervisor, now=now)

    assert found.problems == []
    assert [one.part.name for one in found.differences] == [part.name for part in configuration.parts()]
    assert configuration.written_out(site="here") == whole, "looking ahead changed something"
    before = AuditEvent.objects.count()
    take_over(source=source, seen=found.fingerprint, reason="Yearly round", by=supervisor, now=now)
    assert AuditEvent.objects.count() >= before + len(EDITS) + 1
    assert configuration.compare(source).differences == []
    summary = AuditEvent.objects.get(verb="accounts.configuration.taken_over")
    assert summary.reason == "Yearly round"
    assert summary.changes.keys() == EDITS.keys()
    with pytest.raises(Refused, match="different"):
        same = configuration.compare(source).fingerprint
        take_over(source=source, seen=same, reason="Again", by=supervisor, now=now)

    rest = configuration.compare(whole)
    assert {one.part.name for one in rest.differences} == EDITS.keys(), "the former file leads back"


@pytest.mark.usefixtures("loaded")
def test_one_wrong_row_keeps_the_whole_file_out(supervisor: User, manager: User, now: datetime) -> None:
    good = {"times-for-answers": {"DEFAULT": {"amount": 4}}}
    wrong = {
        "no such section": ({"shapes": {}}, "there is no such section"),
        "no such row": ({"lead-times": {"LT-NONE": {"amount": 1}}}, "no such row"),
        "no such field": ({"lead-times": {"LT-LSE-REVIEW": {"amount": 1, "edited": False}}}, "no field “edited”"),
        "refused by the action": ({"lead-times": {"LT-LSE-REVIEW": {"amount": 0}}}, "one day at least"),
        "no number": ({"lead-times": {"LT-LSE-REVIEW": {"amount": "many"}}}, "Amount"),
        "a list for a text": ({"departments": {"CS": {"name": ["a"]}}}, "a text is expected"),
        "no calendar": ({"calendars": {"ercot-business": {"zone": "Moon/Crater"}}}, "no time zone"),
        "no level": ({"reminder-plans": {"referral": {"levels": [{"level": 1}]}}}, "A level needs"),
        "no policy": ({"service-policies": {"new-one": {"name": "New"}}}, "A policy consists of"),
        "no weights": ({"weights-of-the-balance": {"points": {"issue_low": 50}}}, "weighs no less"),
        "no number of points": ({"weights-of-the-balance": {"points": {"issue_low": "some"}}}, "whole number"),
        "no row": ({"lead-times": {"LT-LSE-REVIEW": 5}}, "a row consists of fields"),
        "no rows": ({"lead-times": [1]}, "below their codes"),
    }
    for case, (sections, words) in wrong.items():
        source = as_file(good | sections)
        found = look_ahead(source=source, by=supervisor, now=now)
        assert words in " ".join(found.problems), case
        with pytest.raises(Refused, match="."):
            take_over(source=source, seen=found.fingerprint, reason="Try", by=supervisor, now=now)
    assert configuration.compare(as_file(good)).differences, "nothing of it was written"
    assert not AuditEvent.objects.filter(verb__startswith="accounts.configuration").exists()

    seen = look_ahead(source=as_file(good), by=supervisor, now=now).fingerprint
    for reason, who, refusal in (("", supervisor, "Say why"), ("Try", manager, "Only supervisors")):
        with pytest.raises(Refused, match=refusal):
            take_over(source=as_file(good), seen=seen, reason=reason, by=who, now=now)
    other = as_file({"times-for-answers": {"DEFAULT": {"amount": 5}}})
    first = look_ahead(source=other, by=supervisor, now=now).fingerprint
    take_over(source=other, seen=first, reason="First", by=supervisor, now=now)
    with pytest.raises(Refused, match="meanwhile"):
        take_over(source=as_file(good), seen=seen, reason="Try", by=supervisor, now=now)
    with pytest.raises(NotPermitted):
        look_ahead(source=as_file(good), by=manager, now=now)


@pytest.mark.usefixtures("loaded")
def test_new_rows_come_where_the_page_adds_them_too(supervisor: User, now: datetime) -> None:
    plans = next(part for part in configuration.parts() if part.name == "reminder-plans").rows()
    source = as_file(
        {
            "departments": {"hydro": {"name": "Hydro desk"}},
            "topics": {"storage": {"name": "Storage", "about": "Batteries"}},
            "reminder-plans": {"short": {"name": "Short", "levels": plans["referral"]["levels"]}},
        }
    )
    found = look_ahead(source=source, by=supervisor, now=now)
    assert found.problems == []
    assert all(one.new for one in found.differences)
    take_over(source=source, seen=found.fingerprint, reason="New desk", by=supervisor, now=now)
    assert configuration.compare(source).differences == []


@pytest.mark.usefixtures("loaded")
def test_the_page_shows_the_differences_before_it_takes_the_file(
    supervisor: User, auditor: User, now: datetime, signed_in: Callable[[User], Client], tmp_path: Any, capsys: Any
) -> None:
    assert b"Show the differences" not in signed_in(auditor).get(PAGE).content
    client = signed_in(supervisor)
    written = client.post(f"{PAGE}file/")
    assert written.status_code == 200, written.content
    assert written.headers["Content-Disposition"].startswith("attachment")
    sections = yaml.safe_load(written.content)
    sections["lead-times"]["LT-LSE-REVIEW"]["amount"] = 12
    text = as_file(sections)
    looked = client.post(PAGE, {"then": "preview", "file": SimpleUploadedFile("c.yaml", text.encode())})
    found = looked.context["found"]
    assert [one.words for one in found.differences] == [[("amount", "10", "12")]]
    step = {"then": "save", "kept": looked.context["kept"], "seen": found.fingerprint, "reason": "Longer"}
    assert client.post(PAGE, step | {"kept": step["kept"][:-3] + "abc"}).status_code == 422
    assert client.post(PAGE, step).status_code == 302
    assert configuration.compare(text).differences == []
    for wrong in (SimpleUploadedFile("c.yaml", b"\xff\xfe"), SimpleUploadedFile("c.yaml", b"- 1"), None):
        given = {"then": "preview"} | ({"file": wrong} if wrong else {})
        assert client.post(PAGE, given).status_code == 422

    file = tmp_path / "configuration.yaml"
    call_command("export_configuration", str(file))
    assert yaml.safe_load(file.read_text()) == sections
    file.write_text(text.replace("amount: 12", "amount: 13", 1))
    call_command("import_configuration", str(file), by=supervisor.email, dry_run=True)
    assert "amount: 12 -> 13" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Say why"):
        call_command("import_configuration", str(file), by=supervisor.email)
    call_command("import_configuration", str(file), by=supervisor.email, reason="By command")
    assert configuration.compare(file.read_text()).differences == []
    with pytest.raises(CommandError, match="nobody of the staff"):
        call_command("import_configuration", str(file), by="x@y.example")

"""Editing a block at the desk: a draft that survives, faults in words, the preview, publishing, and who may."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.tests.factories import SupervisorFactory
from participants.actions.requirements import publish_block_version
from participants.models import BlockDraft, BlockVersion, RequirementBlock
from participants.requirements import items_of
from participants.rules.requirements import Dependency
from participants.tests.actions.test_requirements import edited, held
from participants.tests.views.test_requirement_pages import catalogs, read  # noqa: F401

BLOCK = "/participants/requirements/blocks/QSE/"
EDIT = f"{BLOCK}edit/"
MOST = 16

pytestmark = pytest.mark.usefixtures("catalogs")


@pytest.fixture
def client(signed_in: Any, supervisor: User) -> Any:
    return signed_in(supervisor)


@pytest.fixture
def qse(catalogs: None) -> RequirementBlock:  # noqa: F811
    return RequirementBlock.objects.get(code="QSE")


def form_of(revision: int = 0, waits: list[dict[str, str]] | None = None, **fields: Any) -> dict[str, Any]:
    """What the page of QSE-03 sends."""
    rows = [{"kind": "item", "code": "QSE-01"}] if waits is None else waits
    data = {
        "revision": revision, "title": "Credit application, financial statements",
        "evidence": "statements, credit application", "reviewers": ["CRD"], "sections": "16.11.5", "least_days": "15",
        "typical_days": "15", "day_kind": "ercot-business", "recurrence": "quarterly / yearly", "mandatory": "on",
        "source": "legal notice of 30 March 2017 on audited statements and certification", "tag": "V",
        "waits-TOTAL_FORMS": len(rows), "waits-INITIAL_FORMS": 1,
    } | fields  # fmt: skip
    for place, row in enumerate(rows):
        data |= {f"waits-{place}-{name}": value for name, value in row.items()}
    return data


def draft() -> BlockDraft:
    return BlockDraft.objects.get()


def test_the_page_shows_the_items_and_writes_nothing(client: Any) -> None:
    page = read(client, EDIT)
    assert "Your first change begins a draft" in page
    assert "Move QSE-03 up" in page
    assert "Unverified</span>" in page
    assert not BlockDraft.objects.exists()


def test_saving_an_item_unchanged_changes_nothing_of_it(client: Any, qse: RequirementBlock) -> None:
    for item in held(qse):
        page = client.get(f"{EDIT}items/{item.code}/")
        form, rows = page.context["form"], page.context["rows"]
        data = {f"waits-{name}": value for name, value in rows.management_form.initial.items()}
        for one in (form, *rows.forms):
            for field in one:
                value = field.value()
                if value is not None and value is not False:
                    data[field.html_name] = "on" if value is True else value
        answer = client.post(f"{EDIT}items/{item.code}/", data)
        faults = answer.context and (answer.context["form"].errors, answer.context["rows"].errors)
        assert answer.status_code == 302, faults
    assert "Nothing would change" in read(client, f"{EDIT}publish/")


def test_an_item_is_edited_in_all_its_fields(client: Any, qse: RequirementBlock) -> None:
    sent = form_of(
        title="Credit", evidence="papers", reviewers=["TRE", "CRD"], form_codes=[], sections=" 16.11.5, 16.2,16.2 ",
        least_days="3", typical_days="", lead_note="at least", recurrence="", mandatory="", reusable="on",
        flight="entry", source="A notice", tag="k", effective_from="2027-03-01", effective_to="2028-03-01",
        waits=[
            {"kind": "", "code": "QSE-01"}, {"kind": "range", "code": "REP-01", "last": "REP-03", "without": "REP-02"},
            {"kind": "block", "code": "COM"}, {"kind": "item", "code": "QSE-02", "last": "ignored"},
            {"kind": "all_above"},
        ],
    )  # fmt: skip
    assert client.post(f"{EDIT}items/QSE-03/", sent).status_code == 302
    client.post(f"{EDIT}publish/", {"revision": draft().revision, "note": "All of it"})
    one = next(one for one in held(qse) if one.code == "QSE-03")
    assert (one.title, one.evidence, one.reviewers, one.sections) == (
        "Credit",
        "papers",
        ("CRD", "TRE"),
        ("16.11.5", "16.2"),
    )
    assert (one.least_days, one.typical_days, one.lead_note, one.recurrence) == (3, None, "at least", "")
    assert (one.mandatory, one.reusable, one.flight, one.source, one.tag) == (False, True, "entry", "A notice", "k")
    assert (one.effective_from, one.effective_to) == (date(2027, 3, 1), date(2028, 3, 1))
    assert one.dependencies == (
        Dependency("range", first="REP-01", last="REP-03", without=("REP-02",)),
        Dependency("block", code="COM"),
        Dependency("item", code="QSE-02"),
        Dependency("all_above"),
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "This field is required"),
        ({"reviewers": []}, "This field is required"),
        ({"reviewers": ["NONE"]}, "not one of the available choices"),
        ({"day_kind": "sundays"}, "not one of the available choices"),
        ({"least_days": "20"}, "not more of them than typical ones"),
        ({"least_days": "-1"}, "greater than or equal to 0"),
        ({"effective_from": "2027-03-02", "effective_to": "2027-03-01"}, "before the first one"),
        ({"waits": [{"kind": "item", "code": ""}]}, "Give its code"),
        ({"waits": [{"kind": "range", "code": "REP-01"}]}, "Give its code"),
        ({"title": "a\x00b"}, "Null characters are not allowed"),
        ({"sections": "x" * 41}, "short texts"),
    ],
)
def test_what_does_not_fit_stands_beside_its_field(client: Any, fields: dict, words: str) -> None:
    answer = client.post(f"{EDIT}items/QSE-03/", form_of(**fields))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not BlockDraft.objects.exists()


def test_a_circle_is_shown_with_its_path_and_refused(client: Any, qse: RequirementBlock) -> None:
    client.post(f"{EDIT}items/QSE-03/", form_of(waits=[{"kind": "item", "code": "QSE-04"}]))
    path = "These wait for one another: QSE-03 → QSE-04 → QSE-03."
    assert path in read(client, EDIT)
    assert path in read(client, f"{EDIT}publish/")
    answer = client.post(f"{EDIT}publish/", {"revision": draft().revision, "note": "Around"})
    assert answer.status_code == 422
    assert answer.content.decode().count(path) == 2
    assert qse.versions.count() == 1


def test_codes_nobody_knows_are_all_told(client: Any) -> None:
    client.post(
        f"{EDIT}items/QSE-03/", form_of(waits=[{"kind": "item", "code": "QSE-77"}, {"kind": "block", "code": "XYZ"}])
    )
    page = read(client, EDIT)
    assert "QSE-03 waits for “QSE-77”, which is not there." in page
    assert "QSE-03 waits for “XYZ”, which is not there." in page


def test_items_are_added_moved_removed_and_brought_back(client: Any, qse: RequirementBlock) -> None:
    added = form_of(code="QSE-95")
    assert client.post(f"{EDIT}add/", added).status_code == 302
    moved = client.post(f"{EDIT}items/QSE-95/move/", {"revision": draft().revision, "direction": "up"})
    assert moved["Location"] == f"{EDIT}?focus=QSE-95+up"
    page = read(client, moved["Location"])
    assert page.split("<main")[1].split("</main")[0].count("autofocus") == 1
    client.post(f"{EDIT}items/QSE-11/remove/", {"revision": draft().revision})
    page = read(client, EDIT)
    assert "Removed in this draft" in page
    assert "Bring back<span" in page
    client.post(f"{EDIT}items/QSE-11/bring-back/", {"revision": draft().revision})
    preview = read(client, f"{EDIT}publish/")
    assert "QSE-95" in preview
    assert "QSE-11" not in preview.split("<main")[1].split("Order")[0]
    client.post(f"{EDIT}publish/", {"revision": draft().revision, "note": "One more"})
    assert [one.code for one in held(qse)][-2:] == ["QSE-95", "QSE-90"]


@pytest.mark.parametrize("code", ["qse-95", "QSE 95", "Q", "QSE-12345678901", "COM-01", "QSE-01"])
def test_a_code_is_new_and_short(client: Any, code: str) -> None:
    assert client.post(f"{EDIT}add/", form_of(code=code)).status_code == 422
    assert not BlockDraft.objects.exists()


def test_a_second_tab_is_told_and_can_go_on(client: Any) -> None:
    client.post(f"{EDIT}items/QSE-03/", form_of(title="First"))
    behind = client.post(f"{EDIT}items/QSE-03/", form_of(title="Second"))
    assert behind.status_code == 422
    assert "changed in another tab" in behind.content.decode()
    assert "Second" in behind.content.decode()
    button = client.post(f"{EDIT}items/QSE-04/remove/", {"revision": 1})
    assert button.status_code == 422
    assert f'value="{draft().revision}"' in button.content.decode()
    client.post(f"{EDIT}items/QSE-04/remove/", {"revision": draft().revision})
    assert "First" in read(client, EDIT)


def test_a_stale_draft_is_told_and_carried_over(client: Any, qse: RequirementBlock, now: datetime) -> None:
    client.post(f"{EDIT}items/QSE-03/", form_of(title="Mine"))
    theirs = edited(held(qse), "QSE-04", title="Theirs")
    publish_block_version(block=qse, items=theirs, note="Meanwhile", by=SupervisorFactory(), now=now)
    for address in (EDIT, f"{EDIT}publish/"):
        page = read(client, address)
        assert "Version 2 was published meanwhile" in page
        assert "Bring my changes onto version 2" in page
    refused = client.post(f"{EDIT}publish/", {"revision": draft().revision, "note": "Mine"})
    assert "begin again from what holds now" in refused.content.decode()
    client.post(f"{EDIT}carry-over/", {"revision": draft().revision})
    assert "published meanwhile" not in read(client, EDIT)
    client.post(f"{EDIT}publish/", {"revision": draft().revision, "note": "Mine"})
    assert held(qse) == edited(theirs, "QSE-03", title="Mine")


def test_a_version_for_later_is_announced_and_taken_back(client: Any, qse: RequirementBlock) -> None:
    client.post(f"{EDIT}items/QSE-03/", form_of(title="In 2099"))
    sent = {"revision": draft().revision, "note": "Later", "effective_from": "2099-03-01"}
    assert client.post(f"{EDIT}publish/", sent)["Location"] == BLOCK
    assert "takes effect on" in read(client, BLOCK)
    coming = read(client, f"{BLOCK}?version=2")
    assert "In 2099" in coming
    assert "no longer holds" not in coming
    assert "In 2099" not in read(client, "/participants/requirements/").split("<main")[1]
    client.post(f"{BLOCK}withdraw/")
    assert BlockVersion.objects.filter(block=qse).count() == 1
    assert "In 2099" in read(client, EDIT)


def test_a_draft_is_discarded(client: Any) -> None:
    client.post(f"{EDIT}items/QSE-03/", form_of(title="First"))
    assert client.post(f"{EDIT}discard/", {"revision": draft().revision})["Location"] == BLOCK
    assert not BlockDraft.objects.exists()


def test_only_supervisors_are_offered_to_edit(signed_in: Any, manager: User, client: Any) -> None:
    assert EDIT in read(client, BLOCK)
    assert EDIT not in read(signed_in(manager), BLOCK)


@pytest.mark.parametrize("address", ["blocks/XYZ/edit/", "blocks/QSE/edit/items/QSE-77/", "blocks/XYZ/edit/publish/"])
def test_what_is_not_there_is_not_found(client: Any, address: str) -> None:
    assert client.get(f"/participants/requirements/{address}").status_code == 404


@pytest.mark.parametrize("address", [EDIT, f"{EDIT}publish/", f"{EDIT}items/QSE-03/", f"{EDIT}add/"])
def test_pages_take_few_statements_however_much_changed(client: Any, address: str, qse: RequirementBlock) -> None:
    client.post(f"{EDIT}items/QSE-03/", form_of(title="First"))

    def statements() -> int:
        read(client, address)
        with CaptureQueriesContext(connection) as captured:
            read(client, address)
        return len(captured)

    few = statements()
    for number in range(20):
        client.post(f"{EDIT}add/", form_of(draft().revision, code=f"QSE-A{number:02}"))
    assert len(draft().items) == len(items_of(draft().base)) + 20
    assert statements() == few <= MOST

"""Importing in the browser: upload, preview, apply, discard; who may, and what strangers get."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from participants import tasks
from participants.actions.imports import read_import, start_import
from participants.choices import ImportKind
from participants.forms.imports import LAYOUTS
from participants.models import ImportRow, ImportRun, Participant, Registration
from participants.rules.imports import csv_tables, state_tables
from participants.tests.factories import MarketRoleFactory
from participants.tests.rules.imports.builders import SHEETS, official_list
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
CSV = b"short_name,name,duns_number,role\nQA,Amber Power LLC,123456789,QSE\n=LB,=1+1 Retail,123,LSE\n"
NEW = "/participants/imports/new/"


@pytest.fixture(autouse=True)
def _roles(db):
    for code in SHEETS:
        MarketRoleFactory(code=code)


@pytest.fixture
def run(supervisor, now):
    """A preview of one new and one refused row."""
    return read_import(
        run=start_import(kind="participants", file_name="companies.csv", data=CSV, by=supervisor, now=now), now=now
    )


def upload(client, data, name="companies.csv", kind="participants"):
    return client.post(NEW, {"kind": kind, "file": SimpleUploadedFile(name, data)})


def urls(run):
    names = ["import-detail", "import-progress", "import-refused-rows"]
    return [reverse(f"participants:{name}", args=[run.ref]) for name in names]


def moves(run):
    return [reverse(f"participants:import-{name}", args=[run.ref]) for name in ("confirm", "discard")]


def test_the_official_list_goes_from_upload_to_applied(signed_in, supervisor):
    client = signed_in(supervisor)
    built = official_list()
    response = upload(client, built.data, built.file_name)
    run = ImportRun.objects.get()
    assert response.headers["Location"] == run.get_absolute_url()
    page = client.get(run.get_absolute_url()).content.decode()
    assert "Waiting for a worker." in page
    assert 'hx-trigger="every 2s"' in page
    tasks.advance_import(run.pk)
    page = client.get(run.get_absolute_url()).content.decode()
    assert f'New <span class="count">{built.accepted}</span>' in page
    assert f'Refused <span class="count">{built.refused}</span>' in page
    assert not Participant.objects.exists()
    client.post(moves(run)[0])
    tasks.advance_import(run.pk)
    page = client.get(run.get_absolute_url()).content.decode()
    assert "all in one step" in page
    assert f'New <span class="count">{built.accepted}</span>' in page
    assert Registration.objects.count() == built.accepted


def test_the_same_list_again_has_nothing_to_apply(signed_in, supervisor, run):
    client = signed_in(supervisor)
    client.post(moves(run)[0])
    tasks.advance_import(run.pk)
    upload(client, CSV)
    again = ImportRun.objects.order_by("-pk").first()
    tasks.advance_import(again.pk)
    page = client.get(again.get_absolute_url()).content.decode()
    assert "Nothing would change." in page
    assert "disabled" in page


def test_tabs_filter_rows_and_pages_go_by_key(signed_in, supervisor, now):
    built = official_list(rows=200)
    run = start_import(kind="participants", file_name=built.file_name, data=built.data, by=supervisor, now=now)
    read_import(run=run, now=now)
    client = signed_in(supervisor)
    url = run.get_absolute_url()
    refused = client.get(url, {"outcome": "refused"})
    assert len(refused.context["rows"]) == built.refused
    seen, after = [], ""
    while True:
        page = client.get(url, {"outcome": "new", "after": after}).context["page"]
        seen += [row.position for row in page.rows]
        if not page.has_next:
            break
        after = page.last
    assert len(seen) == len(set(seen)) == built.accepted
    for odd in ("x", "-1", "9" * 30, "²"):
        assert client.get(url, {"after": odd, "outcome": odd}).status_code == 200


def test_pages_cost_the_same_for_few_rows_and_many(signed_in, supervisor, now, run, django_assert_max_num_queries):
    built = official_list(rows=200)
    large = start_import(kind="participants", file_name=built.file_name, data=built.data, by=supervisor, now=now)
    read_import(run=large, now=now)
    client = signed_in(supervisor)
    client.get(run.get_absolute_url())
    for one in (run, large):
        with django_assert_max_num_queries(8):
            client.get(one.get_absolute_url())
    with django_assert_max_num_queries(8):
        client.get(reverse("participants:import-list"))


def test_progress_is_drawn_until_the_worker_is_done(signed_in, supervisor, now):
    client = signed_in(supervisor)
    upload(client, CSV)
    run = ImportRun.objects.get()
    ImportRun.objects.update(done=5000, total=10000)
    url = reverse("participants:import-progress", args=[run.ref])
    response = client.get(url, headers={"HX-Request": "true"})
    assert 'max="10000" value="5000"' in response.content.decode()
    tasks.advance_import(run.pk)
    assert client.get(url, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_refused_rows_are_downloaded_with_formulas_defused(signed_in, supervisor, run):
    response = signed_in(supervisor).get(reverse("participants:import-refused-rows", args=[run.ref]))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Sheet", "Row", "Reason"]
    assert rows[1][1] == "3"
    assert "'=1+1 Retail" in rows[1]
    assert "'=LB" in rows[1]


def test_a_refused_file_shows_one_sentence(signed_in, supervisor):
    client = signed_in(supervisor)
    upload(client, b"MZ\x90\x00" + bytes(range(256)) * 40, "MPList.zip")
    run = ImportRun.objects.get()
    tasks.advance_import(run.pk)
    run.refresh_from_db()
    page = client.get(run.get_absolute_url()).content.decode()
    assert "The file was refused." in page
    assert run.upload is None
    assert not ImportRow.objects.exists()


def test_discarding_leaves_no_rows(signed_in, supervisor, run):
    client = signed_in(supervisor)
    page = client.post(moves(run)[1], follow=True).content.decode()
    assert "nothing was written" in page
    assert not ImportRow.objects.exists()
    again = client.post(moves(run)[0], follow=True).content.decode()
    assert "Not possible" in again


def test_large_empty_and_missing_files_are_refused_by_the_form(signed_in, supervisor, settings):
    settings.IMPORT_MAX_BYTES = 100
    client = signed_in(supervisor)
    assert "larger than" in upload(client, b"x" * 101).content.decode()
    assert "This file is empty." in upload(client, b"").content.decode()
    response = client.post(NEW, {"kind": "participants"})
    assert response.status_code == 422
    assert "Choose a file." in response.content.decode()
    assert upload(client, CSV[:50], kind="passwords").status_code == 422
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.kind.value)
def test_templates_have_the_columns_the_reader_knows(signed_in, supervisor, layout):
    name = layout.kind.upper()
    known = getattr(csv_tables, name, None) or getattr(state_tables, name)
    assert set(layout.columns) == set(known.all)
    response = signed_in(supervisor).get(reverse("participants:import-template", args=[layout.kind.value]))
    assert response.content.decode("utf-8-sig").strip() == ",".join(layout.columns)


def test_every_kind_has_its_layout_on_the_upload_page(signed_in, supervisor):
    client = signed_in(supervisor)
    page = client.get(NEW, {"kind": "resources"}).content.decode()
    for kind in ImportKind:
        assert f'id="layout-{kind.value}"' in page
    assert '<option value="resources" selected>' in page
    assert client.get(reverse("participants:import-template", args=["passwords"])).status_code == 404


@pytest.mark.parametrize("persona", ["manager", "senior", "specialist", "coordinator", "auditor"])
def test_other_staff_are_told_why_not(request, signed_in, run, persona):
    client = signed_in(request.getfixturevalue(persona))
    before = list(ImportRun.objects.values()), AuditEvent.objects.count()
    for url in [NEW, reverse("participants:import-list"), *urls(run)]:
        response = client.get(url)
        assert response.status_code == 403, url
        assert "Only supervisors may import files." in response.content.decode()
    for response in (upload(client, CSV), *(client.post(url) for url in moves(run))):
        assert response.status_code == 403
    assert (list(ImportRun.objects.values()), AuditEvent.objects.count()) == before


@pytest.mark.parametrize("persona", ["org_admin", "member", "outsider", "agent", "prospect"])
def test_for_participants_users_there_are_no_imports(request, signed_in, run, persona):
    client = signed_in(request.getfixturevalue(persona))
    before = list(ImportRun.objects.values())
    template = reverse("participants:import-template", args=["contacts"])
    for url in [NEW, reverse("participants:import-list"), template, *urls(run)]:
        assert client.get(url).status_code == 404, url
    for response in (upload(client, CSV), *(client.post(url) for url in moves(run))):
        assert response.status_code == 404
    assert list(ImportRun.objects.values()) == before


def test_an_unknown_reference_is_not_found(signed_in, supervisor):
    client = signed_in(supervisor)
    for name in ("detail", "progress", "refused-rows"):
        assert client.get(reverse(f"participants:import-{name}", args=["IM-00000000"])).status_code == 404
    assert client.get(moves(ImportRun(ref="IM-00000000"))[0]).status_code == 405

"""Nothing of another company leaves unnoticed, whatever the number of companies."""

import io
import zipfile
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
import typst
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfWriter

from accounts.models import User
from issues import release_pdf
from issues.actions.changing import change_issue
from issues.actions.conversation import answer_issue, note_issue
from issues.actions.moves import reopen_issue, resolve_issue
from issues.models import Comment, Issue, ReleaseOverride
from issues.release_check import Withheld, look
from issues.release_files import unread
from issues.release_pdf import words_of
from issues.tests.factories import IssueFactory
from participants.tests.factories import ParticipantFactory, RegistrationFactory, RepresentationFactory
from portal.audit.models import AuditEvent
from portal.documents.tests.files import PDF, PNG, upload
from portal.lifecycle.refusals import Refused

pytestmark = pytest.mark.django_db

ESI = "10443720000000001"


@pytest.fixture
def issue(lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User) -> Issue:
    IssueFactory(participant=mesa.participant, esi_id=ESI)
    return IssueFactory(participant=lantern.participant, registration=lantern.qse, owner=manager)


def found(issue: Issue, text: str, *files: Any) -> set[tuple[str, str]]:
    return {(finding.kind, finding.where) for finding in look(issue, text, files)}


def sheet(text: str) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet("Reads").write_row(0, 0, ["DUNS", 222222222, text])
    return stream.getvalue()


def letter(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        half = len(text) // 2
        archive.writestr("word/document.xml", f"<w:p><w:t>{text[:half]}</w:t><w:t>{text[half:]}</w:t></w:p>")
    return stream.getvalue()


def paper(*pages: str) -> bytes:
    shown = ["" if not text else f"#text([{text}])" for text in pages]
    return typst.compile("#pagebreak()".join(shown).encode(), format="pdf")


def test_every_way_to_tell_of_another_company_is_found(issue: Issue, mesa: SimpleNamespace) -> None:
    assert found(issue, "As with Blue Mesa Trading.") == {("name", "the text")}
    assert found(issue, "As with QMESA.") == {("short_name", "the text")}
    assert found(issue, "See 22-222-2222.") == {("duns", "the text")}
    assert found(issue, f"DUNS {mesa.qse.duns}") == {("duns", "the text")}
    assert found(issue, "MESA_UNIT1 tripped.") == {("resource", "the text")}
    assert found(issue, f"ESI ID {ESI}") == {("esi_id", "the text")}
    assert found(issue, "See the file.", upload("qmesa_reads.csv", b"a,b\n")) == {
        ("short_name", "the name of qmesa_reads.csv")
    }
    for name, content in (
        ("reads.csv", b"company\nblue mesa trading\n"),
        ("reads.xml", "<c>Blue Mesa Trading</c>".encode("utf-16")),
        ("reads.docx", letter("for Blue Mesa Trading")),
    ):
        assert found(issue, "See the file.", upload(name, content)) == {("name", name)}
    assert found(issue, "See the file.", upload("reads.pdf", paper("for Blue Mesa Trading"))) == {("name", "reads.pdf")}
    both = found(issue, "See the file.", upload("reads.xlsx", sheet("Blue Mesa Trading")))
    assert both == {("name", "reads.xlsx"), ("duns", "reads.xlsx")}


def test_files_that_cannot_be_read_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = PdfWriter(clone_from=io.BytesIO(paper("Blue Mesa Trading")))
    locked.encrypt("secret")
    stream = io.BytesIO()
    locked.write(stream)
    files = [
        upload("read.pdf", paper("Nothing")),
        upload("locked.pdf", stream.getvalue()),
        upload("broken.pdf", PDF[:20]),
        upload("scan.png", PNG),
        upload("reads.csv", b"a,b\n"),
    ]
    assert unread(files) == ["locked.pdf", "broken.pdf", "scan.png"]
    assert words_of(paper("First", "Second"))[1]
    assert words_of(paper("First", ""))[1], "an empty page is no picture"
    monkeypatch.setattr(release_pdf, "MOST_PAGES", 1)
    text, whole = words_of(paper("First", "Second"))
    assert ("First" in text, "Second" in text, whole) == (True, False, False)
    monkeypatch.setattr(release_pdf, "MOST_BYTES", 10)
    assert words_of(paper("First")) == ("", False)


def test_what_the_participant_knows_is_none(issue: Issue, lantern: SimpleNamespace, mesa: SimpleNamespace) -> None:
    own = f"Prairie Lantern Energy, QLANTERN, {lantern.qse.duns}, 111111111, LANTERN_UNIT1 and {issue.esi_id}"
    assert not look(issue, own)
    ParticipantFactory(name="Prairie Lantern")
    assert not look(issue, own), "a shorter name within the own one"
    RepresentationFactory(
        participant=lantern.participant,
        resource=None,
        registration=lantern.re,
        representative_registration=mesa.qse,
        representative_name="Blue Mesa",
    )
    assert not look(issue, "Ask Blue Mesa Trading (QMESA), your QSE.")
    of_mesa = IssueFactory(participant=mesa.participant)
    assert not look(of_mesa, "Prairie Lantern Energy, whom you represent.")


def test_restricted_companies_are_not_named_by_the_finding(issue: Issue, restricted: SimpleNamespace) -> None:
    finding = look(issue, "As with QHARBOR.")[0]
    assert "Quiet Harbor" not in finding.label
    assert "another participant" in finding.label


def test_two_statements_for_any_number_of_companies(issue: Issue) -> None:
    text = "Blue Mesa Trading, QMESA, 222222222, " + ESI
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            assert len(look(issue, text)) == 4
        counts.append(len(statements))
        for number in range(20):
            RegistrationFactory(participant=ParticipantFactory(name=f"Blue Company {number}"))
    assert counts == [2, 2]


def test_an_answer_is_held_until_a_reason_is_given(issue: Issue, manager: User, now: datetime) -> None:
    given: dict[str, Any] = {"issue": issue, "by": manager, "now": now, "text": "As with Blue Mesa Trading."}
    with pytest.raises(Withheld, match="Blue Mesa Trading .name of Blue Mesa Trading. in the text") as held:
        answer_issue(**given)
    assert [finding.kind for finding in held.value.findings] == ["name"]
    assert not Comment.objects.exists()
    with pytest.raises(Withheld):
        resolve_issue(issue=issue, by=manager, now=now, resolution="QMESA fixed it.", cause="question")
    comment = answer_issue(**given, override_reason="They filed it together.")
    override = ReleaseOverride.objects.get()
    assert (override.comment, override.by, override.reason) == (comment, manager, "They filed it together.")
    assert override.findings[0]["words"] == "Blue Mesa Trading"
    assert AuditEvent.objects.get(verb="issues.issue.released").reason == "They filed it together."
    note_issue(issue=issue, by=manager, now=now, text="Blue Mesa Trading has it too.")
    answer_issue(issue=issue, by=manager, now=now, text="Nothing of others.", override_reason="Not needed")
    assert ReleaseOverride.objects.count() == 1, "notes are free, and a reason without a finding is not kept"


def test_reasons_that_the_participant_reads_are_looked_at_too(issue: Issue, manager: User, now: datetime) -> None:
    resolve_issue(issue=issue, by=manager, now=now, resolution="Done.", cause="question")
    with pytest.raises(Refused, match="Take it out"):
        reopen_issue(issue=issue, by=manager, now=now, reason="Blue Mesa Trading still has it.")
    reopen_issue(issue=issue, by=manager, now=now, reason="One is missing.")
    with pytest.raises(Refused, match="Take it out"):
        change_issue(issue=issue, by=manager, now=now, title="As for Blue Mesa Trading")
    issue.apply(title="We and Blue Mesa Trading")
    change_issue(issue=issue, by=manager, now=now, title="Blue Mesa Trading and we")

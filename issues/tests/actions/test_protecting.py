"""What is Protected Information in an issue: said by its writer, by its category, or set and let go of by the staff."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from issues import contact_source, handing_over
from issues.actions import conversation
from issues.actions import protected_releases as releases
from issues.actions.dispatching import take_back_answer
from issues.actions.protecting import protect_entry
from issues.actions.splitting import split_issue
from issues.models import Category, Comment, CommentFile, Dispatch, Guidance, Issue, Note, ProtectedEntry
from issues.protected_reading import WITHHELD
from issues.rules.guidance import KEPT_BACK, Said
from issues.rules.protected_fields import wanted
from issues.tests.conversations import asked
from issues.tests.factories import CategoryFactory
from participants import disclosable
from participants.actions.reference_catalogs import CATALOGS
from portal.documents.marking import Marking
from portal.documents.models import Opening, ProtectionClass
from portal.documents.storing import store_bytes
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall
from portal.scoping.today import market_day
from portal.testing import acting
from training.rules.citations import Cited

OFFERS = Marking("PI-OFFER", because="It names our offers.")


def test_a_category_protects_what_is_filled_in_once() -> None:
    protects = {"statement_id": "PI-SETTLE", "esi_id": "PI-CUST", "color": "PI-COST"}
    values = {"statement_id": "S-1", "esi_id": "", "color": "red"}
    assert wanted(protects, values, ()) == {"statement_id": "PI-SETTLE"}
    assert wanted(protects, values | {"esi_id": "1"}, ["statement_id"]) == {"esi_id": "PI-CUST"}


def test_supervisors_say_which_fields_a_category_protects(
    supervisor: User, manager: User, signed_in: Any, db: None
) -> None:
    category, page = CategoryFactory(asks=["statement_id"]), reverse("issues:complex-categories")
    desk, said = signed_in(supervisor), {"category": category.code, "protects_statement_id": "pi-settle"}
    assert "protects_statement_id" in desk.get(page).content.decode()
    assert signed_in(manager).post(page, said).status_code == 403
    assert desk.post(page, said | {"protects_statement_id": "PI-REL"}).status_code == 422
    assert desk.post(page, said).status_code == 302
    category.refresh_from_db()
    assert (category.protects, category.edited) == ({"statement_id": "PI-SETTLE"}, True)


@pytest.fixture
def issue(db: None, lantern: SimpleNamespace, member: User) -> Issue:
    now = timezone.now()
    next(one for one in CATALOGS if one.model is ProtectionClass).load(now=now)
    CategoryFactory(protects={"statement_id": "PI-SETTLE"})
    return asked(lantern, acting(member), now - timedelta(minutes=5))


def test_what_its_writer_says_stands_on_both_sides_and_in_no_mail(
    issue: Issue, lantern: SimpleNamespace, member: User, manager: User, org_admin: User, outsider: User, signed_in: Any
) -> None:
    own, desk = signed_in(member), signed_in(manager)
    send = reverse("my-issue-reply", args=[issue.ref])
    text = "Our offer for hour 14 was 31 dollars."
    unsaid = own.post(send, {"text": text, "marking_class": "PI-MARKED"})
    assert unsaid.status_code == 422
    assert "Say why" in unsaid.content.decode()
    said = {"marking_class": "PI-OFFER", "marking_day": "2028-01-01", "marking_because": "It names our offers."}
    assert own.post(send, {"text": text, **said}).status_code == 302
    entry = ProtectedEntry.objects.get()
    comment = entry.comment
    assert (entry.protection, entry.confidential_until.isoformat()) == ("PI-OFFER", "2028-03-01")
    assert not entry.set_by_operator
    for client, url in ((own, issue.get_my_url()), (desk, issue.get_absolute_url())):
        page = client.get(url).content.decode()
        assert text in page
        assert "60 days after the operating day" in page
        assert "It names our offers." in page
    for kind in ("html", "txt"):
        mail = render_to_string(
            f"outbox/issues/issue_replied.{kind}",
            {"row": issue, "recipient": manager, "facts": {"comment": comment.ref}, "message": None},
        )
        assert "31 dollars" not in mail
        assert "Protected Information" in mail
    told = own.get("/api/v1/issue-comments/", {"issue": issue.ref}).json()["results"]
    assert [one["protection"] and one["protection"]["protection"] for one in told] == [None, "PI-OFFER"]

    assert Opening.objects.count() == 1, "the desk's look, and only what is protected"
    desk.get(issue.get_absolute_url())
    assert Opening.objects.count() == 1, "once a day"
    opened = signed_in(org_admin).get(reverse("my-who-opened")).content.decode()
    assert f"Comment in {issue.ref}" in opened
    assert manager.name in opened
    assert issue.ref not in signed_in(outsider).get(reverse("my-who-opened")).content.decode()

    (item,) = disclosable.items_of([lantern.participant.pk], [entry.ref])
    assert item.name == f"Comment in {issue.ref}"
    named = SimpleNamespace(kind=item.kind, item_ref=item.ref)
    disclosable.give_urls([named], manager)
    assert named.url == f"{issue.get_absolute_url()}#{comment.ref}"
    with wall.inside(acting(member).acting_for):
        disclosable.give_urls([named], acting(member))
        assert named.url == f"{issue.get_my_url()}#{comment.ref}"
        assert ProtectedEntry.objects.values_list("ref", flat=True).get() == entry.ref
        with pytest.raises(ProgrammingError), transaction.atomic():
            list(ProtectedEntry.objects.values_list("set_by"))
    with wall.inside(acting(outsider).acting_for):
        assert not ProtectedEntry.objects.values_list("ref").exists()
    first = split_issue(
        issue=issue, comment=comment, category=issue.category, title="The offer", by=manager, now=timezone.now()
    )
    assert ProtectedEntry.objects.get(comment__issue=first).protection == "PI-OFFER"


def test_an_answer_that_is_taken_back_and_a_note_stay_protected_for_the_staff_alone(
    issue: Issue, member: User, manager: User
) -> None:
    now = timezone.now()
    answer = conversation.answer_issue(issue=issue, by=manager, now=now, text="It was 31 dollars.", marking=OFFERS)
    assert ProtectedEntry.objects.get(comment=answer).set_by_operator
    note = take_back_answer(issue=issue, answer=Dispatch.objects.get(), by=manager, now=now + timedelta(seconds=1))
    kept = ProtectedEntry.objects.get()
    assert (kept.note, kept.comment, kept.inner) == (note, None, True)
    conversation.note_issue(issue=issue, by=manager, now=now, text="Ask credit.", marking=Marking("PI-CREDIT"))
    assert ProtectedEntry.objects.filter(note__isnull=False).count() == 2
    with wall.inside(acting(member).acting_for):
        assert not ProtectedEntry.objects.values_list("ref").exists()


def test_no_other_place_repeats_what_is_protected(
    issue: Issue, lantern: SimpleNamespace, manager: User, signed_in: Any
) -> None:
    now, section = timezone.now(), Said(Cited("NP", "16.12"))
    given, text = {"issue": issue, "by": manager, "now": now}, "The offer was 31 dollars."
    answer = conversation.answer_issue(**given, text=text, marking=OFFERS, guidance=[section])
    assert Guidance.objects.get().wording == KEPT_BACK, "whoever answers another company reads it"
    assert contact_source._lines(manager, [answer.pk])[answer.pk].words == WITHHELD
    said = next(handing_over._comments([lantern.participant.pk], now, now + timedelta(seconds=1), 5))
    assert said.text == WITHHELD
    issue.apply(resolution=text)
    assert signed_in(manager).get(reverse("rest:issues-detail", args=[issue.ref])).json()["resolution"] == text
    assert Opening.objects.get().name == f"Comment in {issue.ref}", "what came of it repeats the comment"

    asked_first = Comment.objects.filter(issue=issue).earliest("at")
    issue.apply(statement_id="ST-77")
    protect_entry(**given, protection="PI-CREDIT", reason="It tells of collateral.", field="statement_id")
    new = split_issue(**given, comment=asked_first, category=issue.category, title="The statement")
    assert ProtectedEntry.objects.get(issue=new, field="statement_id").protection == "PI-CREDIT"


def test_who_sees_a_file_is_who_sees_what_it_came_with(
    issue: Issue, lantern: SimpleNamespace, member: User, org_admin: User, outsider: User, signed_in: Any
) -> None:
    own, given = signed_in(member), {"participant_id": lantern.participant.pk, "by": None, "now": timezone.now()}
    loose = store_bytes(name="loose.txt", content=b"x", **given)
    own.post(reverse("my-issue-reply", args=[issue.ref]), {"text": "See the file.", "files": [upload("proof.pdf")]})
    ref = CommentFile.objects.get().document.ref
    line = reverse("my-who-sees", args=["file", ref])
    assert member.name in own.get(line).content.decode()
    assert signed_in(outsider).get(line).status_code == 404
    assert org_admin.name in signed_in(org_admin).get(line.replace(ref, loose.ref)).content.decode()
    assert own.get(line.replace(ref, loose.ref)).status_code == 404, "administrators list all files"


def test_fields_are_protected_by_their_category_and_entries_by_the_staff_until_persons_let_go(
    issue: Issue,
    lantern: SimpleNamespace,
    manager: User,
    colleague: User,
    supervisor: User,
    org_admin: User,
    signed_in: Any,
) -> None:
    now, today = timezone.now(), market_day(timezone.now())
    desk = signed_in(supervisor)
    change = reverse("rest:issues-detail", args=[issue.ref])
    assert desk.patch(change, {"statement_id": "ST-77"}, content_type="application/json").status_code == 200
    field = ProtectedEntry.objects.get(field="statement_id")
    assert field.confidential_until == market_day(issue.opened_at) + timedelta(days=180)
    assert "As usual for" in field.because
    assert not Opening.objects.exists()
    assert desk.get(change).json()["protected_fields"][0]["field"] == "statement_id"
    assert Opening.objects.count() == 1, "through the API as on the page"
    desk.get(issue.get_absolute_url())
    assert Opening.objects.get().name == f"Statement in {issue.ref}"

    comment, given = Comment.objects.get(issue=issue), {"issue": issue, "now": now, "reason": "Offers of an old day."}
    with pytest.raises(NotPermitted):
        protect_entry(**given, by=org_admin, protection="PI-OFFER", thing=comment)
    with pytest.raises(Refused, match="holds nothing"):
        protect_entry(**given, by=manager, protection="PI-OFFER", field="esi_id")
    with pytest.raises(Refused, match="last day"):
        protect_entry(**given, by=manager, protection="ECEII", thing=comment, agreed=today)
    page = reverse("issues:issue-protect", args=[issue.ref, comment.ref])
    said = {"protection": "PI-CREDIT", "reason": "It tells of collateral."}
    assert desk.get(page).status_code == 200
    assert desk.get(page.replace(comment.ref, "CO-NOWHERE")).status_code == 404
    assert desk.post(page, said).status_code == 302
    opened = Opening.objects.count()
    assert desk.get(page).status_code == 200
    assert Opening.objects.count() == opened + 1, "this page shows it, too"
    assert not Notification.objects.filter(kind="issues.entry.weakened").exists(), "stronger than before"
    old = today - timedelta(days=100)
    entry = protect_entry(**given, by=manager, protection="PI-OFFER", thing=comment, basis_day=old)
    assert Notification.objects.get(kind="issues.entry.weakened").recipient == org_admin
    assert list(ProtectedEntry.objects.eligible(today)) == [entry]
    listed = desk.get(reverse("issues:protected-entries"), {"view": "eligible"}).content.decode()
    assert issue.ref in listed
    sheet = desk.get(reverse("issues:protected-entries"), {"view": "eligible", "export": "csv"}).content.decode()
    assert "PI-OFFER" in sheet

    with pytest.raises(NotPermitted):
        releases.release_entry(entry=entry, reason="Old.", by=manager, now=now)
    with pytest.raises(Refused, match="still confidential"):
        releases.release_entry(entry=field, reason="Old.", by=supervisor, now=now)
    ProtectionClass.objects.filter(code="PI-OFFER").update(two_persons=True)
    assert releases.release_entry(entry=entry, reason="Old.", by=supervisor, now=now).waits
    with pytest.raises(Refused, match="Somebody else"):
        releases.confirm_entry_release(entry=entry, by=supervisor, now=now)
    kept = releases.keep_entry(entry=entry, until=today + timedelta(days=9), reason="A case.", by=supervisor, now=now)
    assert not kept.waits
    later = now + timedelta(days=10)
    ProtectionClass.objects.filter(code="PI-OFFER").update(two_persons=False)
    assert releases.release_entry(entry=entry, reason="Old.", by=supervisor, now=later).released_at == later
    with pytest.raises(Refused, match="released already"):
        protect_entry(**given, by=manager, protection="PI-COST", thing=comment)
    assert not ProtectedEntry.objects.eligible(market_day(later)).exists()


def test_an_issues_page_with_protected_entries_takes_one_statement_more_for_any_number(
    issue: Issue, manager: User, signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    now, desk, counted, listed = timezone.now(), signed_in(manager), [], []
    entries = reverse("issues:protected-entries")
    desk.get(entries)
    for many in (0, 2, 18):
        for _ in range(many):
            conversation.note_issue(issue=issue, by=manager, now=now, text="Ours.", marking=OFFERS)
        desk.get(issue.get_absolute_url())
        with django_assert_max_num_queries(40) as captured:
            desk.get(issue.get_absolute_url())
        counted.append(len(captured))
        with django_assert_max_num_queries(12) as captured:
            desk.get(entries)
        listed.append(len(captured))
    assert listed[1] == listed[2]
    assert counted == [counted[0], counted[0] + 1, counted[0] + 1]
    assert Note.objects.count() == ProtectedEntry.objects.count() == 20
    assert Category.objects.count() == 1

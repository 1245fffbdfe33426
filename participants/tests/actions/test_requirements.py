"""Publishing what registrations must bring: a new version holds, the one before it stays, nonsense is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.actions.catalog import load_departments
from accounts.models import User
from accounts.tests.factories import SupervisorFactory
from participants.actions.requirements import publish_block_version
from participants.actions.requirements_catalog import load_requirements
from participants.models import BlockVersion, Requirement, RequirementBlock
from participants.requirements import items_of
from participants.rules.requirements import Dependency, Item
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.rules.requiring import item, span, whole
from portal.calendars.models import Calendar
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall

Draft = tuple[Item, ...]


def load(now: datetime) -> RequirementBlock:
    load_departments(now=now)
    Calendar.objects.create(code="ercot-business", name="Business Days", day_kind="business")
    load_requirements(now=now)
    return RequirementBlock.objects.get(code="QSE")


@pytest.fixture
def qse(db: None, now: datetime) -> RequirementBlock:
    return load(now)


def held(block: RequirementBlock) -> Draft:
    return items_of(block.versions.current().get())


def edited(items: Draft, code: str, **changes: object) -> Draft:
    return tuple(replace(one, **changes) if one.code == code else one for one in items)


def test_a_new_version_holds_and_the_one_before_stays(qse: RequirementBlock, supervisor: User, now: datetime) -> None:
    before = held(qse)
    draft = (*edited(before, "QSE-03", title="Credit application", least_days=10), item("QSE-95", "QSE-90"))
    version = publish_block_version(block=qse, items=draft, note=" New credit rules ", by=supervisor, now=now, base=1)
    assert (version.number, version.current, version.note) == (2, True, "New credit rules")
    assert (version.published_at, version.published_by) == (now, supervisor)
    assert version.effective_from == date(2026, 11, 18)
    assert items_of(version) == draft
    first = qse.versions.get(number=1)
    assert not first.current
    assert items_of(first) == before
    assert set(Requirement.objects.current().filter(version__block=qse)) == set(version.items.all())
    event = recorded("requirements.published")
    assert (event.by, event.object_ref, event.reason) == (supervisor, qse.ref, "New credit rules")
    assert event.changes == {
        "version": ["1", "2"],
        "QSE-03 title": ["Credit application, financial statements", "Credit application"],
        "QSE-03 least days": ["15", "10"],
        "QSE-95": ["", "Title of QSE-95"],
    }


def test_items_may_change_places_and_go(qse: RequirementBlock, supervisor: User, now: datetime) -> None:
    first, second, *rest = held(qse)
    draft = (second, first, *(one for one in rest if one.code != "QSE-11"))
    publish_block_version(block=qse, items=draft, note="Order", by=supervisor, now=now)
    changes = recorded("requirements.published").changes
    assert changes.keys() == {"version", "order", "QSE-11"}
    assert changes["order"][1].startswith("QSE-02, QSE-01, QSE-03")


@pytest.mark.parametrize("who", ["manager", "senior", "specialist", "auditor", "member", "org_admin", "outsider"])
def test_only_supervisors_publish(who: str, qse: RequirementBlock, now: datetime, request: object) -> None:
    draft = edited(held(qse), "QSE-03", title="Another")
    with pytest.raises(NotPermitted):
        publish_block_version(block=qse, items=draft, note="x", by=request.getfixturevalue(who), now=now)
    assert qse.versions.count() == 1
    assert nothing_recorded()


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (
            lambda items: edited(items, "QSE-03", dependencies=(Dependency("item", code="QSE-04"),)),
            "circle",
            "QSE-03 → QSE-04 → QSE-03",
        ),
        (lambda items: edited(items, "QSE-01", dependencies=(whole("QSE"),)), "circle", "QSE-01 → QSE-01"),
        (
            lambda items: edited(items, "QSE-03", dependencies=(Dependency("item", code="QSE-77"),)),
            "unknown_code",
            "QSE-03 waits for “QSE-77”",
        ),
        (lambda items: edited(items, "QSE-03", dependencies=(whole("XYZ"),)), "unknown_code", "“XYZ”"),
        (
            lambda items: edited(items, "QSE-03", dependencies=(span("REP-04", "QSE-01"),)),
            "unknown_code",
            "“QSE-01”",
        ),
        # Items of another block wait for it.
        (lambda items: items[1:], "unknown_code", "“QSE-01”"),
        (lambda items: edited(items, "QSE-03", reviewers=("CRD", "NONE")), "unknown_department", "“NONE”"),
        (lambda items: edited(items, "QSE-03", day_kind="sundays"), "unknown_calendar", "“sundays”"),
        (lambda items: (*items, item("QSE-03")), "code_twice", "QSE-03"),
        (lambda items: (*items, item("COM-01")), "code_twice", "COM-01"),
        (lambda items: items, "refused", "Nothing would change"),
        (lambda items: (), "refused", "at least one"),
        (lambda items: items * 9, "refused", "at most 100"),
        (lambda items: edited(items, "QSE-03", title=""), "refused", "QSE-03: Title"),
        (lambda items: edited(items, "QSE-03", title="x" * 301), "refused", "QSE-03: Title"),
        (lambda items: edited(items, "QSE-03", title="a\x00b"), "refused", "QSE-03: Title"),
        (lambda items: edited(items, "QSE-03", source=""), "refused", "QSE-03: Source"),
        (lambda items: edited(items, "QSE-03", tag="v"), "refused", "QSE-03: How sure we are"),
        (lambda items: edited(items, "QSE-03", flight="later"), "refused", "QSE-03: Part in a test flight"),
        (lambda items: edited(items, "QSE-03", least_days=-1), "refused", "QSE-03: Least days"),
        (lambda items: edited(items, "QSE-03", least_days=40_000), "refused", "QSE-03: Least days"),
        (lambda items: edited(items, "QSE-03", least_days=16), "refused", "typical days are not fewer"),
        (lambda items: edited(items, "QSE-03", least_days=None), "refused", "typical days are not fewer"),
        (lambda items: edited(items, "QSE-03", reviewers=()), "refused", "at least one department"),
        (lambda items: edited(items, "QSE-03", form_codes=("",)), "refused", "short texts"),
        (lambda items: edited(items, "QSE-03", sections=("x" * 41,)), "refused", "short texts"),
        (
            lambda items: edited(
                items, "QSE-03", effective_from=date(2027, 1, 2), effective_to=date(2027, 1, 1)
            ),
            "refused",
            "before the first",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_published_is_refused_in_words(
    change: Callable[[Draft], Draft], code: str, words: str, qse: RequirementBlock, supervisor: User, now: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        publish_block_version(block=qse, items=change(held(qse)), note="Because", by=supervisor, now=now)
    assert refusal.value.code == code
    assert words in refusal.value.reason
    assert qse.versions.count() == 1
    assert nothing_recorded()


@pytest.mark.parametrize("note", ["", "  ", "x" * 1001, "a\x00b"])
def test_a_change_says_why(note: str, qse: RequirementBlock, supervisor: User, now: datetime) -> None:
    draft = edited(held(qse), "QSE-03", title="Another")
    with pytest.raises(Refused, match="Say why"):
        publish_block_version(block=qse, items=draft, note=note, by=supervisor, now=now)


def test_a_stale_base_is_refused(qse: RequirementBlock, supervisor: User, now: datetime) -> None:
    draft = edited(held(qse), "QSE-03", title="Another")
    publish_block_version(block=qse, items=draft, note="First", by=supervisor, now=now, base=1)
    again = edited(draft, "QSE-03", title="A third")
    with pytest.raises(Refused, match="version 2 meanwhile") as refusal:
        publish_block_version(block=qse, items=again, note="Second", by=supervisor, now=now, base=1)
    assert refusal.value.code == "stale"
    assert qse.versions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_begins_again(now: datetime) -> None:
    block, supervisor = load(now), SupervisorFactory()

    def publish(title: str) -> str:
        try:
            draft = edited(held(block), "QSE-03", title=title)
            publish_block_version(block=block, items=draft, note="Because", by=supervisor, now=now, base=1)
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return "published"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(publish, ["One", "Two"]))
    assert outcomes == ["published", "stale"]
    assert block.versions.count() == 2


def test_the_database_keeps_one_current_version(qse: RequirementBlock, now: datetime) -> None:
    with pytest.raises(IntegrityError, match="block_version_current"), transaction.atomic():
        BlockVersion.objects.create(block=qse, number=2, published_at=now, effective_from=now.date())


def test_participants_read_it_and_change_nothing(qse: RequirementBlock, outsider: User, now: datetime) -> None:
    with wall.inside(outsider.acting_for):
        assert Requirement.objects.visible_to(outsider).current().filter(version__block=qse).count() == 12
    draft = edited(held(qse), "QSE-03", title="Another")
    with pytest.raises(Exception, match="permission denied|supervisors"), wall.inside(outsider.acting_for):
        publish_block_version(block=qse, items=draft, note="x", by=outsider, now=now)
    assert qse.versions.count() == 1

"""Drafts of blocks: kept between pages and tabs, never behind one's back, published as previewed; coming versions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from accounts.tests.factories import SupervisorFactory
from participants.actions import drafts
from participants.actions.requirements import bring_into_force, publish_block_version, withdraw_block_version
from participants.actions.requirements_catalog import load_requirements
from participants.models import BlockDraft, BlockVersion, RequirementBlock
from participants.requirements import blocks_now, items_of
from participants.rules.requirements import Dependency, Item
from participants.tasks import sweep_requirements
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.actions.test_requirements import edited, held, load
from participants.tests.rules.requiring import item
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall

MARCH = date(2027, 3, 1)


@pytest.fixture
def qse(db: None, now: datetime) -> RequirementBlock:
    return load(now)


@pytest.fixture
def given(supervisor: User, now: datetime) -> dict[str, Any]:
    return {"by": supervisor, "now": now}


def changed(block: RequirementBlock, title: str, revision: int = 0, **given: Any) -> BlockDraft:
    one = next(one for one in held(block) if one.code == "QSE-03")
    return drafts.change_item(block=block, item=replace(one, title=title), revision=revision, **given)


def codes(draft: BlockDraft) -> list[str]:
    return [one.code for one in drafts.drafted(draft)]


def test_the_first_step_begins_a_draft_and_nothing_holds_yet(qse: RequirementBlock, given: dict) -> None:
    unsaved = drafts.beginning(block=qse, by=given["by"])
    assert (unsaved.pk, unsaved.revision, drafts.drafted(unsaved)) == (None, 0, held(qse))
    draft = changed(qse, "Another", **given)
    assert (draft.revision, draft.base.number, draft.changed_at) == (2, 1, given["now"])
    assert drafts.drafted(BlockDraft.objects.get()) == edited(held(qse), "QSE-03", title="Another")
    assert qse.versions.count() == 1
    assert nothing_recorded()


def test_steps_follow_one_another_until_it_is_published(qse: RequirementBlock, given: dict) -> None:
    draft = drafts.add_item(block=qse, item=item("QSE-95", "QSE-90"), revision=0, **given)
    assert codes(draft)[-1] == "QSE-95"
    draft = drafts.move_item(block=qse, code="QSE-95", direction="up", revision=draft.revision, **given)
    assert codes(draft)[-2:] == ["QSE-95", "QSE-90"]
    draft = drafts.remove_item(block=qse, code="QSE-10", revision=draft.revision, **given)
    draft = drafts.remove_item(block=qse, code="QSE-11", revision=draft.revision, **given)
    draft = drafts.bring_back_item(block=qse, code="QSE-10", revision=draft.revision, **given)
    assert codes(draft)[9:] == ["QSE-10", "QSE-95", "QSE-90"]
    draft = drafts.change_item(
        block=qse, item=replace(item("QSE-95", "QSE-10"), title="Settled"), revision=draft.revision, **given
    )
    version = drafts.publish_draft(block=qse, revision=draft.revision, note="Ours", **given)
    assert (version.number, version.current, version.note) == (2, True, "Ours")
    assert items_of(version) == drafts.drafted(draft)
    assert not BlockDraft.objects.exists()
    assert recorded("requirements.published").reason == "Ours"


@pytest.mark.parametrize(
    "step",
    [
        lambda block, **given: changed(block, "Third", **given),
        lambda block, **given: drafts.add_item(block=block, item=item("QSE-95"), **given),
        lambda block, **given: drafts.move_item(block=block, code="QSE-03", direction="up", **given),
        lambda block, **given: drafts.remove_item(block=block, code="QSE-03", **given),
        lambda block, **given: drafts.bring_back_item(block=block, code="QSE-03", **given),
        lambda block, **given: drafts.carry_draft_over(block=block, **given),
        lambda block, **given: drafts.discard_draft(block=block, **given),
        lambda block, **given: drafts.publish_draft(block=block, note="x", **given),
    ],
)
def test_a_tab_that_has_fallen_behind_changes_nothing(
    step: Callable[..., Any], qse: RequirementBlock, given: dict
) -> None:
    draft = changed(qse, "Another", **given)
    draft = changed(qse, "A third", draft.revision, **given)
    kept = BlockDraft.objects.get().items
    for behind in (0, draft.revision - 1):
        with pytest.raises(Refused) as refusal:
            step(qse, revision=behind, **given)
        assert refusal.value.code == "behind"
    assert BlockDraft.objects.get().items == kept
    assert qse.versions.count() == 1


def test_a_draft_that_is_gone_is_told(qse: RequirementBlock, given: dict) -> None:
    draft = changed(qse, "Another", **given)
    drafts.discard_draft(block=qse, revision=draft.revision, **given)
    with pytest.raises(Refused, match="no draft any more"):
        changed(qse, "A third", draft.revision, **given)
    assert not BlockDraft.objects.exists()


def test_each_person_has_a_draft_of_their_own(qse: RequirementBlock, given: dict, now: datetime) -> None:
    other = SupervisorFactory()
    changed(qse, "Mine", **given)
    changed(qse, "Theirs", by=other, now=now)
    assert [draft.author for draft in BlockDraft.objects.visible_to(given["by"])] == [given["by"]]
    assert "Theirs" not in str(drafts.drafted(drafts.beginning(block=qse, by=given["by"])))


def test_a_stale_draft_is_refused_and_brought_onto_what_holds_now(
    qse: RequirementBlock, given: dict, now: datetime
) -> None:
    draft = changed(qse, "Mine", **given)
    theirs = edited(held(qse), "QSE-04", title="Theirs")
    publish_block_version(block=qse, items=theirs, note="First", by=SupervisorFactory(), now=now, base=1)
    with pytest.raises(Refused, match="version 2 meanwhile") as refusal:
        drafts.publish_draft(block=qse, revision=draft.revision, note="Mine", **given)
    assert refusal.value.code == "stale"
    draft = drafts.carry_draft_over(block=qse, revision=draft.revision, **given)
    assert draft.base.number == 2
    version = drafts.publish_draft(block=qse, revision=draft.revision, note="Mine", **given)
    assert items_of(version) == edited(theirs, "QSE-03", title="Mine")


def test_a_circle_is_kept_in_a_draft_and_never_published(qse: RequirementBlock, given: dict) -> None:
    three = next(one for one in held(qse) if one.code == "QSE-03")
    around = replace(three, dependencies=(Dependency("item", code="QSE-04"),))
    draft = drafts.change_item(block=qse, item=around, revision=0, **given)
    with pytest.raises(Refused, match="QSE-03 → QSE-04 → QSE-03") as refusal:
        drafts.publish_draft(block=qse, revision=draft.revision, note="x", **given)
    assert refusal.value.code == "circle"
    assert BlockDraft.objects.count() == qse.versions.count() == 1


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (item("COM-01"), "COM-01 is there twice"),
        (item("QSE-01"), "QSE-01 is there twice"),
        (replace(item("QSE-95"), title=""), "QSE-95: Title"),
        (replace(item("QSE-95"), reviewers=()), "at least one department"),
        (replace(item("QSE-95"), source="a\x00"), "QSE-95: Source"),
    ],
)
def test_what_cannot_be_an_item_is_refused_at_once(one: Item, words: str, qse: RequirementBlock, given: dict) -> None:
    with pytest.raises(Refused, match=words):
        drafts.add_item(block=qse, item=one, revision=0, **given)
    assert not BlockDraft.objects.exists()


def test_an_item_that_is_not_there_is_told(qse: RequirementBlock, given: dict) -> None:
    with pytest.raises(Refused, match="no item QSE-77"):
        drafts.remove_item(block=qse, code="QSE-77", revision=0, **given)
    assert not BlockDraft.objects.exists()


@pytest.mark.parametrize("who", ["manager", "senior", "specialist", "auditor", "member", "outsider"])
def test_only_supervisors_draft(who: str, qse: RequirementBlock, now: datetime, request: Any) -> None:
    with pytest.raises(NotPermitted):
        changed(qse, "Another", by=request.getfixturevalue(who), now=now)
    assert not BlockDraft.objects.exists()


def test_participants_reach_no_draft(qse: RequirementBlock, given: dict, outsider: User) -> None:
    changed(qse, "Another", **given)
    assert not BlockDraft.objects.visible_to(outsider).exists()
    with pytest.raises(Exception, match="permission denied"), wall.inside(outsider.acting_for):
        BlockDraft.objects.count()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_begin_one_draft(now: datetime) -> None:
    block, supervisor = load(now), SupervisorFactory()

    def begin(title: str) -> str:
        try:
            changed(block, title, by=supervisor, now=now)
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return "begun"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(begin, ["One", "Two"])) == ["begun", "behind"]
    assert BlockDraft.objects.get().revision == 2


# -- versions for a later day -----------------------------------------------------------------------------------------


def publish(block: RequirementBlock, given: dict, day: date | None = MARCH, title: str = "In March") -> BlockVersion:
    draft = edited(held(block), "QSE-03", title=title)
    return publish_block_version(block=block, items=draft, note="Later", effective_from=day, **given)


def test_a_version_for_a_later_day_holds_from_that_day_on(qse: RequirementBlock, given: dict, now: datetime) -> None:
    before = held(qse)
    version = publish(qse, given)
    assert (version.current, version.coming, version.effective_from) == (False, True, MARCH)
    assert held(qse) == before
    assert recorded("requirements.published").changes["in effect from"] == ["", "2027-03-01"]
    eve = datetime.fromisoformat("2027-03-01T05:59:59+00:00")
    assert bring_into_force(now=eve) == []
    assert bring_into_force(now=eve + timedelta(seconds=1)) == [version]
    assert bring_into_force(now=eve + timedelta(days=2)) == []
    version.refresh_from_db()
    assert (version.current, version.coming) == (True, False)
    assert [one.current for one in qse.versions.order_by("number")] == [False, True]
    assert next(one for one in held(qse) if one.code == "QSE-03").title == "In March"
    assert recorded("requirements.in_force").by is None


def test_the_sweep_brings_into_force_what_is_due(qse: RequirementBlock, given: dict) -> None:
    publish(qse, given)
    BlockVersion.objects.coming().update(effective_from=date(2026, 1, 1))
    assert sweep_requirements() == 1
    assert sweep_requirements() == 0


def test_nothing_else_is_published_while_a_version_is_to_come(qse: RequirementBlock, given: dict) -> None:
    publish(qse, given)
    for day in (None, MARCH, date(2027, 4, 1)):
        with pytest.raises(Refused, match="Version 2 is published already and holds from March 1, 2027") as refusal:
            publish(qse, given, day, "Another")
        assert refusal.value.code == "coming"
    assert qse.versions.count() == 2


def test_a_day_that_has_passed_is_refused(qse: RequirementBlock, given: dict) -> None:
    with pytest.raises(Refused, match="today at the earliest"):
        publish(qse, given, date(2026, 11, 17))
    assert publish(qse, given, date(2026, 11, 18)).current


def test_what_is_to_come_is_taken_back_as_a_draft(qse: RequirementBlock, given: dict) -> None:
    version = publish(qse, given)
    items = items_of(version)
    withdraw_block_version(version=version, **given)
    assert [one.number for one in qse.versions.all()] == [1]
    assert recorded("requirements.withdrawn").changes["version"] == ["2", ""]
    draft = BlockDraft.objects.get()
    assert drafts.drafted(draft) == items
    again = drafts.publish_draft(block=qse, revision=draft.revision, note="Now", **given)
    assert (again.number, again.current) == (2, True)
    with pytest.raises(Refused, match="does not hold yet"):
        withdraw_block_version(version=again, **given)


def test_only_supervisors_take_back(qse: RequirementBlock, given: dict, manager: User, now: datetime) -> None:
    version = publish(qse, given)
    with pytest.raises(NotPermitted):
        withdraw_block_version(version=version, by=manager, now=now)
    assert qse.versions.count() == 2


def test_what_a_coming_version_waits_for_is_not_dropped_before_its_day(qse: RequirementBlock, given: dict) -> None:
    """Blocks are sound today and on every day on which one of them changes."""
    imr = RequirementBlock.objects.get(code="IMR")
    waiting = (*held(imr)[:1], replace(held(imr)[1], dependencies=(Dependency("item", code="QSE-10"),)))
    publish_block_version(block=imr, items=waiting, note="Later", effective_from=MARCH, **given)
    without = tuple(one for one in held(qse) if one.code != "QSE-10")
    for day in (None, MARCH, date(2027, 4, 1)):
        with pytest.raises(Refused, match="IMR-02 waits for “QSE-10”"):
            publish_block_version(block=qse, items=without, note="Dropped", effective_from=day, **given)
    # Nor may they come to wait for one another.
    with pytest.raises(Refused, match="QSE-10 → IMR-02 → QSE-10"):
        around = edited(held(qse), "QSE-10", dependencies=(Dependency("item", code="IMR-02"),))
        publish_block_version(block=qse, items=around, note="Around", effective_from=MARCH, **given)


def test_versions_of_one_day_hold_together(qse: RequirementBlock, given: dict) -> None:
    imr = RequirementBlock.objects.get(code="IMR")
    grown = (*held(qse), item("QSE-95"))
    publish_block_version(block=qse, items=grown, note="Grown", effective_from=MARCH, **given)
    waiting = (*held(imr), item("IMR-03", "QSE-95"))
    with pytest.raises(Refused, match="IMR-03 waits for “QSE-95”"):
        publish_block_version(block=imr, items=waiting, note="Too early", effective_from=date(2027, 2, 1), **given)
    publish_block_version(block=imr, items=waiting, note="Together", effective_from=MARCH, **given)
    assert len(bring_into_force(now=datetime.fromisoformat("2027-03-05T12:00:00+00:00"))) == 2
    assert {one.code: len(one.items) for one in blocks_now()}["IMR"] == 3


def test_defaults_leave_a_block_alone_that_somebody_changes_later(qse: RequirementBlock, given: dict) -> None:
    publish(qse, given)
    assert load_requirements(now=given["now"]) == 0
    assert qse.versions.count() == 2


def test_the_database_keeps_one_coming_version(qse: RequirementBlock, given: dict) -> None:
    publish(qse, given)
    with pytest.raises(IntegrityError, match="block_version_coming"), transaction.atomic():
        BlockVersion.objects.create(
            block=qse, number=3, current=False, coming=True, published_at=given["now"], effective_from=MARCH
        )
    with pytest.raises(IntegrityError, match="block_version_holds_or_comes"), transaction.atomic():
        qse.versions.filter(number=1).update(coming=True)

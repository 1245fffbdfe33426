"""A flood of MarkeTrak issues stands behind one parent issue."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues.actions.dispute_catalog import load_marketrak
from issues.actions.marketrak import import_report, plan_report, write_root_cause
from issues.actions.merging import merge_issues, unmerge_issue
from issues.actions.moves import resolve_issue
from issues.choices import Area
from issues.models import ExternalReference, Issue, MarkeTrakItem
from issues.tests.factories import CategoryFactory, IssueFactory
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall

pytestmark = pytest.mark.django_db

HEAD = "Issue ID,Issue Type,Sub Type,State,ESI ID,Submit Date,Close Date\n"


def report(state: str = "In Progress (TDSP)", many: int = 40, first: int = 100, closed: str = "") -> bytes:
    lines = (f"{first + n},D2D,Switch Hold Removal,{state},,11/02/2026,{closed}" for n in range(many))
    return (HEAD + "\n".join(lines)).encode()


@pytest.fixture
def parent(lantern: SimpleNamespace, member: User, manager: User, now: datetime) -> Issue:
    load_marketrak(now=now)
    retail = CategoryFactory(code="RM-D2D", area=Area.RETAIL, name="MarkeTrak day-to-day")
    return IssueFactory(participant=lantern.participant, category=retail, reporter=member, owner=manager)


def test_forty_numbers_are_one_issue_and_it_is_resolved_when_all_are_complete(
    parent: Issue, member: User, manager: User, now: datetime
) -> None:
    with wall.inside(member.acting_for):
        assert plan_report(issue=parent, data=report(), by=member).counts == {"new": 40}
        import_report(issue=parent, data=report(), file_name="report.csv", by=member, now=now)
        again = plan_report(issue=parent, data=report(), by=member)
        assert (again.counts, again.applicable) == ({"unchanged": 40}, False)
        assert MarkeTrakItem.objects.incomplete().count() == 40
    assert Issue.objects.count() == 1
    assert ExternalReference.objects.filter(issue=parent, kind="marketrak").count() == 40
    assert Notification.objects.get(kind="issues.marketrakimport.brought").recipient == manager
    with pytest.raises(Refused, match="40 MarkeTrak issues of it are not complete"):
        resolve_issue(issue=parent, by=manager, now=now, resolution="Done.", cause="third_party")
    half = report("Complete", many=20, closed="11/18/2026")
    assert import_report(issue=parent, data=half, file_name="half.csv", by=manager, now=now).changed == 20
    assert MarkeTrakItem.objects.incomplete().count() == 20
    rest = report("Closed by Submitter", first=120, many=20)
    import_report(issue=parent, data=rest, file_name="rest.csv", by=manager, now=now)
    note = write_root_cause(issue=parent, by=manager, now=now, text="The TDSP missed a batch.")
    assert note.get_kind_display() == "Root cause"
    assert resolve_issue(issue=parent, by=manager, now=now, resolution="Done.", cause="third_party").cause


def test_a_number_stays_with_its_issue_and_outsiders_bring_nothing(
    parent: Issue, member: User, outsider: User, manager: User, now: datetime
) -> None:
    import_report(issue=parent, data=report(many=2), file_name="a.csv", by=manager, now=now)
    second = IssueFactory(participant=parent.participant, category=parent.category)
    done = import_report(issue=second, data=report(many=3), file_name="b.csv", by=manager, now=now)
    assert (done.added, second.marketrak_items.get().number) == (1, "102")
    with pytest.raises(NotPermitted), wall.inside(outsider.acting_for):
        import_report(issue=parent, data=report(), file_name="c.csv", by=outsider, now=now)
    with wall.inside(outsider.acting_for):
        assert not MarkeTrakItem.objects.exists()
    with pytest.raises(Refused, match="Nothing was written. Row 2"):
        import_report(issue=parent, data=report("Nowhere"), file_name="d.csv", by=manager, now=now)
    other = IssueFactory(participant=parent.participant)
    with pytest.raises(Refused, match="retail market"):
        import_report(issue=other, data=report(), file_name="e.csv", by=manager, now=now)


def test_the_numbers_of_a_merged_issue_are_brought_up_to_date_where_it_goes_on(
    parent: Issue, manager: User, now: datetime
) -> None:
    into = IssueFactory(participant=parent.participant)
    import_report(issue=parent, data=report(many=2), file_name="a.csv", by=manager, now=now)
    merge_issues(issue=parent, by=manager, now=now, into=into)
    with pytest.raises(Refused, match="2 MarkeTrak issues of it are not complete"):
        resolve_issue(issue=into, by=manager, now=now, resolution="Done.", cause="third_party")
    done = report("Complete", many=2, closed="11/18/2026")
    assert import_report(issue=into, data=done, file_name="b.csv", by=manager, now=now).changed == 2
    unmerge_issue(issue=parent, by=manager, now=now)
    assert (parent.marketrak_items.count(), into.marketrak_items.count()) == (2, 0)

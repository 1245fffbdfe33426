"""Open issues of a spreadsheet: each row's fault in words, all or nothing, and the same file twice changes nothing."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues.actions.importing import import_issues, plan_issues
from issues.models import Comment, ExternalReference, Issue
from issues.tests.factories import CategoryFactory
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db
HEAD = "DUNS,Category,Subject,Description,Number,Short name,Priority,Opened,Contact,Owner,Operating day,Tags,System\n"
GOOD = "111111111,FS-METER,Reads,Hour 17.,M-1,QLANTERN,high,11/02/2026,contact@lantern.example,,,a;b,\n"


@pytest.fixture(autouse=True)
def _category() -> None:
    CategoryFactory()


def test_a_file_becomes_issues_once(lantern: SimpleNamespace, manager: User, colleague: User, now: datetime) -> None:
    second = "qlantern,meter data for settlement,Again,Hour 18.,M-2,,4,,,manager2@iso.example,2026-11-03,,marketrak\n"
    data = (HEAD + GOOD + second).encode()
    assert plan_issues(data=data, by=manager, now=now).counts == {"new": 2, "known": 0, "refused": 0}
    assert not Issue.objects.exists()
    first, other = import_issues(data=data, by=manager, now=now)
    assert (first.severity, first.registration, first.owner, first.contact) == (
        2,
        lantern.qse,
        manager,
        lantern.contact,
    )
    assert (other.severity, other.owner, other.operating_day) == (4, colleague, date(2026, 11, 3))
    assert (first.opened_at.isoformat(), first.channel) == ("2026-11-02T08:00:00-06:00", "import")
    assert [row.tag.name for row in first.tagged.order_by("tag__name")] == ["a", "b"]
    assert Comment.objects.filter(issue=first).get().author_name == lantern.contact.name
    assert set(ExternalReference.objects.values_list("kind", "number")) == {("other", "M-1"), ("marketrak", "M-2")}
    assert int(other.ref[-5:]) == int(first.ref[-5:]) + 1
    with pytest.raises(Refused, match="known already"):
        import_issues(data=data, by=manager, now=now)
    third = "111111111,FS-METER,New,Text,M-3\n"
    assert len(import_issues(data=data + third.encode(), by=manager, now=now)) == 1
    assert Issue.objects.count() == 3


def test_one_bad_row_keeps_all_out_and_says_why(
    lantern: SimpleNamespace, restricted: SimpleNamespace, manager: User, specialist: User, now: datetime
) -> None:
    faults = {
        "999999999,FS-METER,T,X,1": "No participant",
        "333333333,FS-METER,T,X,1": "No participant",
        "111111111,NONE,T,X,1": "no category",
        "111111111,FS-METER,,X,1": "title is missing",
        "111111111,FS-METER,T,,1": "text is missing",
        "111111111,FS-METER,T,X,": "number is missing",
        "111111111,FS-METER,T,X,1,QOTHER": "no registration",
        "111111111,FS-METER,T,X,1,,urgent": "severity is none of",
        "111111111,FS-METER,T,X,1,,,12/31/2026": "still to come",
        "111111111,FS-METER,T,X,1,,,,nobody@x.example": "no contact",
        "111111111,FS-METER,T,X,1,,,,,specialist@iso.example": "works on issues",
        "111111111,FS-METER,T,X,1,,,,,,,,jira": "is not one of",
        f"111111111,FS-METER,{'T' * 161},X,1": "160 are allowed",
        "111111111,FS-METER,T,X,M-1": "earlier row",
    }
    data = (HEAD + GOOD + "\n".join(faults)).encode()
    found = plan_issues(data=data, by=manager, now=now)
    reasons = [line.reason for line in found.of("refused")]
    assert [words for words, reason in zip(faults.values(), reasons, strict=True) if words not in reason] == []
    with pytest.raises(Refused, match="none was"):
        import_issues(data=data, by=manager, now=now)
    with pytest.raises(Refused, match="must name the columns"):
        plan_issues(data=b"a,b\n1,2\n", by=manager, now=now)
    with pytest.raises(NotPermitted):
        plan_issues(data=data, by=specialist, now=now)
    assert not Issue.objects.exists()

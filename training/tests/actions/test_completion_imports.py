"""Completions of another learning system: previewed, then all of them or none."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.tests.checklist_factories import ChecklistFactory, ChecklistItemFactory, RequirementFactory
from participants.tests.factories import ContactFactory
from portal.lifecycle.refusals import NotPermitted, Refused
from training.actions.completion_imports import import_completions, plan_completions
from training.models import Certificate
from training.tests.factories import CourseFactory
from training.tests.outcome_factories import TrainingEvidenceFactory

pytestmark = pytest.mark.django_db
HEAD = "person_email,company,course,completed_on,score,certificate_id,hours\n"


@pytest.fixture
def ana(lantern: SimpleNamespace) -> object:
    return ContactFactory(participant=lantern.participant, email="ana@prairielantern.example", name="Ana Kowal")


def table(*lines: str) -> bytes:
    return (HEAD + "\n".join(lines) + "\n").encode()


def test_rows_become_certificates_and_known_ones_are_left_out(
    ana: object, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    CourseFactory(code="FND", validity_months=24)
    duns, short = lantern.participant.duns, lantern.qse.short_name
    data = table(
        f"Ana@PrairieLantern.example,{duns},fnd,2026-10-30,92.5,LMS-1,1.5",
        f"ana@prairielantern.example,{short},FND,10/30/2026,92.5,LMS-1,",
    )
    plan = plan_completions(data=data, by=coordinator, now=now)
    assert plan.counts == {"new": 1, "known": 1, "refused": 0}
    (row,) = import_completions(data=data, by=coordinator, now=now)
    assert (row.contact, row.percent, row.hours, row.outside_number) == (ana, Decimal("92.5"), Decimal("1.5"), "LMS-1")
    assert (row.source, row.expires_on, row.document) == ("import", date(2028, 10, 30), None)
    with pytest.raises(Refused, match="known already"):
        import_completions(data=data, by=coordinator, now=now)
    assert Certificate.objects.count() == 1


def test_each_wrong_row_says_why_and_keeps_all_of_them_out(
    ana: object, lantern: SimpleNamespace, mesa: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    CourseFactory(code="CRR", tested=True)
    duns = lantern.participant.duns
    data = table(
        f"ana@prairielantern.example,{duns},CRR,2026-10-30,80,,",
        f"ana@prairielantern.example,{duns},NONE,2026-10-30,80,,",
        f"ana@prairielantern.example,{mesa.participant.duns},CRR,2026-10-30,80,,",
        f"ana@prairielantern.example,{duns},CRR,2027-10-30,80,,",
        f"ana@prairielantern.example,{duns},CRR,2026-10-29,69,,",
        f"ana@prairielantern.example,{duns},CRR,soon,80,,",
        f"ana,{duns},CRR,2026-10-30,80,,",
        "ana@prairielantern.example,999999999,CRR,2026-10-30,80,,",
        f"ana@prairielantern.example,{duns},CRR,2026-10-30,NaN,,",
    )
    plan = plan_completions(data=data, by=coordinator, now=now)
    assert plan.counts == {"new": 1, "known": 0, "refused": 8}
    said = [line.reason for line in plan.lines]
    for word, reason in zip(
        ["", "no course", "no contact", "to come", "70 percent", "not a date", "e-mail", "No participant", "score"],
        said,
        strict=True,
    ):
        assert word in reason
    with pytest.raises(Refused, match="none was"):
        import_completions(data=data, by=coordinator, now=now)
    assert not Certificate.objects.exists()


def test_only_the_training_department_imports_and_only_tables(coordinator: User, manager: User, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        plan_completions(data=table(), by=manager, now=now)
    for data in (b"", b"\x00\x01", b"name,color\nAna,red\n", table()):
        with pytest.raises(Refused):
            plan_completions(data=data, by=coordinator, now=now)


def test_what_is_imported_proves_items_too(
    ana: object, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    course = CourseFactory(code="OTS", validity_months=12)
    TrainingEvidenceFactory(requirement_code="QSR-10", course=course)
    item = ChecklistItemFactory(
        checklist=ChecklistFactory(registration=lantern.qse), requirement=RequirementFactory(code="QSR-10")
    )
    line = f"ana@prairielantern.example,{lantern.participant.duns},OTS,2026-04-30,,LMS-7,32"
    import_completions(data=table(line), by=coordinator, now=now)
    item.refresh_from_db()
    assert (item.state, item.holder, item.evidence_expires_on) == ("accepted", ana, date(2027, 4, 30))


def test_many_rows_cost_a_few_statements(
    ana: object, lantern: SimpleNamespace, coordinator: User, now: datetime, django_assert_max_num_queries: object
) -> None:
    CourseFactory(code="FND")
    days = [f"2026-0{month}-{day:02}" for month in range(1, 10) for day in range(1, 28)]
    lines = [f"ana@prairielantern.example,{lantern.participant.duns},FND,{day},,," for day in days]
    with django_assert_max_num_queries(60):
        assert len(import_completions(data=table(*lines), by=coordinator, now=now)) == len(days)

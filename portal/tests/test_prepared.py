"""A prepared read gives what the query itself would give, for each use's own values."""

from dataclasses import replace
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import Q

from accounts.models import Department, User
from accounts.tests.factories import DepartmentFactory, StaffFactory, SupervisorFactory
from issues.issue_reading import ONE as IN_ISSUES
from participants.access import acting_for, memberships_of
from participants.models import Participant
from participants.tests.factories import AssignmentFactory, ParticipantFactory
from portal.scoping.prepared import Prepared, PreparedFor, reader_of
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db


def named(name, role):
    return User.objects.filter(Q(name=name) | Q(email=name), role=role, is_active=True).select_related("department")


def test_each_use_has_its_own_values(django_assert_num_queries) -> None:
    prepared = Prepared(named)
    people = [StaffFactory(name=name) for name in ("O'Hara 100%", "Ann %s", "Bo")]
    for person in people:
        assert prepared.rows(name=person.name, role=person.role) == [person]
        assert prepared.rows(name=person.email, role=person.role) == list(named(person.email, person.role))
    assert prepared.first(name="Bo", role="auditor") is None
    with django_assert_num_queries(1):
        assert prepared.first(name="Bo", role=people[2].role).department is None


def test_as_a_condition_it_is_what_the_person_may_see_now() -> None:
    mine, other, open_ = (ParticipantFactory(restricted=at < 2, restricted_reason="x" * (at < 2)) for at in range(3))
    person, colleague = StaffFactory(), StaffFactory()
    held = AssignmentFactory(participant=mine, person=person)
    objects = Participant.objects
    for who, seen in ((person, {mine, open_}), (colleague, {open_})):
        assert set(objects.filter(pk__in=objects.ids_visible_to(who))) == set(objects.visible_to(who)) == seen
        assert set(objects.filter(pk__in=objects.ids_closed_to(who))) == {mine, other, open_} - seen
    held.delete()
    assert set(objects.filter(pk__in=objects.ids_visible_to(person))) == {open_}


def test_memberships_are_those_of_the_day(member, now) -> None:
    (held,) = memberships_of(member, now)
    held.ends_on = market_day(now)
    held.save()
    assert memberships_of(member, now) == [held]
    assert memberships_of(member, now.replace(year=now.year + 1)) == []


def test_what_one_thread_worked_out_is_asked_by_another_over_its_own_connection() -> None:
    prepared, told = Prepared(named), []
    prepared.rows(name="Bo", role="auditor")

    def ask() -> None:
        try:
            told.append(prepared.rows(name="Bo", role="auditor"))
        finally:
            connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert told == [[]]


def test_readers_of_a_kind_share_a_statement_and_each_reads_what_is_open_to_him(member, outsider, now) -> None:
    mine, other, open_ = (ParticipantFactory(restricted=at < 2, restricted_reason="x" * (at < 2)) for at in range(3))
    person, colleague, supervisor = StaffFactory(), StaffFactory(), SupervisorFactory()
    AssignmentFactory(participant=mine, person=person)
    member.acting_for, other_company = (acting_for(one, memberships_of(one, now)[0]) for one in (member, outsider))
    alike = {"user_id": outsider.pk, "participant_id": other_company.participant_id, "membership_ref": "other"}
    outsider.acting_for = replace(member.acting_for, **alike)
    built = []

    def build(user, name):
        built.append(user)
        return Participant.objects.visible_to(user).exclude(name=name).order_by("pk")

    prepared = PreparedFor(build)
    for _ in range(2):
        for who in (colleague, person, supervisor, member, outsider):
            assert prepared.rows(who, name=open_.name) == list(build(who, open_.name))
            assert prepared.first(who, name="") == build(who, "").first()
    assert len([one for one in built if not isinstance(one, User)]) == 3
    assert reader_of(member) == reader_of(outsider) != reader_of(person) == reader_of(colleague)
    colleague.reads_along = other.pk
    assert other in prepared.rows(colleague, name="")
    assert other not in prepared.rows(person, name="")


def test_a_prepared_read_keeps_nothing_of_the_day_or_of_the_person_it_was_worked_out_for(manager, now) -> None:
    def build(user, day):
        return User.objects.filter(pk=user.pk, last_login__gt=now)

    with pytest.raises(ImproperlyConfigured):
        PreparedFor(build).rows(manager, day=now)
    with pytest.raises(AttributeError):
        PreparedFor(lambda user: User.objects.filter(ref=user.ref)).rows(manager)
    assert PreparedFor(lambda user: User.objects.none()).rows(manager) == []


def test_whoever_belongs_to_a_department_reads_what_was_asked_of_it(supervisor, manager) -> None:
    supervisor.department = DepartmentFactory()
    supervisor.save()
    prepared = PreparedFor(lambda user: Department.objects.filter(code=user.department.code if user.department else ""))
    assert prepared.rows(supervisor) == [supervisor.department]
    assert prepared.rows(manager) == []
    assert IN_ISSUES.rows(supervisor, ref="IS-NOWHERE") == []

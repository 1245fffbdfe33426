"""The smallest valid people for tests."""

from datetime import date

import factory
from allauth.account.models import EmailAddress

from accounts.choices import Level, Role
from accounts.models import Department, User

PASSWORD = "portal-tests-9"


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Department
        django_get_or_create = ("code",)

    code = "STL"
    name = "Settlements"
    source = "tests"


class PersonFactory(factory.django.DjangoModelFactory):
    """A participant's user, who can sign in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@company.example")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def address(self, create: bool, extracted: object, **kwargs: object) -> None:
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class StaffFactory(PersonFactory):
    """An account manager of level I unless said otherwise."""

    name = factory.Sequence(lambda n: f"Staff {n}")
    email = factory.Sequence(lambda n: f"staff{n}@iso.example")
    is_staff = True
    role = Role.ACCOUNT_MANAGER
    level = factory.LazyAttribute(lambda person: Level.ONE if person.role == Role.ACCOUNT_MANAGER else "")


class SupervisorFactory(StaffFactory):
    role = Role.SUPERVISOR


class AuditorFactory(StaffFactory):
    role = Role.AUDITOR
    access_until = date(2099, 12, 31)


class ExternalAuditorFactory(AuditorFactory):
    role = Role.EXTERNAL_AUDITOR


class SpecialistFactory(StaffFactory):
    role = Role.SPECIALIST
    department = factory.SubFactory(DepartmentFactory)

"""Reads of people."""

import re
from datetime import date
from typing import Any, Final, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.choices import Role
from accounts.rules.capabilities import holders
from portal.lifecycle.rows import RowQuerySet

WHO_KNOWS: Final = re.compile(r"^\s*who\s+knows\s+(about\s+)?", re.IGNORECASE)


class UserQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff see staff; others see themselves. Colleagues are read through memberships."""
        if user.is_staff:
            return self.filter(is_staff=True)
        return self.filter(pk=user.pk)

    def active(self) -> Self:
        return self.filter(is_active=True)

    def staff(self) -> Self:
        return self.filter(is_staff=True)

    def with_address(self, email: str) -> Self:
        """Whoever signs in with an address, or has proven to own it."""
        address = email.lower()
        return self.filter(Q(email=address) | Q(emailaddress__email=address, emailaddress__verified=True)).distinct()

    def who_can(self, capability: str) -> Self:
        """Active staff whose role and level bring a capability."""
        roles, levels = holders(capability)
        by_level = Q(level_rights=None, level__in=levels) | Q(level_rights__contains=[capability])
        return self.active().staff().filter(Q(role__in=roles) | by_level)

    def who_manage(self) -> Self:
        """Active people who can be responsible for a participant."""
        return self.active().filter(role__in=[Role.ACCOUNT_MANAGER, Role.SUPERVISOR])

    def who_may_stand_in_for(self, person: Any) -> Self:
        """Whoever acts by the same rights: active colleagues in the role, and supervisors."""
        return self.active().filter(role__in={person.role, Role.SUPERVISOR}).exclude(pk=person.pk).exclude(role="")

    def who_may_mentor(self) -> Self:
        """Active colleagues whose level makes mentors, and supervisors."""
        return self.who_can("participants.mentor")

    def matching(self, words: str) -> Self:
        """Those in whose name, address, title or phone every word occurs."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(name__icontains=word) | Q(email__icontains=word) | Q(title__icontains=word) | Q(phone__icontains=word)
            )
        return found

    def knowing(self, words: str) -> Self:
        """Those who match, or who know a topic that does: "who knows CRR?" finds whom to ask."""
        asked = WHO_KNOWS.sub("", words).rstrip(" ?")
        experts = self.model._meta.get_field("expertise").related_model
        topics = experts._meta.get_field("topic").related_model.objects.matching(asked)
        known = Exists(experts.objects.filter(person=OuterRef("pk"), topic__in=topics, topic__active=True))
        if asked != words.rstrip():
            return self.filter(known)
        return self.filter(Q(pk__in=self.matching(words).values("pk")) | known)

    def with_absence_on(self, day: date) -> Self:
        """Adds `away_until`: the last day of an absence that holds on `day`."""
        absences = self.model._meta.get_field("absences").related_model.objects
        now_away = absences.filter(person=OuterRef("pk"), starts_on__lte=day, ends_on__gte=day)
        return self.annotate(away_until=Subquery(now_away.values("ends_on")[:1]))

    def cards(self) -> Self:
        """Only what may be shown of a person to others; inside the wall nothing else can be read."""
        return self.only("id", "ref", "name", "email", "phone", "title")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Creating a person goes through the actions; this serves Django's own callers."""

    def get_by_natural_key(self, username: str) -> Any:
        return self.get(email=username.lower())

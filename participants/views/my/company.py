"""The own company's facts, resources and agencies; read only but for agencies."""

from typing import Any

from django.db.models import Prefetch

from participants.choices import TieKind
from participants.models import Affiliation, Agency, BankAccount, CounterParty, OfficialLetter, Representation, Resource
from participants.rules.applying import in_words
from participants.views import agencies
from participants.views.agencies import with_extent
from participants.views.my.pages import MyForm, MyPage
from portal.web import keyset

ORDER = ("code", "id")
SHOWN = 100
NEWEST = 5


class MyCompanyView(MyPage):
    template_name = "my/company.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        narrowed = self.request.user.acting_for.narrowed
        letters = OfficialLetter.objects.visible_to(self.request.user)
        rows = CounterParty.objects.visible_to(self.request.user).filter(participant=self.participant)
        return super().get_context_data(
            registrations=[(row, in_words(row.status)) for row in self.registrations],
            counter_party=None if narrowed else rows.first(),
            letters=list(letters.select_related("registration__role", "document").newest()[:NEWEST]),
            affiliations=self._affiliations(),
            bank_account=BankAccount.objects.visible_to(self.request.user).of(self.participant).in_force().first(),
            narrowed=narrowed,
            manager=self.manager,
            looked_after_by=self.looked_after_by,
            **kwargs,
        )

    def _affiliations(self) -> list[Affiliation]:
        """What the company declared of its family, each with the `company` at the other end and what that is to it."""
        rows = (
            Affiliation.objects.visible_to(self.request.user).not_over(self.today).order_by("kind", "starts_on", "id")
        )
        found = list(rows[:SHOWN])
        for row in found:
            ours = row.participant_id == self.participant.pk
            row.company = row.other_name if ours else row.participant_name
            row.what = row.get_kind_display() if ours or row.kind != TieKind.PARENT else TieKind.SUBSIDIARY.label
        return found


class MyResourcesView(MyPage):
    members_only = True
    template_name = "my/resources.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, query = self.request.user, self.request.GET
        seen = Representation.objects.visible_to(user).exclude(ends_on__lt=self.today).order_by("starts_on", "id")
        units = Resource.objects.visible_to(user).of(self.participant).filter(active=True)
        units = units.select_related("registration__role").prefetch_related(
            Prefetch("representations", seen, to_attr="represented_by")
        )
        page = keyset.paginate(units, ORDER, after=query.get("after", ""), before=query.get("before", ""))
        return super().get_context_data(
            page=page,
            represented=list(seen.filter(participant=self.participant, resource=None)[:SHOWN]),
            representing=list(
                seen.filter(representative=self.participant).exclude(participant=self.participant)[:SHOWN]
            ),
            manager=self.manager,
            **kwargs,
        )


class MyAgenciesView(MyPage):
    members_only = True
    template_name = "my/agencies.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Agency.objects.visible_to(self.request.user).of(self.participant).order_by("-starts_on", "-id")
        rows = list(with_extent(self.request.user, rows)[:SHOWN])
        in_force = [
            row for row in rows if row.withdrawn_at is None and (row.ends_on is None or row.ends_on >= self.today)
        ]
        return super().get_context_data(
            granted=[row for row in in_force if row.participant_id == self.participant.pk],
            held=[row for row in in_force if row.agent_id == self.participant.pk],
            others=[row for row in rows if row not in in_force],
            narrowed=self.request.user.acting_for.narrowed,
            **kwargs,
        )


class MyAgencyGrantView(agencies.GrantAgency, MyForm):
    members_only = True


class MyAgencyWithdrawView(agencies.WithdrawAgency, MyForm):
    members_only = True

"""Disclosures of the own company's protected information, as far as its administrators were told."""

from typing import Any

from django.utils import timezone

from participants.actions import disclosures as actions
from participants.forms.disclosures import ObjectForm
from participants.models import DisclosureLine
from participants.permissions import protection as permissions
from participants.rules.disclosure_moves import waits_until
from participants.views.desk.disclosures import give_items
from participants.views.my.pages import MyForm
from participants.views.my.protection import AdministratorDoor
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from portal.web.views import ScopedListView


class MyDisclosuresView(AdministratorDoor, ScopedListView):
    model = DisclosureLine
    template_name = "my/disclosures.html"
    orders = {"latest": ("-noticed_at", "-id")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = market_day(timezone.now())
        for row in kwargs["page"].rows:
            row.waits_until = waits_until(row.state, row.objects_until, today)
        give_items(kwargs["page"].rows, self.request.user)
        return super().get_context_data(**kwargs)


class MyObjectView(MyForm):
    members_only = True
    model = DisclosureLine
    form_class = ObjectForm
    section = "disclosures"
    title = "Object to disclosure {row.ref}"
    lead = "The operator decides with your reason before it, and tells you what was decided."
    submit_label = "Object"
    success_message = "Your objection is with the operator."

    def permission(self) -> Answer:
        return permissions.answers_for_company(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> DisclosureLine:
        return actions.object_to(line=self.object, **data, **who)

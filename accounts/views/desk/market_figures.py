"""What participants read of the whole market: months published, and the next one as they would read it."""

from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from accounts.actions import market_figures as actions
from accounts.forms.reports import FiguresForm
from accounts.models import MarketFigures
from accounts.report_permissions import can_publish_figures
from portal.lifecycle.refusals import Answer, Refused
from portal.reporting import periods
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

MONTHS: Final = 12
SHOWN: Final = 36


class MarketFiguresView(DeskDoor, ActionFormView):
    """A preview of one month, to publish it; and those published, to withdraw them."""

    form_class = FiguresForm
    template_name = "accounts/market_figures.html"

    def permission(self) -> Answer:
        return can_publish_figures(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> MarketFigures:
        if data["figures"] is not None:
            self.success_message = "They are withdrawn; participants do not find them any more."
            return actions.withdraw_figures(figures=data["figures"], reason=data["reason"], **who)
        if data["month"] is None:
            raise Refused("Choose a month.")
        self.success_message = "They are published: all participants may read them now."
        return actions.publish_figures(month=data["month"], **who)

    def get_success_url(self) -> str:
        return reverse("accounts:market-figures")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = periods.month_of(market_day(timezone.now())).before
        rows = list(MarketFigures.objects.visible_to(self.request.user).select_related("published_by")[:SHOWN])
        taken = {row.month for row in rows}
        offered = []
        for _ in range(MONTHS):
            if month.first not in taken:
                offered.append(month)
            month = month.before
        chosen = next((one for one in offered if one.key == self.request.GET.get("month")), None)
        chosen = chosen or next(iter(offered), None)
        return super().get_context_data(
            published=rows,
            offered=offered,
            chosen=chosen,
            outlook=actions.outlook(chosen) if chosen else None,
            **kwargs,
        )

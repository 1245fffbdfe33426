"""How the department served the market, as it was published; the same for every participant."""

from typing import Any, Final

from django.views.generic import TemplateView

from accounts.models import MarketFigures
from portal.reporting import periods
from portal.web.doors import MyDoor

SHOWN: Final = 24


class MyMarketFiguresView(MyDoor, TemplateView):
    """One month at a time. Inside the wall: only columns that participants may read."""

    template_name = "my/market_figures.html"
    members_only = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = MarketFigures.objects.visible_to(self.request.user).defer("published_by", "reason")
        months = list(rows.defer("published_by", "reason", "content").order_by("-month")[:SHOWN])
        wanted = self.request.GET.get("month", "")
        chosen = next((one for one in months if f"{one.month:%Y-%m}" == wanted), next(iter(months), None))
        shown = rows.get(pk=chosen.pk) if chosen else None
        return super().get_context_data(
            months=[(f"{one.month:%Y-%m}", periods.month_of(one.month).label, one == chosen) for one in months],
            figures=shown,
            label=periods.month_of(shown.month).label if shown else "",
            **kwargs,
        )

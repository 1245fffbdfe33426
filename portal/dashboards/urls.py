"""What stands below the address of the administration beside Django's own pages. Include once, before those."""

from django.urls import path

from portal.dashboards.overview_views import FiguresView

app_name = "dashboards"

urlpatterns = [path("figures/", FiguresView.as_view(), name="figures")]

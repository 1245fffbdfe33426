"""All doors of the portal."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from participants.views.feed import CalendarFeedView
from portal.bench import bare
from portal.dashboards import navigation
from portal.dashboards.overview_views import OverviewView
from portal.dashboards.views import HomeView
from portal.search.views import SearchView
from portal.web.health import healthz
from portal.web.themes import set_theme

navigation.register()
admin.site.open_with(OverviewView.as_view())

# What begins with a word of its own stands first: elsewhere each address of an app is tried in turn.
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("api/", include("portal.rest.urls")),
    path("admin/", include("portal.dashboards.urls")),
    path("admin/", admin.site.urls),
    path("today/", include("participants.worklist_urls")),
    path("participants/", include("participants.urls")),
    path("apply/", include("participants.apply_urls")),
    path("library/", include("training.library_urls")),
    path("invitation/", include("participants.invitation_urls")),
    path("sign-in/", include("participants.sign_in_urls")),
    path("verify/", include("training.verify_urls")),
    path("calendar/<str:secret>.ics", CalendarFeedView.as_view(), name="calendar-feed"),
    path("my/", include("participants.my_urls")),
    path("my/", include("training.my_urls")),
    path("my/", include("issues.my_urls")),
    path("control/history/", include("portal.audit.history_urls")),
    path("control/", include("portal.dashboards.control_urls")),
    path("rooms/", include("portal.dashboards.room_urls")),
    path("my/", include("accounts.my_urls")),
    path("audit/", include("portal.audit.urls")),
    path("search/", SearchView.as_view(), name="search"),
    path("settings/theme/", set_theme, name="set-theme"),
    path("anymail/", include("portal.outbox.provider_urls")),
    path("healthz", healthz, name="healthz"),
    path("", include("training.urls")),
    path("", include("issues.urls")),
    path("", include("portal.calendars.urls")),
    path("", include("portal.outbox.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
]
if settings.BENCH_PAGE:
    urlpatterns += bare.addresses()

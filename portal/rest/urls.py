"""Everything under /api/. Include once, as `path("api/", include("portal.rest.urls"))`."""

from django.urls import include, path, re_path

from portal.rest import routers
from portal.rest.pages import DocsView, NothingView, SchemaView

app_name = "rest"

urlpatterns = [
    path("v1/schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    path("v1/", include(routers.views() + routers.build().urls)),
    # Whatever else is asked for here gets the API's own shape of "not found".
    re_path("", NothingView.as_view(), name="nothing"),
]

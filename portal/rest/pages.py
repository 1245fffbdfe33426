"""The OpenAPI document, the readable docs made of it, and the answer to unknown addresses."""

from typing import Any

from django.http import Http404, HttpResponsePermanentRedirect
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from portal.rest.views import Gate


class SchemaView(Gate, SpectacularAPIView):
    """Open to anyone: it describes the API and holds nobody's data."""

    permission_classes = [AllowAny]


class DocsView(Gate, SpectacularSwaggerSplitView):
    permission_classes = [AllowAny]
    url_name = "rest:schema"
    template_name = "rest/docs.html"


@extend_schema(exclude=True)
class NothingView(Gate, APIView):
    """404 in the API's shape; an address that only lacks its last slash is led on when reading."""

    authentication_classes = ()
    permission_classes = [AllowAny]
    http_method_names = ["get", "post", "put", "patch", "delete", "head", "options", "trace"]

    def _nothing(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        path = request._request.path
        if request.method in SAFE_METHODS and not path.endswith("/"):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{path}/" + (f"?{query}" if query else ""))
        raise Http404

    get = post = put = patch = delete = head = options = trace = _nothing

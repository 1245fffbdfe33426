"""The OpenAPI document, the readable docs made of it, and the answer to unknown addresses."""

from functools import cache
from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.renderers import BaseRenderer, TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.rest import reading
from portal.rest.views import Gate


@cache
def _document() -> dict[str, Any]:
    """It does not change while the process runs, and is the same for everybody; to make it takes seconds."""
    return SchemaGenerator().get_schema(public=True)


@cache
def _written(renderer: type[BaseRenderer]) -> bytes:
    return renderer().render(_document(), renderer_context={})


@cache
def _chapters() -> list[reading.Chapter]:
    return reading.chapters(_document())


class SchemaView(Gate, SpectacularAPIView):
    """Open to anyone: it describes the API and holds nobody's data."""

    permission_classes = [AllowAny]

    def _get_schema_response(self, request: Request) -> HttpResponse:
        renderer = request.accepted_renderer
        told = {"Content-Disposition": f'inline; filename="{self._get_filename(request, None)}"'}
        kind = request.accepted_media_type + (f"; charset={renderer.charset}" if renderer.charset else "")
        return HttpResponse(_written(type(renderer)), content_type=kind, headers=told)


@extend_schema(exclude=True)
class DocsView(Gate, APIView):
    """The same document for people, as a plain page in the product's look."""

    permission_classes = [AllowAny]
    renderer_classes = [TemplateHTMLRenderer]

    def get(self, request: Request) -> Response:
        here = request.build_absolute_uri("/api/v1/")
        return Response({"chapters": _chapters(), "here": here}, template_name="rest/docs.html")


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

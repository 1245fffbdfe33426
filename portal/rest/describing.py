"""What the OpenAPI document says beyond the views: how to sign in, and the one shape of errors."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from portal.rest.problems import MEDIA_TYPE

TEXT = {"type": "string"}
PROBLEM = {
    "type": "object",
    "description": "A problem after RFC 9457.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "code": TEXT,
        "errors": {
            "type": "array",
            "description": "For values that cannot be accepted: one entry per field and reason.",
            "items": {
                "type": "object",
                "required": ["field", "detail", "code"],
                "properties": {"field": TEXT, "detail": TEXT, "code": TEXT},
            },
        },
    },
}
SUMMARIES = {"list": "List", "retrieve": "Show one", "create": "Add", "partial_update": "Change"}


class SignedInScheme(OpenApiAuthenticationExtension):
    target_class = "portal.rest.authentication.SignedInAuthentication"
    name = ["token", "session"]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, str]]:
        token = {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token <secret>`; make one on your settings page.",
        }
        return [token, {"type": "apiKey", "in": "cookie", "name": "portal_session"}]

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[Any]]]:
        """Either of the two is enough."""
        return [{name: []} for name in self.name]


class PortalSchema(AutoSchema):
    """Adds to every operation that whatever goes wrong is a problem."""

    def get_summary(self) -> str:
        """What is done, in a word or two; the action's own sentence is the description."""
        verb = getattr(self.view, "action", None) or self.method.lower()
        return SUMMARIES.get(verb, verb.replace("_", " ").capitalize())

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> dict[str, Any]:
        """Fields for staff only are missing for participants, so nobody may count on them."""
        schema = super()._map_basic_serializer(serializer, direction)
        hidden = getattr(getattr(serializer, "Meta", None), "staff_only", ())
        if "required" in schema:
            schema["required"] = [name for name in schema["required"] if name not in hidden]
        return schema

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            component = ResolvedComponent("Problem", ResolvedComponent.SCHEMA, PROBLEM, "Problem")
            self.registry.register_on_missing(component)
            content = {MEDIA_TYPE: {"schema": component.ref}}
            operation["responses"]["default"] = {"description": "A problem.", "content": content}
        return operation

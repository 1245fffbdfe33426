"""The demo's rows of service targets that addresses name, under the names the access matrix calls them by."""

from typing import Any

from issues.models import DutyShift, GridEvent, ServicePolicy


def target_rows() -> dict[str, Any]:
    return {
        "service_policy": ServicePolicy.objects.get(code="standard"),
        "duty_shift": DutyShift.objects.latest("starts_at"),
        "grid_event": GridEvent.objects.get(),
    }

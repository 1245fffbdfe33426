"""The demo's rows of relationship health under the names by which addresses call for them."""

from typing import Any

from participants.models import HealthMeasure


def health_rows() -> dict[str, Any]:
    return {"health_measure": HealthMeasure.objects.get(code="their-answers")}

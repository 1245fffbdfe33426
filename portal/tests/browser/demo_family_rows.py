"""The demo's affiliations under the names by which addresses call for them."""

from typing import Any

from participants.models import Affiliation


def family_rows() -> dict[str, Any]:
    """What Prairie Lantern is about to buy."""
    row = Affiliation.objects.get(participant__name="Mesquite Bend Wind", other__name="Prairie Lantern Energy")
    return {"affiliation": row}

"""The demo's access review under the names by which addresses call for it."""

from typing import Any

from participants.models import AccessReview, DataExport


def access_rows() -> dict[str, Any]:
    review = AccessReview.objects.open().first()
    return {
        "access_review": review,
        "access_review_line": review.lines.first(),
        "data_export": DataExport.objects.first(),
    }

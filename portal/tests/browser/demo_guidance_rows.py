"""The demo's guidance, approved answers and improvements that addresses name, as the access matrix calls them."""

from typing import Any

from issues.models import ApprovedAnswer, GuidanceReview, Improvement


def guidance_rows() -> dict[str, Any]:
    """A review that waits, a draft that waits, and the item in which issues are linked."""
    review = GuidanceReview.objects.still_open().select_related("guidance").get()
    item = Improvement.objects.filter(linked__isnull=False).get()
    return {
        "guidance": review.guidance,
        "guidance_review": review,
        "approved_answer": ApprovedAnswer.objects.filter(versions__state="draft").get(),
        "improvement": item,
        "improvement_link": item.linked.get(),
    }

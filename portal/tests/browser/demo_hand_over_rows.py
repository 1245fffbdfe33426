"""The demo's hand-overs under the names by which addresses call for them."""

from typing import Any

from participants.models import CoverageGap, HandOver


def hand_over_rows() -> dict[str, Any]:
    """The one that Dana prepared for two weeks."""
    hand_over = HandOver.objects.get(person__email="manager@iso.example")
    return {
        "hand_over": hand_over,
        "hand_over_note": hand_over.notes.exclude(note="").first(),
        "hand_over_line": hand_over.lines.exclude(due_on=None).first(),
        "coverage_gap": CoverageGap.objects.open().first(),
    }

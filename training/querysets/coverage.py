"""Reads of kept coverage figures: the desk's own list of who still needs what."""

from participants.querysets.owned import DeskQuerySet


class CoverageQuerySet(DeskQuerySet):
    """Staff: of participants they may see. Participants' administrators see their company's people instead."""

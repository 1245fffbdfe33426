"""What of the deeds to many issues can be taken back, and how many issues one deed takes. Pure."""

from typing import Final

from issues.choices import BulkAct

MOST: Final = 1000
# Nobody outside was told anything by these. What was said to a participant cannot be unsaid.
UNDOABLE: Final = frozenset({BulkAct.HAND_OVER, BulkAct.SEVERITY, BulkAct.TAG})
SPEAKS: Final = frozenset({BulkAct.ANSWER, BulkAct.WAIT, BulkAct.RESOLVE})

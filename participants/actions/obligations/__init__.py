"""Writing obligations: generated, handed in, looked at, extended, excused. One module a side."""

from participants.actions.obligations.chasing import tell_what_is_missing
from participants.actions.obligations.extensions import ask_extension, decline_extension, grant_extension
from participants.actions.obligations.filing import (
    claim_filed_elsewhere,
    record_confirmation,
    submit_obligation,
    take_back_submission,
)
from participants.actions.obligations.generating import generate_obligations, start_campaign
from participants.actions.obligations.owing import owe
from participants.actions.obligations.reviewing import accept_obligation, return_obligation
from participants.actions.obligations.settling import (
    ask_again,
    cancel_obligation,
    cancel_obligations_of,
    excuse_obligation,
    note_on_obligation,
)

__all__ = [
    "accept_obligation",
    "ask_again",
    "ask_extension",
    "cancel_obligation",
    "cancel_obligations_of",
    "claim_filed_elsewhere",
    "decline_extension",
    "excuse_obligation",
    "generate_obligations",
    "grant_extension",
    "note_on_obligation",
    "owe",
    "record_confirmation",
    "return_obligation",
    "start_campaign",
    "submit_obligation",
    "take_back_submission",
    "tell_what_is_missing",
]

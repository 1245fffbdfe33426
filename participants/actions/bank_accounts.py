"""Bank accounts: sealed as soon as they are given; changed by a change only. Nothing here is an endpoint of its own."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.conf import settings

from participants.actions.change_values import Line
from participants.actions.participants import tidy
from participants.models import BankAccount, Change, Participant
from participants.rules import bank_data
from participants.rules.bank_data import BadNumber, masked
from participants.rules.people import ONE_DAY
from portal.lifecycle.ciphers import field_cipher
from portal.lifecycle.refusals import Refused

SAME: Final = "Bank account: this account is on file already."
TEXT: Final = 120


def current(participant: Participant) -> BankAccount | None:
    """The account in force."""
    return BankAccount.objects.of(participant).in_force().first()


def read(raw: Mapping[str, Any]) -> dict[str, str]:
    """The account as it will be sealed; refused without repeating a number."""
    texts = {name: tidy(str(raw.get(name) or "")) for name in ("holder", "bank")}
    if any(not text or len(text) > TEXT for text in texts.values()):
        raise Refused(f"Bank account: give the account holder and the bank, each in at most {TEXT} characters.")
    try:
        numbers = {
            "routing": bank_data.routing(str(raw.get("routing") or "")),
            "account": bank_data.account(str(raw.get("account") or "")),
        }
    except BadNumber as fault:
        raise Refused(f"Bank account: {fault}") from fault
    return texts | numbers


def is_given(raw: Mapping[str, Any]) -> bool:
    return any(raw.get(name) for name in ("holder", "bank", "routing", "account"))


def propose(change: Change, raw: Mapping[str, Any]) -> Line:
    """Seal the account that is asked for, in place of one proposed before; call under the change's lock.

    Where nothing is given anew, the account proposed before stays.
    """
    held = current(change.participant)
    before = masked(held.last_four) if held else ""
    proposed = BankAccount.objects.filter(change=change).first()
    if proposed is None or is_given(raw):
        given = read(raw)
        if held is not None and unsealed(held) == given:
            raise Refused(SAME)
        sealed = field_cipher(settings.FIELD_KEY).encrypt(json.dumps(given).encode()).decode()
        last_four = given["account"][-bank_data.SHOWN :]
        proposed, _made = BankAccount.objects.update_or_create(
            change=change,
            defaults={"participant": change.participant, "sealed": sealed, "last_four": last_four},
        )
    return Line("bank", "account", "Bank account", before, masked(proposed.last_four), "")


def unsealed(account: BankAccount) -> dict[str, str]:
    """Holder, bank and numbers in clear: for comparing, never for showing."""
    return json.loads(field_cipher(settings.FIELD_KEY).decrypt(account.sealed.encode()))


def put_in_force(change: Change, day: date) -> BankAccount:
    """The proposed account holds from the day on, the former one until the day before."""
    held = current(change.participant)
    if held is not None:
        held.apply(ends_on=max(held.starts_on, day - ONE_DAY))
    account = BankAccount.objects.get(change=change)
    account.apply(starts_on=day)
    return account

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.lifecycle import demo
from portal.lifecycle.models import DemoMark
from portal.lifecycle.refusals import Refused
from portal.outbox.measuring import KIND, measure_mails
from portal.outbox.models import Notification, OutboundMessage


class Command(BaseCommand):
    help = "Measures how many mails a second one worker process hands to a mail server on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--messages", type=int, default=10_000)

    def handle(self, *args: Any, messages: int, **options: Any) -> None:
        self._require_scratch()
        try:
            found = measure_mails(messages)
        finally:
            OutboundMessage.objects.filter(kind=KIND).delete()
            Notification.objects.filter(kind=KIND).delete()
        accepted, sent, busy = found.accepted, found.sending, found.busy
        self.stdout.write(f"written: {messages} in {found.writing:.1f} s, {messages / found.writing:.0f} a second")
        self.stdout.write(f"sent: {accepted} in {sent:.1f} s, {accepted / sent:.0f} a second by one process")
        self.stdout.write(f"of that the process computed {busy:.1f} s: {accepted / busy:.0f} a second of its own core")
        if accepted != messages:
            raise CommandError(f"{messages - accepted} mails did not arrive here: is a worker running beside?")

    def _require_scratch(self) -> None:
        """Only where everything is invented, and no mail waits that the measurement would swallow."""
        try:
            if not DemoMark.objects.exists():
                demo.require_no_real_data()
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        if OutboundMessage.objects.due(timezone.now()).exists():
            raise CommandError("Mail is waiting to leave; let it leave first.")

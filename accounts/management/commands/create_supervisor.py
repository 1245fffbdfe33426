import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from accounts.actions.sign_up import make_first_supervisor
from portal.lifecycle.refusals import Refused


class Command(BaseCommand):
    help = "Makes the first supervisor, who then invites everybody else on the staff page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="the address to sign in with")
        parser.add_argument("--name", required=True, help="as colleagues shall read it")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input instead of asking"
        )

    def handle(self, *args: Any, email: str, name: str, password_stdin: bool, **options: Any) -> None:
        try:
            validate_email(email)
            password = _from_stdin() if password_stdin else _asked()
            person = make_first_supervisor(email=email, name=name, password=password, now=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{person.name} may sign in as {person.email} at {settings.SITE_URL}")
        if settings.STAFF_SECOND_FACTOR:
            self.stdout.write("The first sign-in leads to setting up a second factor.")


def _from_stdin() -> str:
    if sys.stdin.isatty():
        raise CommandError("--password-stdin reads a password that is piped in; leave it out to be asked.")
    return _given(sys.stdin.readline().rstrip("\r\n"))


def _asked() -> str:
    if not sys.stdin.isatty():
        raise CommandError("There is nobody to ask for a password here; pipe it in and add --password-stdin.")
    password = _given(getpass.getpass("Password: "))
    if getpass.getpass("Once more: ") != password:
        raise CommandError("The two passwords differ.")
    return password


def _given(password: str) -> str:
    if not password:
        raise CommandError("No password was given.")
    return password

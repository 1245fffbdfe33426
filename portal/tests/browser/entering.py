"""A company's way into the market, step by step in a browser: what journeys through it are made of."""

import re
from typing import Any

from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from participants.models import Application, Participant
from participants.rules import intake

PASSWORD = "a long enough secret 7"
MOMENT = 1_000  # milliseconds


def fill_in(page: Page, base: str, *, roles: tuple[str, ...] = (), **told: str) -> None:
    """Somebody who is signed out finds the form on the sign-in page and fills it in; nothing is sent yet."""
    page.context.clear_cookies()
    page.goto(f"{base}/accounts/login/")
    page.get_by_role("link", name="Apply to take part").click()
    labels = {"company": "Company", "name": "Your name", "email": "Your e-mail", "plan": "What you plan"}
    for key, text in told.items():
        page.get_by_label(labels[key]).fill(text)
    for role in roles:
        page.get_by_label(role).check()
    page.get_by_label("I agree that what I send here").check()


def send(page: Page) -> Application:
    """Press Send once a person could have read the page; returns what arrived."""
    page.wait_for_timeout(intake.LEAST.total_seconds() * 1_000 + MOMENT)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    return Application.objects.latest("pk")


def assign_as_proposed(page: Page, base: str, row: Application, *, name: str) -> None:
    """A supervisor gives it to whoever is proposed."""
    page.goto(f"{base}{reverse('participants:application-list')}?view=unassigned")
    page.get_by_role("link", name=row.company).click()
    page.get_by_role("link", name="Assign", exact=True).click()
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text(f"{name} looks after this application now.")).to_be_visible()


def take_up(page: Page, base: str, row: Application, *, candidate: str = "") -> Participant:
    """The account manager takes it up, as a new company or as one that is known; returns the company."""
    page.goto(base + row.get_absolute_url())
    page.get_by_role("link", name="Take up").click()
    if candidate:
        page.get_by_label(candidate).check()
    page.get_by_role("button", name="Take up", exact=True).click()
    expect(page.get_by_text("is taken up.")).to_be_visible()
    row.refresh_from_db()
    return row.participant


def invite(page: Page, base: str, row: Application) -> str:
    """The account manager invites whoever applied; returns the link in the mail."""
    sent = len(mail.outbox)
    page.goto(base + row.get_absolute_url())
    page.get_by_role("button", name=f"Invite {row.contact_name}").click()
    expect(page.get_by_text("The invitation is on its way")).to_be_visible()
    return link_in(mail.outbox[sent])


def link_in(message: Any) -> str:
    return re.search(r"https?://\S+/invitation/\S+", message.body)[0]


def sign_up(page: Page, base: str, link: str) -> None:
    """Whoever was invited makes an account and stands on the own first page."""
    page.context.clear_cookies()
    page.goto(link)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.wait_for_url(f"{base}/my/")

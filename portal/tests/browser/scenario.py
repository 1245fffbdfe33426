"""Steps that scenarios of registration and qualification are made of, in a browser and behind it."""

from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from accounts.models import User
from participants.actions.reviews import accept_item
from participants.models import Checklist, ChecklistItem, Registration, TestFlight
from participants.rules.checklist_moves import REVIEWABLE, SETTLED
from participants.tests.actions.checklisting import VALUES, reviewer, settle
from portal.documents.tests.files import PDF

DAY = timedelta(days=1)


def item_of(registration: Registration, code: str) -> ChecklistItem:
    return ChecklistItem.objects.get(checklist__registration=registration, code=code)


def send_evidence(page: Page, base: str, item: ChecklistItem, *, remark: str = "", **fields: str) -> None:
    """A participant's user sends a file, the fields asked for and a remark on the own page of the item."""
    page.goto(base + item.get_my_url())
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " "), exact=False).first.fill(value)
    page.get_by_label("Files").set_input_files(
        {"name": f"{item.code}.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    if remark:
        page.get_by_label("Remark").fill(remark)
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_text("Sent. You will hear")).to_be_visible()


def record_evidence(page: Page, base: str, item: ChecklistItem, *, remark: str) -> None:
    """Staff record what they did themselves or what reached them another way."""
    page.goto(f"{base}{item.get_absolute_url()}record/")
    page.get_by_label("Remark").fill(remark)
    page.locator("main form.form button.button-primary").click()
    expect(page.get_by_text("Recorded. It waits for the reviewing department.")).to_be_visible()
    expect(page.get_by_text(remark).first).to_be_visible()


def return_evidence(page: Page, base: str, item: ChecklistItem, *, comment: str) -> None:
    page.goto(f"{base}{item.get_absolute_url()}return/")
    page.get_by_label("What is missing").fill(comment)
    page.locator("main form.form button.button-primary, main form.form button.button-danger").first.click()
    expect(page.get_by_text("Returned. The participant's users are told.")).to_be_visible()
    expect(page.get_by_text(comment).first).to_be_visible()


def accept_evidence(page: Page, base: str, item: ChecklistItem) -> None:
    page.goto(f"{base}{item.get_absolute_url()}accept/")
    page.locator("main form.form button.button-primary").click()
    expect(page.get_by_text("Accepted.", exact=True)).to_be_visible()


def move(page: Page, base: str, registration: Registration, step: str, **fields: str) -> None:
    """One of the buttons that move a registration, with what its form asks for."""
    page.goto(f"{base}{registration.get_absolute_url()}{step}/")
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " ")).fill(value)
    page.locator("main form.form button.button-primary, main form.form button.button-danger").first.click()
    page.wait_for_url(base + registration.get_absolute_url())


def settle_all_but(checklist: Checklist, without: set[str], by: User, now: datetime) -> None:
    """Everything else is sent and accepted by its departments, each after what it waits for."""
    rows = {row.code: row for row in checklist.items.select_related("requirement").filter(mandatory=True)}
    done = {code for code, row in rows.items() if row.state in SETTLED}
    wanted = rows.keys() - without
    while ready := [code for code in rows if code in wanted - done and set(rows[code].waits_for) <= done]:
        for code in ready:
            _settle(checklist, rows[code], by, now)
        done |= set(ready)


def _settle(checklist: Checklist, row: ChecklistItem, by: User, now: datetime) -> None:
    if row.state in REVIEWABLE:
        accept_item(item=row, by=reviewer(row.requirement.reviewers[0]), now=now)
        return
    needed = {one["name"]: f"{row.code} 1" for one in row.requirement.asks if one.get("required")}
    VALUES.setdefault(row.code, needed)
    settle(checklist, [row.code], by, now)


def flight_ahead(now: datetime, *, days: int = 200, code: str = "") -> TestFlight:
    """A published flight far enough ahead for everything before it."""
    starts = now.date() + days * DAY
    return TestFlight.objects.create(
        code=code or f"{starts:%m%y}",
        starts_on=starts,
        ends_on=starts + 38 * DAY,
        application_deadline=now + (days - 27) * DAY,
        registration_deadline=now + (days - 6) * DAY,
        texas_set="5.0",
        source="invented for a test",
        tag="P",
    )

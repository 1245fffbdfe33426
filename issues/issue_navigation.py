"""The entry of issues on the participants' side, disputes among them; the desk's belongs to the queue."""

from portal.web import navigation


def register() -> None:
    navigation.register(
        "my",
        "issues",
        "Issues",
        "messages-square",
        "my-issues",
        order=12,
        match=("my-issues", "my-issue", "my-dispute", "my-disputes", "my-adr", "my-marketrak"),
        visible=lambda user: user.acting_for is not None,
    )

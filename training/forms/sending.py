"""To whose contacts an article is sent."""

from typing import Any

from django import forms

from participants.forms.lookups import CompanyField, companies


class CompanyForm(forms.Form):
    participant = CompanyField(help_text="Name, DUNS number or reference.")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participant"].rows = companies(user)

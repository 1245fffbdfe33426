"""Topics of a colleague: one form for all buttons of the page."""

from typing import Any, Final

from django import forms

from accounts.models import Topic

MARK: Final = "mark"
UNMARK: Final = "unmark"
SIGN: Final = "sign"
WITHDRAW: Final = "withdraw"
DEEDS: Final = (MARK, UNMARK, SIGN, WITHDRAW)


class TopicDeedForm(forms.Form):
    """What becomes of which topic; the reason is needed where a sign-off is withdrawn."""

    topic = forms.ModelChoiceField(Topic.objects.none(), to_field_name="code")
    then = forms.ChoiceField(choices=[(one, one) for one in DEEDS])
    reason = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.all()

"""Choosing a file, looking at it row by row, and writing it whole or not at all: the frame of two imports."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from portal.lifecycle.refusals import Refused

# A preview shows what has to be mended first, and no more lines than one reads.
SHOWN: Final = 200


class PreviewedImport:
    """The chosen file comes back with the preview as text, so that what is written is what was looked at."""

    first_outcomes: tuple[str, ...] = ("refused", "left_out", "elsewhere")

    def plan(self, data: bytes) -> Any:
        raise NotImplementedError("An import reads what a file would do.")

    def take_over(self, data: bytes, file_name: str, **who: Any) -> Any:
        raise NotImplementedError("An import writes what was looked at.")

    def done_words(self, done: Any) -> str:
        raise NotImplementedError("An import says what it did.")

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data["content"].encode()
        try:
            if "save" in self.request.POST:
                name = form.cleaned_data["file_name"]
                done = self.take_over(data, name, by=self.request.user, now=timezone.now())
                messages.success(self.request, self.done_words(done))
                return HttpResponseRedirect(self.get_success_url())
            planned = self.plan(data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        again = self.get_form_class()(initial={name: form.cleaned_data[name] for name in ("content", "file_name")})
        rank = {outcome: position for position, outcome in enumerate(self.first_outcomes)}
        lines = sorted(planned.lines, key=lambda line: (rank.get(line.outcome, len(rank)), line.number))
        context = self.get_context_data(
            form=again, planned=planned, lines=lines[:SHOWN], more=max(len(lines) - SHOWN, 0)
        )
        return self.render_to_response(context)

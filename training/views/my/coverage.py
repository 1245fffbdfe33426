"""The own company's training by courses and people, for its administrators."""

from typing import Any

from participants.views.my.pages import MyPage
from portal.lifecycle.refusals import Denied
from training.coverage import SHOWN, coverage_of
from training.querysets.enrollments import sees_colleagues

OWN_ONLY = "Only an organization administrator sees the training of the company's other people."


class MyCoverageView(MyPage):
    members_only = True
    template_name = "training/my_coverage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not sees_colleagues(self.request.user.acting_for):
            Denied(OWN_ONLY).enforce()
        return super().get_context_data(
            coverage=coverage_of(self.request.user, self.participant, self.now), shown=SHOWN, **kwargs
        )

"""All that waits for the own people, page by page."""

from typing import Any

from participants import your_turn
from participants.views.my.pages import MyPage
from participants.your_turn_reading import GROUPS, Wanted, read


class MyTurnView(MyPage):
    template_name = "my/turn.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = self.request.GET
        wanted = Wanted.of(given)
        page = read(self.request.user, self.now, wanted, after=given.get("after", ""), before=given.get("before", ""))
        return super().get_context_data(
            page=page,
            wanted=wanted,
            kinds=[(one, page.kinds[one.key]) for one in your_turn.sources() if one.key in page.kinds],
            bands=[(key, words, page.bands.get(key, 0)) for key, words in GROUPS.items()],
            **kwargs,
        )

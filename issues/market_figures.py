"""What is counted for all participants to read: the issues opened in a month, by market role and area. Fixed, so that
no two such tables can be cut differently and subtracted."""

from collections import Counter, defaultdict
from typing import Final

from django.db.models import Count

from accounts.market_count import Crossed
from issues.choices import Area
from issues.models import Issue
from issues.report_counting import within
from participants.models import MarketRole
from portal.reporting.periods import Period
from portal.reporting.suppression import Counted

NONE: Final = "Of no single registration"


def issues_by_role_and_area(month: Period) -> Crossed:
    """Two statements. Each total is counted over its own companies: one of several roles is one company in a total."""
    rows = Issue.objects.filter(within("opened_at", month)).order_by()
    found = rows.values_list("registration__role__code", "area", "participant_id").annotate(Count("pk"))
    roles = dict(MarketRole.objects.order_by("order", "code").values_list("code", "name"))
    counts: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for role, area, company, count in found:
        for place in ((role or "", area), (role or "", "all"), ("all", area), ("all", "all")):
            counts[place][company] += count
    codes = [*(code for code in roles if (code, "all") in counts), *([""] if ("", "all") in counts else [])]
    areas = [*Area.values, "all"]
    grid = tuple(tuple(_counted(counts[role, area]) for area in areas) for role in [*codes, "all"])
    names = (*(roles.get(code, NONE) for code in codes), "All")
    return Crossed(names, (*Area.labels, "All"), grid)


def _counted(companies: Counter[int]) -> Counted:
    return Counted(companies.total(), len(companies), max(companies.values(), default=0))

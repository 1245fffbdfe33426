"""What was measured of a page, and what follows from it; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import mean, median
from typing import Any, Final

# Connections.
ONE: Final = 1
MANY: Final = 8
P99: Final = 0.99


@dataclass(frozen=True, slots=True)
class Slice:
    """A moment of asking for one page: how long each answer took, and what it cost the processors in all."""

    milliseconds: Sequence[float]
    seconds: float
    busy: float = 0

    @property
    def rate(self) -> float:
        return len(self.milliseconds) / self.seconds

    @property
    def work(self) -> float:
        """Milliseconds that web server and database computed for one page."""
        return 1000 * self.busy / len(self.milliseconds) if self.milliseconds else 0


@dataclass(frozen=True, slots=True)
class Sample:
    """One page in one round, with the bare page right before and right after it."""

    page: "Slice"
    bare: Sequence["Slice"]

    @property
    def share(self) -> float:
        """Pages by bare pages in the same time, in percent."""
        around = mean(one.rate for one in self.bare)
        return 100 * self.page.rate / around if around else 0

    @property
    def work_share(self) -> float:
        """The processors' time for a bare page by that for the page, in percent."""
        return 100 * mean(one.work for one in self.bare) / self.page.work if self.page.work else 0


# By page and number of connections, a sample for each round.
Samples = dict[str, dict[int, list[Sample]]]


@dataclass(slots=True)
class Speed:
    """Of all rounds with one number of connections: milliseconds, pages a second, share and tail by the bare page."""

    median: float
    p99: float
    rate: float
    share: float
    tail: float
    work: float = 0
    work_share: float = 0


@dataclass(slots=True)
class PageFigures:
    statements: int
    kilobytes: float = 0
    speeds: dict[int, Speed] = field(default_factory=dict)

    @property
    def share(self) -> float | None:
        return self.speeds[MANY].share if MANY in self.speeds else None

    @property
    def tail(self) -> float | None:
        return self.speeds[ONE].tail if ONE in self.speeds else None

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "PageFigures":
        speeds = {int(count): Speed(**speed) for count, speed in data["speeds"].items()}
        return cls(data["statements"], data["kilobytes"], speeds)


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank one; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def speed_of(samples: Sequence[Sample]) -> Speed:
    """The rounds together: shares round by round, for the machine is another one in each of them."""
    taken = [one for sample in samples for one in sample.page.milliseconds]
    bare = [one for sample in samples for slice_ in sample.bare for one in slice_.milliseconds]
    tail, bare_tail = _tail(taken), _tail(bare)
    return Speed(
        median=median(taken) if taken else 0,
        p99=percentile(taken, P99),
        rate=len(taken) / sum(sample.page.seconds for sample in samples),
        share=median(sample.share for sample in samples),
        tail=tail / bare_tail if bare_tail else 0,
        work=median(sample.page.work for sample in samples),
        work_share=median(sample.work_share for sample in samples),
    )


def _tail(values: Sequence[float]) -> float:
    """How many medians the slowest of a hundred takes."""
    return percentile(values, P99) / median(values) if values else 0


def growth(smaller: PageFigures, larger: PageFigures) -> float | None:
    """How much slower the page is with the larger data, both measured by the bare page of their own run."""
    if not smaller.share or not larger.share:
        return None
    return smaller.share / larger.share


def figures_of(statements: Mapping[str, int], samples: Samples, sizes: Mapping[str, int]) -> dict[str, PageFigures]:
    return {
        key: PageFigures(
            count,
            sizes.get(key, 0) / 1024,
            {connections: speed_of(found) for connections, found in samples.get(key, {}).items() if found},
        )
        for key, count in statements.items()
    }

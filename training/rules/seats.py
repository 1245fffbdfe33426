"""How full a session is, in words. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seats:
    """`most` None: no limit. `taken` counts offered seats as well."""

    taken: int
    most: int | None
    waiting: int = 0

    @property
    def left(self) -> int | None:
        return None if self.most is None else max(self.most - self.taken, 0)

    @property
    def are_free(self) -> bool:
        """Whether whoever enrolls now gets a seat: while people wait, a free one goes to them."""
        return self.most is None or (self.left > 0 and self.waiting == 0)

    @property
    def words(self) -> str:
        if self.most is None:
            return f"{self.taken} enrolled, no limit"
        if not self.left:
            return "Full"
        return f"{self.left} of {self.most} free"

    @property
    def tone(self) -> str:
        if self.most is None or self.are_free and self.left * 5 > self.most:
            return "good"
        return "warn" if self.left else "bad"

"""State machines as data: from each state the states it may lead to."""

from collections.abc import Iterable, Mapping

from portal.lifecycle.refusals import IllegalMove


class Moves:
    """A readable table of moves, e.g. `Moves({"open": {"closed"}, "closed": set()})`."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self._table = {before: frozenset(afters) for before, afters in table.items()}

    @property
    def states(self) -> frozenset[str]:
        return frozenset(self._table)

    def allows(self, before: str, after: str) -> bool:
        return after in self._table.get(before, frozenset())

    def after(self, before: str) -> frozenset[str]:
        """The states reachable from `before` in one move."""
        return self._table.get(before, frozenset())

    def require(self, before: str, after: str) -> None:
        """Raise `IllegalMove` unless the table allows the move."""
        if not self.allows(before, after):
            raise IllegalMove(str(before), str(after))

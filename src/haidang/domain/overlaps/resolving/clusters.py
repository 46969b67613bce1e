"""Rows into enterprises: the surest pairs first, never two codes in one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Clusters:
    """Union-find in which a cluster holds at most one identity of each kind (code, registry entry).

    Joining only what is alike pair by pair would chain two enterprises over a third row; a cluster remembers the
    code that one of its rows has, and takes no other.
    """

    identities: dict[str, list[str]]
    """For each kind the identity of each row, "" where it has none."""
    _apart: dict[int, set[int]] = field(init=False, default_factory=dict)
    """For each cluster those that it is known not to be."""
    _parent: list[int] = field(init=False)
    _size: list[int] = field(init=False)

    def __post_init__(self) -> None:
        rows = len(next(iter(self.identities.values())))
        self._parent, self._size = list(range(rows)), [1] * rows
        self.identities = {kind: list(values) for kind, values in self.identities.items()}

    def find(self, row: int) -> int:
        """Return the row that stands for the cluster."""
        while self._parent[row] != row:
            self._parent[row] = self._parent[self._parent[row]]
            row = self._parent[row]
        return row

    def size(self, row: int) -> int:
        """Return how many rows the cluster has."""
        return self._size[self.find(row)]

    def may_join(self, one: int, other: int) -> bool:
        """Whether no identity forbids it."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        return b not in self._apart.get(a, ()) and all(
            not values[a] or not values[b] or values[a] == values[b] for values in self.identities.values()
        )

    def keep_apart(self, one: int, other: int) -> None:
        """Let two clusters never be one; nothing for those that are already."""
        a, b = self.find(one), self.find(other)
        if a != b:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def join(self, one: int, other: int, *, decided: bool = False) -> bool:
        """Join two clusters; return whether they are one now. What was `decided` goes before codes that differ."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        if not decided and not self.may_join(a, b):
            return False
        if self._size[a] < self._size[b]:
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size[b]
        for values in self.identities.values():
            values[a] = values[a] or values[b]
        for third in self._apart.pop(b, ()):
            self._apart[third].discard(b)
            if third != a:
                self._apart[third].add(a)
                self._apart.setdefault(a, set()).add(third)
        return True

    def join_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join pair after pair, surest first."""
        for one, other in pairs:
            self.join(one, other)

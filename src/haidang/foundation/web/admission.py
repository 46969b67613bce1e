"""How much of the machine strangers may use at a time: places for work with a short queue, and a rate per address.

Both are counted in this process, in memory only; addresses are forgotten after a minute.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import BoundedSemaphore, Lock
from typing import Final

from django.http import HttpRequest

MINUTE: Final = 60.0
_MOST_ADDRESSES: Final = 10_000
_NETWORK_BITS: Final = 64  # an IPv6 customer has that many addresses of their own


class Busy(Exception):
    """Every place is taken, and so is the queue, or its patience is over."""


class Places:
    """`at_once` workers at a time, `waiting` more wait up to `seconds` for a place."""

    def __init__(self, *, at_once: int, waiting: int, seconds: float) -> None:
        self._seconds = seconds
        self._door = BoundedSemaphore(at_once + waiting)
        self._work = BoundedSemaphore(at_once)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place. Raises Busy when there is none."""
        if not self._door.acquire(blocking=False):
            raise Busy
        try:
            if not self._work.acquire(timeout=self._seconds):
                raise Busy
            try:
                yield
            finally:
                self._work.release()
        finally:
            self._door.release()


class Rate:
    """So many requests a minute from one address."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute, self._clock = per_minute, clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def is_exceeded(self, address: str) -> bool:
        """Count a request, and tell whether it is one too many. Nobody's requests ("") are not counted."""
        if not address:
            return False
        now = self._clock()
        with self._lock:
            times = self._seen.setdefault(address, deque())
            self._seen.move_to_end(address)
            while times and times[0] <= now - MINUTE:
                times.popleft()
            is_exceeded = len(times) >= self._per_minute
            if not is_exceeded:
                times.append(now)
            self._forget(now)
            return is_exceeded

    def _forget(self, now: float) -> None:
        """Drop who did not come for a minute, and the longest absent of too many."""
        while self._seen:
            longest_absent = next(iter(self._seen.values()))
            is_recent = bool(longest_absent) and longest_absent[-1] > now - MINUTE
            if len(self._seen) <= _MOST_ADDRESSES and is_recent:
                return
            self._seen.popitem(last=False)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, "" if that is not known: then nobody is limited, rather than everybody together.

    The server listens on the loopback interface, so the neighbour is the proxy in front: it wrote the last entry of
    X-Forwarded-For. What stands before that entry is anybody's word.
    """
    neighbour = _parsed(request.META.get("REMOTE_ADDR", ""))
    if neighbour is not None and not neighbour.is_loopback:
        return _counted(neighbour)
    told = _parsed(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip())
    return "" if told is None or told.is_loopback else _counted(told)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    """An address; one of IPv4 that is written as one of IPv6 is itself, not one network with all others."""
    try:
        told = ip_address(address)
    except ValueError:
        return None
    return getattr(told, "ipv4_mapped", None) or told


def _counted(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), _NETWORK_BITS), strict=False))
    return str(address)

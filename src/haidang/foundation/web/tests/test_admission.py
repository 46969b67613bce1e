"""So many workers at a time, a short queue, a rate per address that fails open."""

import threading
import time

import pytest
from django.test import RequestFactory

from haidang.foundation.web.admission import Busy, Places, Rate, address_of


def test_two_work_one_waits_and_the_next_is_turned_away_at_once():
    places = Places(at_once=2, waiting=1, seconds=30)
    got_in = threading.Event()

    def wait():
        with places.place():
            got_in.set()

    with places.place():
        with places.place():
            third = threading.Thread(target=wait)
            third.start()
            began = time.monotonic()
            while time.monotonic() - began < 5:  # until the third stands in the queue
                try:
                    with places.place():
                        pytest.fail("there was no place")
                except Busy:
                    break
            assert not got_in.is_set()
        assert got_in.wait(5)
        third.join(5)
    with places.place():
        pass


def test_patience_ends():
    places = Places(at_once=1, waiting=1, seconds=0.05)
    with places.place(), pytest.raises(Busy), places.place():
        pytest.fail("there was no place")
    with places.place():
        pass


def test_a_place_is_given_back_after_a_failure():
    places = Places(at_once=1, waiting=0, seconds=0)
    with pytest.raises(ZeroDivisionError), places.place():
        raise ZeroDivisionError
    with places.place():
        pass


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_so_many_a_minute_from_one_address():
    clock = Clock()
    rate = Rate(2, clock=clock)
    assert [rate.is_exceeded("a") for _ in range(3)] == [False, False, True]
    assert not rate.is_exceeded("b")
    clock.now = 60.5
    assert not rate.is_exceeded("a")
    clock.now = 200
    rate.is_exceeded("c")
    assert set(rate._seen) == {"c"}


def test_unknown_addresses_are_not_counted():
    rate = Rate(1)
    assert not any(rate.is_exceeded("") for _ in range(5))


def test_a_rate_of_nothing_lets_nobody_in():
    rate = Rate(0)
    assert [rate.is_exceeded("203.0.113.7") for _ in range(2)] == [True, True]


def test_the_memory_of_addresses_is_bounded():
    rate = Rate(1, clock=Clock())
    for number in range(10_050):
        rate.is_exceeded(str(number))
    assert len(rate._seen) == 10_000


@pytest.mark.parametrize(
    ("neighbour", "forwarded", "address"),
    [
        ("127.0.0.1", None, ""),
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "10.0.0.1, 203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "203.0.113.7, nonsense", ""),
        ("127.0.0.1", "203.0.113.7, 127.0.0.1", ""),
        ("::1", "2001:db8::5", "2001:db8::/64"),
        ("::ffff:127.0.0.1", "::ffff:203.0.113.7", "203.0.113.7"),
        ("198.51.100.4", "203.0.113.7", "198.51.100.4"),
        ("", None, ""),
    ],
)
def test_the_address_is_what_the_proxy_wrote(neighbour, forwarded, address):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=neighbour)
    assert address_of(request) == address

"""Work in a child process: it answers, or it is stopped."""

import time

import pytest

from haidang.foundation.confinement import ChildFailed, Limit, Overrun, run_confined


def run(task: str, stdin: bytes = b"", seconds: float = 5.0, **more) -> bytes:
    return run_confined(
        "haidang.foundation.tests.child", [task], stdin, seconds=seconds, memory_bytes=512 * 1024**2, **more
    )


def test_bytes_go_in_and_come_out():
    content = bytes(range(256)) * 10_000
    assert run("echo", content) == content


def test_the_child_knows_nothing_of_the_environment(monkeypatch):
    monkeypatch.setenv("HAIDANG_SECRET_KEY", "secret")
    assert b"HAIDANG" not in run("environment")


@pytest.mark.parametrize(
    ("task", "seconds", "limit"),
    [("spin", 1, Limit.TIME), ("sleep", 1, Limit.TIME), ("eat", 5, Limit.MEMORY), ("flood", 5, Limit.OUTPUT)],
)
def test_what_takes_too_much_is_stopped(task, seconds, limit):
    began = time.monotonic()
    with pytest.raises(Overrun) as stopped:
        run(task, seconds=seconds, output_bytes=1_000_000)
    assert stopped.value.kind is limit
    assert time.monotonic() - began < seconds + 2


def test_a_child_that_fails_says_why():
    with pytest.raises(ChildFailed, match="the reason") as failed:
        run("fail")
    assert failed.value.signal == 0


def test_a_child_that_crashes_tells_the_signal():
    with pytest.raises(ChildFailed) as failed:
        run("crash")
    assert failed.value.signal == 6

"""`haidang serve`: answers on its port, and leaves nothing behind when told to stop."""

import os
import signal
import urllib.error
import urllib.request
from pathlib import Path

import pytest


def answers(port, path="/suc-khoe/"):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def descendants(pid):
    """The processes below one, by their parents in /proc."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found, frontier = set(), {pid}
    while frontier:
        frontier = {child for child, parent in parents.items() if parent in frontier} - found
        found |= frontier
    return found


def alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


@pytest.fixture
def serving(home, free_port, stop, until):
    process = home.start("serve", HAIDANG_PORT=str(free_port))
    stop(process)
    until(lambda: process.poll() is not None or answers(free_port) == 200, 60)
    assert process.poll() is None
    return process


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_it_answers_and_stops_clean(serving, free_port, until):
    assert answers(free_port, "/dang-nhap/") == 200
    assert answers(free_port, "/khong-co/") == 404
    children = descendants(serving.pid)
    assert len(children) >= 2
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(timeout=30) == 0
    until(lambda: not any(alive(pid) for pid in children), 5)
    assert answers(free_port) == 0


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_what_dies_is_started_again(serving, free_port, until):
    def web():
        return {
            pid for pid in descendants(serving.pid) if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes()
        }

    (first,) = {pid for pid in web() if Path(f"/proc/{pid}/stat").read_text().split()[3] == str(serving.pid)}
    os.killpg(first, signal.SIGKILL)
    until(lambda: answers(free_port) == 0, 10)
    until(lambda: answers(free_port) == 200, 30)

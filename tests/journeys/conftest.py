"""A real server on a free port, a real browser in front of it.

Without a chromium the journeys are skipped, visibly; in CI they must run.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from haidang.config.demo import PASSWORD
from tests.demonstration import COMMAND, clean_environment, prepared_once

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items):
    """Mark what needs a browser. Journeys of a file share its server: files go to the workers as a whole."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            if CHROMIUM is None and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """`haidang demo` on a folder that holds it already; yields its address."""
    port = _free_port()
    process = subprocess.Popen(
        [COMMAND, "demo"],
        env=clean_environment(HAIDANG_DATA=str(folder), HAIDANG_PORT=str(port)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/suc-khoe/", process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


@contextmanager
def demonstration(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """A demonstration of its own: its address and its data folder."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(prepared_once(tmp_path_factory)[0], folder)
    with serving(folder) as address:
        yield address, folder


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[str]:
    """The server that journeys share: they leave the report a draft and the findings open."""
    with demonstration(tmp_path_factory) as (address, _):
        yield address


@pytest.fixture
def own_server(tmp_path_factory) -> Iterator[str]:
    """A server for a journey that changes what others look at."""
    with demonstration(tmp_path_factory) as (address, _):
        yield address


def _wait_for(url: str, process: subprocess.Popen) -> None:
    for _ in range(240):
        assert process.poll() is None, "the demonstration ended before it answered"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{url} did not answer")


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "CI has no chromium: scripts/ensure-chromium installs it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


class Visitor:
    """A person at a browser, perhaps signed in."""

    def __init__(self, browser, server: str, width: str) -> None:
        size = WIDTHS[width]
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="vi-VN", base_url=server, bypass_csp=False
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, message) -> None:
        """Keep what the browser complains of; a search overtaken by the next one, or a lost session, is none."""
        expected = (
            "htmx:afterRequest",
            "htmx:sendAbort",
            "Failed to load resource: the server responded with a status of 4",
            "Response Status Error Code 403",
        )
        if message.type == "error" and not message.text.startswith(expected):
            self.errors.append(message.text)

    def sign_in(self, username: str) -> Visitor:
        self.page.goto("/dang-nhap/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/ban-lam-viec/")
        return self


@pytest.fixture
def visitor(browser, server):
    """`visitor("phone")` opens a fresh browser window; script errors on any of its pages fail the test."""
    opened: list[Visitor] = []

    def open_window(width: str = "desk", address: str = "") -> Visitor:
        opened.append(Visitor(browser, address or server, width))
        return opened[-1]

    yield open_window
    errors = [error for window in opened for error in window.errors]
    for window in opened:
        window.context.close()
    assert errors == []


@pytest.fixture
def audit_page(browser, server):
    """Run axe on a page that a visitor looks at; returns the violations, in words.

    It runs in a twin of the visitor's window that allows scripts from outside, and stays as long as nothing that the
    browser keeps for the visitor changes: so the styles and scripts of the house are fetched once.
    """
    twins: dict[Visitor, tuple[object, object]] = {}

    def twin_of(window: Visitor):
        kept = window.context.storage_state()
        known, page = twins.get(window, (None, None))
        if page is not None and known == kept:
            return page
        if page is not None:
            page.context.close()
        context = browser.new_context(
            storage_state=kept,
            viewport=window.page.viewport_size,
            locale="vi-VN",
            bypass_csp=True,
        )
        twins[window] = kept, context.new_page()
        return twins[window][1]

    def run(window: Visitor) -> list[str]:
        page = twin_of(window)
        page.goto(window.page.url)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found = [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in result["violations"]]
        return found + ([f"the page is {wide} px too wide"] if wide > 0 else [])

    yield run
    for _, page in twins.values():
        page.context.close()

"""One process that starts the web server and the worker, restarts what dies, and stops both cleanly on SIGTERM."""

from __future__ import annotations

import ctypes
import logging
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

from haidang.config import environment

logger = logging.getLogger(__name__)

GRACE_SECONDS = 15
RESTART_SECONDS = 2.0
ON_LINUX = sys.platform == "linux"
PR_SET_PDEATHSIG = 1


def _stop_with_parent() -> None:
    """In the child: ask the kernel for a SIGTERM if the supervisor is killed outright, so that no port stays held."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Supervisor:
    """Keeps children alive until told to stop."""

    commands: dict[str, list[str]]
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: bool = False

    def run(self) -> int:
        """Returns 0 after a stop that was asked for."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while not self.stopping:
            for name, command in self.commands.items():
                child = self.children.get(name)
                if child is None or child.poll() is not None:
                    self._start(name, command, restarted=child is not None)
            time.sleep(0.3)
        return self._end()

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self, name: str, command: list[str], *, restarted: bool) -> None:
        if restarted:
            logger.warning("%s ended with %s, starting it again", name, self.children[name].returncode)
            time.sleep(RESTART_SECONDS)
        if not self.stopping:
            # a session of their own: Ctrl-C in a terminal reaches them through us, once
            self.children[name] = subprocess.Popen(  # noqa: S603
                command,
                start_new_session=True,
                preexec_fn=_stop_with_parent if ON_LINUX else None,  # noqa: PLW1509  no threads here
            )

    def _end(self) -> int:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for name, child in self.children.items():
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                logger.warning("%s did not stop in time and is killed", name)
                child.kill()
                child.wait()
        return 0


def supervise() -> int:
    """Serve on the loopback interface; a proxy in front brings TLS and the outside."""
    python = sys.executable
    web = [
        python, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(environment.port()),
        "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
        "haidang.config.wsgi:application",
    ]  # fmt: skip
    worker = [python, "-c", "from haidang.config.cli import main; main()", "worker"]
    return Supervisor({"web": web, "worker": worker}).run()

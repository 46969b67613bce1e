"""Work on untrusted input in a child process that is stopped when it takes too long or too much memory.

`run_confined` starts `python -m haidang.foundation.confinement … module …`: the child limits itself before it runs
the module. Where the platform knows no such limits, the wall clock remains.
"""

from __future__ import annotations

import contextlib
import math
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from enum import StrEnum
from typing import IO, Final

try:
    import resource
except ImportError:  # not on Linux
    resource = None  # type: ignore[assignment]

MAX_OUTPUT: Final = 256 * 1024 * 1024
_OUT_OF_MEMORY: Final = 97
_TOLD_OF_FAILURE: Final = 4_000
_PASSED_ON: Final = ("LD_LIBRARY_PATH", "SYSTEMROOT")


class Limit(StrEnum):
    """What ran out."""

    TIME = "time"
    MEMORY = "memory"
    OUTPUT = "output"


class Overrun(Exception):
    """The child took too much and was stopped."""

    def __init__(self, kind: Limit) -> None:
        super().__init__(f"the work was stopped: too much {kind.value}")
        self.kind = kind


class ChildFailed(Exception):
    """The child ended without an answer. `signal` is the number of the signal that killed it, or 0."""

    def __init__(self, message: str, signal_number: int = 0) -> None:
        super().__init__(message)
        self.signal = signal_number


def run_confined(
    module: str,
    args: Sequence[str],
    stdin: bytes,
    *,
    seconds: float,
    memory_bytes: int,
    output_bytes: int = MAX_OUTPUT,
) -> bytes:
    """Run a module in a child process and return what it wrote to standard output.

    Raises Overrun when it exceeds a limit, ChildFailed when it ends otherwise than with 0.
    """
    command = [sys.executable, "-I", "-X", "utf8", "-m", __name__]
    command += [str(math.ceil(seconds)), str(memory_bytes), module, *args]
    with _in_memory() as source:
        source.write(stdin)
        source.seek(0)
        child = subprocess.Popen(  # noqa: S603
            command,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            start_new_session=True,
        )
    deadline = time.monotonic() + seconds
    output, complaints = (_Reader(child, stream, output_bytes) for stream in (child.stdout, child.stderr))
    try:
        code = _end_of(child, (output, complaints), deadline)
    except subprocess.TimeoutExpired:
        raise Overrun(Limit.TIME) from None
    finally:
        if child.returncode is None:
            _kill_group(child)
            child.wait()
    if output.has_overrun:
        raise Overrun(Limit.OUTPUT)
    if code:
        raise _failure(code, complaints.content)
    return output.content


def _in_memory() -> IO[bytes]:
    """Return a file that is on no disk, where the platform has such."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("input"), "w+b")
    return tempfile.TemporaryFile()


def _end_of(child: subprocess.Popen[bytes], readers: Sequence[_Reader], deadline: float) -> int:
    """Wait until nobody writes any more and the child has ended. Raises TimeoutExpired at the deadline.

    The child is not waited for before its pipes are closed: until then its group is known to be ours to kill.
    """
    for reader in readers:
        reader.join(max(deadline - time.monotonic(), 0))
        if reader.is_alive():
            raise subprocess.TimeoutExpired(child.args, 0)
    return child.wait(max(deadline - time.monotonic(), 0.1))


def _failure(code: int, complaints: bytes) -> Exception:
    if code == _OUT_OF_MEMORY:
        return Overrun(Limit.MEMORY)
    if code == -getattr(signal, "SIGXCPU", 0):
        return Overrun(Limit.TIME)
    message = complaints[-_TOLD_OF_FAILURE:].decode("utf-8", "replace").strip()
    return ChildFailed(message or f"the child ended with {code}", max(-code, 0))


class _Reader(threading.Thread):
    """Reads what the child writes; kills the child when it writes too much."""

    def __init__(self, child: subprocess.Popen[bytes], stream: IO[bytes] | None, limit: int) -> None:
        super().__init__(daemon=True)
        self.content = b""
        self.has_overrun = False
        self._child, self._stream, self._limit = child, stream, limit
        self.start()

    def run(self) -> None:
        """Read to the end or the limit."""
        if self._stream is None:
            return
        with self._stream as stream:
            self.content = stream.read(self._limit + 1)
            if len(self.content) > self._limit:
                self.has_overrun = True
                _kill_group(self._child)


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _limit_and_run(seconds: str, memory_bytes: str, module: str, *args: str) -> None:
    """What the child does: limit itself, then be the module."""
    if resource is not None:
        _limit(resource.RLIMIT_AS, int(memory_bytes), int(memory_bytes))
        _limit(resource.RLIMIT_CPU, int(seconds), int(seconds) + 1)
        _limit(resource.RLIMIT_CORE, 0, 0)
    sys.argv = [module, *args]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)


def _limit(what: int, soft: int, hard: int) -> None:
    with contextlib.suppress(
        ValueError, OSError
    ):  # a tighter limit is there already, or the platform has none
        resource.setrlimit(what, (soft, hard))


if __name__ == "__main__":
    _limit_and_run(*sys.argv[1:])

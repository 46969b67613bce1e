"""How long a register of many enterprises takes: new, again without a change, and with a tenth of it changed.

    python -m bench.enterprises [--count 100000]

Everything happens in a database of its own in a temporary folder. The baseline is the same file read alone, row by
row, without anything being compared or written.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import io
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HAIDANG_DATA": folder, "DJANGO_SETTINGS_MODULE": "haidang.config.settings"}
        _run(count)


def _run(count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    rows = _rows(count)
    changed = [{**row, "name": f"{row['name']} mới"} if n % 10 == 0 else row for n, row in enumerate(rows)]
    first, second = _csv(rows), _csv(changed)
    print(f"{count} rows, {len(first) / 1e6:.1f} MB")
    _timed("reading alone", lambda: sum(1 for _ in csv.reader(io.StringIO(first.decode()))))
    _timed("new", lambda: _import("enterprises", first))
    _timed("again, nothing changed", lambda: _import("enterprises", first))
    _timed("a tenth renamed", lambda: _import("enterprises", second))
    _timed("complete list, half of it gone", lambda: _import("enterprises-complete", _csv(changed[::2])))
    _reads()
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _rows(count: int) -> list[dict[str, str]]:
    spec = importlib.util.spec_from_file_location("make", ROOT / "packs" / "enterprises-sample" / "make.py")
    assert spec
    assert spec.loader
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    return list(make.make_rows(count, 7))


def _csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    names = dict.fromkeys(name for row in rows for name in row)
    writer = csv.DictWriter(out, list(names), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _import(kind: str, content: bytes) -> str:
    from django.conf import settings
    from django.utils import timezone

    from haidang.foundation.accounts.actor import Actor
    from haidang.foundation.importing.services import run_import

    report = run_import(
        kind=kind, content=content, name="register.csv", by=Actor.system("bench"), at=timezone.now(),
        max_bytes=settings.IMPORT_MAX_BYTES,
    )  # fmt: skip
    assert not report.faults, report.faults[:3]
    return (
        f"{len(report.created)} new, {len(report.changed)} changed, {len(report.gone)} gone, "
        f"{report.unchanged} unchanged"
    )


def _reads() -> None:
    from haidang.apps.enterprises.selectors import (
        EnterpriseQuery,
        find_by_codes,
        list_candidates,
        list_enterprises,
    )
    from haidang.foundation.accounts.actor import Actor

    by = Actor.system("bench")
    for words in ("", "hoa sen", "than trang 7", "993", "sua xe lam"):
        found = list_enterprises(by, EnterpriseQuery(words=words))
        _timed(
            f"page and count of “{words}”", lambda found=found: f"{found.count()}, {len(found[:50])} shown"
        )
    codes = [code for code in list_enterprises(by).values_list("tax_code", flat=True)[:10_000] if code]
    _timed(f"{len(codes)} codes looked up", lambda: len(find_by_codes(by, codes)))
    _timed("candidates for matching", lambda: len(list_candidates(by)))


def _timed(what: str, work: Callable[[], Any]) -> None:
    begin = time.perf_counter()
    result = work()
    print(f"{what}: {time.perf_counter() - begin:.2f} s ({result})", flush=True)


if __name__ == "__main__":
    main()

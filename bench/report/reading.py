"""Measure reading and writing a report on screen: `python -m bench.report.reading [100 1000]` (figures that it quotes).

Each size is a report over the figures of the pack Hải Phòng, which are quoted again and again; one half of them comes
from a submission of its own. The plain page of the same report in the same run is what the margin is compared with.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from itertools import cycle, islice
from typing import Any

from bench.rounds.databases import temporary_home
from bench.rounds.measuring import Measured, pages, prepare

SIZES = (100, 1_000)
MOST_QUERIES = 30
MOST_TIMES = 2.0
"""The page with its margin takes at most so many times what the plain page of the same report takes."""
LONGEST_TO_EDIT = 1.0
"""Seconds until the editor of a report has loaded, whatever its size here."""
PER_BLOCK = 5
AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


def load_report(figures: int) -> str:
    """A report that quotes so many figures; returns its code."""
    import yaml  # noqa: PLC0415

    from haidang.apps.observations.models import Figure  # noqa: PLC0415
    from haidang.apps.reporting import services  # noqa: PLC0415
    from haidang.foundation.accounts.actor import Actor  # noqa: PLC0415

    known = Figure.objects.filter(period="2024-9M", basis="reported", dimensions="").exclude(latest=None)
    tokens = [
        f"{{{{{code} unit={unit}}}}}"
        for code, unit in known.values_list("indicator__code", "unit__code").order_by("pk")
    ]
    chosen = list(islice(cycle(tokens), figures))
    blocks = [
        {
            "key": f"b.{start}",
            "p": f"Đã có {', '.join(chosen[start : start + PER_BLOCK])} theo báo cáo của đơn vị.",
        }
        for start in range(0, figures, PER_BLOCK)
    ]
    text = {
        "code": f"BENCH-{figures}",
        "round": "HP-PCI-2024-9M",
        "header": {
            "issuing_body": "SỞ",
            "symbol": "BC",
            "place": "Hải Phòng",
            "year": 2024,
            "type_name": "BÁO CÁO",
            "subject": "Thử tải",
        },
        "signature": {"authority": ["GIÁM ĐỐC"]},
        "sections": [{"key": "one", "title": "Kết quả", "blocks": blocks}],
    }
    content = yaml.safe_dump(text, allow_unicode=True).encode()
    return services.load_report(content=content, by=Actor.system("bench"), at=AT).code


def give_submissions() -> None:
    """Let every other figure come from a submission of its own."""
    from haidang.apps.observations.models import Figure, Observation  # noqa: PLC0415
    from haidang.apps.reporting.models import Assignment, Submission  # noqa: PLC0415

    assignment = Assignment.objects.first()
    figures = (
        Figure.objects.filter(period="2024-9M", basis="reported")
        .exclude(latest=None)
        .select_related("latest")
    )
    for number, figure in enumerate(list(figures)[::2], start=1):
        submission = Submission.objects.create(
            assignment=assignment, number=number, content={}, sha256="0" * 64, approved_by_id="x",
            approved_by_name="X", approved_at=AT,
        )  # fmt: skip
        figure.latest = Observation.objects.create(
            figure=figure, revision=99, status="value", value=Decimal(number), stage="provisional",
            provenance="reported", source_urn=f"{submission.urn}#entry=1", recorded_at=AT, recorded_by_id="x",
            recorded_by_name="X",
        )  # fmt: skip
        figure.save()


def measure(sizes: list[int]) -> dict[int, list[Measured]]:
    """Pages by size, in the database of this process."""
    prepare()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from haidang.apps.reporting.models import Report  # noqa: PLC0415
    from haidang.apps.reporting.services import create_link  # noqa: PLC0415
    from haidang.config.demo import create_sign_ins  # noqa: PLC0415
    from haidang.config.packs import load_pack  # noqa: PLC0415
    from haidang.foundation.accounts.actor import Actor  # noqa: PLC0415
    from haidang.foundation.accounts.models import User  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    by = Actor.system("bench")
    call_command("migrate", verbosity=0)
    load_pack(settings.PACKS_FOLDER / "hai-phong", by=by, at=AT)
    create_sign_ins(by=by, at=AT)
    give_submissions()
    client: Any = Client()
    client.force_login(
        User.objects.get(username="dieuphoi"), backend="django.contrib.auth.backends.ModelBackend"
    )
    found = {}
    for size in sizes:
        code = load_report(size)
        report = Report.objects.get(code=code)
        now = datetime.now(UTC)
        _link, secret = create_link(report=report, purpose="bench", expires_on=now.date(), by=by, at=now)
        found[size] = [
            pages(client, "report", reverse("reporting:report", args=[code])),
            pages(client, "report with its margin", reverse("reporting:read", args=[code])),
            pages(client, "way of a figure", reverse("reporting:way", args=[code, "q-b.0-1"])),
            pages(client, "by a link", reverse("portal:shared-report", args=[secret])),
            pages(client, "editor", reverse("reporting:editor", args=[code])),
            pages(client, "what is open before the freeze", reverse("reporting:work-list", args=[code])),
        ]
    return found


def print_table(found: dict[int, list[Measured]]) -> int:
    """Print queries and milliseconds; 1 if a target is missed or queries grow with the figures."""
    print(f"{'':30}" + "".join(f"{f'{size:,} figures':>24}" for size in found))
    print(f"{'':30}" + f"{'queries':>12}{'ms':>12}" * len(found))
    missed = 0
    for index, first in enumerate(next(iter(found.values()))):
        row = [pages_[index] for pages_ in found.values()]
        print(f"{first.name:30}" + "".join(f"{one.queries:12}{one.seconds * 1000:12.0f}" for one in row))
        missed += any(one.queries > MOST_QUERIES or one.queries != first.queries for one in row)
    for size, (plain, with_margin, *others) in found.items():
        ratio = with_margin.seconds / plain.seconds
        editor = next(page.seconds for page in others if page.name == "editor")
        missed += (ratio > MOST_TIMES) + (editor > LONGEST_TO_EDIT)
        print(f"{size:,} figures: the editor takes {editor:.2f} s   target {LONGEST_TO_EDIT:g} s")
        print(f"{size:,} figures: the margin takes {ratio:.2f} times the plain page   target {MOST_TIMES:g}")
    return 1 if missed else 0


def main(arguments: list[str]) -> int:
    """Measure in a process of its own, whose database is thrown away."""
    if arguments[:1] == ["inside"]:
        return print_table(measure([int(size) for size in arguments[1:]]))
    sizes = [text for text in arguments if text.isdecimal()] or [str(size) for size in SIZES]
    with temporary_home(postgres="--postgres" in arguments) as environment:
        command = [sys.executable, "-m", "bench.report.reading", "inside", *sizes]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

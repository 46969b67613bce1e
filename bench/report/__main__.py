"""Time the renderers, then read files that come back: `python -m bench.report` from the root of the repository.

Fonts are taken from node_modules. The second part takes a quarter of an hour; `--every 20` tries each 20th figure.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.report.baseline import build_template, fill_template, template_context
from bench.report.returned import measure_returned
from bench.report.sample import FIGURES, RECORDED_AT, build_report

from haidang.domain.official_document import (
    FontsMissingError,
    plain_text,
    read_quotes,
    render_docx,
    render_html,
    render_pdf,
)

ROUNDS = 3
TARGETS = {"DOCX": 1.0, "PDF": 3.0}
"""CPU seconds for a thousand figures."""
FONTS = Path("node_modules/@expo-google-fonts/tinos")


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of all threads, the best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    """Print CPU seconds, ratios to docxtpl, and what is caught; 1 if a target is missed or a figure slips through."""
    parser = argparse.ArgumentParser(prog="python -m bench.report")
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="of the returned files only each Nth"
    )
    every = max(parser.parse_args().every, 1)
    report = build_report()
    if len(report.figures()) != FIGURES:
        raise SystemExit(f"the sample has {len(report.figures())} figures instead of {FIGURES}")
    template, context = build_template(), template_context(report)
    fonts = sorted(path for path in FONTS.glob("*") if path.is_dir())
    rendered = render_docx(report)
    work: dict[str, Callable[[], object]] = {
        "docxtpl (same texts, no identity)": lambda: fill_template(template, context),
        "model": build_report,
        "DOCX": lambda: render_docx(report),
        "HTML": lambda: render_html(report),
        "PDF": lambda: render_pdf(report, font_paths=fonts, created=RECORDED_AT),
        "plain text": lambda: plain_text(report),
        "read DOCX back": lambda: read_quotes(rendered),
    }
    print(f"{FIGURES} figures, best of {ROUNDS}, CPU seconds")
    missed = print_results(work)
    return 1 if measure_returned(report, every) else missed


def print_results(work: dict[str, Callable[[], object]]) -> int:
    """Run and print each task; the first one is the baseline."""
    baseline: float | None = None
    missed = 0
    for name, task in work.items():
        try:
            seconds = cpu_seconds(task)
        except FontsMissingError as error:
            print(f"{name:36} skipped: {error}")
            continue
        baseline = seconds if baseline is None else baseline
        target = TARGETS.get(name)
        missed += target is not None and seconds > target
        goal = f"   target {target:g}" if target else ""
        print(f"{name:36} {seconds:8.3f}   {seconds / baseline:6.2f} x docxtpl{goal}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

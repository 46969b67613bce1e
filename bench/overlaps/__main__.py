"""`python -m bench.overlaps [SIZE …] [--seeds 7,8,9]`: matching; `merge`: joint teams; `names`: names alone."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import click
from bench.overlaps import contestants
from bench.overlaps.merging import compare_merges
from bench.overlaps.names import decide_names
from bench.overlaps.truth import make_rows


@click.command()
@click.argument("what", nargs=-1)
@click.option("--seeds", default="7,8,9", show_default=True)
def main(what: tuple[str, ...], seeds: str) -> None:
    """Print each contestant's scores and its time as a multiple of ours, on the same rows."""
    if what == ("merge",):
        compare_merges()
    elif what == ("names",):
        decide_names()
    else:
        for size in map(int, what or ("2108", "100000")):
            compare(size, [int(seed) for seed in seeds.split(",")])


def compare(size: int, seeds: list[int]) -> None:
    """One table: the mean over the seeds."""
    found: dict[str, list[dict]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            path = Path(folder) / f"{seed}.parquet"
            make_rows(path, size, seed)
            for name in contestants.CONTESTANTS:
                for line in measured(name, path):
                    found.setdefault(line["label"], []).append(line)
            path.unlink()
    base = found["ours"]
    print(
        f"\n{size:,} rows, mean of seeds {', '.join(map(str, seeds))}; × ours in processor time, with and without"
    )
    print("the normaliser, which all share")
    print(
        f"{'':22}{'precision':>10}{'recall':>9}{'F1':>8}{'worst F1':>10}{'wall s':>8}{'CPU s':>8}{'× ours':>8}"
        f"{'× rest':>8}{'peak GB':>9}"
    )
    for label, lines in found.items():
        print(
            f"{label:22}{mean(lines, 'precision'):>10.4f}{mean(lines, 'recall'):>9.4f}{mean(lines, 'f1'):>8.4f}"
            f"{min(line['f1'] for line in lines):>10.4f}{mean(lines, 'wall'):>8.2f}{mean(lines, 'cpu'):>8.2f}"
            f"{mean(lines, 'cpu') / mean(base, 'cpu'):>8.1f}{mean(lines, 'rest') / mean(base, 'rest'):>8.1f}"
            f"{max(line['gb'] for line in lines):>9.2f}"
        )


def mean(lines: list[dict], key: str) -> float:
    return sum(line[key] for line in lines) / len(lines)


def measured(name: str, path: Path) -> list[dict]:
    """Run one contestant in its own process, so that memory is its own."""
    command = [sys.executable, "-m", "bench.overlaps.contestants", name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        click.echo(f"{name}: {done.stderr.strip().splitlines()[-1]}", err=True)
        raise SystemExit(1)
    return json.loads(done.stdout.strip().splitlines()[-1])


if __name__ == "__main__":
    main()

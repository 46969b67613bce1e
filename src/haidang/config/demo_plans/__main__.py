"""`python -m haidang.config.demo_plans FOLDER`: the plan files of 45 agencies, and the truth about them."""

from pathlib import Path

import click

from haidang.config.demo_plans.making import make_plans


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Write the files of the pack hai-phong-plans-2024 into FOLDER."""
    files = make_plans(folder)
    click.echo(f"{len(files)} files in {folder}", err=True)


if __name__ == "__main__":
    main()

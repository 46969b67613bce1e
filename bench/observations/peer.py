"""The peer: pandera making the same checks on a pandas data frame. It reads, checks and keeps nothing.

Numbers are binary floating point here, so a result agrees within one step of its last digit.
"""

import sys
import time

import pandas
import pandera.pandas as pandera
from bench.observations.tables import RELATIONS, code, is_share


def _check(relation: int) -> pandera.Check:
    result, first, second = (code(3 * relation + n) for n in range(3))
    if is_share(relation):
        return pandera.Check(
            lambda f: (100 * f[first] / f[second] - f[result]).abs() < 0.01, name=f"R{relation}"
        )
    return pandera.Check(lambda f: (f[first] + f[second] - f[result]).abs() < 1, name=f"R{relation}")


def main(path: str) -> int:
    """Print the seconds, and how many rows fail."""
    start = time.perf_counter()
    rows = pandas.read_csv(path)
    frame = rows.pivot_table(index="unit", columns="indicator", values="value", aggfunc="first")
    schema = pandera.DataFrameSchema(
        {name: pandera.Column(float, coerce=True) for name in frame.columns},
        checks=[_check(relation) for relation in range(RELATIONS)],
    )
    failures = 0
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        failures = len(cases.drop_duplicates(subset=["check", "index"]))
    print(time.perf_counter() - start, failures)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

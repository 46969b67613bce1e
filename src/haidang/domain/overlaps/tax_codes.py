"""Tax codes of a whole column, by the rules of `vietnamese.tax_codes`.

Numbers of persons are **personal data**: nothing in this package writes them anywhere.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from haidang.domain.vietnamese.tax_codes import (
    FLOAT_TAIL,
    LAST_PROVINCE,
    NOTE_PATTERN,
    ROUNDED,
    CodeKind,
    TaxCode,
    parse_tax_code,
)

__all__ = ["CodeKind", "TaxCode", "parse_tax_code", "with_codes"]

_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def with_codes(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """The same for a whole column (text or numbers): adds `code_kind`, `code`, `base`; "" for what is not there.

    `test_tax_codes` holds this and `parse_tax_code` equal. `code` of invalid cells is their digits, which may be a
    mistyped personal number: it is for comparing, never for writing.
    """
    whole, company, person = pl.col("_whole"), pl.col("_is_company"), pl.col("_is_person")
    kind = (
        pl.when(pl.col("_text") == "").then(pl.lit(CodeKind.EMPTY.value))
        .when(company & (whole.str.len_bytes() == 13)).then(pl.lit(CodeKind.BRANCH.value))
        .when(company).then(pl.lit(CodeKind.ENTERPRISE.value))
        .when(person).then(pl.lit(CodeKind.PERSONAL.value))
        .otherwise(pl.lit(CodeKind.INVALID.value))
    )  # fmt: skip
    code = pl.when(company).then(whole).when(person).then("_person").otherwise("_digits")
    base = pl.when(company).then(whole.str.slice(0, 10)).otherwise(pl.lit(""))
    found = _with_readings(rows, column)
    return found.with_columns(kind.alias("code_kind"), code.alias("code"), base.alias("base")).select(
        pl.exclude("^_.*$")
    )


def _with_readings(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Add what the digits could be (`_whole` of a company, `_person`) and whether they are."""
    text = pl.col(column).cast(pl.String).fill_null("").str.strip_chars()
    digits, size = pl.col("_digits"), pl.col("_digits").str.len_bytes()
    eaten = size.is_in([9, 12]) & ~digits.str.starts_with("0")
    staged = (
        rows.with_columns(text.str.replace(NOTE_PATTERN, "").str.replace(FLOAT_TAIL, "").alias("_text"))
        .with_columns(
            pl.col("_text").str.replace_all("[^0-9]", "").alias("_digits"),
            pl.col("_text").str.contains(ROUNDED).alias("_rounded"),
        )
        .with_columns(
            pl.when(eaten).then("0" + digits).otherwise(digits).alias("_company"),
            pl.when(size == 11).then("0" + digits).otherwise(digits).alias("_person"),
        )
    )
    company, person = pl.col("_company"), pl.col("_person")
    sized = company.str.len_bytes().is_in([10, 13]) & ~pl.col("_rounded")
    province = person.str.slice(0, 3).cast(pl.Int32, strict=False).is_between(1, LAST_PROVINCE)
    personal = size.is_in([11, 12]) & ~pl.col("_rounded") & person.str.starts_with("0") & province
    return staged.with_columns(
        (sized & pl.lit(_checked(staged["_company"]))).alias("_is_company"),
        personal.alias("_is_person"),
        pl.when(company.str.slice(10) == "000")
        .then(company.str.slice(0, 10))
        .otherwise(company)
        .alias("_whole"),
    )


def _checked(digits: pl.Series) -> pl.Series:
    """Whether the first ten digits are an enterprise's, as `stdnum.vn.mst` has it; province 00 is none."""
    number = digits.str.slice(0, 10).str.pad_end(10, "0").cast(pl.Int64, strict=False).fill_null(0).to_numpy()
    total = sum(weight * (number // 10 ** (9 - place) % 10) for place, weight in enumerate(_WEIGHTS))
    sound = (10 - total % 11 == number % 10) & (number // 10 % 10**7 != 0) & (number >= 10**8)
    return pl.Series(sound)

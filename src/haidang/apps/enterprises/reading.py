"""Cells of a register: codes, words for kinds and states, former names, sectors. Pure; property tests hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from haidang.apps.enterprises.models import EnterpriseKind, Provenance, State
from haidang.apps.enterprises.reference import find_commune, find_sector
from haidang.domain.overlaps.tax_codes import CodeKind, TaxCode, parse_tax_code
from haidang.domain.vietnamese import DateFormatError, fold, parse_date
from haidang.foundation.importing.columns import CellError, shown, text
from haidang.foundation.protection import WrongToken, is_token, protect, reveal

LONGEST_NAME: Final = 300
_ONLY_A_NUMBER: Final = re.compile(r"\D{0,16}[\d\s.\-]{11,30}")
_UNTIL: Final = re.compile(
    r"^(?P<name>.+?)\s*\(\s*(?:đến hết|đến|den|until|to)?\s*(?P<day>[0-9/.\-]{6,10})\s*\)$", re.IGNORECASE
)

_KINDS: Final[Mapping[str, EnterpriseKind]] = {
    **{kind.value: kind for kind in EnterpriseKind},
    "doanh nghiep": EnterpriseKind.ENTERPRISE, "cong ty": EnterpriseKind.ENTERPRISE,
    "chi nhanh": EnterpriseKind.BRANCH, "don vi phu thuoc": EnterpriseKind.BRANCH,
    "van phong dai dien": EnterpriseKind.BRANCH, "dia diem kinh doanh": EnterpriseKind.BRANCH,
    "hop tac xa": EnterpriseKind.COOPERATIVE, "htx": EnterpriseKind.COOPERATIVE,
    "ho kinh doanh": EnterpriseKind.HOUSEHOLD, "hkd": EnterpriseKind.HOUSEHOLD,
}  # fmt: skip
_STATES: Final[Mapping[str, State]] = {
    **{state.value: state for state in State},
    "dang hoat dong": State.ACTIVE, "hoat dong": State.ACTIVE,
    "tam ngung": State.SUSPENDED, "tam ngung kinh doanh": State.SUSPENDED, "tam ngung hoat dong": State.SUSPENDED,
    "giai the": State.DISSOLVED, "da giai the": State.DISSOLVED, "ngung hoat dong": State.DISSOLVED,
    "cham dut": State.DISSOLVED, "cham dut hoat dong": State.DISSOLVED, "pha san": State.DISSOLVED,
}  # fmt: skip
_PROVENANCES: Final[Mapping[str, Provenance]] = {
    **{provenance.value: provenance for provenance in Provenance},
    "tu dang ky": Provenance.REGISTERED, "gia lap": Provenance.SYNTHETIC, "minh hoa": Provenance.SYNTHETIC,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A former name and, perhaps, its last day."""

    name: str
    last_day: date | None


def guarded(value: Any) -> Any:
    """A cell as it may be kept: a personal number becomes its token, everything else stays the same object."""
    is_text = isinstance(value, str)
    if not is_text and (isinstance(value, bool) or not isinstance(value, int | float)):
        return value
    if is_text and not _ONLY_A_NUMBER.fullmatch(value):
        return value
    code = _parsed(value)
    return protect(code.digits) if code.kind is CodeKind.PERSONAL else value


def _parsed(value: Any) -> TaxCode:
    """As `parse_tax_code`, but 11 digits that begin with 0 are a telephone number, not a rest of 12."""
    code = parse_tax_code(value)
    if code.kind is CodeKind.PERSONAL and code.restored and code.digits.startswith("00"):
        return TaxCode(CodeKind.INVALID, code.digits[1:], restored=False)
    return code


def read_code(value: Any) -> TaxCode:
    """A tax code, or the personal number behind a token. A `CellError` never repeats digits that may be a person's."""
    written = text(value)
    if is_token(written):
        try:
            return parse_tax_code(reveal(written))
        except WrongToken as error:
            raise CellError(
                _("the protected number cannot be read here"), _("bring the file from the register again")
            ) from error
    code = _parsed(value if isinstance(value, int | float) else written)
    if code.kind in (CodeKind.INVALID, CodeKind.EMPTY):
        raise CellError(*_why_not(code, written))
    return code


def _why_not(code: TaxCode, written: str) -> tuple[str, str]:
    digits = len(code.digits)
    if not digits:
        return _("“%(text)s” is no tax code") % {"text": shown(written)}, _("fill in 10, 12 or 13 digits")
    if "e" in written.lower() and "+" in written:
        return _("the spreadsheet rounded the code"), _(
            "format the column as text and fill the code in again"
        )
    if digits in (9, 10, 13):
        return (
            _("the check digit of the code is wrong (%(count)s digits)") % {"count": digits},
            _("compare it with the certificate of registration"),
        )
    return (
        _("a code has 10, 12 or 13 digits, not %(count)s") % {"count": digits},
        _("compare it with the certificate of registration"),
    )


def _word(value: Any, words: Mapping[str, Any]) -> Any:
    found = words.get(fold(text(value)))
    if found is None:
        known = dict.fromkeys(str(meaning.value) for meaning in words.values())
        raise CellError(
            _("“%(text)s” is not known here") % {"text": shown(text(value))},
            _("use one of: %(allowed)s")
            % {"allowed": ", ".join([*known, *(w for w in words if w not in known)])},
        )
    return found


def read_kind(value: Any) -> EnterpriseKind:
    """A kind by its code, or in the words of registers."""
    kind: EnterpriseKind = _word(value, _KINDS)
    return kind


def read_state(value: Any) -> State:
    """A state by its code, or in the words of registers."""
    state: State = _word(value, _STATES)
    return state


def read_provenance(value: Any) -> Provenance:
    """Whether the row is from a register, or synthetic."""
    provenance: Provenance = _word(value, _PROVENANCES)
    return provenance


def read_sector(value: Any) -> str:
    """A code of the classification of economic activities: two to five digits, perhaps behind the section's letter."""
    code = text(value).upper()
    digits = code[1:] if code[:1].isalpha() else code
    if len(digits) == 1 and digits.isdecimal():
        digits = f"0{digits}"
    if not (digits.isascii() and digits.isdecimal() and 2 <= len(digits) <= 5 and find_sector(digits)):
        raise CellError(
            _("“%(text)s” is no sector of VSIC 2018") % {"text": shown(code)},
            _("write the code with 2 to 5 digits, such as 4663"),
        )
    return digits


def read_sectors(value: Any) -> str:
    """Several sectors, separated by semicolons or commas."""
    return ";".join(read_sector(part) for part in re.split(r"[;,]", text(value)) if part.strip())


def read_commune(value: Any) -> str:
    """A commune of today; a ward of before 2025-07-01 that went into one commune is that one."""
    found = find_commune(text(value))
    if found is None:
        raise CellError(
            _("“%(text)s” is no commune of the city since 1 July 2025") % {"text": shown(text(value))},
            _("write the name of today, such as Phường Hồng Bàng"),
        )
    return found


def read_former_names(value: Any) -> tuple[Name, ...]:
    """Former names separated by semicolons, each perhaps with its last day: "A (đến 15/03/2021); B"."""
    return tuple(_former(part.strip()) for part in text(value).split(";") if part.strip())


def _former(part: str) -> Name:
    found = _UNTIL.match(part)
    name, last_day = part, None
    if found:
        try:
            name, last_day = found["name"], parse_date(found["day"])
        except DateFormatError as error:
            raise CellError(
                _("“%(text)s” is not a date") % {"text": shown(found["day"])}, _("write it as dd/mm/yyyy")
            ) from error
    if len(name) > LONGEST_NAME:
        raise CellError(
            _("the name is longer than %(limit)s letters") % {"limit": LONGEST_NAME}, _("correct the cell")
        )
    return Name(name, last_day)

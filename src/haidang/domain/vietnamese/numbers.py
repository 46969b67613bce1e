"""Numbers as Vietnamese officials write them: a point groups thousands, a comma begins the decimals.

"1.237" is one thousand two hundred and thirty-seven everywhere in the system: forms, spreadsheets and text
are read here and nowhere else. What could mean two things is refused with a hint, never guessed.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

MAX_DIGITS = 30
"""Longest number read or written; longer ones are a slip of the keyboard or an attack."""

_MAX_TEXT = 80
_NO_BREAK_SPACE = "\u00a0"
_SAME_MEANING = str.maketrans(
    {
        "\u2212": "-",  # minus sign
        "\u2007": _NO_BREAK_SPACE,  # figure space
        "\u2009": _NO_BREAK_SPACE,  # thin space
        "\u202f": _NO_BREAK_SPACE,  # narrow no-break space
    }
)
_SHAPE = re.compile(
    r"(?P<sign>-?)"
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:\u00a0[0-9]{3})+)"
    r"(?:,(?P<part>[0-9]+))?"
)
_WIDE = Context(prec=3 * MAX_DIGITS, rounding=ROUND_HALF_UP)


class NumberProblem(StrEnum):
    """Why a text or a cell is not a number."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNEXPECTED_CHARACTER = "unexpected_character"
    INNER_SPACE = "inner_space"
    ENGLISH_STYLE = "english_style"
    BAD_GROUPING = "bad_grouping"
    INCOMPLETE = "incomplete"
    WRONG_TYPE = "wrong_type"
    NOT_FINITE = "not_finite"


class NumberFormatError(ValueError):
    """A text that is not one certain number.

    `text` is what was given, `reason` is for machines, `hint` says what to do, `suggestion` is a spelling
    that would be accepted and may have been meant, or None.
    """

    def __init__(self, text: str, reason: NumberProblem, hint: str, suggestion: str | None = None) -> None:
        super().__init__(f"{text[:_MAX_TEXT]!r} is not a number: {hint}")
        self.text = text
        self.reason = reason
        self.hint = hint
        self.suggestion = suggestion


def parse_number(text: str) -> Decimal:
    """Read "1.237", "64,56", "1.234.567,8", "-3", "−3", "05"; no-break and thin spaces group like points.

    The result keeps the decimals as written ("2,50" gives Decimal("2.50")). "1,237" is 1.237, a decimal.
    Raises NumberFormatError for anything ambiguous or wrong: "1.23", "0.123", "1,237.5", "1 237", "1e5", "".
    """
    if len(text) > _MAX_TEXT:
        hint = f"it has more than {_MAX_TEXT} characters; write at most {MAX_DIGITS} digits"
        raise NumberFormatError(text, NumberProblem.TOO_LONG, hint)
    plain = text.strip().translate(_SAME_MEANING)
    match = _SHAPE.fullmatch(plain)
    if match is None or _begins_with_empty_group(match["whole"]):
        raise _explained(text, plain.replace(_NO_BREAK_SPACE, " "))
    whole = match["whole"].replace(".", "").replace(_NO_BREAK_SPACE, "")
    part = match["part"] or ""
    if len(whole) + len(part) > MAX_DIGITS:
        raise NumberFormatError(text, NumberProblem.TOO_LONG, f"write at most {MAX_DIGITS} digits")
    return Decimal(f"{match['sign']}{whole}.{part}" if part else f"{match['sign']}{whole}")


def parse_percent(text: str) -> Decimal:
    """Read a number with or without a percent sign after it, in percent: "64,56%" gives Decimal("64.56").

    Raises NumberFormatError as parse_number does.
    """
    return parse_number(text.strip().removesuffix("%"))


def parse_cell(value: object) -> Decimal:
    """Read the value of a spreadsheet cell: int, float, Decimal, or text by parse_number.

    A float is taken at its shortest spelling (0.1 is 0.1), and a whole float as a whole number (12.0 is 12).
    Raises NumberFormatError for None, bool, NaN, infinity, other types and more than MAX_DIGITS digits.
    """
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        hint = f"a cell of type {type(value).__name__} holds no number; type the number into the cell"
        raise NumberFormatError(repr(value)[:_MAX_TEXT], NumberProblem.WRONG_TYPE, hint)
    if isinstance(value, int) and abs(value) >= 10**MAX_DIGITS:
        raise NumberFormatError(
            "a whole number", NumberProblem.TOO_LONG, f"write at most {MAX_DIGITS} digits"
        )
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise NumberFormatError(str(value), NumberProblem.NOT_FINITE, "the cell holds an error, not a number")
    if _is_too_long(number):
        raise NumberFormatError(str(value), NumberProblem.TOO_LONG, f"write at most {MAX_DIGITS} digits")
    return Decimal(int(number)) if isinstance(value, float) and value.is_integer() else number


def format_number(
    value: Decimal | int, *, decimals: int | None = None, leading_zero: bool = False, grouping: bool = True
) -> str:
    """Write a number: 1237 as "1.237", Decimal("64.56") as "64,56".

    `decimals` None keeps the decimals the value has; otherwise half rounds away from zero. `leading_zero`
    writes the whole numbers 1 to 9 as officials write small counts ("05"). Raises ValueError for negative
    `decimals`, NaN, infinity and numbers of more than twice MAX_DIGITS digits.
    """
    number = Decimal(value)
    if not number.is_finite() or _is_too_long(number, limit=2 * MAX_DIGITS):
        raise ValueError(f"{number} cannot be written: it must be finite and of reasonable length")
    if decimals is not None:
        if not 0 <= decimals <= MAX_DIGITS:
            raise ValueError(f"decimals must be between 0 and {MAX_DIGITS}, not {decimals}")
        number = number.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    whole, _, part = f"{number.copy_abs():f}".partition(".")
    if leading_zero and not part and len(whole) == 1 and whole != "0":
        whole = f"0{whole}"
    if grouping:
        whole = _grouped(whole)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole},{part}" if part else f"{sign}{whole}"


def format_percent(value: Decimal | int, *, decimals: int | None = None) -> str:
    """Write a value in percent with its sign: Decimal("64.56") as "64,56%". Rounds as format_number does."""
    return f"{format_number(value, decimals=decimals)}%"


def _is_too_long(number: Decimal, limit: int = MAX_DIGITS) -> bool:
    """True when a finite `number`, written without an exponent, needs more than `limit` digits."""
    if abs(number.adjusted()) >= limit:
        return True
    return sum(char.isdigit() for char in f"{number:f}") > limit


def _grouped(digits: str) -> str:
    head = len(digits) % 3 or 3
    return ".".join([digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))])


def _begins_with_empty_group(whole: str) -> bool:
    """True for "0.123" and "05.123": nobody groups thousands after a zero, a decimal was meant."""
    return whole[0] == "0" and not whole.isdigit()


def _explained(text: str, plain: str) -> NumberFormatError:
    """Return the error for a text of the wrong shape, with what was probably meant."""
    unsigned = plain.removeprefix("-")
    if not unsigned:
        return NumberFormatError(text, NumberProblem.EMPTY, "there are no digits; write for example 1.237")
    if unexpected := re.search(r"[^0-9., ]", unsigned):
        hint = f"remove {unexpected[0]!r}; write digits, points between thousands and one decimal comma"
        return NumberFormatError(text, NumberProblem.UNEXPECTED_CHARACTER, hint)
    if " " in unsigned:
        hint = "a space may stand between two numbers; write points between thousands"
        return NumberFormatError(text, NumberProblem.INNER_SPACE, hint)
    if unsigned[0] in ".," or unsigned[-1] in ".,":
        return NumberFormatError(
            text, NumberProblem.INCOMPLETE, "digits are missing before or after the mark"
        )
    if "," in unsigned and (unsigned.count(",") > 1 or unsigned.rfind(".") > unsigned.find(",")):
        hint = "this is English style; the point groups thousands and the comma begins the decimals"
        return NumberFormatError(text, NumberProblem.ENGLISH_STYLE, hint, _from_english(plain))
    return _bad_grouping(text, plain)


def _bad_grouping(text: str, plain: str) -> NumberFormatError:
    hint = "every group after a point must have three digits, and the first must not be zero"
    if plain.count(".") == 1 and "," not in plain:
        suggestion = plain.replace(".", ",")
        return NumberFormatError(
            text, NumberProblem.BAD_GROUPING, f"{hint}; did you mean {suggestion}?", suggestion
        )
    return NumberFormatError(text, NumberProblem.BAD_GROUPING, hint)


def _from_english(plain: str) -> str | None:
    """Return the Vietnamese spelling of an English one ("1,237.5" gives "1.237,5"), or None."""
    if not re.fullmatch(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?", plain):
        return None
    return plain.translate(str.maketrans(",.", ".,"))

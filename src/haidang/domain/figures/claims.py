"""What a text seems to claim, before anybody has done the sum.

Several claims may explain the same stated figure (which total is the base?). They share a `key`; the first that
holds explains it. Only a claim that is bound firmly, or whose miss a human slip explains, may contradict it.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, IntEnum, auto

from haidang.domain.figures.model import Kind, Quantity, Reason


class Form(Enum):
    """The arithmetic of a claim over its operands a, b, …"""

    RATIO = auto()  # 100·a/b
    SUM = auto()  # ±a ± b ± …
    CHANGE_BY = auto()  # 100·b/(a ∓ b): the change b led to a
    CHANGE_FROM = auto()  # ±100·(a − b)/b: from b to a
    DIFFERENCE = auto()  # ±(a − b)
    QUOTIENT = auto()  # a/b
    INCREASE = auto()  # (a - b)/b
    PRODUCT = auto()  # a·b
    MEAN = auto()  # (a + b + …)/n
    COUNT = auto()  # number of things listed
    COMMON_BASE = auto()  # a·c/b: what a is of the base of which b is c percent
    SAME = auto()  # a


class Binding(IntEnum):
    """How sure it is that the figures belong together."""

    HUNCH = 1  # worth saying when the sum comes out
    TENTATIVE = 2  # worth saying in any case, never as a contradiction
    FIRM = 3  # may contradict, unless figures elsewhere explain the stated one
    CERTAIN = 4  # written out: contradicts whatever else would explain the stated figure


@dataclass(frozen=True, slots=True)
class Claim:
    """That `stated` is what `form` makes of `operands`.

    `sign` is -1 for a fall; `signs` belong to the terms of a sum. `count` and `names` are for things listed in
    words. `divisor` bounds an unprinted divisor (days of a period). `reason` says why a binding is not firm.
    `end` is the offset after the last name of a list. `suspicion` is the greatest chance of coincidence at which a
    slip that explains why the claim fails is believed, so that it contradicts though its binding is not firm.
    """

    kind: Kind
    form: Form
    operands: tuple[Quantity, ...]
    stated: Quantity
    binding: Binding
    key: tuple[int, str]
    reason: Reason = Reason.BASE_UNCLEAR
    sign: int = 1
    signs: tuple[int, ...] = ()
    count: int = 0
    names: tuple[str, ...] = ()
    divisor: tuple[Decimal, Decimal] | None = None
    divisor_text: str = ""
    end: int = 0
    suspicion: float = 0.0

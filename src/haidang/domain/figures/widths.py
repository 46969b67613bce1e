"""How likely unrelated figures of some size are to fit a claim: what a fit, or a miss, is worth as evidence."""

from typing import Final

from haidang.domain.figures.claims import Claim, Form

LOG_RANGE: Final = 9.2
"""A rate may be anything from 0,1 to 1.000 before one knows anything: ln of that range."""
EXACT: Final = frozenset((Form.SUM, Form.DIFFERENCE))
RATES: Final = frozenset((Form.RATIO, Form.CHANGE_BY, Form.CHANGE_FROM, Form.COMMON_BASE))


def width_of_fit(claim: Claim) -> float:
    """Return the chance that unrelated figures of this size fit `claim`."""
    stated = claim.stated
    value, step = float(stated.value), float(stated.step)
    if not value:
        return 1.0
    if claim.form in RATES:
        return 1.5 * step * max(0.01, 1 / (LOG_RANGE * value))
    if claim.form in EXACT:
        figures = (stated, *claim.operands)
        loose = sum(float(figure.step) for figure in figures if not figure.is_whole)
        greatest = max(float(figure.value) for figure in figures)
        return min(1.0, max(loose, step) / greatest) if greatest else 1.0
    return min(1.0, 1.5 * step / (LOG_RANGE * value))

"""One joint team for each enterprise that several units plan to visit."""

from haidang.domain.overlaps.merging.cases import build_cases, change
from haidang.domain.overlaps.merging.model import Capacity, Case, Clash, Merge, Proposal, Status
from haidang.domain.overlaps.merging.proposing import propose

__all__ = ["Capacity", "Case", "Clash", "Merge", "Proposal", "Status", "build_cases", "change", "propose"]

"""What every official letter of ours has (Decree 30/2020/NĐ-CP), whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass

from haidang.domain import official_document as od
from haidang.domain.vietnamese import normalise


@dataclass(frozen=True)
class LetterWords:
    """What whoever sends a letter can change in it before it is made; lines of a text part its paragraphs."""

    parent_body: str
    issuing_body: str
    symbol: str
    place: str
    subject: str
    paragraphs: str
    authority: str
    signer: str
    recipients: str

    def as_dict(self) -> dict[str, str]:
        return dict(self.__dict__)

    @property
    def blocks(self) -> tuple[od.Paragraph, ...]:
        """The paragraphs of the text."""
        lines = [normalise(line) for line in self.paragraphs.splitlines() if line.strip()]
        return tuple(
            od.Paragraph((od.Text(line),), f"p{number}") for number, line in enumerate(lines, start=1)
        )

    @property
    def signature(self) -> od.Signature:
        return od.Signature(
            tuple(line for line in self.authority.splitlines() if line.strip()), self.signer or None
        )

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.recipients.splitlines() if line.strip())

"""An element of a message, asked for its parts; whatever is wrong with it is noted, and reading goes on."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from haidang.domain.report_package.decimals import decimal_from
from haidang.domain.report_package.faults import FaultCode, PackageFault
from haidang.domain.report_package.limits import MAX_ATTACHMENT_BYTES, MAX_CODE, MOST_FAULTS
from haidang.domain.report_package.model import NAMESPACE
from haidang.domain.report_package.parsing import Element

_MOST: Final = 2**31 - 1
_WHOLE: Final = re.compile(r"-?[0-9]{1,10}", re.ASCII)
_HASH: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NO_TIME: Final = datetime.min.replace(tzinfo=UTC)
_PREFIX: Final = f"{{{NAMESPACE}}}"


class Faults:
    """The faults found so far, in the order of the document; one more than `MOST_FAULTS` says that there are more."""

    def __init__(self) -> None:
        self.found: list[PackageFault] = []

    def add(self, code: FaultCode, place: str, text: str = "") -> None:
        if len(self.found) < MOST_FAULTS:
            self.found.append(PackageFault(code, place, text[:80]))
        elif len(self.found) == MOST_FAULTS:
            self.found.append(PackageFault(FaultCode.TOO_MANY_FAULTS, ""))


class Spot:
    """An element at its place. What stands in for a missing element (`element` None) finds no more faults."""

    def __init__(self, element: Element | None, place: str, faults: Faults) -> None:
        self.element, self.place, self.faults = element, place, faults
        self._asked: set[str] = set()

    def fault(self, code: FaultCode, text: str = "", part: str = "") -> None:
        if self.element is not None:
            self.faults.add(code, "/".join(word for word in (self.place, part) if word), text)

    def missing(self, name: str) -> Spot:
        """Note that a child is missing; what stands in for it."""
        self.fault(FaultCode.MISSING, part=name)
        return Spot(None, "", self.faults)

    def children(self, names: Sequence[str], *, many: bool = False) -> dict[str, list[Spot]]:
        """The children by name; unknown ones, and second ones where there may be one, are faults."""
        found: dict[str, list[Spot]] = {name: [] for name in names}
        counts: Counter[str] = Counter()
        for child in self.element if self.element is not None else ():
            tag = str(child.tag)
            name = tag.removeprefix(_PREFIX)
            if not tag.startswith(_PREFIX) or name not in found:
                self.fault(FaultCode.UNKNOWN_ELEMENT, part=name[:80])
                continue
            counts[name] += 1
            number = f"[{counts[name]}]" if many else ""
            place = "/".join(word for word in (self.place, f"{name}{number}") if word)
            if counts[name] == 2 and not many:
                self.fault(FaultCode.TWICE, part=name)
            found[name].append(Spot(child, place, self.faults))
        return found

    def done(self) -> None:
        """Attributes that nobody asked for are faults."""
        for name in self.element.attrib if self.element is not None else ():
            if str(name) not in self._asked:
                self.fault(FaultCode.UNKNOWN_ATTRIBUTE, part=f"@{name!s}"[:80])

    def attribute(self, name: str, longest: int = MAX_CODE, *, needed: bool = True) -> str:
        self._asked.add(name)
        text = str(self.element.get(name, "")).strip() if self.element is not None else ""
        if needed and not text:
            self.fault(FaultCode.MISSING, part=f"@{name}")
        if len(text) > longest:
            self.fault(FaultCode.TOO_LONG, str(len(text)), f"@{name}")
        return text

    def text(self, longest: int, *, needed: bool = True) -> str:
        text = self._whole_text()
        if needed and not text:
            self.fault(FaultCode.MISSING)
        if len(text) > longest:
            self.fault(FaultCode.TOO_LONG, str(len(text)))
        return text

    def _whole_text(self) -> str:
        """The text; children (entities that were not resolved among them) have no business in it."""
        if self.element is None:
            return ""
        for child in self.element:
            self.fault(FaultCode.UNKNOWN_ELEMENT, str(child.text or ""), str(child.tag)[:80])
        return str(self.element.text or "").strip()

    def number(self, name: str, *, least: int = 0, most: int = _MOST, needed: bool = True) -> int:
        text = self.attribute(name, needed=needed)
        if not text:
            return 0
        if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
            self.fault(FaultCode.NOT_A_WHOLE_NUMBER, text, f"@{name}")
            return 0
        return int(text)

    def choice(self, name: str, allowed: Sequence[str], code: FaultCode, usual: str = "") -> str:
        text = self.attribute(name, needed=not usual) or usual
        if text and text not in allowed:
            self.fault(code, text, f"@{name}")
        return text

    def hash(self, name: str, *, needed: bool = True) -> str:
        text = self.attribute(name, needed=needed)
        if text and not _HASH.fullmatch(text):
            self.fault(FaultCode.NOT_A_HASH, text, f"@{name}")
        return text

    def time(self, name: str = "") -> datetime:
        """A moment in ISO 8601 with its offset, in an attribute or as the text."""
        text = self.attribute(name) if name else self.text(MAX_CODE)
        try:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        if text:
            self.fault(FaultCode.NOT_A_TIME, text, f"@{name}" if name else "")
        return _NO_TIME

    def decimal(self) -> Decimal | None:
        text = self._whole_text()
        self.done()
        try:
            return decimal_from(text)
        except ValueError:
            self.fault(FaultCode.NOT_A_NUMBER, text)
            return None

    def base64(self, size: int, sha256: str) -> bytes | None:
        """The bytes of an enclosed file, held against their size and checksum."""
        encoding = self.attribute("encoding")
        self.done()
        text = "".join(self._whole_text().split())
        if len(text) * 3 // 4 > MAX_ATTACHMENT_BYTES + 3:
            self.fault(FaultCode.TOO_LARGE)
            return None
        try:
            content = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            self.fault(FaultCode.NOT_BASE64)
            return None
        if encoding and encoding != "base64":
            self.fault(FaultCode.NOT_BASE64, encoding, "@encoding")
        if len(content) != size:
            self.fault(FaultCode.OTHER_SIZE, f"{len(content)} ≠ {size}")
        if hashlib.sha256(content).hexdigest() != sha256:
            self.fault(FaultCode.OTHER_CONTENT)
        return content

"""What is said about a message that cannot be read: what is wrong, in a sentence."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from haidang.domain.report_package import FaultCode, PackageFault

WORDS: Final[dict[FaultCode, Any]] = {
    FaultCode.TOO_LARGE: _("it is too large"),
    FaultCode.NOT_UTF_8: _("the message is not in UTF-8"),
    FaultCode.NOT_XML: _("the message is no well-formed XML"),
    FaultCode.HAS_DTD: _("the message has a document type (DTD): leave it out"),
    FaultCode.TOO_MANY_ELEMENTS: _("the message has too many elements"),
    FaultCode.TOO_DEEP: _("the elements are nested too deep"),
    FaultCode.OTHER_FORMAT: _("this is not a report package of this format"),
    FaultCode.OTHER_VERSION: _("this version of the format is not known"),
    FaultCode.TOO_MANY_FAULTS: _("there are more faults than are listed"),
    FaultCode.MISSING: _("this is missing"),
    FaultCode.TWICE: _("this may occur only once"),
    FaultCode.UNKNOWN_ELEMENT: _("this element does not belong here"),
    FaultCode.UNKNOWN_ATTRIBUTE: _("this attribute does not belong here"),
    FaultCode.TOO_MANY: _("there are too many of them"),
    FaultCode.TOO_LONG: _("this is too long"),
    FaultCode.NOT_A_NUMBER: _(
        "this is not a number: write digits, and a point before the decimals, like 64.56"
    ),
    FaultCode.NOT_A_WHOLE_NUMBER: _("this is not a whole number of the allowed range"),
    FaultCode.NOT_A_TIME: _("this is not a moment with its time zone, like 2026-11-23T08:00:00+07:00"),
    FaultCode.NOT_A_HASH: _("this is not a SHA-256 checksum in 64 small hexadecimal digits"),
    FaultCode.NOT_BASE64: _("this is not base64"),
    FaultCode.UNKNOWN_STATUS: _("there is no such status"),
    FaultCode.UNKNOWN_QUALIFIER: _("there is no such qualifier"),
    FaultCode.VALUE_MISSING: _("the status says that there is a value, but there is none"),
    FaultCode.VALUE_UNEXPECTED: _("there is a value, but the status says that there is none"),
    FaultCode.OTHER_SIZE: _("the file has another size than the message says"),
    FaultCode.OTHER_CONTENT: _("the file has another checksum than the message says"),
}


def tell_fault(fault: PackageFault) -> str:
    """A sentence: the place where there is one, what is wrong, and what stands there."""
    words = str(WORDS[fault.code])
    said = f"{words} (“{fault.text}”)" if fault.text else words
    return f"{fault.place}: {said}" if fault.place else said[:1].upper() + said[1:]

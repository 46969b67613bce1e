"""What is wrong with a package. No sentences here: codes and places, worded by who shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """What is wrong at one place of a package."""

    # the message as a whole
    TOO_LARGE = "too_large"
    NOT_UTF_8 = "not_utf_8"
    NOT_XML = "not_xml"
    HAS_DTD = "has_dtd"
    TOO_MANY_ELEMENTS = "too_many_elements"
    TOO_DEEP = "too_deep"
    OTHER_FORMAT = "other_format"
    OTHER_VERSION = "other_version"
    TOO_MANY_FAULTS = "too_many_faults"
    # its parts
    MISSING = "missing"
    TWICE = "twice"
    UNKNOWN_ELEMENT = "unknown_element"
    UNKNOWN_ATTRIBUTE = "unknown_attribute"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    # what stands in them
    NOT_A_NUMBER = "not_a_number"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_A_TIME = "not_a_time"
    NOT_A_HASH = "not_a_hash"
    NOT_BASE64 = "not_base64"
    UNKNOWN_STATUS = "unknown_status"
    UNKNOWN_QUALIFIER = "unknown_qualifier"
    VALUE_MISSING = "value_missing"
    VALUE_UNEXPECTED = "value_unexpected"
    OTHER_SIZE = "other_size"
    OTHER_CONTENT = "other_content"


@dataclass(frozen=True, slots=True)
class PackageFault:
    """`place` is a path that a person finds: "Indicators/Indicator[3]/Value" counts from 1; `text` is what stands
    there, shortened."""

    code: FaultCode
    place: str
    text: str = ""


class UnreadablePackage(ValueError):
    """Nothing is taken from the package. `faults` holds all of them, at least one, in the order of the document."""

    def __init__(self, faults: Sequence[PackageFault]) -> None:
        super().__init__("; ".join(f"{fault.place}: {fault.code}" for fault in faults[:5]))
        self.faults = tuple(faults)

"""What can be wrong, with the element that is: every message names what, where, and what to do."""

from __future__ import annotations


class CompositeError(ValueError):
    """Something is wrong with `element`; the message says what and how to mend it."""

    def __init__(self, element: str, problem: str, remedy: str = "") -> None:
        self.element = element
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{element}: {problem}" + (f"; {remedy}" if remedy else ""))


class SpecificationError(CompositeError):
    """The specification contradicts itself: no data could be run through it."""


class DataError(CompositeError):
    """The data cannot be run through a specification that is sound."""


class NotPreciseError(CompositeError):
    """A result was asked for before there were enough runs to tell it."""

"""Lists of Vietnamese words, written as running text so that they can be read."""

UPPER = "A-ZÀ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""The capital letters of Vietnamese, for a class in an expression."""


def words(text: str) -> frozenset[str]:
    """Return the words of `text`: single ones separated by spaces, or phrases separated by bars."""
    return frozenset(text.split("|") if "|" in text else text.split())

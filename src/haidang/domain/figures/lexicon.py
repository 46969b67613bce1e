"""Lists of Vietnamese words, written as running text so that they can be read."""

UPPER = "A-ZÀ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""The capital letters of Vietnamese, for a class in an expression."""


def words(text: str) -> frozenset[str]:
    """Return the words of `text`: single ones separated by spaces, or phrases separated by bars."""
    return frozenset(text.split("|") if "|" in text else text.split())


def whole(phrases: str) -> str:
    """Return an expression for any of some phrases, separated by bars, as whole words.

    That no letter stands before is asked after the first one: asked first, it would be tried at every character.
    """
    begun = "|".join(rf"{one[0]}(?<!\w{one[0]}){one[1:]}" for one in phrases.split("|"))
    return rf"(?:{begun})(?!\w)"

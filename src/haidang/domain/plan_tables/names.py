"""Whether two names may be of one enterprise that carries one tax code: a code is mistyped sooner than a name.

Names are compared without what says only what kind of enterprise it is, where it is and what it deals in; what is left
is its own. Officials shorten names, and mistype them; that is no other enterprise.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from haidang.domain.vietnamese import fold

_COMMON: Final = frozenset(
    re.findall(
        r"\w+",
        """cong ty cty ct tong tnhh ctcp cp co phan mtv mot thanh vien trach nhiem huu han tv dntn doanh nghiep tu nhan
        htx hop tac xa chi nhanh cn van phong dai dien vpdd tap doan xi nghiep nha may ho kinh doanh hkd cua hang lien
        hiep ltd jsc va thuong mai tm dich vu dv tmdv san xuat sx xuat nhap khau xnk dau tu dt xay dung xd van tai vt
        phat trien pt viet nam vn tai ong ba so""",
    )
)
_ALIKE: Final = 0.75
"""Share of letters in common from which two names are spellings of one."""


def alike(one: str, other: str) -> bool:
    """Whether two names agree well enough to be one enterprise's. A name that is not told speaks against nothing."""
    if one == other or not one.strip() or not other.strip():
        return True
    mine, theirs = _own(one), _own(other)
    if mine == theirs:
        return True
    numbers = [{word for word in words if word.isdigit()} for words in (mine, theirs)]
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    shared = len(set(mine) & set(theirs))
    if 2 * shared > min(len(set(mine)), len(set(theirs))):
        return True
    return SequenceMatcher(None, "".join(mine), "".join(theirs), autojunk=False).ratio() >= _ALIKE


@lru_cache(maxsize=65_536)
def _own(name: str) -> tuple[str, ...]:
    """The words of a name that are its own; all of them where none is."""
    plain = "".join(char if char.isalnum() else " " for char in fold(name[:300]))
    words = tuple(plain.split())
    return tuple(word for word in words if word not in _COMMON) or words

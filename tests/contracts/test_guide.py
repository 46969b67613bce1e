"""The guide for officials calls pages and buttons by the names on the screen, and shows pictures that exist."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from haidang.foundation.web.messages import catalogue_path

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
PAGES = sorted(path.name for path in GUIDE.glob("*.md"))
EMPHASIS = {"chưa được kiểm tra", "DỰ THẢO", "điểm cần kiểm tra"}
BESIDE_A_NAME = {"Gỡ"}  # the button names the file too


@pytest.fixture(scope="module")
def words_on_screen():
    with catalogue_path("vi").open("rb") as file:
        catalogue = read_po(file, locale="vi")
    strings = [message.string for message in catalogue if message.id]
    return {part.strip() for string in strings for part in ([string] if isinstance(string, str) else string)}


@pytest.mark.parametrize("page", PAGES)
def test_what_is_bold_stands_on_the_screen(page, words_on_screen):
    text = " ".join((GUIDE / page).read_text(encoding="utf-8").split())
    bold = set(re.findall(r"\*\*(.+?)\*\*", text)) - EMPHASIS - BESIDE_A_NAME
    assert bold - words_on_screen == set()


@pytest.mark.parametrize("page", PAGES)
def test_pictures_and_pages_that_are_linked_exist(page):
    text = (GUIDE / page).read_text(encoding="utf-8")
    linked = [link.split("#")[0] for link in re.findall(r"\]\((.+?)\)", text)]
    assert [link for link in linked if link and not (GUIDE / link).is_file()] == []


def test_every_picture_is_shown_somewhere_and_small():
    text = "".join((GUIDE / page).read_text(encoding="utf-8") for page in PAGES)
    pictures = list((GUIDE / "images").iterdir())
    assert [picture.name for picture in pictures if f"images/{picture.name}" not in text] == []
    assert max(picture.stat().st_size for picture in pictures) < 200_000

"""The catalogue is complete, and can be kept without gettext."""

import pytest

from haidang.foundation.web import messages

TEMPLATE = """
{% load i18n %}
  {% translate "Open" %}
    {% blocktranslate trimmed count n=count %}{{ n }} unit{% plural %}{{ n }} units{% endblocktranslate %}
"""


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A source folder with one module and one template."""
    (tmp_path / "room" / "templates").mkdir(parents=True)
    (tmp_path / "room" / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "room" / "views.py").write_text('_("%(name)s is late")\n', encoding="utf-8")
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    return tmp_path


def translate(replacements):
    path = messages.catalogue_path("vi")
    text = path.read_text(encoding="utf-8")
    for msgid, translated in replacements.items():
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{translated}"')
    path.write_text(text, encoding="utf-8")


def test_no_message_is_untranslated():
    assert messages.check("vi") == []


def test_msgids_come_from_code_and_templates(house):
    catalogue = messages.update("vi")
    assert {message.id for message in catalogue if message.id} == {
        "Open",
        "%(name)s is late",
        ("%(n)s unit", "%(n)s units"),
    }


def test_translations_survive_an_update_and_gone_msgids_leave(house):
    messages.update("vi")
    translate({"Open": "Chưa xử lý"})
    (house / "room" / "views.py").write_text('_("new")\n', encoding="utf-8")
    found = {message.id: message.string for message in messages.update("vi") if message.id}
    assert found["Open"] == "Chưa xử lý"
    assert not found["new"]
    assert "%(name)s is late" not in found


def test_a_lost_placeholder_is_a_fault(house):
    messages.update("vi")
    translate({"%(name)s is late": "muộn", "Open": "Chưa xử lý"})
    faults = "\n".join(messages.check("vi"))
    assert "room/views.py: other placeholders: %(name)s is late" in faults
    assert "not translated: %(n)s unit" in faults
    assert "Open" not in faults


def test_compiling_writes_what_django_reads(house):
    messages.update("vi")
    assert messages.compile_catalogue("vi").read_bytes()[:4] == b"\xde\x12\x04\x95"

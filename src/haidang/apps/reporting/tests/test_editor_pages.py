"""The editor as people meet it: pages without JavaScript, refusals that keep what was typed, others' work seen."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from haidang.apps.observations.models import Figure
from haidang.apps.reporting.models import Block, BlockComment, BlockLock, Report, Section
from haidang.apps.reporting.services import open_block
from haidang.foundation.accounts.actor import Actor, Grant
from haidang.foundation.accounts.models import User
from haidang.foundation.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(small, load):
    return load(small)


@pytest.fixture
def block(draft):
    return Block.objects.select_related("section__report").get(section__report=draft, key="two.1")


@pytest.fixture
def browser(db):
    """`browser("lanhdao")` is a browser of its own in which somebody is signed in."""

    def run(username):
        client = Client()
        client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        return client

    return run


@pytest.fixture
def client(browser):
    return browser("dieuphoi")


def url(name, *more, code="SMALL"):
    return reverse(f"reporting:{name}", args=[code, *more])


def typed(block, text, **more):
    return {"text": text, "seen_version": block.version, "why": "", "do": "save", **more}


def page(response):
    return response.content.decode()


def test_the_editor_shows_the_draft_as_it_reads(draft, client):
    text = page(client.get(url("editor")))
    assert "1.916" in text
    assert "Hai" in text
    assert "[^note]" in text


def test_a_block_is_opened_written_and_saved_without_javascript(block, client):
    form = client.post(url("block-write", block.pk))
    assert "{{dvc.integrated}}" in page(form)
    saved = client.post(url("block-save", block.pk), typed(block, "Nay có {{dvc.total}}."))
    assert saved.url.endswith(f"#block-{block.pk}")
    assert "Nay có" in page(client.get(url("editor")))
    assert not BlockLock.objects.exists()


def test_with_htmx_the_block_is_answered_alone(block, client):
    client.post(url("block-write", block.pk))
    text = page(
        client.post(
            url("block-save", block.pk), typed(block, "Nay có {{dvc.total}}."), headers={"HX-Request": "true"}
        )
    )
    assert text.count("<article") == 1
    assert "<html" not in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{no.such}}", "không có số liệu nào"),
        ("", "đoạn để trống"),
        ("{{x", "a token is not closed"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(text, told, block, client):
    response = client.post(url("block-save", block.pk), typed(block, text))
    assert response.status_code == 400
    assert told in page(response)
    assert text in page(response)


def test_somebody_elses_save_is_shown_beside_what_was_typed(block, client, browser):
    client.post(url("block-save", block.pk), typed(block, "Một {{dvc.total}}."))
    response = client.post(url("block-save", block.pk), typed(block, "Hai {{dvc.total}}."))
    assert response.status_code == 409
    assert "<ins>Hai</ins>" in page(response)
    assert "<del>Một</del>" in page(response)
    now = Block.objects.get(pk=block.pk)
    assert f'name="seen_version" value="{now.version}"' in page(response)


def test_whose_block_it_is_now_is_told_and_nothing_is_overwritten(block, client, at):
    binh = Actor("user:binh", "Bình", (Grant(Role.COORDINATOR),))
    open_block(block=block, by=binh, at=timezone.now())
    response = client.post(url("block-save", block.pk), typed(block, "Của tôi {{dvc.total}}."))
    assert response.status_code == 409
    assert "Bình đang viết ở đây từ" in page(response)
    assert "Của tôi" in page(response)
    held = client.get(url("presence")).json()["held"]
    assert "Bình" in held[str(block.pk)]
    assert client.post(url("block-draft", block.pk), {"text": "x"}).status_code == 409


def test_what_was_typed_before_the_laptop_closed_is_there_again(block, client):
    client.post(url("block-write", block.pk))
    client.post(url("block-draft", block.pk), {"text": "Đang viết dở"})
    text = page(client.post(url("block-write", block.pk)))
    assert "Đang viết dở" in text
    assert "đã gõ mà chưa lưu" in text
    client.post(url("block-leave", block.pk))
    assert "Đang viết dở" not in page(client.post(url("block-write", block.pk)))


def test_a_look_before_the_save_writes_nothing(block, client):
    response = client.post(url("block-save", block.pk), typed(block, "Xem {{dvc.total}}.", do="preview"))
    assert "Xem" in page(response)
    assert "1.916" in page(response)
    assert Block.objects.get(pk=block.pk).version == block.version


def test_a_table_is_typed_in_cells_and_changes_its_shape(draft, client):
    table = Block.objects.get(section__report=draft, key="two.2")
    cells = {
        "caption": "Bảng",
        "column-0": "Tên",
        "column-1": "Số",
        "cell-0-0": "Tổng",
        "cell-0-1": "{{dvc.total}}",
    }
    data = {**cells, "seen_version": table.version, "why": ""}
    shaped = page(client.post(url("block-save", table.pk), {**data, "shape": "add-row"}))
    assert 'name="cell-1-1"' in shaped
    more = {"cell-1-0": "Đã tích hợp | nay", "cell-1-1": "{{dvc.integrated}}"}
    assert client.post(url("block-save", table.pk), {**data, **more, "do": "save"}).status_code == 302
    assert Block.objects.get(pk=table.pk).content["rows"][1] == ["Đã tích hợp | nay", "{{dvc.integrated}}"]


def test_figures_are_found_with_value_and_state(draft, client):
    text = page(client.get(url("find-figures"), {"q": "dich vu cong tich hop", "period": "2024-9M"}))
    assert "1.237" in text
    assert "{{dvc.integrated" in text
    assert "Không có số liệu phù hợp" in page(client.get(url("find-figures"), {"q": "zzz"}))


def test_a_figure_that_changed_is_marked_with_old_and_new_until_the_block_is_saved(block, client, revise):
    client.post(url("block-save", block.pk), typed(block, "Có {{dvc.integrated}}."))
    revise("dvc.integrated", 1240)
    text = page(client.get(url("editor")))
    assert "<del>1.237</del> → <ins>1.240</ins>" in text
    now = Block.objects.get(pk=block.pk)
    client.post(url("block-save", block.pk), typed(now, now.content["text"]))
    assert (
        "<del>1.237</del>"
        not in page(client.get(url("editor"))).split(f"block-{block.pk}")[1].split("</article>")[0]
    )


def test_versions_are_compared_and_taken_up_again(block, client):
    client.post(url("block-save", block.pk), typed(block, "Một {{dvc.total}}."))
    text = page(client.get(url("block-versions", block.pk), {"a": "1"}))
    assert "<ins>Một</ins>" in text
    now = Block.objects.get(pk=block.pk)
    client.post(url("block-versions", block.pk), {"number": "1", "seen_version": now.version})
    assert Block.objects.get(pk=block.pk).content == block.content
    assert (
        client.post(url("block-versions", block.pk), {"number": "99", "seen_version": 1}).status_code == 404
    )


def test_the_outline_is_changed_step_by_step(draft, client):
    assert client.post(url("section-add"), {"title": "Phần mới"}).status_code == 302
    section = Section.objects.get(report=draft, title="Phần mới")
    client.post(url("block-add"), {"section": section.pk, "after": "end", "kind": "paragraph"})
    block = section.blocks.get()
    client.post(url("block-move", block.pk), {"where": str(Section.objects.get(report=draft, key="one").pk)})
    client.post(url("block-remove", block.pk))
    client.post(url("section-change", section.pk), {"do": "remove"})
    assert not Section.objects.filter(pk=section.pk).exists()
    assert client.post(url("section-change", draft.sections.first().pk), {"do": "explode"}).status_code == 404


def test_a_leader_comments_and_decides_and_does_not_write(block, client, browser):
    leader = browser("lanhdao")
    assert "block-write" not in page(leader.get(url("editor")))
    leader.post(url("block-comment", block.pk), {"text": "Cần rõ hơn"})
    assert "Cần rõ hơn" in page(client.get(url("editor")))
    client.post(url("comment-settle", BlockComment.objects.get().pk))
    assert BlockComment.objects.get().settled_at
    client.post(url("lay-before"), {"note": "kính trình"})
    text = page(leader.get(url("work-list")))
    seen = text.split('name="seen" value="')[1].split('"')[0]
    leader.post(url("decide"), {"verdict": "approve", "seen": seen})
    assert Report.objects.get(code="SMALL").opinions.last().kind == "approved"


REFUSED = [
    ("block-write", {}), ("block-save", {"text": "x", "seen_version": 1}), ("block-draft", {"text": "x"}),
    ("block-leave", {}), ("block-move", {"where": "up"}), ("block-remove", {}),
]  # fmt: skip


@pytest.mark.parametrize("who", ["lanhdao", "kiemtra", "thutruong", "canbo", "quantri"])
def test_nobody_else_writes(who, block, browser):
    client = browser(who)
    for name, data in REFUSED:
        assert client.post(url(name, block.pk), data).status_code == 403, name
    for name in ("block-add", "footnote-add", "section-add", "refresh", "lay-before"):
        assert client.post(url(name)).status_code == 403, name
    if who != "lanhdao":
        assert client.post(url("block-comment", block.pk), {"text": "x"}).status_code == 403
        assert client.post(url("decide"), {"verdict": "approve"}).status_code == 403


def test_a_block_of_another_report_is_not_found(block, client):
    other = "HP-PCI-2024-9M-REPORT"
    assert client.get(url("block-versions", block.pk, code=other)).status_code == 404
    assert client.post(url("block-save", block.pk, code=other), typed(block, "x")).status_code == 404


ODD = ["\x00", "{{" * 2000, "<script>alert(1)</script>", "\u202eđảo", "9" * 5000]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_get_an_answer(text, block, client):
    for do in ("save", "preview"):
        assert client.post(url("block-save", block.pk), typed(block, text, do=do)).status_code < 500
    client.post(url("block-draft", block.pk), {"text": text})
    client.post(url("block-comment", block.pk), {"text": text})
    assert "<script>alert" not in page(client.get(url("editor")))
    numbers = {
        "section": text,
        "after": text,
        "kind": text,
        "where": text,
        "title": text,
        "index": text,
        "version": text,
    }
    for name in ("block-add", "section-add", "footnote-add"):
        assert client.post(url(name), numbers | {"text": text}).status_code < 500
    for name in ("block-move", "account-for"):
        assert client.post(url(name, block.pk), numbers | {"text": text, "reason": text}).status_code < 500


def test_a_numeral_is_accounted_for_by_one_click(small, load, client):
    small["sections"][0]["blocks"].append({"key": "one.9", "p": "Năm 2024 có 1.237 dịch vụ."})
    load(small)
    block = Block.objects.get(key="one.9")
    figure = Figure.objects.get(indicator__code="dvc.integrated", period="2024-9M", basis="reported")
    assert f'name="figure" value="{figure.pk}"' in page(client.get(url("work-list")))
    numeral = {"index": "1", "text": "1.237", "version": block.version, "figure": figure.pk, "reason": ""}
    client.post(url("account-for", block.pk), numeral)
    block.refresh_from_db()
    assert "{{dvc.integrated" in block.content["text"]
    client.post(
        url("account-for", block.pk),
        {"index": "0", "text": "2024", "version": block.version, "reason": "year"},
    )
    block.refresh_from_db()
    assert block.content["text"].startswith("Năm [[year:2024]] có {{dvc.integrated")

"""The command: a line in, a line out, in order, at once."""

import io
import json

from haidang.domain.figures.__main__ import answers, main


def run(text: str, *arguments: str) -> tuple[int, str, str]:
    target, messages = io.StringIO(), io.StringIO()
    code = main(list(arguments), io.StringIO(text), target, messages)
    return code, target.getvalue(), messages.getvalue()


def test_one_answer_for_each_line() -> None:
    lines = [json.dumps({"id": number, "text": "Đạt 75% (9/12 xã)."}) for number in (1, 2)]
    code, out, _ = run("\n".join(lines) + "\n\n", "--jsonl")
    assert code == 0
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["id"] for record in records] == [1, 2]
    assert records[0]["relations"][0]["kind"] == "ratio_pct"


def test_answers_come_while_the_input_is_still_open() -> None:
    def lines() -> object:
        yield json.dumps({"id": 1, "text": ""})
        raise AssertionError("the second line was asked for before the first was answered")

    assert json.loads(next(answers(lines()))) == {"id": 1, "relations": []}  # type: ignore[arg-type]


def test_unreadable_input_and_wrong_calls() -> None:
    assert run("not json", "--jsonl")[0] == 2
    assert run('{"id": 1}', "--jsonl")[0] == 2
    assert run("")[0] == 2

"""What imports cannot show, and that the import contracts hold."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

SOURCE = Path(__file__).resolve().parents[2] / "src" / "haidang"
ORDER = [
    "organisations",
    "observations",
    "enterprises",
    "documents",
    "inspections",
    "programme",
    "competitiveness",
    "reporting",
]
FOUNDATION = ["accounts", "audit", "events", "files", "importing", "notifications", "idempotency"]
OURS = [model for model in apps.get_models() if model.__module__.startswith("haidang.")]

WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}
MAY_WRITE = {"services", "services.py", "imports.py", "relation_imports.py", "upsert.py"}


def python_files():
    files = (
        path
        for path in SOURCE.rglob("*.py")
        if "/tests/" not in str(path) and "/migrations/" not in str(path)
    )
    return sorted(files)


def test_import_contracts_hold():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=SOURCE.parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_downwards(model):
    """A key may point to the own room, a room below, the foundation or Django; never up."""
    own = model._meta.app_label
    for field in model._meta.get_fields():
        if not field.is_relation or field.auto_created or field.related_model is None:
            continue
        other = field.related_model._meta.app_label
        if other == own or other not in ORDER:
            assert own in ORDER or other in FOUNDATION, f"{field} leaves the foundation"
            continue
        assert own in ORDER, f"{field} points from the foundation into a room"
        assert ORDER.index(other) < ORDER.index(own), f"{field} points upwards"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_says_what_personal_data_it_holds(model):
    assert "personal_data" in vars(model), f"{model.__name__} does not declare personal_data"
    names = {field.name for field in model._meta.get_fields()}
    assert set(model.personal_data) <= names


def _written_in(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = ast.unparse(node.func.value)
            if (
                ".objects" in owner
                or node.func.attr in {"bulk_create", "bulk_update"}
                or owner.endswith("_default_manager")
            ):
                found.append(f"{path.relative_to(SOURCE)}:{node.lineno} {owner}.{node.func.attr}")
    return found


READS = {
    "views",
    "people_views",
    "selectors",
    "policies",
    "forms",
    "panels",
    "generators",
    "checks",
    "formatting",
}


def _touched_in(path: Path) -> list[str]:
    """In a module that only reads, `.update(`, `.delete(` and `.save(` are writes whatever they are called on."""
    return [
        f"{path.name}:{node.lineno} {ast.unparse(node.func)}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"update", "delete", "save"}
    ]


def test_modules_that_read_touch_nothing():
    """… a package of that name included. A dict is joined with `|`, a set too: nothing here needs `.update(`."""
    readers = [path for path in python_files() if READS & {*path.relative_to(SOURCE).parts, path.stem}]
    assert len(readers) > 20
    assert [touch for path in readers for touch in _touched_in(path)] == []


@pytest.mark.parametrize(
    "write",
    ["rows.filter(pk=1).update(title='x')", "task.save()", "form.save()", "list_units().delete()"],
)
def test_that_check_sees_a_touch(write, tmp_path):
    module = tmp_path / "selectors.py"
    module.write_text(f"def read(rows, task, form):\n    return {write}\n")
    assert _touched_in(module) == [f"selectors.py:2 {write.rsplit('(', 1)[0]}"]


def test_only_services_and_importers_write():
    offenders = []
    for path in python_files():
        parts = set(path.relative_to(SOURCE).parts)
        if not parts & MAY_WRITE and path.relative_to(SOURCE).parts[0] != "config":
            offenders += _written_in(path)
    assert offenders == []


def test_this_check_sees_a_write(tmp_path):
    """The check above can fail."""
    sample = SOURCE / "apps" / "organisations" / "services.py"
    assert _written_in(sample)


def test_get_model_is_for_migrations():
    assert [p for p in python_files() if "get_model(" in p.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_and_functions_stay_small(path):
    """400 lines a module, 50 a function."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 50, f"{node.name} has {length} lines"


def test_migrations_are_complete(db):
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)

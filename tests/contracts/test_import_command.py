"""`haidang import`: nothing or everything, faults by cell, exit codes that scripts can rely on."""

import json

import pytest

GOOD = "code,name_vi,kind\nX-1,Đơn vị một,commune\nX-2,Đơn vị hai,commune\n"
FAULTY = "code,name_vi,kind\nX-1,Đơn vị một,commune\n,Đơn vị hai,village\n"


@pytest.fixture
def file(tmp_path):
    def write(content, name="units.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def units(home):
    return {code for (code,) in home.query("SELECT code FROM organisations_unit WHERE code LIKE 'X-%'")}


def test_a_good_file(home, file):
    done = home.run("import", "units", file(GOOD))
    assert (done.returncode, done.stdout) == (0, "2 created, 0 changed, 0 unchanged\n")
    assert units(home) == {"X-1", "X-2"}
    again = home.run("import", "units", file(GOOD), "--format", "json")
    assert again.returncode == 0
    assert json.loads(again.stdout) == {
        "kind": "units", "written": True, "created": 0, "changed": 0, "unchanged": 2, "faults": [],
    }  # fmt: skip


def test_a_trial(prepared, file):
    done = prepared.run("import", "units", file(GOOD), "--dry-run")
    assert (done.returncode, done.stdout) == (0, "2 would be created, 0 would be changed, 0 unchanged\n")
    assert units(prepared) == set()


def test_faults_as_text(prepared, file):
    done = prepared.run("import", "units", file(FAULTY))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "units.csv!A3: “Mã” is empty, fill it in, it is required",
        "units.csv!C3: “village” is not known here, use one of: "
        "province, department, central, district, commune, organisation",
        "2 faults, nothing written",
    ]
    assert units(prepared) == set()


def test_faults_for_machines(prepared, file):
    done = prepared.run("import", "units", file(FAULTY), "--format", "json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert (answer["written"], len(answer["faults"])) == (False, 2)
    assert answer["faults"][0] == {
        "sheet": "units.csv",
        "cell": "A3",
        "what": "“Mã” is empty",
        "todo": "fill it in, it is required",
    }


def test_a_file_without_the_table_is_faulty(prepared, file):
    done = prepared.run("import", "units", file("a,b\n1,2\n"))
    assert done.returncode == 1
    assert done.stdout.startswith("units.csv!A1: no row holds the headings of this table, ")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "units.csv"),
        (b"\x89PNG\r\n\x1a\n", "units.csv"),
        ("mã,tên\n".encode("utf-16"), "units.csv"),
        (b"PK\x03\x04 broken", "units.xlsx"),
        (b"%PDF-1.7\n", "units.pdf"),
        (b"code,name_vi,kind\n", "units.exe"),
    ],
    ids=["empty", "image", "utf-16", "damaged", "pdf", "name"],
)
def test_what_cannot_be_read(content, name, prepared, file):
    done = prepared.run("import", "units", file(content, name))
    assert done.returncode == 2
    assert done.stdout.startswith(f"{name}!A1: ")


def test_wrong_calls(prepared, file, tmp_path):
    for arguments in (
        ["weather", file(GOOD)],
        ["units", tmp_path / "nowhere.csv"],
        ["units", tmp_path],
        ["units", file(GOOD), "--format", "xml"],
    ):
        done = prepared.run("import", *arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert done.stderr


def test_who_imported_is_on_record(home, file):
    home.run("import", "units", file(GOOD))
    sql = "SELECT actor_id, label FROM audit_auditevent WHERE action = 'importing.imported' ORDER BY id DESC LIMIT 1"
    assert home.query(sql) == [("system:import", "units units.csv")]


REGISTER = "tax_code,name\n200000039,Công ty Muối Xanh\n031990000123,Hộ kinh doanh Đò Lam\n"


def test_a_register_of_enterprises(home, file):
    tried = home.run("import", "enterprises", file(REGISTER, "dn.csv"), "--dry-run")
    assert (tried.returncode, tried.stdout.splitlines()) == (
        0,
        [
            "2 would be created, 0 would be changed, 0 unchanged",
            "dn.csv!A2: the leading zero was put back: 0200000039",
        ],
    )
    taken = home.run("import", "enterprises", file(REGISTER, "dn.csv"), "--format", "json")
    answer = json.loads(taken.stdout)
    assert (answer["created"], answer["faults"], len(answer["notes"])) == (2, [], 1)
    assert home.query("SELECT count(*) FROM enterprises_enterprise WHERE tax_code = '0200000039'") == [(1,)]
    kept = [path for path in (home.folder / "files").rglob("*") if path.is_file()]
    assert all(b"031990000123" not in path.read_bytes() for path in kept)


def test_a_complete_register_tells_what_is_gone(home, file):
    done = home.run("import", "enterprises-complete", file(REGISTER, "dn.csv"))
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "2 created, 0 changed, 0 unchanged, 600 gone"
    assert home.query("SELECT count(*) FROM enterprises_enterprise WHERE gone_since IS NOT NULL") == [(600,)]


def test_a_code_that_cannot_be_is_told_by_its_cell(prepared, file):
    done = prepared.run("import", "enterprises", file("tax_code,name\n9900000019,Công ty Muối\n", "dn.csv"))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "dn.csv!A2: the check digit of the code is wrong (10 digits), "
        "compare it with the certificate of registration",
        "1 faults, nothing written",
    ]

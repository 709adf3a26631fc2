"""Loading postcodes from the two open data layouts."""

from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from localoffer.models import Postcode

pytestmark = pytest.mark.django_db

DIRECTORY = """\
\ufeffpcd,pcd2,pcds,dointr,doterm,oslaua,lat,long
ZZ1 1AA,ZZ1  1AA,ZZ1 1AA,200001,,E99000001,53.01,-0.91
ZZ1 1AB,ZZ1  1AB,ZZ1 1AB,200001,202006,E99000001,53.02,-0.92
ZZ121AC,ZZ12 1AC,ZZ12 1AC,200001,,E99000002,53.03,-0.93
ZZ1 1AD,ZZ1  1AD,ZZ1 1AD,200001,,,99.999999,0.000000
nowhere,nowhere,nowhere,200001,,,53.0,-0.9
ZZ1 1AE,ZZ1  1AE,ZZ1 1AE,200001,,,north,-0.9
ZZ1 1AF,ZZ1  1AF,ZZ1 1AF,200001,,,10.0,-0.9
ZZ1 1AG
"""
CODE_POINT = """\
"ZZ1 1AA",10,651410,313177,"E92000001","E19000000","E18000000","","E07000001","E05000001"
"ZZ121AC",10,400000,400000,"E92000001","","","","E07000002",""
"ZZ1 1AD",90,0,0,"E92000001","","","","",""
"ZZ1 1AE",10,900000,400000,"E92000001","","","","",""
"""


def load(path: Path) -> tuple[str, list[str]]:
    out, err = StringIO(), StringIO()
    call_command("import_postcodes", str(path), stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue().splitlines()


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def zipped(path: Path, members: dict[str, str]) -> Path:
    with ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_postcode_directory_is_read_and_every_refused_row_has_its_line(tmp_path):
    said, refused = load(write(tmp_path / "ONSPD.csv", DIRECTORY))
    assert said == "2 postcodes taken, 1 no longer in use left out, 5 refused."
    assert refused == [
        "ONSPD.csv line 5: ZZ11AD has no position",
        "ONSPD.csv line 6: “nowhere” is not a whole postcode",
        "ONSPD.csv line 7: “north” is not a number (lat)",
        "ONSPD.csv line 8: ZZ11AF lies outside the United Kingdom",
        "ONSPD.csv line 9: the row is too short",
    ]
    first = Postcode.objects.get(pk="ZZ11AA")
    assert (first.latitude, first.longitude, first.district) == (53.01, -0.91, "E99000001")
    assert Postcode.objects.filter(pk="ZZ121AC").exists()
    assert not Postcode.objects.filter(pk="ZZ11AB").exists()


def test_loading_twice_doubles_nothing_and_takes_new_positions(tmp_path):
    load(write(tmp_path / "one.csv", DIRECTORY))
    load(write(tmp_path / "two.csv", DIRECTORY.replace("53.01", "53.5")))
    assert Postcode.objects.count() == 2
    assert Postcode.objects.get(pk="ZZ11AA").latitude == 53.5


def test_zip_of_the_directory_reads_the_whole_file_and_not_its_parts(tmp_path):
    path = zipped(
        tmp_path / "ONSPD.zip",
        {
            "Data/ONSPD_AUG_2026_UK.csv": DIRECTORY,
            "Data/multi_csv/ONSPD_AUG_2026_UK_ZZ.csv": DIRECTORY,
            "Documents/names and codes.csv": "LAD26CD,LAD26NM\nE99000001,Larkshire\n",
            "User Guide/readme.pdf": "not a csv",
        },
    )
    said, refused = load(path)
    assert said.startswith("2 postcodes taken")
    assert len(refused) == 5


def test_newer_directory_columns_are_known(tmp_path):
    text = (
        "pcd7,pcd8,pcds,dointr,doterm,lad25cd,lat,long\nZZ1 1AA,ZZ1  1AA,ZZ1 1AA,200001,,E99000009,53,-0.9\n"
    )
    load(write(tmp_path / "new.csv", text))
    assert Postcode.objects.get().district == "E99000009"


def test_code_point_open_is_turned_into_latitude_and_longitude(tmp_path):
    path = zipped(tmp_path / "codepo_gb.zip", {"Data/CSV/zz.csv": CODE_POINT, "Doc/licence.txt": "open"})
    said, refused = load(path)
    assert said == "2 postcodes taken, 0 no longer in use left out, 2 refused."
    assert refused == [
        "Data/CSV/zz.csv line 3: ZZ11AD has no position",
        "Data/CSV/zz.csv line 4: ZZ11AE lies outside the National Grid",
    ]
    first = Postcode.objects.get(pk="ZZ11AA")
    assert first.latitude == pytest.approx(52.65798, abs=0.0001)
    assert first.longitude == pytest.approx(1.71605, abs=0.0001)
    assert first.district == "E07000001"


def test_other_files_are_refused_with_a_way_out(tmp_path):
    for path in (
        write(tmp_path / "other.csv", "name,town\nA,B\n"),
        write(tmp_path / "broken.zip", "PK not a zip"),
        zipped(tmp_path / "empty.zip", {"readme.txt": "nothing"}),
        tmp_path / "missing.csv",
    ):
        with pytest.raises(CommandError, match=r"layout|whole zip|no file"):
            load(path)


def test_damaged_zip_leaves_the_postcodes_as_they_were(tmp_path):
    load(write(tmp_path / "one.csv", DIRECTORY))
    good = zipped(tmp_path / "two.zip", {"Data/two.csv": DIRECTORY.replace("53.01", "54.0") + "x" * 50_000})
    damaged = bytearray(good.read_bytes())
    damaged[200] ^= 0xFF
    good.write_bytes(bytes(damaged))
    with pytest.raises(CommandError):
        load(good)
    assert Postcode.objects.get(pk="ZZ11AA").latitude == 53.01

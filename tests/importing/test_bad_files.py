"""What is no plan of any app is one line with what was met and what was expected, exit 65."""

# ruff: noqa: ISC004 - long bytes are written in several strings

import pytest
from importing.foreign_files import SAMPLES, of_text

from mmc_audio.errors import InputError

HEVY = "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps\n"

BAD = {
    "nothing": (b"", "is empty"),
    "white space": (b" \n\n", "is empty"),
    "another CSV": (b"city,country,people\nParis,France,2000000\nRome,Italy,3000000\n",
                    "a table with the columns city, country, people; expected `exercise`"),
    "a header alone": (HEVY.encode(), "has a header and no rows"),
    "a quote left open": (HEVY.encode() + b'"Push,3 Mar 2026\n' * 9, "without a workout"),
    "a formula": (HEVY.encode() + b"Push,3 Mar 2026,,=cmd(),0,normal,80,8\n", "line 2: a formula"),
    "a formula alone": (b"=SUM(A1:A3),3,10\n", "line 1: a formula"),
    "a ZIP": (b"PK\x03\x04" + b"\0" * 100, "a ZIP or spreadsheet file"),
    "a gzip": (b"\x1f\x8b\x08" + b"\0" * 100, "a compressed file"),
    "a PDF": (b"%PDF-1.7\n", "a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "a database": (b"SQLite format 3\0", "a database"),
    "bytes": (bytes(range(256)), "no text"),
    "a cut FIT file": (b"\x0c\x23\xdc\x52\x3c\x01\0\0.FIT" + b"\x40\0\0", "a damaged FIT file"),
    "JSON of another kind": (b'{"version": 1, "chapters": []}', "is JSON of an unknown shape"),
    "broken JSON": (b'{"routine": {"title": "Push"', "is not whole JSON"),
    "deep JSON": (b'{"a":' * 100_000, "is nested too deep"),
    "a list without end": (b"[" * 100_000, ""),
    "no number": (b'{"routine": {"title": NaN}}', "holds a number that is none"),
    "HTML": (b"<html><body>Bench 3x8</body></html>", "is XML or HTML"),
    "entities": (b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>\n'
                 b"<workout_file><workout>&c;</workout></workout_file>", "has a DTD or entities"),
    "a file from outside": (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'
                            b"<workout_file><name>&a;</name></workout_file>", "has a DTD"),
    "broken XML": (b"<workout_file><workout>", "is not whole XML"),
    "rows without a header": (b"2026-03-03,Push,57m,Bench,1,80,8\n" * 3, "expected `exercise`"),
    "a letter": (b"Dear Anna,\nit was a lovely evening, thank you.\nYours, Jo\n", "no exercise"),
    "a shopping list": (b"- milk\n- bread\n- two lemons\n", "no exercise"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_files_get_one_line_and_nothing_is_written(case, mmc, tmp_path):
    data, words = BAD[case]
    path = tmp_path / "file"
    path.write_bytes(data)
    said = mmc("import", path, "-o", tmp_path / "plans")
    assert said.code == 65, said.err
    assert words in said.one_line
    assert said.one_line.startswith(str(path))
    assert not (tmp_path / "plans").exists()


def test_a_file_of_500_megabytes_is_refused_without_being_read(mmc, tmp_path):
    path = tmp_path / "log.csv"
    with path.open("wb") as file:
        file.truncate(500 << 20)
    said = mmc("import", path)
    assert (said.code, "larger than 64 MiB" in said.one_line) == (65, True)


def test_a_missing_file_is_66(mmc, tmp_path):
    assert mmc("import", tmp_path / "none.csv").code == 66


def test_a_damaged_fit_file_is_never_half_read(mmc, tmp_path):
    from importing.foreign_files import SAMPLES

    whole = (SAMPLES / "strength.fit").read_bytes()
    for place in range(14, len(whole), 7):
        path = tmp_path / "damaged.fit"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        said = mmc("import", path, "-o", tmp_path / str(place))
        assert said.code == 65, place
        assert "damaged" in said.one_line


def test_two_candidates_ask_for_from(mmc, tmp_path):
    path = tmp_path / "both.csv"
    path.write_text("date,exercise,category,reps,sessionid,timestamp,weight\n"
                    "2026-03-03,Squat,Legs,5,1,2026-03-03T10:00:00Z,60\n")  # fmt: skip
    said = mmc("import", path)
    assert said.code == 2
    assert "--from fitnotes or --from liftlog-csv" in said.one_line
    assert mmc("import", path, "--from", "fitnotes", "--unit", "kg", "-o", tmp_path).code == 0


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.name)
def test_half_of_an_export_in_json_is_no_plan_in_plain_text(sample):
    text = sample.read_text("utf-8")
    with pytest.raises(InputError, match="not whole JSON"):
        of_text(text[: len(text) // 2], name=sample.name)

"""The journal, cut anywhere, never loses more than its last line."""

from pathlib import Path

import pytest

from mmc_audio.batch.journal import JOURNAL, Journal
from mmc_audio.batch.task import BatchResult, BatchTask
from mmc_audio.errors import OutputError


@pytest.fixture
def batch(tmp_path):
    """Three plans, their finished sessions, and the journal that says so."""
    tasks = [BatchTask(str(tmp_path / f"{name}.yaml"), str(tmp_path)) for name in ("a", "b", "c")]
    for task in tasks:
        Path(task.plan).write_text(task.plan)
        Path(task.plan).with_suffix(".mp3").write_bytes(b"sound")
    add(tmp_path, tasks)
    return tasks


def add(folder, tasks) -> None:
    journal = Journal(folder, tasks, resume=False)
    for task in tasks:
        mp3 = Path(task.plan).with_suffix(".mp3")
        journal.add(task, BatchResult(task.plan, 0, mp3=str(mp3), cues=3))


def done(folder, tasks) -> int:
    journal = Journal(folder, tasks, resume=True)
    return sum(journal.done(task) is not None for task in tasks)


def test_what_is_done_is_not_done_again(batch, tmp_path):
    assert done(tmp_path, batch) == 3


def test_a_new_batch_begins_anew(batch, tmp_path):
    assert Journal(tmp_path, batch, resume=False).done(batch[0]) is None
    assert done(tmp_path, batch) == 0


def test_cut_at_any_byte_it_loses_the_last_line_only(batch, tmp_path):
    path = tmp_path / JOURNAL
    whole = path.read_bytes()
    start_of_last = whole[:-1].rindex(b"\n") + 1
    for cut in range(start_of_last, len(whole) - 1, 23):  # each writes to the disk
        path.write_bytes(whole[:cut])
        assert done(tmp_path, batch) == 2, cut
    path.write_bytes(whole[:-1])  # the line is whole without its line break
    assert done(tmp_path, batch) == 3


def test_what_is_noted_after_a_cut_is_kept(batch, tmp_path):
    path = tmp_path / JOURNAL
    path.write_bytes(path.read_bytes()[:-20])
    journal = Journal(tmp_path, batch, resume=True)
    journal.add(batch[2], BatchResult(batch[2].plan, 0, mp3=str(tmp_path / "c.mp3")))
    assert done(tmp_path, batch) == 3


@pytest.mark.parametrize("junk", [b"\xff\x00\n", b"[]\n", b'{"digest": 1}\n', b"{}\nnull\n", b'"'])
def test_junk_is_passed_over(batch, tmp_path, junk):
    path = tmp_path / JOURNAL
    path.write_bytes(junk + b"\n" + path.read_bytes())
    assert done(tmp_path, batch) == 3


def test_a_changed_plan_a_missing_session_or_another_voice_is_done_again(batch, tmp_path):
    (tmp_path / "a.yaml").write_text("changed")
    (tmp_path / "b.mp3").unlink()
    assert done(tmp_path, batch) == 1
    other = BatchTask(batch[2].plan, batch[2].output, voice="en-gb")
    assert done(tmp_path, [other]) == 0


def test_a_plan_edited_while_it_renders_is_done_again(batch, tmp_path):
    journal = Journal(tmp_path, batch, resume=False)
    (tmp_path / "a.yaml").write_text("changed")
    for task in batch:
        journal.add(task, BatchResult(task.plan, 0, mp3=str(tmp_path / "a.mp3")))
    assert done(tmp_path, batch) == 2


def test_other_templates_or_another_program_have_all_done_again(batch, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates" / "en").mkdir(parents=True)
    (tmp_path / "templates" / "en" / "rest.cues.j2").write_text("Rest\n")
    assert done(tmp_path, batch) == 0
    add(tmp_path, batch)
    assert done(tmp_path, batch) == 3
    (tmp_path / "templates" / "en").rename(tmp_path / "templates" / "off")
    assert done(tmp_path, batch) == 0
    monkeypatch.undo()
    monkeypatch.setattr("mmc_audio.batch.journal.program_digest", lambda: "another")
    assert done(tmp_path, batch) == 0


def test_a_plan_that_is_gone_is_not_done(batch, tmp_path):
    (tmp_path / "a.yaml").unlink()
    assert done(tmp_path, batch) == 2


def test_failures_are_not_noted(batch, tmp_path):
    journal = Journal(tmp_path, batch, resume=False)
    journal.add(batch[0], BatchResult(batch[0].plan, 65, ("wrong",)))
    assert done(tmp_path, batch) == 0


def test_a_journal_that_cannot_be_written_is_reported(batch, tmp_path):
    journal = Journal(tmp_path, batch, resume=True)
    (tmp_path / JOURNAL).unlink()
    (tmp_path / JOURNAL).mkdir()
    with pytest.raises(OutputError, match="batch"):
        journal.add(batch[0], BatchResult(batch[0].plan, 0))

"""What files said before, and what happens where two change the same one."""

import os
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import need

from mmc_audio.errors import MmcError, OutputError
from mmc_audio.studio.differences import differences
from mmc_audio.studio.edited_file import EditedFile
from mmc_audio.studio.merge import merged, settled
from mmc_audio.studio.words_desk import OpenWords
from mmc_audio.studio.words_edit import WordsEdit
from mmc_audio.workspace.files import WorkspaceFiles

NAME = 'plans/ü "a".yaml'


def git(folder, *words):
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(params=["git", "copies"])
def files(request, workspace, monkeypatch):
    if request.param == "git":
        need("git")
    else:
        monkeypatch.setattr("mmc_audio.workspace.git_history.shutil.which", lambda _: None)
    return WorkspaceFiles(workspace)


def test_each_state_is_kept_whoever_wrote_it_and_can_be_had_back(files):
    saved = files.save(NAME, "one\n", "")
    saved = files.save(NAME, "two\n", saved.version)
    (files.folder / NAME).write_text("an editor's\n")
    saved = files.save(NAME, "three\n", files.version(NAME))
    files.save(NAME, "three\n", saved.version)
    assert files.texts_before(NAME) == ["one\n", "two\n", "an editor's\n"]
    kept = [files.kept(NAME, each.id) for each in files.history(NAME)]
    assert kept == ["an editor's\n", "two\n", "one\n"]
    assert files.history("plans/other.yaml") == []
    for nothing in ("HEAD", "../../x", "0" * 40, "--help"):
        with pytest.raises(MmcError):
            files.kept(NAME, nothing)
    times = [each.when for each in files.history(NAME)]
    assert times == sorted(times, reverse=True)


def test_a_save_is_kept_while_somebody_holds_the_repository(workspace):
    need("git")
    files = WorkspaceFiles(workspace)
    saved = files.save(NAME, "one\n", "")
    (workspace / ".git/index.lock").touch()
    (workspace / ".git/refs/heads/main.lock").touch()
    saved = files.save(NAME, "two\n", saved.version)
    files.save(NAME, "three\n", saved.version)
    assert files.texts_before(NAME) == ["one\n", "two\n"]
    assert (workspace / ".git/index.lock").exists()


def test_locks_of_a_machine_that_went_off_are_removed(workspace):
    need("git")
    WorkspaceFiles(workspace).save(NAME, "one\n", "")
    lock = workspace / ".git/index.lock"
    lock.touch()
    os.utime(lock, (0, 0))
    files = WorkspaceFiles(workspace)
    files.save(NAME, "two\n", files.version(NAME))
    assert not lock.exists()
    assert git(workspace, "show", f"HEAD:{NAME}") == "two\n"


@pytest.mark.parametrize("word", ["init", "config", "fast-import", "update-index"])
def test_a_repository_that_cannot_be_made_is_not_begun(workspace, tmp_path, monkeypatch, word):
    need("git")
    fails = tmp_path / "bin" / "git"
    fails.parent.mkdir()
    kill = f'for w; do [ "$w" = {word} ] && kill -9 $$; done'
    fails.write_text(f'#!/bin/sh\n{kill}\nexec {shutil.which("git")} "$@"\n')
    fails.chmod(0o755)
    (workspace / "program.yaml").write_text("title: P\n")
    with monkeypatch.context() as broken:
        broken.setenv("PATH", f"{fails.parent}:{os.environ['PATH']}")
        files = WorkspaceFiles(workspace)
        saved = files.save(NAME, "one\n", "")
        assert sorted(path.name for path in workspace.iterdir() if path.name != "plans") == [
            ".history", "program.yaml",
        ]  # fmt: skip
    files.save(NAME, "two\n", saved.version)
    assert "one\n" in files.texts_before(NAME)  # commits know the second only: no order in one
    assert git(workspace, "show", f"HEAD:{NAME}") == "two\n"


def test_the_folder_becomes_a_repository_that_anybody_can_read(workspace):
    need("git")
    (workspace / "program.yaml").write_text("title: P\n")
    (workspace / "output").mkdir()
    (workspace / "output/a.mp3").write_bytes(b"x")
    files = WorkspaceFiles(workspace)
    files.save(NAME, "one\n", "")
    assert git(workspace, "status", "--short") == ""
    assert git(workspace, "show", "HEAD:program.yaml") == "title: P\n"
    assert len(git(workspace, "log", "--oneline").splitlines()) == 2


@pytest.mark.parametrize("where", ["here", "above"])
def test_a_repository_of_someone_else_stays_as_it_is(workspace, where):
    need("git")
    git(workspace if where == "here" else workspace.parent, "init", "-q")
    files = WorkspaceFiles(workspace)
    saved = files.save("a.yaml", "one\n", "")
    files.save("a.yaml", "two\n", saved.version)
    assert files.texts_before("a.yaml") == ["one\n"]
    assert (workspace / ".history/a.yaml").is_dir()
    assert "your own git repository stays" in files.about_history
    refs = git(workspace, "for-each-ref")
    assert refs == ""


def test_a_repository_that_came_with_a_folder_runs_nothing_and_leads_nowhere(workspace, tmp_path):
    need("git")
    files = WorkspaceFiles(workspace)
    saved = files.save("a.yaml", "one\n", "")
    ran = tmp_path / "ran"
    (workspace / ".git/hooks").mkdir()
    hooks = ("reference-transaction", "post-index-change", "pre-commit", "post-commit")
    for hook in hooks:
        path = workspace / ".git/hooks" / hook
        path.write_text(f"#!/bin/sh\ntouch {ran}\n")
        path.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "gpg.program", "diff.external", "filter.x.clean",
                "core.editor", "core.sshCommand"):  # fmt: skip
        git(workspace, "config", key, f"touch {ran}")
    for key, value in (("commit.gpgSign", "true"), ("log.showSignature", "true")):
        git(workspace, "config", key, value)
    (workspace / ".gitattributes").write_text("* filter=x diff=x\n")
    again = WorkspaceFiles(workspace)
    again.save("a.yaml", "two\n", saved.version)
    assert again.texts_before("a.yaml") == ["one\n"]
    assert not ran.exists()

    outside = tmp_path / "outside"
    (workspace / ".git/refs").rename(outside)
    (workspace / ".git/refs").symlink_to(outside)
    before = sorted(outside.rglob("*"))
    linked = WorkspaceFiles(workspace)
    linked.save("a.yaml", "three\n", linked.version("a.yaml"))
    assert sorted(outside.rglob("*")) == before
    assert linked.texts_before("a.yaml") == ["two\n"]


def test_copies_are_never_written_through_a_link(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    outside = tmp_path / "outside"
    outside.mkdir()
    (workspace / ".history").symlink_to(outside)
    (workspace / "a.yaml").write_text("one\n")
    files = WorkspaceFiles(workspace)
    with pytest.raises(OutputError):
        files.save("a.yaml", "two\n", files.version("a.yaml"))
    assert list(outside.iterdir()) == []
    assert (workspace / "a.yaml").read_text() == "one\n"


LINES = st.lists(st.sampled_from("abcdef"), max_size=8).map(lambda found: "".join(
    f"{each}\n" for each in found))  # fmt: skip


@given(LINES, LINES)
def test_what_only_one_has_changed_is_taken(base, mine):
    assert merged(base, mine, base) == mine
    assert merged(base, base, mine) == mine
    assert merged(base, mine, mine) == mine
    assert settled(base, base, mine).text == mine


@given(LINES, LINES, LINES)
def test_it_does_not_matter_who_is_who(base, one, other):
    assert merged(base, one, other) == merged(base, other, one)


def test_changes_of_other_lines_are_both_taken_and_of_the_same_ones_neither():
    base = "a\nb\nc\nd\n"
    assert merged(base, "A\nb\nc\nd\n", "a\nb\nc\nD\ne\n") == "A\nb\nc\nD\ne\n"
    assert merged(base, "A\nb\nc\nd\n", "X\nb\nc\nd\n") is None
    assert merged(base, "a\nB\nc\nd\n", "a\nb\nC\nd\n") is None
    assert settled(base, "A\nb\nc\nd\n", "X\nb\nc\nd\n").how == "ask"


def test_words_that_two_change_are_merged_too(workspace):
    files = WorkspaceFiles(workspace)
    name = "templates/en/rest.cues.j2"
    saved = files.save(name, "a\nb\nc\n", "")
    edit = WordsEdit(EditedFile(files, ending="\n"))
    edit.take(OpenWords("rest", saved.text, True, name, saved.version, ()))
    edit.file.change("A\nb\nc\n")
    (workspace / name).write_text("a\nb\nC\n")
    assert edit.file.notice().how == "both"
    edit.file.save()
    assert (workspace / name).read_text() == "A\nb\nC\n"
    edit.file.change("A\nB\nC\n")
    (workspace / name).write_text("A\nX\nC\n")
    assert edit.file.notice().how == "ask"
    edit.file.keep_mine()
    assert (workspace / name).read_text() == "A\nB\nC\n"
    assert files.texts_before(name)[-1] == "A\nX\nC\n"
    (workspace / name).unlink()
    assert edit.file.settle().how == "removed"
    assert edit.file.notice() is None
    edit.file.save()
    assert (workspace / name).read_text() == "A\nB\nC\n"
    (workspace / name).write_bytes(b"\xff")  # no text
    edit.file.change("Z\n")
    with pytest.raises(OutputError):
        edit.file.save()
    assert edit.file.settle().how == "ask"
    edit.file.keep_mine()
    assert (workspace / name).read_text() == "Z\n"


def test_a_difference_is_read_line_by_line():
    now, then = "".join(f"{n}\n" for n in range(9)), "0\n1\n2\n3\nx\n5\n6\n7\n8\n"
    assert differences(now, then) == [
        ("same", "2"), ("same", "3"), ("gone", "- 4"), ("new", "+ x"), ("same", "5"),
        ("same", "6")]  # fmt: skip
    assert differences(now, now) == []

"""Voices on the coach's desk: hear, compare, take, and how words are said."""

from urllib.parse import urlsplit

import pytest
from voice_server import VoiceServer

from mmc_audio.errors import MmcError
from mmc_audio.plan.model import Plan
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.speech.config import preferred_voice
from mmc_audio.speech.voice_files.catalogue import catalogue
from mmc_audio.speech.voice_files.installed import ENGINES, files_folder
from mmc_audio.studio.sounds import Listening
from mmc_audio.studio.voices_desk import VoicesDesk, pace_of, with_word
from mmc_audio.studio.work import install_work
from mmc_audio.workspace.files import UNDONE, WorkspaceFiles


@pytest.fixture
def desk(workspace, monkeypatch):
    monkeypatch.chdir(workspace)
    return VoicesDesk(WorkspaceFiles(workspace))


def test_the_voices_that_are_like_people_come_first(desk):
    like = [each.engine in ENGINES for each in desk.voices("en")]
    assert like == sorted(like, reverse=True)
    assert like[0]


def test_all_that_can_speak_here_say_the_same_three_lines(desk):
    voices = desk.voices("en")
    assert {each.engine for each in voices} >= {"hibari", "espeak"}
    espeak = next(each for each in voices if each.engine == "espeak")
    wav = desk.hear([Overrides(espeak.engine, espeak.id)], "", "en")
    assert wav.startswith(b"RIFF")
    assert len(wav) > 200_000


def test_two_voices_say_a_line_one_after_the_other_each_at_its_pace(desk):
    def heard(*paces):
        return len(desk.hear([Overrides("espeak", "en-us", each) for each in paces], "Row.", "en"))

    slow, quick = heard(90), heard(240)
    assert slow > 1.2 * quick
    assert abs(heard(90, 240) - slow - quick) < 100
    with pytest.raises(MmcError):
        desk.hear([Overrides("espeak", "en-us")], "a" * 3000, "en")


def test_a_voice_is_used_from_now_on_and_keeps_its_pace(desk):
    desk.use(Overrides("espeak", "en-us", 130))
    chosen = preferred_voice()
    assert (chosen.engine, chosen.name, chosen.pace) == ("espeak", "en-us", 130)
    assert (desk.usual("en"), desk.pace()) == (("espeak", "en-us"), 130)
    assert Overrides().over(Plan(title="A", work=["squat"])).voice.pace == 130
    desk.use(Overrides("espeak", "en-us", 150))
    assert preferred_voice().pace is None


def test_what_can_be_installed_is_shown_with_its_licence(desk):
    offers = desk.offers("en")
    assert len(offers) > 5
    assert all("MB" in each.about for each in offers)


def test_a_word_is_said_in_another_way_and_forgotten_again(desk, workspace):
    (workspace / "lexicon.yaml").write_text("# mine\ncurl: kurl  # soft\n")
    desk.set_word("RDL", "Romanian deadlift")
    assert desk.lexicon() == {"curl": "kurl", "RDL": "Romanian deadlift"}
    job = desk.job(Overrides("espeak", "en-us", 150), "en")
    listening = Listening()
    try:
        longer, plain = listening.line("RDL", job), listening.line("Row", job)
    finally:
        listening.close()
    assert len(longer) > 1.5 * len(plain)
    desk.set_word("RDL", "")
    assert (workspace / "lexicon.yaml").read_text() == "# mine\ncurl: kurl  # soft\n"


@pytest.mark.parametrize(
    ("word", "said"), [("", "x"), ("x" * 300, "y"), ("a", "/not phonemes"), ("a", "b" * 300)]
)
def test_a_word_that_cannot_be_said_so_changes_nothing(desk, workspace, word, said):
    desk.set_word("RDL", "Romanian deadlift")
    before = (workspace / "lexicon.yaml").read_text()
    try:
        desk.set_word(word, said)
    except MmcError:
        assert (workspace / "lexicon.yaml").read_text() == before
    else:
        assert desk.lexicon()[word] == said


@pytest.mark.parametrize("typed", ["1", "79", "401", "", "fast", "-150", "1e2", "٣٠٠٠"])
def test_a_pace_that_no_voice_can_keep_is_refused(typed):
    with pytest.raises(MmcError, match="80 to 400"):
        pace_of(typed)


def test_a_lexicon_of_comments_takes_a_word(desk, workspace):
    (workspace / "lexicon.yaml").write_text("# no word yet\n")
    desk.set_word("RDL", "Romanian deadlift")
    assert desk.text() == "# no word yet\nRDL: Romanian deadlift\n"


def test_changes_of_the_lexicon_are_undone_one_after_the_other(desk):
    desk.set_word("RDL", "Romanian deadlift")
    desk.set_word("DB", "dumbbell")
    desk.undo()
    assert desk.lexicon() == {"RDL": "Romanian deadlift"}
    desk.undo()
    assert desk.lexicon() == {}
    with pytest.raises(MmcError):
        desk.undo()


def test_a_lexicon_is_taken_back_to_nothing_after_the_studio_was_started_anew(
    desk, workspace, monkeypatch
):
    monkeypatch.setattr("mmc_audio.workspace.git_history.shutil.which", lambda _: None)
    words = UNDONE + 2
    for number in range(words):
        desk.set_word(f"w{number}", "word")
    again = VoicesDesk(WorkspaceFiles(workspace))
    for number in range(words):
        assert len(again.lexicon()) == words - number
        again.undo()
    assert not (workspace / "lexicon.yaml").exists()
    (workspace / "lexicon.yaml").write_text("RDL: Romanian deadlift\n")
    assert not WorkspaceFiles(workspace).was_begun("lexicon.yaml")  # this one is somebody else's


def test_a_lexicon_that_was_there_before_is_never_taken_away(desk, workspace):
    (workspace / "lexicon.yaml").write_text("RDL: Romanian deadlift\n")
    with pytest.raises(MmcError, match="nothing to take back"):
        desk.undo()
    desk.set_word("DB", "dumbbell")
    desk.undo()
    assert desk.text() == "RDL: Romanian deadlift\n"


def test_words_in_a_text():
    assert with_word("", "a: b", "c # d") == '"a: b": "c # d"\n'
    assert with_word("a: b\n", "a", "") == "{}\n"
    assert with_word("{}\n", "a", "b") == "{a: b}\n"


def test_a_voice_that_is_another_than_was_published_is_not_installed(workspace, monkeypatch):
    files = {urlsplit(each.url).path: bytes(each.size) for each in catalogue()["fenrir"].files}
    with VoiceServer(files) as server:
        monkeypatch.setenv("MMC_AUDIO_VOICES_MIRROR", server.url)
        ended = install_work(workspace, "fenrir").run(lambda *_: None)
    assert ended.error == (
        "fenrir is not installed: what came is not what was published, and nothing of it was kept; "
        "press Install to try again later"
    )
    assert list(files_folder().glob("*")) == []


def test_a_voice_that_does_not_exist_is_not_installed(workspace):
    ended = install_work(workspace, "nobody").run(lambda *_: None)
    assert ended.report == {}
    assert "nobody" in ended.error

"""The limits in the player's scripts, each from both sides, in node: no browser, no waiting."""

import json
import subprocess
from pathlib import Path

import pytest

from mmc_audio.ledger.incoming import SETS_LIMIT
from mmc_audio.player.app import BODY_LIMIT

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "mmc_audio" / "player" / "static"
SAY = "(value) => { console.log(JSON.stringify(value)); process.exit(0); }"
SCRIPTS = ["score", "store", "deck", "stage", "checkin"]


@pytest.fixture
def js(node, tmp_path):
    """The value that JavaScript returns, with the player's scripts loaded."""

    def run(code):
        parts = [HERE / "page_stub.js", *(STATIC / f"{name}.js" for name in SCRIPTS)]
        texts = [path.read_text("utf-8") for path in parts]
        wanted = f"(async () => {{ {code} }})().then({SAY});"
        file = tmp_path / "run.js"
        file.write_text("\n".join([*texts, wanted]), "utf-8")
        done = subprocess.run([node, file], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


# What is kept on the phone


@pytest.mark.parametrize(("waiting", "sent"), [(1, 1), (200, 200), (201, 200), (450, 200)])
def test_at_most_200_check_ins_are_sent_at_once(js, waiting, sent):
    code = f"""
      const sizes = [];
      const outbox = new mmc.Outbox(async (sets) => {{ sizes.push(sets.length); return 200; }});
      const all = Array.from({{ length: {waiting} }}, (_, i) => ({{ id: String(i) }}));
      localStorage.setItem("mmc:checkins", JSON.stringify(all));
      await outbox.flush();
      return [sizes, outbox.waiting.length];
    """
    assert js(code) == [[sent], waiting - sent]
    assert sent <= SETS_LIMIT


def test_what_is_sent_at_once_is_no_more_than_the_server_reads(js):
    code = """
      const checkin = new mmc.CheckIn({ put() {} });
      const one = checkin.blank(scoreOf(section({})), section({}), mmc.localTime());
      const text = JSON.stringify({ ...one, felt: "elsewhere", session: "x".repeat(200) });
      return 200 * text.length;
    """
    assert js(code) < BODY_LIMIT


HOUR_MS = 3600 * 1000


@pytest.mark.parametrize(
    ("age_ms", "lately"),
    [(0, True), (4 * HOUR_MS - 1000, True), (4 * HOUR_MS + 1000, False), (-HOUR_MS, False)],
)
def test_a_session_is_gone_on_with_within_four_hours(js, age_ms, lately):
    code = f"""
      localStorage.setItem("mmc:at:a", JSON.stringify({{ when: Date.now() - {age_ms} }}));
      return mmc.playedLately("a");
    """
    assert js(code) is lately


@pytest.mark.parametrize(
    ("t", "resumed"), [(0, 0), (98.5, 98.5), (99, 0), (99.5, 0), (100, 0), (-3, 0)]
)
def test_a_session_that_is_all_but_over_begins_anew(js, t, resumed):
    code = f"""
      const score = scoreOf(section({{}}));
      mmc.savePosition(score, {t}, true);
      return mmc.position(score);
    """
    assert js(code) == resumed


@pytest.mark.parametrize(("into", "resumed"), [(30, 30), (58.9, 58.9), (59.5, 59), (90, 59)])
def test_in_a_shorter_rendering_the_set_is_kept(js, into, resumed):
    """The set now ends at 60 s: a second before that is the latest place in it."""
    code = f"""
      mmc.savePosition(scoreOf(section({{}})), {into}, true);
      const later = scoreOf(section({{ end_s: 60 }}), section({{ id: "two", start_s: 60 }}));
      later.session.version = "2";
      return mmc.position(later);
    """
    assert js(code) == resumed


# The deck


@pytest.mark.parametrize(
    ("does", "at", "lands"),
    [
        ("back", 50, 35), ("back", 15, 0), ("back", 10, 0),
        ("forward", 50, 65), ("forward", 84, 99), ("forward", 95, 99),
        ("previousOrRestart", 42.9, 0), ("previousOrRestart", 43.1, 40),
    ],
)  # fmt: skip
def test_a_jump_goes_as_far_as_it_says(js, does, at, lands):
    code = f"""
      const deck = new mmc.Deck(audioStub());
      deck.score = scoreOf(section({{ end_s: 40 }}), section({{ start_s: 40, stops: [40] }}));
      deck.audio.currentTime = {at};
      deck.{does}();
      return deck.audio.currentTime;
    """
    assert js(code) == lands


@pytest.mark.parametrize(
    ("to", "waits"), [(79.9, False), (80, True), (81.9, True), (82, False), (95, False)]
)
def test_it_waits_for_the_lifter_only_where_the_page_did_not_sleep(js, to, waits):
    """The place to wait is at 80 s; two seconds later the next set is under way."""
    code = f"""
      const deck = new mmc.Deck(audioStub());
      const later = section({{ start_s: 100, stops: [100], end_s: 200 }});
      deck.score = scoreOf(section({{ wait_s: 80 }}), later);
      mmc.settings.wait = true;
      deck.seen = 79;
      deck.audio.currentTime = {to};
      deck.look();
      return deck.waiting;
    """
    assert js(code) is waits


@pytest.mark.parametrize(("later_ms", "saved"), [(900, 20), (1100, 30)])
def test_the_place_is_kept_once_a_second(js, later_ms, saved):
    code = f"""
      let now = 5000;
      performance.now = () => now;
      const deck = new mmc.Deck(audioStub());
      deck.score = scoreOf(section({{}}));
      deck.audio.currentTime = 20;
      deck.look();
      now += {later_ms};
      deck.audio.currentTime = 30;
      deck.look();
      return mmc.position(deck.score);
    """
    assert js(code) == saved


# The check-in


@pytest.mark.parametrize(
    ("rest_s", "last", "asked"), [(12, False, True), (11.9, False, False), (0, True, True)]
)
def test_who_has_less_than_twelve_seconds_is_asked_only_after_the_last_set(js, rest_s, last, asked):
    code = f"""
      const checkin = new mmc.CheckIn({{ put() {{}} }});
      const one = section({{ work: [10, 50], end_s: 50 + {rest_s}, set: {3 if last else 1} }});
      checkin.setDone(scoreOf(one), one);
      return checkin.current !== null;
    """
    assert js(code) is asked


@pytest.mark.parametrize(("after_ms", "answered"), [(349, None), (351, "target")])
def test_the_second_half_of_a_double_tap_answers_nothing(js, after_ms, answered):
    code = f"""
      const checkin = new mmc.CheckIn({{ put() {{}} }});
      checkin.setDone(scoreOf(section({{}})), section({{}}));
      const one = checkin.current;
      checkin.tapped(0, checkin.turned + {after_ms});
      return one.felt;
    """
    assert js(code) == answered


# What is shown


@pytest.mark.parametrize(("reps", "gaps"), [(1, "1"), (2, "2"), (30, "30"), (31, "1"), (0, "1")])
def test_the_ring_has_a_gap_for_each_of_up_to_thirty_reps(js, reps, gaps):
    code = f"""
      const stage = new mmc.Stage();
      stage.segments({{ part: "work", section: section({{ reps_in_all: {reps} }}) }});
      return mmc.byId("ring-gaps").attributes.pathLength;
    """
    assert js(code) == gaps


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0:00"),
        (59.6, "1:00"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (3847, "1:04:07"),
        (-5, "0:00"),
    ],
)
def test_a_clock_has_hours_from_the_first_hour_on(js, seconds, shown):
    assert js(f"return mmc.clock({seconds});") == shown


@pytest.mark.parametrize(
    ("t", "part"), [(9.97, "ready"), (9.99, "work"), (49.97, "work"), (49.99, "rest")]
)
def test_a_seek_that_lands_a_hair_early_is_where_it_was_to_go(js, t, part):
    assert js(f"return scoreOf(section({{}})).at({t}).part;") == part

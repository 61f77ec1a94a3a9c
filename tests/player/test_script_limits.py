"""The limits in the player's scripts, each from both sides, in node: no browser, no waiting."""

import json
import re
import select
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.ledger.incoming import SETS_LIMIT, read_sets
from mmc_audio.library.single_page import one_script
from mmc_audio.plan.bounds import MAX_REPS
from mmc_audio.plan.choices import ProfileFlag, Talk
from mmc_audio.player.answers import BODY_LIMIT
from mmc_audio.player.assets import raw_page, texts

HERE = Path(__file__).parent
APP = '<script type="module" src="static/app.js"></script>'
EXPORTED = re.compile(r"^export (?:async )?(?:class|function|const) (\w+)", re.MULTILINE)
PATIENCE_S = 60


@pytest.fixture(scope="session")
def running_node(node, tmp_path_factory):
    """One node that has the player's modules, and all that they export as `mmc`."""
    names = {name for text in texts().values() for name in EXPORTED.findall(text)}
    modules = one_script(raw_page().replace(APP, ""), texts()).removesuffix("})();")
    script = tmp_path_factory.mktemp("modules") / "modules.js"
    stub = (HERE / "page_stub.js").read_text("utf-8")
    script.write_text(f"{stub}\n{modules}globalThis.mmc = {{ {', '.join(names)} }};\n}})();")
    command = [node, HERE / "in_node.js", script]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as it:
        yield it
        it.stdin.close()


@pytest.fixture
def js(running_node):
    """The value that JavaScript returns, in a world of its own that has the player's modules."""

    def run(code):
        running_node.stdin.write(json.dumps(code).encode() + b"\n")
        there, _, _ = select.select([running_node.stdout], [], [], PATIENCE_S)
        assert there, f"no answer within {PATIENCE_S} s"
        answer = json.loads(running_node.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["value"]

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
      const score = scoreOf(section({}));
      const one = mmc.asPlanned(score, mmc.tasksOf(score, score.sections[0])[0], mmc.localTime());
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


@pytest.mark.parametrize(("version", "extra"), [("1", 30), ("2", 0)])
def test_a_longer_rest_outlives_a_reload(js, version, extra):
    code = f"""
      mmc.savePosition(scoreOf(section({{}})), 60, true, 30);
      const again = scoreOf(section({{}}));
      again.session.version = "{version}";
      const deck = new mmc.Deck(audioStub());
      deck.load(again, "again.mp3", mmc.position(again));
      return deck.extra;
    """
    assert js(code) == extra


@pytest.mark.parametrize(("t", "asks"), [(48, False), (49.9, True), (60, True)])
def test_a_set_that_is_done_again_is_not_asked_about_meanwhile(js, t, asks):
    code = f"""
      const {{ checkin, score }} = asked();
      checkin.moment(score.at({t}));
      return !checkin.panel.hidden;
    """
    assert js(code) is asks


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
    set_ = 3 if last else 1
    code = f"return mmc.asks(section({{ work: [10, 50], end_s: 50 + {rest_s}, set: {set_} }}));"
    assert js(code) is asked


@pytest.mark.parametrize(("after_ms", "answered"), [(349, None), (351, "target")])
def test_the_second_half_of_a_double_tap_answers_nothing(js, after_ms, answered):
    code = f"""
      const {{ log, checkin, score }} = asked();
      checkin.tapped("target", checkin.turned + {after_ms});
      return log.entry(score.sections[0].key).felt;
    """
    assert js(code) == answered


# The log of the day


def test_a_set_is_logged_as_planned_by_itself(js):
    code = "const { log, score } = asked(); return log.entry(score.sections[0].key);"
    entry = js(code)
    assert (entry["reps"], entry["load"], entry["unit"]) == (10, 20, "kg")
    assert (entry["planned_reps"], entry["planned_load"], entry["source"]) == (10, 20, "planned")
    assert (entry["felt"], entry["skipped"]) == (None, False)
    ready = {**entry, "exercise": "biceps_curl"}
    assert read_sets(json.dumps({"sets": [ready]}))[0].planned_load == 20


def test_what_is_said_corrects_it_under_the_same_id_and_is_never_undone_by_hearing_it_again(js):
    code = """
      const { log, score, sent } = asked();
      const [key, one] = [score.sections[0].key, score.sections[0]];
      log.say(key, { reps: 8, felt: "both" });
      log.done(one);
      return [sent.map((entry) => entry.id === sent[0].id), log.entry(key)];
    """
    same, entry = js(code)
    assert same == [True, True]
    assert (entry["reps"], entry["felt"], entry["source"]) == (8, "both", "said")


def test_a_reload_logs_nothing_twice_and_another_day_begins_anew(js):
    code = """
      const { log, score, sent } = asked();
      const again = new mmc.SetLog(score, { put: (entry) => sent.push(entry) });
      again.done(score.sections[0]);
      const kept = JSON.parse(localStorage.getItem("mmc:done:a/b"));
      localStorage.setItem("mmc:done:a/b", JSON.stringify({ ...kept, day: "2020-01-01" }));
      again.done(score.sections[0]);
      return [sent.length, new Set(sent.map((entry) => entry.id)).size];
    """
    assert js(code) == [2, 2]


@pytest.mark.parametrize(
    ("what", "field", "value"),
    [("rep-", "reps", 9), ("rep+", "reps", 11), ("load-", "load", 17.5), ("load+", "load", 22.5)],
)
def test_a_tap_corrects_reps_or_load(js, what, field, value):
    code = f"""
      const {{ log, checkin, score }} = asked();
      checkin.toggleFixing();
      checkin.tap("{what}");
      return log.entry(score.sections[0].key);
    """
    entry = js(code)
    assert (entry[field], entry["source"]) == (value, "said")


@pytest.mark.parametrize(
    ("weight", "units", "shown"),
    [([20, "kg"], "lb", [45, "lb"]), ([22.5, "kg each"], "lb", [50, "lb each"]),
     ([4, "kg"], "lb", [9, "lb"]), ([225, "lb"], "kg", [102.5, "kg"]),
     ([15, "lb added"], "kg", [7, "kg added"]),
     ([20, "kg"], "", [20, "kg"]), ([20, "kg"], "kg", [20, "kg"]), ([4, "pin"], "lb", [4, "pin"])],
)  # fmt: skip
def test_a_load_in_another_unit_is_what_plates_add_up_to_and_is_logged_so(js, weight, units, shown):
    code = f"""
      const one = scoreOf(section({{}}));
      for (const time of one.session.times) time.weight = {json.dumps(weight)};
      const score = new mmc.Score(one.session, {json.dumps(units)});
      const entry = mmc.asPlanned(score, mmc.tasksOf(score, score.sections[0])[0], mmc.localTime());
      return [score.times[1].weight, [entry.planned_load, entry.unit]];
    """
    assert js(code) == [shown, shown]


def test_nothing_of_the_page_asks_the_browser_for_a_locale():
    """Its first format of a day took longer than all other work of the page."""
    slow = re.compile(r"toLocale|\bIntl\b|localeCompare")
    assert [name for name, text in texts().items() if slow.search(text)] == []


@pytest.mark.parametrize(
    ("unit", "step"),
    [("kg", 2.5), ("kg each", 2.5), ("lb", 5), ("lb added", 5), ("pin", 1), (None, 2.5)],
)
def test_a_load_changes_by_its_own_step(js, unit, step):
    assert js(f"return mmc.stepOf({json.dumps(unit)});") == step


def test_each_set_that_passed_while_the_phone_slept_is_logged_and_the_last_is_asked(js):
    code = """
      const sections = [0, 1, 2].map((n) => section({
        key: `curl/set-${n + 1}`, set: n + 1, start_s: 100 * n, end_s: 100 * n + 100,
        work: [100 * n + 10, 100 * n + 50],
      }));
      const deck = new mmc.Deck(audioStub());
      deck.score = scoreOf(...sections);
      const done = [];
      deck.onsetdone = (one) => done.push(one.set);
      deck.seen = 40;
      deck.audio.currentTime = 260;
      deck.look();
      return done;
    """
    assert js(code) == [1, 2, 3]


def test_what_was_left_out_and_what_was_missed_is_distinguished_at_the_end(js):
    code = """
      const sections = [1, 2, 3].map((n) => section({ key: `k${n}`, set: n }));
      const score = scoreOf(...sections);
      const log = new mmc.SetLog(score, { put() {} });
      log.done(sections[0]);
      log.say("k1", { felt: "target" });
      log.done(sections[1]);
      log.skip(sections[2]);
      const [row] = mmc.summary(score, log.entries);
      return [log.unanswered.map((one) => one.key), row.done, row.skipped, row.focused, row.reps];
    """
    assert js(code) == [["k2"], 2, 1, 10, 20]


@pytest.mark.parametrize(
    ("felt", "word"),
    [(["target"], "where it should be"), (["both", "both"], "Partly there"),
     (["both", "target"], "where it should be"), (["elsewhere"], "felt elsewhere")],
)  # fmt: skip
def test_the_line_for_next_time_is_about_what_was_felt(js, felt, word):
    entries = [{"skipped": False, "felt": one, "reserve": None} for one in felt]
    assert word in js(f"return mmc.nextTime({json.dumps(entries)})")


# A longer rest, and sets without a clock

REST = """
  const quietly = [[52, 53, "Rest."], [90, 91, "Ready"]];
  const deck = new mmc.Deck(audioStub());
  deck.score = scoreOf(section({ wait_s: 89.95 }), section({ key: "two",
    start_s: 100, end_s: 200, work: [110, 150] }));
  deck.score.lines = quietly;
  deck.score.times[2].quiets = [[55, 60], [63.3, 89.9]];
"""


def test_a_longer_rest_hears_its_last_silence_again_until_the_time_is_full(js):
    code = f"""
      {REST}
      deck.seen = deck.audio.currentTime = 60;
      deck.stretch(30);
      deck.stretch(15);
      let played = 0;
      while (deck.audio.currentTime < 95 && played < 400) {{
        deck.audio.currentTime += 0.25;
        played += 0.25;
        deck.look();
      }}
      return [played, deck.extra];
    """
    played, extra = js(code)
    assert played == pytest.approx(35 + 45, abs=0.3)
    assert extra == 0


@pytest.mark.parametrize("at", [56, 89.95, 92, 99.5])
def test_a_longer_rest_is_as_long_as_was_asked_wherever_it_is_asked_for(js, at):
    """Also within the words that end it: they are said again, behind the time asked for."""
    code = f"""
      {REST}
      deck.seen = deck.audio.currentTime = {at};
      deck.stretch(30);
      let played = 0;
      while (deck.score.timeAt(deck.audio.currentTime).kind === "rest" && played < 400) {{
        deck.audio.currentTime += 0.25;
        played += 0.25;
        deck.look();
      }}
      return [played, deck.extra, deck.score.timeAt(deck.audio.currentTime).kind];
    """
    played, extra, kind = js(code)
    assert played == pytest.approx(100 - at + 30, abs=0.3)
    assert (extra, kind) == (0, "ready")


def test_a_rest_that_ended_while_the_phone_slept_lengthens_no_other(js):
    code = f"""
      {REST}
      deck.seen = deck.audio.currentTime = 60;
      deck.stretch(30);
      deck.audio.currentTime = 120;
      deck.look();
      return [deck.extra, deck.audio.currentTime];
    """
    assert js(code) == [0, 120]


@pytest.mark.parametrize(
    ("t", "start", "lands"), [(70, 60, 70), (90.5, 60, 89.98), (90.5, 90.2, 91.02)]
)
def test_no_word_is_heard_from_its_middle(js, t, start, lands):
    code = f"{REST} return deck.score.outsideWords({t}, {start});"
    assert js(code) == pytest.approx(lands, abs=0.01)


@pytest.mark.parametrize(("at", "lands"), [(60, 75), (80, 88.8), (89.5, 89.5)])
def test_a_shorter_rest_never_jumps_into_the_countdown(js, at, lands):
    code = f"""
      {REST}
      deck.seen = deck.audio.currentTime = {at};
      deck.stretch(-15);
      return deck.audio.currentTime;
    """
    assert js(code) == pytest.approx(lands, abs=0.01)


def test_a_set_at_ones_own_pace_ends_when_the_listener_says_so(js):
    code = """
      const deck = new mmc.Deck(audioStub());
      deck.score = scoreOf(section({ self_paced: true }));
      deck.score.times[1].quiets = [[14.3, 49.9]];
      const done = [];
      deck.onsetdone = (one) => done.push(one.set);
      deck.seen = deck.audio.currentTime = 20;
      for (let i = 0; i < 400; i += 1) { deck.audio.currentTime += 0.25; deck.look(); }
      const held = deck.score.timeAt(deck.audio.currentTime).kind;
      deck.next();
      return [held, done, deck.audio.currentTime];
    """
    assert js(code) == ["work", [1], 50]


def test_a_set_that_nobody_ends_goes_on_by_itself(js):
    code = """
      const deck = new mmc.Deck(audioStub());
      deck.score = scoreOf(section({ self_paced: true }));
      deck.score.times[1].quiets = [[14.3, 49.9]];
      const done = [];
      deck.onsetdone = (one) => done.push(one.set);
      deck.seen = deck.audio.currentTime = 20;
      for (let i = 0; i < 2000 && !done.length; i += 1) {
        deck.audio.currentTime += 0.25;
        deck.look();
      }
      return done;
    """
    assert js(code) == [1]


def test_an_exercise_that_is_left_out_is_left_out_in_each_round_of_its_superset(js):
    code = """
      const of = (step, n, at) => section({
        key: `${step}/${n}`, step, exercise: step, set: n, start_s: at, end_s: at + 100,
        stops: [at], work: [at + 10, at + 50],
      });
      const deck = new mmc.Deck(audioStub());
      deck.score = scoreOf(of("a", 1, 0), of("b", 1, 100), of("a", 2, 200), of("b", 2, 300));
      deck.seen = deck.audio.currentTime = 20;
      const skipped = deck.skip().map((one) => one.key);
      const first = deck.audio.currentTime;
      deck.seen = deck.audio.currentTime = 201;
      deck.look();
      return [skipped, first, deck.audio.currentTime];
    """
    assert js(code) == [["a/1", "a/2"], 100, 300]


# Trouble


def test_trouble_stays_until_it_is_over_and_the_worst_is_shown(js):
    code = """
      const board = new mmc.Board();
      const seen = [];
      board.changed = () => seen.push(board.text);
      board.stand("late");
      board.stand("audio");
      board.over("late");
      board.over("audio");
      const named = Object.entries(mmc.TROUBLES);
      return seen.map((text) => (named.find((one) => one[1] === text) || [""])[0]);
    """
    assert js(code) == ["late", "audio", "audio", ""]


# The list of sessions


def test_sessions_are_grouped_by_program_and_found_by_words(js):
    code = """
      const one = (collection, title, date) => ({ collection, title, date, modified: 0 });
      const all = [
        one("legs", "Squat day", "2020-01-03"), one("pull", "Pull day", "2020-01-05"),
        one("legs", "Lunge day", "2020-01-04"),
      ];
      const titles = ([name, list]) => [name, list.map((session) => session.title)];
      const names = (asked) => mmc.grouped(all, asked).map(titles);
      return [names(""), names("DAY squat"), names("nothing")];
    """
    assert js(code) == [
        [["pull", ["Pull day"]], ["legs", ["Lunge day", "Squat day"]]],
        [["legs", ["Squat day"]]],
        [],
    ]


# What is shown


@pytest.mark.parametrize(("reps", "parts"), [(1, 1), (2, 2), (30, 30), (31, 1), (0, 1)])
def test_the_ring_has_a_gap_for_each_of_up_to_thirty_reps(js, reps, parts):
    code = f"""
      const score = scoreOf(section({{ reps_in_all: {reps}, beats: [[10, 10, 1, null]] }}));
      return mmc.ring(score.at(20)).parts;
    """
    assert js(code) == parts


MARK = """
  const time = (kind, start_s, end_s, more) => ({
    section: 0, id: null, kind, start_s, end_s, next: null, step: "swing", exercise: "curl",
    set: null, sets: null, role: null, part: null, side: null, round: null, rounds: 5,
    dose: "interval", load: null, weight: null, reps: null, tempo: null, self_paced: false,
    air: [], ...more,
  });
  const shown = (times, t) => {
    const rounds = section({ unit: "round", set: null, sets: null, reps: 5, reps_in_all: 5 });
    const score = new mmc.Score({ ...scoreOf(rounds).session, times });
    const all = mmc.stageOf(score, score.at(t), { waiting: false, extra: 0 });
    return [all.part, all.above, all.title, all.set, all.label, all.number, all.below, all.phase];
  };
"""


@pytest.mark.parametrize(
    ("t", "said"),
    [
        (5, ["work", "", "Biceps curl", "Round 1 of 5", "Work", "0:15", "then 0:10 rest", ""]),
        (22, ["rest", "Next", "Biceps curl", "Round 2 of 5", "Rest", "0:08", "then round 2", ""]),
        (35, ["work", "", "Biceps curl", "Round 2 of 5", "Work", "0:15", "", ""]),
    ],
)
def test_intervals_show_work_rest_round_and_what_comes(js, t, said):
    code = f"""
      {MARK}
      return shown([
        time("work", 0, 20, {{ round: 1, next: 2 }}), time("rest", 20, 30, {{ round: 1, next: 2 }}),
        time("work", 30, 50, {{ round: 2 }}),
      ], {t});
    """
    assert js(code) == said


def test_a_set_that_is_cut_into_sections_is_one(js):
    """A run of half an hour: one clock, one set in the plan, and one that is logged."""
    code = """
      const run = { set: 1, sets: 1, unit: null, reps: null, reps_in_all: null };
      const cut = scoreOf(
        section({ ...run, end_s: 100, work: [10, 100] }),
        section({ ...run, id: "two", start_s: 100, end_s: 220, work: [100, 200] }),
      );
      const times = cut.session.times.filter((one) => one.end_s > one.start_s)
        .map((one) => ({ ...one, dose: "time", next: one.start_s === 10 ? 2 : null }));
      const score = new mmc.Score({ ...cut.session, times });
      const [plan] = mmc.planOf(score);
      const all = mmc.stageOf(score, score.at(40), { waiting: false, extra: 0 });
      return [
        score.setsDoneBetween(0, 220).map((one) => one.id), plan.dose,
        all.number, all.below, all.ring.done,
      ];
    """
    assert js(code) == [["two"], "3:10 \N{MIDDLE DOT} 20 kg", "2:40", "", pytest.approx(30 / 190)]


@pytest.mark.parametrize(
    ("dose", "label"),
    [("amrap", "As many as you can"), ("rounds", "As many rounds as you can"),
     ("for_time", "Against the clock"), ("hold", "Hold"), ("emom", "Work"), (None, "Work")],
)  # fmt: skip
def test_work_by_the_clock_says_what_kind_it_is(js, dose, label):
    code = f'{MARK} return shown([time("work", 0, 60, {{ dose: {json.dumps(dose)} }})], 18)[4];'
    assert js(code) == label


@pytest.mark.parametrize(
    ("t", "label", "number"),
    [(1, "", "0:29"), (5, "Breathe in", "0:02"), (7.5, "Breathe out", "0:05"), (14, "", "0:16")],
)
def test_a_guided_breath_has_its_own_clock(js, t, label, number):
    code = f"""
      {MARK}
      const air = [["in", 5, 7], ["out", 7, 12]];
      const [part, , , , label, number] = shown([time("breath", 0, 30, {{ air }})], {t});
      return [part, label, number];
    """
    assert js(code) == ["breath", label, number]


@pytest.mark.parametrize(
    ("of", "words"),
    [({"weight": [20, "kg"]}, "20 kg"), ({"weight": [22.5, "kg each"]}, "22.5 kg each"),
     ({"weight": [4, "pin"]}, "pin 4"), ({"said": "65 %"}, "65 %"), ({}, "")],
)  # fmt: skip
def test_a_load_is_written_as_a_lifter_says_it(js, of, words):
    assert js(f"return mmc.loadWords({json.dumps({'weight': None, **of})});") == words


def test_each_muscle_group_of_the_catalogue_is_on_the_figure(js):
    groups = sorted({one.muscle_group for one in load_catalogue().exercises} - {""})
    code = f"return {json.dumps(groups)}.filter((one) => !mmc.figure(one).includes('glow'));"
    assert len(groups) > 15
    assert js(code) == []


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


# The places


@pytest.mark.parametrize(
    ("hash_", "place", "key"),
    [("", "", ""), ("#today", "today", ""), ("#you", "you", ""), ("#a/b", "train", "a/b"),
     ("#a%2Fb", "train", "a/b"), ("#a/100%", "train", "a/100%"), ("#gone", "train", "gone")],
)  # fmt: skip
def test_an_address_names_a_place_or_a_session(js, hash_, place, key):
    assert js(f"return mmc.addressed({json.dumps(hash_)})") == {"place": place, "key": key}


# Rounds against the clock

STATIONS = """
  const loaded = { exercise: "push_up", reps: 8, weight: [10, "kg"] };
  const stations = [loaded, { exercise: "plank", hold_s: 30 }];
  const names = {
    push_up: { name: "Push-up", phases: {}, muscle: "chest" }, plank: { name: "Plank", phases: {} },
  };
  const score = scoreOf(section({ exercise: "push_up", set: null, name: "Every minute" }));
  Object.assign(score.session.exercises, names);
  const [ready, work] = score.times;
  const round = (more) => ({ ...work, stations, dose: "emom", rounds: 4, weight: null, ...more });
  const still = { waiting: false, extra: 0 };
  const at = (time) => mmc.stageOf(score, { ...score.at(20), time, t: 20 }, still);
"""


def test_at_a_station_its_own_exercise_is_shown_with_its_reps(js):
    code = f"""{STATIONS}
      const shown = at(round({{ round: 2, station: 1, exercise: "push_up", reps: 8 }}));
      return [shown.title, shown.set, shown.dose, shown.muscle];
    """
    assert js(code) == ["Push-up", "Round 2 of 4", "8 reps", "chest"]


def test_where_all_are_done_in_each_round_all_are_shown(js):
    code = f"""{STATIONS}
      const time = round({{ round: 1, station: null, exercise: "push_up", reps: null }});
      const shown = at(time);
      score.works.set(score.sections[0], time);
      const [plan] = mmc.planOf(score);
      return [shown.title, shown.dose, shown.muscle, plan.name, plan.stations];
    """
    stations = ["8\N{NO-BREAK SPACE}Push-up, 10 kg", "30\N{NO-BREAK SPACE}s\N{NO-BREAK SPACE}Plank"]
    dose = " \N{MIDDLE DOT} ".join(stations)
    assert js(code) == ["Every minute", dose, None, "Every minute", stations]


def test_each_exercise_of_stations_is_logged_with_its_reps(js):
    """By turns, all in each round, and where nobody knows how many rounds there were."""
    code = f"""{STATIONS}
      const tasks = (...times) => {{
        score.times = times.map((more) => ({{ ...round(more), stations: both }}));
        const found = mmc.tasksOf(score, score.sections[0]);
        return found.map((one) => [one.key, one.exercise, one.reps]);
      }};
      const both = [stations[0], {{ exercise: "plank", reps: 5, hold_s: null, load: null }}];
      const turns = [1, 2, 3].map((n) => ({{ round: n, station: n === 2 ? 2 : 1 }}));
      const all = [1, 2, 3].map((n) => ({{ round: n, station: null }}));
      return [
        tasks(...turns), tasks(...all), tasks({{ dose: "for_time", round: null, rounds: 3 }}),
        tasks({{ dose: "amrap", round: null, rounds: null }}),
      ];
    """
    found = js(code)
    assert [[one[1] for one in each] for each in found] == [["push_up", "plank"]] * 4
    assert [[one[2] for one in each] for each in found] == [[16, 5], [24, 15], [24, 15], [0, 0]]
    assert found[0][0][0] + "/plank" == found[0][1][0]


def test_no_name_of_the_page_means_two_things():
    """All modules become one script: of two functions of one name the later would be called."""
    named = re.compile(
        r"^(?:export )?(?:async )?(?:function\*?|const|let|class) ([\w$]+)", re.MULTILINE
    )
    modules = [text for name, text in texts().items() if name.endswith(".js") and name != "sw.js"]
    names = Counter(name for text in modules for name in named.findall(text))
    assert [name for name, count in names.items() if count > 1] == []
    ids = Counter(re.findall(r'\bid="([^"]+)"', raw_page()))
    assert [id_ for id_, count in ids.items() if count > 1] == []


# Today, from the program's days

WEEK = {
    "today": "2026-11-30", "program": "Mine", "error": "", "refused": "",
    "days": [
        {"day": "2026-11-30", "rest": False, "week": 2, "deload": True, "key": "mine/a",
         "title": "A", "exercises": [], "error": ""},
        {"day": "2026-12-01", "rest": True},
        {"day": "2026-12-02", "rest": False, "week": 2, "deload": False, "key": None, "title": "B",
         "exercises": [], "error": "b.yaml:2:1: what; do"},
        {"day": "2026-12-03", "rest": False, "week": 2, "deload": False, "key": None, "title": "C",
         "exercises": [], "error": ""},
    ],
}  # fmt: skip


def test_the_strip_says_how_each_day_stands(js):
    found = js(f"return mmc.stripOf({json.dumps(WEEK)}, '2026-12-01')")
    assert [one["state"] for one in found] == ["rendered", "rest", "wrong", "planned"]
    assert [one["chosen"] for one in found] == [False, True, False, False]
    assert found[0]["label"] == "Today, A, ready to play"
    assert found[1]["label"] == "Tomorrow, rest"


@pytest.mark.parametrize(
    ("day", "playing", "refused", "can", "why"),
    [("2026-11-30", "", "", True, ""), ("2026-11-30", "mine/a", "", False, "You are training"),
     ("2026-11-30", "", "Not you.", False, "Not you."), ("2026-12-01", "", "", False, ""),
     ("2026-12-02", "", "Not you.", False, ""), ("2026-12-03", "mine/a", "", True, "")],
)  # fmt: skip
def test_a_day_can_be_rendered_unless_something_speaks_against_it(
    js, day, playing, refused, can, why
):
    week = json.dumps({**WEEK, "refused": refused})
    shown = js(f"return mmc.shownDay({week}, '{day}', '{playing}')")
    assert shown["can"] is can
    assert shown.get("why", "").startswith(why)


@pytest.mark.parametrize(
    ("chosen", "days", "shown"),
    [("2026-12-02", WEEK["days"], "2026-12-02"), ("2026-11-29", WEEK["days"], "2026-11-30"),
     ("", WEEK["days"][2:], "2026-12-02")],
)  # fmt: skip
def test_the_day_that_was_chosen_is_shown_while_it_is_there(js, chosen, days, shown):
    week = json.dumps({**WEEK, "days": days})
    assert js(f"return mmc.chosenDay({week}, '{chosen}')") == shown


# What is chosen in You


def test_one_choice_changes_one_setting(js):
    settings = {"engine": None, "voice": None, "pace": None, "talk": "full", "profile": []}
    given = json.dumps(settings)
    for name, value, changed in (
        ("voice", '["hibari","heart"]', {"engine": "hibari", "voice": "heart"}),
        ("voice", "", {}),
        ("pace", "120", {"pace": 120}),
        ("pace", "", {}),
        ("talk", "", {"talk": None}),
        ("profile", ["glaucoma"], {"profile": ["glaucoma"]}),
    ):
        code = f"return mmc.changedSettings({given}, {json.dumps(name)}, {json.dumps(value)})"
        assert js(code) == settings | changed


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0\u00a0B"), (999, "999\u00a0B"), (1000, "1\u00a0kB"), (999_999, "1000\u00a0kB"),
     (12_345_678, "12.3\u00a0MB")],
)  # fmt: skip
def test_sizes_are_said_in_their_unit(js, size, words):
    assert js(f"return mmc.sizeWords({size})") == words


@pytest.mark.parametrize(("name", "words"), [("FLAGS", ProfileFlag), ("TALKS", Talk)])
def test_the_page_offers_every_word_of_the_plan(js, name, words):
    offered = js(f"return mmc.{name}.map(([value]) => value)")
    assert set(offered) - {""} == {word.value for word in words}


def test_as_many_reps_are_corrected_as_a_plan_may_have(js):
    code = f"return mmc.corrected({{ reps: {MAX_REPS} }}, 'rep+')"
    assert js(code) == {"reps": MAX_REPS}


def test_a_rest_is_ten_minutes_longer_at_most(js):
    code = f"{REST} deck.seen = deck.audio.currentTime = 60; deck.stretch(590); deck.stretch(30);"
    assert js(f"{code} return deck.extra;") == 600

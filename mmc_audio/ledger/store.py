"""The practice ledger: what was done and how it felt, in one SQLite file on the user's machine.

    set_log                 one row for each set that was logged
      id          TEXT      UUID, made by whoever logged it: sent twice, it is kept once
      done_at     TEXT      when, local time with its offset (ISO 8601)
      day         TEXT      the local day (ISO 8601)
      session     TEXT      `collection/name` of the session, or empty
      exercise    TEXT      exercise id
      muscle      TEXT      muscle group, as the catalogue knew it then; or NULL
      set_number  INTEGER   from 1; or NULL
      reps        INTEGER   reps done
      felt        TEXT      where: 'target', 'both', 'elsewhere'; or NULL
      clarity     INTEGER   how clearly, 0 to 10; or NULL
      reserve     INTEGER   good reps left, 0 to 10; or NULL
      note        TEXT      the lifter's own words
      load          REAL    what was lifted, in `unit`; or NULL
      unit          TEXT    one of `library.weights.UNITS`; or NULL
      planned_reps  INTEGER what the plan asked for; or NULL
      planned_load  REAL    what the plan asked for, in `unit`; or NULL
      skipped       INTEGER 1: left out, 0: done
      source        TEXT    'said': a person said so; 'planned': logged as planned, nobody said more

Version 1 ended at `note`. A ledger of it is read as it is, and brought to version 2 when something
is logged; a copy of the old file is kept beside it first. Its sets were all said by a person.

`PRAGMA application_id` says that the file is a ledger, `PRAGMA user_version` which schema it has.
Each call opens the file, does one transaction and closes it: two programs that log at once wait for
each other and lose nothing. A file that is damaged, foreign or of a newer version is left alone.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from mmc_audio._lib.whole import write_whole
from mmc_audio.errors import InputError, OutputError
from mmc_audio.ledger.faults import fix
from mmc_audio.library.weights import UNITS

Felt = Literal["target", "both", "elsewhere"]
EntrySource = Literal["said", "planned"]

APPLICATION_ID = 0x6D6D634C
"""'mmcL' in ASCII."""

VERSION = 2
BUSY_MS = 60_000
"""How long to wait for other programs that are writing. SQLite's waiting is not fair: of 1,500
writers at once one had to wait for more than 10 s (measured)."""

MOST_OF_A_SESSION, MOST_OF_A_DAY, MOST = 500, 1_000, 500_000
"""Sets of one session on one day, of one day, and in all: more is not training, but somebody who
fills the disk. The last is 60 a day for over 20 years."""

_SCHEMA = """
CREATE TABLE set_log (
  id TEXT PRIMARY KEY,
  done_at TEXT NOT NULL,
  day TEXT NOT NULL,
  session TEXT NOT NULL,
  exercise TEXT NOT NULL,
  muscle TEXT,
  set_number INTEGER,
  reps INTEGER NOT NULL CHECK (reps BETWEEN 0 AND 1000),
  felt TEXT CHECK (felt IN ('target', 'both', 'elsewhere')),
  clarity INTEGER CHECK (clarity BETWEEN 0 AND 10),
  reserve INTEGER CHECK (reserve BETWEEN 0 AND 10),
  note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX set_log_day ON set_log (day);
"""

_UNITS = ", ".join(f"'{unit}'" for unit in UNITS)
_SINCE_2 = f"""
ALTER TABLE set_log ADD COLUMN load REAL CHECK (load BETWEEN 0 AND 2000);
ALTER TABLE set_log ADD COLUMN unit TEXT CHECK (unit IN ({_UNITS}));
ALTER TABLE set_log ADD COLUMN planned_reps INTEGER CHECK (planned_reps BETWEEN 0 AND 1000);
ALTER TABLE set_log ADD COLUMN planned_load REAL CHECK (planned_load BETWEEN 0 AND 2000);
ALTER TABLE set_log ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1));
ALTER TABLE set_log ADD COLUMN source TEXT NOT NULL DEFAULT 'said'
  CHECK (source IN ('said', 'planned'));
"""
"""What version 2 has more than version 1."""


@dataclass(frozen=True, slots=True)
class SetRecord:
    """One set that was done. The fields are the columns of `set_log`."""

    id: str
    done_at: str
    day: str
    session: str
    exercise: str
    muscle: str | None
    set_number: int | None
    reps: int
    felt: Felt | None = None
    clarity: int | None = None
    reserve: int | None = None
    note: str = ""
    load: float | None = None
    unit: str | None = None
    planned_reps: int | None = None
    planned_load: float | None = None
    skipped: bool = False
    source: EntrySource = "said"

    @property
    def is_focused(self) -> bool:
        """Whether the set counts as focused: if it was done, and not felt only elsewhere.

        Of a set that was logged as planned nobody has said where it was felt: it does not count.
        """
        unknown = self.felt is None and self.source == "planned"
        return not (self.skipped or unknown or self.felt == "elsewhere")

    @property
    def focused_reps(self) -> int:
        """Reps that count as focused: all of a focused set."""
        return self.reps if self.is_focused else 0


COLUMNS = tuple(field.name for field in fields(SetRecord))
_SKIPPED = COLUMNS.index("skipped")
_UPSERT = (
    f"INSERT INTO set_log ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))}) "
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in COLUMNS[1:])}"
)
COLUMNS_OF = {1: COLUMNS[: COLUMNS.index("load")], VERSION: COLUMNS}
_SELECT = "SELECT {} FROM set_log ORDER BY julianday(done_at), rowid"
"""By the moment, whatever its offset; what was logged at once stays in the order given."""


def default_path() -> Path:
    """Where the user's ledger is."""
    from platformdirs import user_data_path

    return user_data_path("mmc-audio", appauthor=False) / "practice.sqlite3"


class Ledger:
    """The practice ledger in one file, which is made when the first set is logged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writing = Lock()
        """Threads wait for each other here, in order of their coming, before they do in SQLite."""

    def record(self, records: Sequence[SetRecord]) -> None:
        """Keep `records`, all or none. One with an id that is known replaces what it said before.

        Raises:
            InputError: if a value is out of its range or no text, or there are too many.
            OutputError: if the file cannot be written, is damaged, or is none of ours.
        """
        self._make_folder()
        with self._writing, self._opened() as ledger:
            self._bring_up_to_date(ledger)
            try:
                ledger.executemany(_UPSERT, [astuple(record) for record in records])
            except (sqlite3.IntegrityError, UnicodeError) as error:
                raise InputError(f"a set that cannot be logged: {error}; fix it") from error
            for day in sorted({record.day for record in records}):
                _refuse_too_many(ledger, day)

    def remove(self, ids: Iterable[str]) -> None:
        """Delete sets; their bytes in the file are written over with zeros."""
        with self._writing, self._opened() as ledger:
            ledger.execute("PRAGMA secure_delete = ON")
            ledger.executemany("DELETE FROM set_log WHERE id = ?", [(id_,) for id_ in ids])

    def records(self) -> list[SetRecord]:
        """All sets, in the order in which they were done; none if there is no ledger yet.

        Raises:
            OutputError: if the file is damaged, or is none of ours.
        """
        with self.reading() as ledger:
            if ledger is None:
                return []
            columns = COLUMNS_OF[_version(ledger) or VERSION]
            return [_record(row) for row in ledger.execute(_SELECT.format(", ".join(columns)))]

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """The ledger as it is now, to ask it; None if there is none yet.

        Raises:
            OutputError: if the file is damaged, or is none of ours.
        """
        if not self._is_begun():
            yield None
            return
        with self._opened("DEFERRED") as ledger:
            yield ledger

    def _is_begun(self) -> bool:
        try:
            return self.path.stat().st_size > 0
        except FileNotFoundError:
            return False

    def _make_folder(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"cannot make {self.path.parent}: {error.strerror}; free the way to it"
            ) from error

    @contextmanager
    def _opened(self, lock: str = "IMMEDIATE") -> Iterator[sqlite3.Connection]:
        """The ledger within one transaction, which is undone when something fails."""
        try:
            with closing(self._connect()) as ledger:
                ledger.execute(f"BEGIN {lock}")
                self._prepare(ledger)
                yield ledger
                ledger.execute("COMMIT")
        except sqlite3.Error as error:
            raise OutputError(f"the practice ledger {self.path}: {fix(error)}") from error

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=BUSY_MS / 1000, isolation_level=None)

    def _prepare(self, ledger: sqlite3.Connection) -> None:
        """Make the tables in an empty file; raise if what is there is not ours or is newer."""
        (application,) = ledger.execute("PRAGMA application_id").fetchone()
        version = _version(ledger)
        (tables,) = ledger.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not application and not version and not tables:
            _execute(ledger, _SCHEMA + _SINCE_2)
            ledger.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            ledger.execute(f"PRAGMA user_version = {VERSION}")
        elif application != APPLICATION_ID or version < 1:
            raise OutputError(f"{self.path} is no practice ledger; move it out of the way")
        elif version > VERSION:
            raise OutputError(
                f"the practice ledger {self.path} was written by a newer mmc-audio"
                f" (schema {version}, this one knows {VERSION}); update mmc-audio"
            )

    def _bring_up_to_date(self, ledger: sqlite3.Connection) -> None:
        """Bring a ledger of version 1 to this one, within the transaction that is open.

        Nobody else can write meanwhile, and nothing was written yet: the file is a whole copy.
        """
        if _version(ledger) == VERSION:
            return
        try:
            write_whole(self.copy_of(_version(ledger)), self.path.read_bytes())
        except OSError as error:
            raise OutputError(
                f"cannot keep a copy of {self.path} beside it: {error.strerror}; nothing was logged"
            ) from error
        _execute(ledger, _SINCE_2)
        ledger.execute(f"PRAGMA user_version = {VERSION}")

    def copy_of(self, version: int) -> Path:
        """Where the ledger is kept as it was before it was brought to this version."""
        return self.path.with_name(f"{self.path.name}.version-{version}")


def _version(ledger: sqlite3.Connection) -> int:
    version: int = ledger.execute("PRAGMA user_version").fetchone()[0]
    return version


def _execute(ledger: sqlite3.Connection, statements: str) -> None:
    """One after the other within the open transaction, which `executescript` would end."""
    for statement in statements.strip().split(";\n"):
        ledger.execute(statement)


def _record(row: Sequence[Any]) -> SetRecord:
    """A row of either version; SQLite knows no truth values."""
    values = list(row)
    values[_SKIPPED : _SKIPPED + 1] = map(bool, values[_SKIPPED : _SKIPPED + 1])
    return SetRecord(*values)


def _refuse_too_many(ledger: sqlite3.Connection, day: str) -> None:
    """Raise InputError if a session of `day`, the day or the whole ledger has too many sets."""
    counts = ledger.execute("SELECT count(*) FROM set_log WHERE day = ? GROUP BY session", (day,))
    of_sessions = [count for (count,) in counts]
    (in_all,) = ledger.execute("SELECT count(*) FROM set_log").fetchone()
    for count, most, what in (
        (max(of_sessions, default=0), MOST_OF_A_SESSION, f"one session of {day}"),
        (sum(of_sessions), MOST_OF_A_DAY, day),
        (in_all, MOST, "the whole ledger"),
    ):
        if count > most:
            raise InputError(f"{count} sets for {what}, more than {most}; nothing was logged")

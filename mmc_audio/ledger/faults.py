"""What is wrong with a ledger's file, and what to do, from SQLite's own code."""

import sqlite3

_FIXES = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space, nothing that was logged is lost",
    sqlite3.SQLITE_BUSY: "another program holds it; try again when that one is done",
    sqlite3.SQLITE_READONLY: "it cannot be written; fix its permissions",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; fix its permissions or move it away",
    sqlite3.SQLITE_NOTADB: "it is damaged or no ledger; move it away, and keep it: a new one is"
    " begun, and 'sqlite3 OLD .recover' may save what was in it",
}
_FIXES[sqlite3.SQLITE_CORRUPT] = _FIXES[sqlite3.SQLITE_NOTADB]


def fix(error: sqlite3.Error) -> str:
    """What is wrong and what to do, from SQLite's own code."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _FIXES.get(code, f"{error}; keep a copy of the file before anything else")

"""Movement files become whole records: a family holds the words, a variation what differs.

A file has `usual:` (what its exercises share) and `exercises:`. An entry with `like: ID` starts
from that entry, of whatever file, and overrides what it writes; mappings are merged key by key.
A value of null takes an inherited one away. `{muscle}` and `{Muscle}` in a family's words stand
for the `muscle_call` of each of its variations.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Record = dict[str, Any]

NOT_INHERITED = frozenset({"id", "name", "aliases", "note", "sport_links"})
"""What belongs to one exercise alone."""


def records(files: Mapping[str, Mapping[str, Any]]) -> list[Record]:
    """The whole record of every entry of the movement files, in their order.

    Args:
        files: parsed movement files by family, such as `curls`.

    Raises:
        ValueError: for an id that is there twice, a `like` that is not there, or a circle.
    """
    return whole_records(entries_of(files))


def entries_of(files: Mapping[str, Mapping[str, Any]]) -> dict[str, Record]:
    """The entries of the movement files by id, each with what its file's exercises share.

    Raises:
        ValueError: for an id that is there twice.
    """
    entries: dict[str, Record] = {}
    for family, data in files.items():
        for entry in data.get("exercises") or ():
            if entry["id"] in entries:
                raise ValueError(f"{family}: the exercise {entry['id']} is there twice")
            entries[entry["id"]] = _own(entry, data.get("usual") or {})
    return entries


def whole_records(entries: Mapping[str, Record]) -> list[Record]:
    """Each entry with what it has from the one that it is like, in their order.

    Raises:
        ValueError: for a `like` that is not there, or a circle.
    """
    return [named(_whole(entry, entries, ())) for entry in entries.values()]


def named(record: Record) -> Record:
    """`record` with its own muscle where its family says `{muscle}`."""
    call = str(record.get("muscle_call", ""))
    return dict(_filled(record, {"{muscle}": call, "{Muscle}": call.capitalize()}))


def _filled(value: Any, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - any part of a record
    if isinstance(value, Mapping):
        return {key: _filled(part, words) for key, part in value.items()}
    if isinstance(value, str):
        for mark, word in words.items():
            value = value.replace(mark, word)
    return value


def _own(entry: Record, usual: Record) -> Record:
    """What an entry says itself; the usual values of a file are for entries of no other kind."""
    return dict(entry) if "like" in entry else merged(usual, entry)


def _whole(entry: Record, entries: Mapping[str, Record], seen: tuple[str, ...]) -> Record:
    parent = entry.get("like")
    if parent is None:
        return {**entry, "family": entry.get("family", entry["id"])}
    if parent not in entries or parent in seen:
        raise ValueError(f"{entry['id']}: there is no exercise {parent} to be like")
    whole = _whole(entries[parent], entries, (*seen, entry["id"]))
    shared = {key: value for key, value in whole.items() if key not in NOT_INHERITED}
    return merged(shared, {key: value for key, value in entry.items() if key != "like"})


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> Record:
    """`below` with what `above` writes in its place."""
    result = dict(below)
    for key, value in above.items():
        inner = result.get(key)
        both = isinstance(inner, Mapping) and isinstance(value, Mapping)
        result[key] = merged(inner, value) if both else value  # type: ignore[arg-type]
    return dict(_without_nulls(result, above))


def _without_nulls(result: Record, above: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """All but what `above` takes away; a null that the family itself has, stays."""
    for key, value in result.items():
        if value is not None or key not in above or key in ("tempo", "load_pct_1rm"):
            yield key, value

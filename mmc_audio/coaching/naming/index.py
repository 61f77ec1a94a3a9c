"""Which entries have which names, by the parts of the names; plain data that is kept as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mmc_audio.coaching.naming.parts import key_of, parts_of_name
from mmc_audio.coaching.naming.stems import words_of
from mmc_audio.coaching.naming.tables import NameTables

SHORTEST_HEAD = 3

Row = tuple[str, list[str]]
"""An entry's id, and what must be asked for in a name that means it."""


def keys(records: Iterable[Mapping[str, Any]], tables: NameTables) -> dict[str, list[Row]]:
    """By the words of a name, the entries that it may mean, ids and names before aliases."""
    index: dict[str, list[Row]] = {}
    every = list(records)
    for aliases in (False, True):
        for record in every:
            for name in _names(record, aliases=aliases):
                found = parts_of_name(name, tables)
                said = (found.words, found.muscles, found.details, found.manners)
                rows = index.setdefault(key_of(*said), [])
                row = (record["id"], sorted(found.asked))
                if row not in rows:
                    rows.append(row)
    return index


def heads(records: Iterable[Mapping[str, Any]], tables: NameTables) -> list[str]:
    """Words that name a movement by themselves: the last ones of the entries' names."""
    lasts = (parts_of_name(record["name"], tables).words[-1:] for record in records)
    return sorted({word for last in lasts for word in last if len(word) >= SHORTEST_HEAD})


def vocabulary(records: Iterable[Mapping[str, Any]], tables: NameTables) -> list[str]:
    """Every word that a name may have, for putting misspelt ones right."""
    words = {word for record in records for name in _all(record) for word in words_of(name)}
    known = (tables.short, tables.spelling, tables.phrases)
    words |= {word for table in known for phrase in table for word in phrase.split()}
    words |= {*tables.spelling.values(), *tables.spelt}
    return sorted(words)


def _all(record: Mapping[str, Any]) -> Iterator[str]:
    yield from _names(record, aliases=False)
    yield from _names(record, aliases=True)


def _names(record: Mapping[str, Any], *, aliases: bool) -> Iterable[str]:
    if aliases:
        return record.get("aliases") or ()
    return (record["id"].replace("_", " "), record["name"])

"""The voices that a script names."""

from collections.abc import Callable
from dataclasses import replace

from mmc_audio.errors import Place, UnavailableError
from mmc_audio.script.model import Block, Item, Script, Setting

Resolve = Callable[[str], str]
"""Gives the engine's id of a voice by the name that a person wrote."""


def with_voices(script: Script, resolve: Resolve) -> Script:
    """`script` with what each `@voice` names replaced by the voice's id.

    Raises:
        UnavailableError: from `resolve`, with the place of the setting.
    """
    sections = (replace(s, items=_items(s.items, resolve)) for s in script.sections)
    settings = tuple(_setting(setting, resolve) for setting in script.settings)
    return Script(tuple(sections), settings)


def _items(items: tuple[Item, ...], resolve: Resolve) -> tuple[Item, ...]:
    return tuple(_item(item, resolve) for item in items)


def _item(item: Item, resolve: Resolve) -> Item:
    if isinstance(item, Block):
        return replace(item, items=_items(item.items, resolve))
    return _setting(item, resolve) if isinstance(item, Setting) else item


def _setting(setting: Setting, resolve: Resolve) -> Setting:
    if setting.name != "voice":
        return setting
    try:
        return replace(setting, value=resolve(setting.value))
    except UnavailableError as error:
        place = Place(setting.source.file, setting.source.line)
        raise UnavailableError(error.what, error.place or place) from error

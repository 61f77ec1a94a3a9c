"""The texts of moments, remembered: after a change only those that changed are rendered again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from mmc_audio.templates.files import Library
from mmc_audio.templates.rendering import Moment, Options, RenderedText, render_from

MOST = 5_000
"""Moments that are remembered: some ten long plans."""


@dataclass(slots=True)
class RememberedTexts:
    """Renders moments as `render_from`, each only once while templates and options stay."""

    _known: dict[str, RenderedText] = field(default_factory=dict)
    _made_with: str = ""
    rendered: int = 0
    """How many moments the last call had to render."""

    def __call__(
        self, library: Library, moments: Sequence[Moment], *, options: Options | None = None
    ) -> list[RenderedText]:
        """The text of each moment.

        Raises:
            TemplateError: as `render_from`; ManyErrors of them.
        """
        self._forget_if_changed(library, options)
        keys = [_key(moment) for moment in moments]
        missing = {k: m for k, m in zip(keys, moments, strict=True) if k not in self._known}
        self.rendered = len(missing)
        made = render_from(library, list(missing.values()), options=options)
        self._known |= dict(zip(missing, made, strict=True))
        return [self._known[key] for key in keys]

    def _forget_if_changed(self, library: Library, options: Options | None) -> None:
        digest = blake2b(json.dumps(options or {}, sort_keys=True, default=str).encode())
        for name, text in sorted(library.texts().items()):
            digest.update(f"{name}\0{text}\0".encode("utf-8", "surrogatepass"))
        made_with = digest.hexdigest()
        if made_with != self._made_with or len(self._known) > MOST:
            self._known.clear()
        self._made_with = made_with


_as_key = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
"""A megabyte is written for each keystroke of an hour's plan."""


def _key(moment: Moment) -> str:
    return _as_key(
        [moment.template, moment.context, moment.seed, dict(moment.ids), dict(moment.options)]
    )

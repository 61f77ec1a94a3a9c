"""Settings on the page: the user's own, as the command line knows them, and how voices sound."""

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from anyio import to_thread
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mmc_audio.errors import InputError, MmcError, UnavailableError
from mmc_audio.plan.bounds import PACES
from mmc_audio.player.answers import body_of, conditional, read_sent, text_answer
from mmc_audio.player.permission import WritePermission
from mmc_audio.rendering.preferences import checked
from mmc_audio.speech.config import config_file, config_table, preferred_voice
from mmc_audio.speech.find import find_engine, resolve_voice
from mmc_audio.speech.prefer import (
    ConfigChangedError,
    ConfigText,
    can_undo,
    read_config,
    undo_config,
    write_config,
)

LANGUAGE = "en"
"""Of the voices that are offered, as of the page."""

TEXTS = ("talk", "rest", "plate_step")

ShortText = Annotated[str, Field(min_length=1, max_length=200)]
NOTHING_CHANGED = "nothing was changed"


class Settings(BaseModel):
    """What the page shows and sets; None: as plans say, else the default."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    engine: ShortText | None = None
    voice: ShortText | None = None
    pace: Annotated[int, Field(ge=PACES[0], le=PACES[-1])] | None = None
    talk: ShortText | None = None
    rest: ShortText | None = None
    profile: Annotated[list[ShortText], Field(max_length=20)] = []
    plate_step: ShortText | None = None

    @classmethod
    def now(cls) -> "Settings":
        """As they are.

        Raises:
            UnavailableError: naming the file and what is invalid in it.
        """
        preferred_voice()  # raises where the file is invalid
        voice, training = config_table("voice"), config_table("training")
        checked(training)
        texts = {key: str(training[key]) for key in TEXTS if key in training}
        named = {"engine": voice.get("engine"), "voice": voice.get("name")}
        try:
            profile = _listed(training.get("profile", []))
            return cls(**named, pace=voice.get("pace"), profile=profile, **texts)
        except ValidationError as error:
            first = error.errors()[0]
            what = f"{first['loc'][0]}: {first['msg']}; fix it"
            raise UnavailableError(f"{config_file()}: {what}") from error

    def tables(self) -> Mapping[str, Mapping[str, Any]]:
        """As the configuration has them.

        Raises:
            InputError: if one of them is no setting.
        """
        training = {"talk": self.talk, "rest": self.rest, "plate_step": self.plate_step}
        said = training | {"profile": self.profile or None}
        try:
            checked({key: value for key, value in said.items() if value is not None})
        except MmcError as error:
            raise InputError(error.what) from error
        if bool(self.voice) != bool(self.engine):
            raise InputError("a voice is named with its engine; choose it from the list")
        voice = {"engine": self.engine, "name": self.voice, "pace": self.pace}
        return {"voice": voice, "training": said}


def _listed(value: object) -> list[str]:
    """One flag may be written without a list around it."""
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


class Sample(BaseModel):
    """A voice to be heard."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    engine: ShortText | None = None
    voice: ShortText | None = None
    pace: Annotated[int, Field(ge=PACES[0], le=PACES[-1])] | None = None


class SettingsRoom:
    """The answers about settings.

    Args:
        permission: who may change them.
    """

    def __init__(self, permission: WritePermission) -> None:
        self._permission = permission

    @property
    def routes(self) -> list[Route]:
        """The addresses of these answers."""
        return [
            Route("/api/settings", conditional(self.shown)),
            Route("/api/settings", self.change, methods=["POST"]),
            Route("/api/settings/undo", self.undo, methods=["POST"]),
            Route("/api/voices", conditional(self.voices)),
            Route("/api/sample", self.sample, methods=["POST"]),
        ]

    async def shown(self, request: Request) -> Response:
        """The settings, their version, and why this page may not change them."""
        return text_answer(await to_thread.run_sync(self._shown, request))

    def _shown(self, request: Request) -> str:
        error, now = "", Settings()
        try:
            version = read_config().version
            now = Settings.now()
        except MmcError as wrong:
            version, error = "", str(wrong)
        data = {
            "settings": now.model_dump(),
            "version": version,
            "can_undo": can_undo(),
            "refused": error or self._permission.why_not(request.headers),
        }
        return json.dumps(data)

    async def change(self, request: Request) -> Response:
        """Write settings, if the file is the one that the page has seen (If-Match)."""
        if refusal := self._permission.refusal(request.headers):
            return refusal
        sent = read_sent(Settings, await body_of(request), "settings", NOTHING_CHANGED)
        wanted = await to_thread.run_sync(_wanted, sent)
        return await self._written(request, lambda version: write_config(wanted, version))

    async def undo(self, request: Request) -> Response:
        """Have the settings that were there before."""
        if refusal := self._permission.refusal(request.headers):
            return refusal
        return await self._written(request, undo_config)

    async def _written(self, request: Request, write: Callable[[str], ConfigText]) -> Response:
        seen = request.headers.get("if-match")
        if seen is None:
            raise InputError("If-Match is missing; send the version of what was seen")
        try:
            await to_thread.run_sync(write, seen.strip('"'))
        except ConfigChangedError as changed:
            return text_answer(json.dumps({"error": f"{str(changed).capitalize()}."}), 412)
        return await self.shown(request)

    async def voices(self, _request: Request) -> Response:
        """The voices that can speak here, and the one that speaks where a plan names none."""
        return text_answer(await to_thread.run_sync(_voices))

    async def sample(self, request: Request) -> Response:
        """Three lines of a session, spoken by a voice, as MP3."""
        if refusal := self._permission.refusal(request.headers):
            return refusal
        wanted = read_sent(Sample, await body_of(request), "voice", NOTHING_CHANGED)
        return Response(await to_thread.run_sync(_spoken, wanted), media_type="audio/mpeg")


def _wanted(sent: Settings) -> Mapping[str, Mapping[str, Any]]:
    """What to write.

    Raises:
        InputError: if one of the settings is none.
        UnavailableError: if a voice is chosen that cannot speak here: no session would render.
    """
    tables, now = sent.tables(), Settings.now()
    if sent.engine and (sent.engine, sent.voice) != (now.engine, now.voice):
        resolve_voice(find_engine(sent.engine), sent.voice, LANGUAGE)
    return tables


def _voices() -> str:
    from mmc_audio.speech.usual import usual_voice
    from mmc_audio.speech.voice_list import voices_here

    usual = usual_voice(None, LANGUAGE)
    voices = [
        {"engine": one.engine, "id": one.id, "label": one.label} for one in voices_here(LANGUAGE)
    ]
    return json.dumps(
        {"voices": voices, "usual": {"engine": usual.engine.name, "id": usual.voice.id}}
    )


def _spoken(wanted: Sample) -> bytes:
    from mmc_audio.rendering.say import as_mp3
    from mmc_audio.rendering.try_voice import tried
    from mmc_audio.speech.usual import usual_voice

    if wanted.engine and wanted.voice:
        return as_mp3(tried(wanted.voice, wanted.engine, LANGUAGE, wanted.pace))
    usual = usual_voice(None, LANGUAGE)
    return as_mp3(tried(usual.voice.id, usual.engine.name, LANGUAGE, wanted.pace))

"""Clients, a folder for each: what they train and when, what is theirs in it, what came back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from glob import escape
from pathlib import Path

from mmc_audio._lib.atomic import as_output_error
from mmc_audio.batch.journal import PlanState
from mmc_audio.batch.run import Batch, batch_states
from mmc_audio.errors import InputError, MmcError, PlanError
from mmc_audio.ledger.store import Ledger, SetRecord
from mmc_audio.library.names import everywhere
from mmc_audio.plan.editing.rows import title_of
from mmc_audio.rendering.memory import LOG_NAME
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.rendering.usual_formats import usual_formats
from mmc_audio.speech.pool import cores
from mmc_audio.studio.check_ins import sets_in
from mmc_audio.studio.differences import LineNote, differences, lines_changed
from mmc_audio.studio.program_desk import ProgramDesk, ProgramOwner
from mmc_audio.workspace.days import USUAL, is_program
from mmc_audio.workspace.files import WorkspaceFiles

FOLDER = "clients"
"""In the workspace: a folder for each client, with their plans, program and practice log."""
OUTPUT = "output/clients"
"""Where their sessions are rendered to: a folder for each."""
DAYS = 14
"""So many days from today on are looked at."""
NO_PLANS = ("lexicon.yaml", USUAL)


@dataclass(frozen=True, slots=True)
class ClientPlan:
    """One plan of a client."""

    client: str
    file: str
    title: str
    days: tuple[date, ...]
    """On which of the coming days it is trained, as the client's program says."""
    shared: str
    """The plan of all that it was made from: the one of the same file name; empty for none."""
    changed: int
    """Lines in which it differs from that."""
    wrong: str = ""
    """Why its days are not known."""


@dataclass(frozen=True, slots=True)
class ClientPractice:
    """What came back from a client."""

    sets: tuple[SetRecord, ...]
    """The newest first."""

    @property
    def last(self) -> str:
        """ISO day of the last set that was done; empty for none."""
        return next((each.day for each in self.sets if not each.skipped), "")

    @property
    def felt(self) -> float | None:
        """Share of the sets that were felt where they should be, of those of which it was said."""
        said = [each.felt for each in self.sets if each.felt]
        return said.count("target") / len(said) if said else None

    @property
    def clarity(self) -> float | None:
        """Mean of how clearly, 0 to 10."""
        said = [each.clarity for each in self.sets if each.clarity is not None]
        return sum(said) / len(said) if said else None


class ClientsDesk:
    """What a coach does for clients.

    Args:
        files: the workspace's; its folder is the current one, as for every command.
    """

    def __init__(self, files: WorkspaceFiles) -> None:
        self._files = files

    def clients(self) -> list[str]:
        """The clients' names."""
        folder = self._files.folder / FOLDER
        found = folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ()
        return sorted(each.name for each in found if self._is_client(each))

    def _is_client(self, path: Path) -> bool:
        try:
            return path.is_dir() and self._folder(path.name) == path
        except InputError:
            return False

    def add(self, name: str) -> str:
        """Begin a client's folder; the name as it was understood.

        Raises:
            InputError: if it is no name for a folder, or there is one of that name.
            OutputError: if the folder cannot be made.
        """
        client = " ".join(name.split())
        folder = self._folder(client)
        if not everywhere(client):
            what = f"{client[:40]!r} cannot be a folder's name on every system; choose another"
            raise InputError(f"{what}: shorter than 200 letters, no <>:|?* and no dot at its end")
        if folder.exists():
            raise InputError(f"{client} is there already; choose another name")
        with as_output_error(folder):
            folder.mkdir(parents=True)
        return client

    def give(self, plan: str, client: str) -> str:
        """Copy a plan of all for a client, who then has one of their own; its name.

        Raises:
            InputError: if the client has one of that name.
            OutputError: if it cannot be written.
        """
        self._folder(client)
        name = f"{FOLDER}/{client}/{plan.rpartition('/')[2]}"
        if self._files.version(name):
            raise InputError(f"{client} has {plan.rpartition('/')[2]} already; open it instead")
        self._files.save(name, self._files.read(plan).text, "")
        return name

    def plans(self, now: date) -> list[ClientPlan]:
        """Every plan of every client, as it is."""
        return [each for client in self.clients() for each in self._plans_of(client, now)]

    def plan_files(self, client: str) -> list[str]:
        """The names of a client's plans."""
        folder = self._folder(client)
        names = sorted(path.name for path in folder.glob("[!.]*.y*ml") if path.is_file())
        found = [f"{FOLDER}/{client}/{name}" for name in names if name not in NO_PLANS]
        return [name for name in found if not is_program(str(self._files.path(name)))]

    def every_plan(self) -> list[str]:
        """The names of all clients' plans."""
        return [name for client in self.clients() for name in self.plan_files(client)]

    def states(self) -> Mapping[str, PlanState]:
        """What of all clients is rendered, has changed since, or is missing, by file.

        Raises:
            MmcError: if two plans would write the same files, or the voice is not known.
        """
        names = self.every_plan()
        if not names:
            return {}
        found = batch_states(clients_batch(names, ""))
        return {name: found[name] for name in names}

    def differences(self, plan: ClientPlan) -> list[LineNote]:
        """What is otherwise in a client's plan than in that of all.

        Raises:
            InputError: if there is no plan of all for it.
        """
        if not plan.shared:
            raise InputError("there is no plan of all with this file name")
        return differences(self._files.read(plan.shared).text, self._files.read(plan.file).text)

    def train(self, plan: ClientPlan, day: date) -> None:
        """Have a client train one of their plans on a day.

        Raises:
            InputError: if their program does not allow it.
            OutputError: if it cannot be written.
        """
        self._program(plan.client).put(plan.file, day)

    def take_check_ins(self, client: str, data: bytes) -> int:
        """Take a file that a client's phone saved; the number of sets in it.

        They are in the client's own practice log then, which the coach answers in the next session.
        A set that is sent twice is kept once.

        Raises:
            InputError: if it is no such file; nothing is kept then.
            OutputError: if it cannot be kept.
        """
        sets = sets_in(data)
        self._ledger(client).record(sets)
        return len(sets)

    def practised(self, client: str) -> ClientPractice:
        """What came back from a client.

        Raises:
            OutputError: if their practice log is damaged.
        """
        return ClientPractice(tuple(reversed(self._ledger(client).records())))

    def _ledger(self, client: str) -> Ledger:
        path = self._folder(client) / LOG_NAME
        if path.is_symlink():
            raise InputError(f"the practice log of {client} leads elsewhere; remove the link")
        return Ledger(path)

    def _folder(self, client: str) -> Path:
        return client_folder(self._files, client)

    def _program(self, client: str) -> ProgramDesk:
        return program_of(self._files, client)

    def _plans_of(self, client: str, now: date) -> Iterator[ClientPlan]:
        wrong, days = "", []
        try:
            days = self._program(client).days(now, DAYS)
        except MmcError as error:
            wrong = str(error)
        for name in self.plan_files(client):
            trained = tuple(each.date for each in days if each.plan == name)
            plan = ClientPlan(client, name, name, trained, "", 0, wrong)
            try:
                yield self._read(plan)
            except MmcError as error:  # one file that is no text hides no other client
                yield replace(plan, wrong=str(error))

    def _read(self, plan: ClientPlan) -> ClientPlan:
        """A plan with what its file says."""
        text, shared = self._files.read(plan.file).text, self._shared(plan.file)
        changed = lines_changed(self._files.read(shared).text, text) if shared else 0
        return replace(plan, title=_title(plan.file, text), shared=shared, changed=changed)

    def _shared(self, name: str) -> str:
        last = name.rpartition("/")[2]
        places = (f"plans/{last}", last)
        return next((each for each in places if self._files.version(each)), "")


def client_folder(files: WorkspaceFiles, client: str) -> Path:
    """A client's folder.

    Raises:
        InputError: if that is no name for one, or it leads elsewhere.
    """
    plain = client and "/" not in client and "\\" not in client
    try:
        path = files.path(f"{FOLDER}/{client}/{USUAL}").parent if plain else None
    except InputError:
        path = None
    if path is None or path.resolve() != path:
        raise InputError(f"{client!r} is no name for a client's folder; write letters")
    return path


def program_of(files: WorkspaceFiles, client: str) -> ProgramDesk:
    """The program of a client, or of the workspace where that is empty.

    Raises:
        InputError: if that is no name for a client.
    """
    if not client:
        return ProgramDesk(files)
    whose = ProgramOwner(f"{FOLDER}/{client}", f"{OUTPUT}/{client}", client)
    client_folder(files, client)
    return ProgramDesk(files, whose)


def clients_batch(plans: Sequence[str], scheduler: str) -> Batch:
    """The batch that renders plans of clients, in the current folder.

    Args:
        plans: their names.
        scheduler: a cluster's address; empty for this machine.
    """
    return Batch(
        tuple(escape(name) for name in plans),
        Path(OUTPUT),
        Overrides(formats=usual_formats()),
        workers=cores(),
        scheduler=scheduler or None,
        resume=True,
        root=Path(FOLDER),
    )


def coming(days: Sequence[date], now: date) -> str:
    """`today, Fri 4 Dec`."""
    names = {now: "today", now + timedelta(days=1): "tomorrow"}
    return ", ".join(names.get(day, f"{day:%a} {day.day} {day:%b}") for day in days)


def _title(name: str, text: str) -> str:
    try:
        return title_of(text) or name
    except PlanError:
        return name

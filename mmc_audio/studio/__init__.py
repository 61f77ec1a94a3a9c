"""The studio: a page on this machine where a coach makes plans and changes the words.

What the page can do is in its desks, which need no browser (docs/python.md).
"""

from mmc_audio.studio.clients_desk import ClientsDesk, program_of
from mmc_audio.studio.edited_file import EditedFile
from mmc_audio.studio.exercises_desk import ExercisesDesk
from mmc_audio.studio.plan_desk import PlanDesk
from mmc_audio.studio.program_desk import ProgramDesk
from mmc_audio.studio.voices_desk import VoicesDesk
from mmc_audio.studio.words_desk import WordsDesk
from mmc_audio.workspace.files import WorkspaceFiles

__all__ = [
    "ClientsDesk",
    "EditedFile",
    "ExercisesDesk",
    "PlanDesk",
    "ProgramDesk",
    "VoicesDesk",
    "WordsDesk",
    "WorkspaceFiles",
    "program_of",
]

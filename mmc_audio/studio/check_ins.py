"""The sets in a file that a client's phone saved."""

import json
from collections.abc import Sequence

from mmc_audio.errors import InputError
from mmc_audio.ledger.incoming import read_sets
from mmc_audio.ledger.store import SetRecord
from mmc_audio.workspace.files import LARGEST


def sets_in(data: bytes) -> Sequence[SetRecord]:
    """The sets of such a file.

    Raises:
        InputError: if it is another file, or a set in it is not as it should be.
    """
    if len(data) > LARGEST:
        raise InputError("this is larger than 1 MiB; choose the file that the phone saved")
    if not _is_sending(data):
        raise InputError("this is no file of check-ins; choose the one that the phone saved")
    return read_sets(data, most=None)


def _is_sending(data: bytes) -> bool:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "sets" in found

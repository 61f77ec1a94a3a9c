"""Where what the user said about names of exercises is kept."""

import os
from pathlib import Path


def names_file() -> Path:
    """The user's map of names: `names.yaml` in the folder of settings."""
    import platformdirs

    folder = os.environ.get("MMC_AUDIO_CONFIG") or platformdirs.user_config_dir("mmc-audio")
    return Path(folder) / "names.yaml"

"""What is known of exercises, from the files in `movements/`."""

from mmc_audio.coaching.catalogue.fold import fold
from mmc_audio.coaching.catalogue.look_up import Catalogue, load_catalogue
from mmc_audio.coaching.naming.understand import SURE, NameMeaning

__all__ = ["SURE", "Catalogue", "NameMeaning", "fold", "load_catalogue"]

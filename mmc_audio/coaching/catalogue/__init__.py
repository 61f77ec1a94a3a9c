"""What is known of exercises, from the files in `movements/`, and the spoken routines."""

from mmc_audio.coaching.catalogue.files import routines
from mmc_audio.coaching.catalogue.fold import fold
from mmc_audio.coaching.catalogue.look_up import Catalogue, load_catalogue

__all__ = ["Catalogue", "fold", "load_catalogue", "routines"]

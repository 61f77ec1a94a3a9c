"""One renderer for all plans of this folder: it speaks nothing, and costs a second to begin."""

import pytest
from cli.conftest import mmc  # noqa: F401 - a fixture

from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides


@pytest.fixture(scope="session")
def silent(tmp_path_factory):
    cache = tmp_path_factory.mktemp("importing-cache")
    with Renderer(Overrides("silent", None, None, None), cache=cache, workers=1) as renderer:
        yield renderer

"""What workers send back takes its place, and no other plan's."""

from pathlib import Path

import pytest

from mmc_audio.batch.post import Inbox
from mmc_audio.batch.task import BatchResult

FILES = ("push/a.mp3", "push/a.vtt", "push/cover.jpg")


@pytest.fixture
def receive(tmp_path):
    """Puts a session called `a` of the collection `push` into the output, as from a new batch."""

    def put(plan: Path) -> list[str]:
        files = {name: plan.name.encode() for name in FILES}
        result = BatchResult(str(plan), 0, mp3=FILES[0], files=files)
        done = Inbox().receive(result, tmp_path / "out")
        assert done.ok
        assert done.files == {}
        assert Path(done.mp3).read_bytes() == Path(done.mp3).with_suffix(".vtt").read_bytes()
        return [Path(done.mp3).name, *sorted(p.name for p in Path(done.mp3).parent.iterdir())]

    return put


def test_another_plans_session_gets_a_number_and_ones_own_is_replaced(receive, tmp_path):
    mine, another = tmp_path / "a.yaml", tmp_path / "A.yml"
    mine.touch()
    another.touch()
    both = ["a-2.mp3", "a-2.vtt", "a.mp3", "a.vtt", "cover.jpg"]
    assert receive(mine) == ["a.mp3", "a.mp3", "a.vtt", "cover.jpg"]
    assert receive(another) == ["a-2.mp3", *both]
    assert receive(mine) == ["a.mp3", *both]
    mine.unlink()
    assert receive(another) == ["a.mp3", *both]


def test_a_session_that_was_put_by_its_worker_is_remembered(tmp_path):
    plan, another = tmp_path / "a.yaml", tmp_path / "A.yml"
    plan.touch()
    another.touch()
    mp3 = tmp_path / "out" / "push" / "a.mp3"
    mp3.parent.mkdir(parents=True)
    mp3.touch()
    Inbox().receive(BatchResult(str(plan), 0, mp3=str(mp3)), tmp_path / "out")
    sent = BatchResult(str(another), 0, mp3="push/a.mp3", files=dict.fromkeys(FILES, b""))
    assert Path(Inbox().receive(sent, tmp_path / "out").mp3).name == "a-2.mp3"

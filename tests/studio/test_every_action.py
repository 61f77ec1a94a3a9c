"""Nothing that a page writes is missing where each of its file operations fails in turn."""

import every_action
import every_command


def test_all_that_the_pages_write_is_tried():
    known = {name.partition(",")[0] for name in every_action.ACTIONS} | every_action.LEFT_OUT.keys()
    assert set(every_action.written()) == known


def test_what_a_command_needs_is_a_command():
    names = set(map(every_command.name, every_command.COMMANDS))
    assert every_command.NEEDS.keys() | set(every_command.NEEDS.values()) <= names

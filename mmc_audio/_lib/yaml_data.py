"""YAML as plain data, by libyaml where it is there: ten times as fast as PyYAML alone."""

from typing import Any


def yaml_data(text: str | bytes) -> Any:  # noqa: ANN401  # as the file has it
    """What is in a YAML file of one's own; `_lib.yaml_tree` reads those of a user.

    Raises:
        yaml.YAMLError: if it is no YAML.
    """
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

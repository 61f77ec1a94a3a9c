"""Plug-ins as strangers may write them."""

from mmc_audio.errors import UnavailableError


class Exits:
    def __init__(self):
        raise SystemExit(3)


class Raises:
    def __init__(self):
        raise RuntimeError("on purpose\nand on two lines")


class VoicesExit:
    name, version = "voices-exit", "1"

    def voices(self):
        raise SystemExit("bye\nnow")


class NotAnEngine:
    pass


class Unavailable:
    name, version = "missing", "1"

    def voices(self):
        raise UnavailableError("libfoo is not here; apt install libfoo")

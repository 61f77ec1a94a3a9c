"""ONNX models of a few hundred bytes in the shape of Piper's and Kokoro's: they hum each phoneme.

Written as protocol buffers by hand (onnx.proto3), so that no test needs a download or the package
`onnx`. Lengths follow the pace as the real models' do, and the pitch follows the phonemes.
"""

import json
import struct
from pathlib import Path

FLOAT, INT64 = 1, 7
INT_ATTRIBUTE = 2


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(number, content):
    content = content.encode() if isinstance(content, str) else content
    return varint(number << 3 | 2) + varint(len(content)) + content


def number(at, value):
    return varint(at << 3) + varint(value)


def node(kind, inputs, output, **attributes):
    parts = [field(1, name) for name in inputs] + [field(2, output), field(4, kind)]
    for name, value in attributes.items():
        parts.append(field(5, field(1, name) + number(3, value) + number(20, INT_ATTRIBUTE)))
    return field(1, b"".join(parts))


def constant(name, value, kind=FLOAT):
    raw = struct.pack("<f" if kind == FLOAT else "<q", value)
    return field(5, number(2, kind) + field(8, name) + field(9, raw))


def value(at, name, kind, *shape):
    dims = b"".join(
        field(1, field(2, size) if isinstance(size, str) else number(1, size)) for size in shape
    )
    return field(at, field(1, name) + field(2, field(1, number(1, kind) + field(2, dims))))


def model(nodes, constants, inputs, output):
    parts = [*nodes, field(2, "tiny"), *(constant(*one) for one in constants)]
    parts += [value(11, *one) for one in inputs] + [value(12, *output)]
    return number(1, 8) + field(8, field(1, "") + number(2, 13)) + field(7, b"".join(parts))


def hum(ids, stretch, lengths, steps, samples):
    """From ids to sound: each takes `steps` times `stretch`, 0 takes nothing.

    Args:
        ids: the name of the ids.
        stretch: the name of the factor on lengths, a scalar.
        lengths: the name that the lengths get.
        steps: of one phoneme.
        samples: of one step.
    """
    nodes = [
        node("Cast", [ids], "f", to=FLOAT),
        node("Min", ["f", "one"], "some"),
        node("Mul", ["some", stretch], "stretched"),
        node("Mul", ["stretched", "steps"], lengths),
        node("ReduceSum", [lengths], "sum", keepdims=0),
        node("Mul", ["sum", "samples"], "size"),
        node("Cast", ["size"], "end", to=INT64),
        node("Range", ["zero", "end", "step"], "at"),
        node("Cast", ["at"], "t", to=FLOAT),
        node("ReduceMean", ["f"], "mean", keepdims=0),
        node("Mul", ["mean", "pitch"], "w"),
        node("Mul", ["t", "w"], "phase"),
        node("Sin", ["phase"], "wave"),
        node("Mul", ["wave", "loud"], "soft"),
    ]
    constants = [
        ("one", 1.0), ("steps", steps), ("samples", samples), ("zero", 0, INT64),
        ("step", 1, INT64), ("pitch", 0.001), ("loud", 0.3),
    ]  # fmt: skip
    return nodes, constants


def piper_model(lengths="/Ceil_output_0"):
    nodes, constants = hum("input", "scale", lengths, 6.0, 256.0)
    nodes = [
        node("Gather", ["scales", "second"], "scale"),
        *nodes,
        node("Unsqueeze", ["soft", "axes"], "output"),
    ]
    constants += [("second", 1, INT64)]
    shaped = field(5, number(1, 1) + number(2, INT64) + field(8, "axes") + field(9, bytes(8)))
    inputs = [
        ("input", INT64, 1, "n"), ("input_lengths", INT64, 1), ("scales", FLOAT, 3),
    ]  # fmt: skip
    return model([*nodes, shaped], constants, inputs, ("output", FLOAT, 1, "m"))


def piper_config(voice="en-us", **more):
    """The JSON of an English voice; eSpeak's phonemes are in the package."""
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP as IDS

    return json.dumps(
        {
            "audio": {"sample_rate": 22_050},
            "espeak": {"voice": voice},
            "num_symbols": 256,
            "num_speakers": 1,
            "phoneme_id_map": dict(IDS),
            **more,
        }
    ).encode()


def kokoro_model(lengths="/encoder/Clip_output_0"):
    nodes, constants = hum("tokens", "slowness", lengths, 3.0, 600.0)
    nodes = [
        node("Div", ["one", "speed"], "slow"),
        node("ReduceSum", ["slow"], "slowness", keepdims=0),
        *nodes,
        node("Identity", ["soft"], "audio"),
    ]
    inputs = [("tokens", INT64, 1, "n"), ("style", FLOAT, 1, 256), ("speed", FLOAT, 1)]
    return model(nodes, constants, inputs, ("audio", FLOAT, "m"))


def kokoro_styles():
    return struct.pack("<256f", *range(256)) * 510


def install_tiny_kokoro(folder: Path, name="tiny", language="en-us"):
    """A voice of Kokoro in the user's data folder, made from files in `folder`."""
    from hashlib import sha256

    from mmc_audio.speech.voice_files.catalogue import CatalogueVoice, RemoteVoiceFile
    from mmc_audio.speech.voice_files.install import install

    files = []
    for file, content in (("model.onnx", kokoro_model()), (f"{name}.bin", kokoro_styles())):
        (folder / file).write_bytes(content)
        digest = f"sha256={sha256(content).hexdigest()}"
        files.append(RemoteVoiceFile(f"https://x/{file}", len(content), digest))
    voice = CatalogueVoice("kokoro", name, language, "female", "ours", "ours", tuple(files))
    return install(voice, [folder])


def install_tiny_piper(folder: Path, name="small", **config):
    """A voice of Piper in the user's data folder, made from files in `folder`."""
    from mmc_audio.speech.voice_files.install import install_own

    model = folder / f"{name}.onnx"
    model.write_bytes(piper_model())
    model.with_name(f"{model.name}.json").write_bytes(piper_config(**config))
    return install_own(name, model, "en-us")

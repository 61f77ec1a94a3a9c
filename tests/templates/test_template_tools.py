"""Listing, copying, comparing and sharing templates."""

import os
import stat
import zipfile

import pytest

from mmc_audio._lib import content_folders as places
from mmc_audio._lib.content_folders import ContentFolder
from mmc_audio.errors import MissingError, OutputError, TemplateError, UsageError
from mmc_audio.lint.unused import unused_templates
from mmc_audio.templates import walk
from mmc_audio.templates.files import read_folder, short_name
from mmc_audio.templates.listing import library_of, list_templates
from mmc_audio.templates.missing import missing_templates
from mmc_audio.templates.pack_effect import Effect, Replacement, effect
from mmc_audio.templates.packs import (
    Pack,
    add_pack,
    pack_name,
    read_pack,
    remove_pack,
    write_zip,
)
from mmc_audio.templates.rendering import Moment, render_from
from mmc_audio.templates.search_path import template_folders
from mmc_audio.templates.tools import blocks, copy_template, diff_template

REST = """\
{# The rest after a set. #}
[block 30s]
{% block checkin %}
[checkin] Where did you feel that?
{% endblock %}
[fill]
{% block countdown %}
[countdown] Next set.
{% endblock %}
[end]
"""


@pytest.fixture
def folders(tmp_path):
    builtin = tmp_path / "builtin"
    put(builtin / "en/rest.cues.j2", REST)
    put(builtin / "en/set.cues.j2", "# A set\n")
    put(builtin / "en/_parts.cues.j2", "")
    workspace = tmp_path / "templates"
    workspace.mkdir()
    return [ContentFolder(workspace, "workspace"), ContentFolder(builtin, "built-in")]


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def said(folders, name="rest", language="en"):
    return render_from(library_of(folders, language), [Moment(name, {})])[0].text


def test_the_list_names_what_each_is_for_and_what_it_overrides(folders):
    put(folders[0].path / "rest.cues.j2", "{# Mine. #}\nRest.\n")
    rows = [(e.name, e.about, e.origin, e.overrides, e.part) for e in list_templates(folders)]
    assert rows == [
        ("_parts", "", "built-in", (), True),
        ("rest", "Mine.", "workspace", ("built-in",), False),
        ("set", "", "built-in", (), False),
    ]


def test_a_template_that_cannot_be_used_is_listed_with_the_reason(folders):
    (folders[0].path / "rest.cues.j2").write_bytes(b"\xff")
    (entry,) = [each for each in list_templates(folders) if each.name == "rest"]
    assert "not UTF-8" in entry.problem


def test_what_a_language_lacks_is_named(folders):
    put(folders[1].path / "es/rest.cues.j2", "Descansa.\n")
    assert missing_templates(library_of(folders, "es")) == ["set", "_parts"]
    assert said(folders, language="es") == "Descansa."


def test_a_copy_renders_as_before_and_says_what_to_change_first(folders):
    before = said(folders)
    copied = copy_template("rest", folders, folders[0].path)
    assert copied.path == folders[0].path / "en/rest.cues.j2"
    assert (copied.line, copied.words) == (4, "[checkin] Where did you feel that?")
    assert said(folders) == before


def test_a_copy_replaces_nothing(folders):
    copy_template("rest", folders, folders[0].path)
    with pytest.raises(OutputError, match="is there already"):
        copy_template("rest", folders, folders[0].path)


def test_what_a_language_lacks_is_copied_into_its_folder(folders):
    copied = copy_template("rest", folders, folders[0].path, language="es")
    assert copied.path == folders[0].path / "es/rest.cues.j2"
    assert not (folders[0].path / "en").exists()
    copied.path.write_text(REST.replace("Next set.", "La siguiente."))
    assert said(folders, language="es").endswith("La siguiente.\n[end]")
    assert said(folders).endswith("Next set.\n[end]")
    found = diff_template("rest", folders, language="es")
    assert "-[countdown] Next set.\n+[countdown] La siguiente.\n" in found["yours"]
    assert found["since"] == ""
    with pytest.raises(OutputError, match=r"es.rest\.cues\.j2 is there already"):
        copy_template("rest", folders, folders[0].path, language="es")


def test_a_copy_of_your_own_is_compared_with_the_built_in_one_of_that_day(folders):
    put(folders[0].path / "en/rest.cues.j2", "Mine.\n")
    copied = copy_template("rest", folders, folders[0].path, language="es")
    assert copied.path.read_text() == "Mine.\n"
    assert diff_template("rest", folders, language="es")["since"] == ""


@pytest.mark.parametrize("language", ["spanish", "../es", "ES", ""])
def test_nothing_is_copied_for_what_is_no_language(folders, language):
    with pytest.raises(UsageError, match="is no language; write its two letters"):
        copy_template("rest", folders, folders[0].path, language=language)
    assert list(folders[0].path.iterdir()) == []


def test_one_block_can_be_copied_alone(folders):
    copied = copy_template("rest", folders, folders[0].path, block="checkin")
    assert copied.path.read_text() == (
        '{% extends "builtin/rest.cues.j2" %}\n\n'
        "{% block checkin %}\n[checkin] Where did you feel that?\n{% endblock %}\n"
    )
    assert (copied.line, copied.words) == (4, "[checkin] Where did you feel that?")
    with pytest.raises(TemplateError, match='no block "chekin"; it has checkin, countdown'):
        copy_template("rest", folders, folders[0].path / "other", block="chekin")


def test_an_overridden_block_keeps_working_when_the_built_in_template_changes(folders):
    path = copy_template("rest", folders, folders[0].path, block="checkin").path
    path.write_text(path.read_text().replace("Where did you feel that?", "How was it?"))
    assert (
        said(folders) == "[block 30s]\n[checkin] How was it?\n[fill]\n[countdown] Next set.\n[end]"
    )
    put(folders[1].path / "en/rest.cues.j2", REST.replace("[fill]", "[2s]\n[fill]"))
    assert said(folders) == (
        "[block 30s]\n[checkin] How was it?\n[2s]\n[fill]\n[countdown] Next set.\n[end]"
    )


def test_the_difference_is_shown_also_after_an_upgrade(folders):
    path = copy_template("rest", folders, folders[0].path).path
    path.write_text(path.read_text().replace("Next set.", "Ready?"))
    put(folders[1].path / "en/rest.cues.j2", REST.replace("feel that", "feel it"))
    found = diff_template("rest", folders)
    assert "-[countdown] Next set.\n+[countdown] Ready?\n" in found["yours"]
    assert (
        "-[checkin] Where did you feel that?\n+[checkin] Where did you feel it?" in found["since"]
    )


def test_of_an_overridden_block_only_that_block_is_compared(folders):
    path = copy_template("rest", folders, folders[0].path, block="checkin").path
    path.write_text(path.read_text().replace("Where", "When"))
    assert diff_template("rest", folders)["yours"].endswith(
        "@@ -1 +1 @@\n-[checkin] Where did you feel that?\n+[checkin] When did you feel that?\n"
    )


def test_without_an_own_template_there_is_nothing_to_compare(folders):
    with pytest.raises(TemplateError, match="you have no rest of your own"):
        diff_template("rest", folders)


def test_blocks_within_blocks_are_found():
    text = "{% block a %}1{% block b scoped %}2{% endblock %}3{% endblock a %}"
    assert blocks(text) == {"a": "1{% block b scoped %}2{% endblock %}3", "b": "2"}


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "My Team's Pack!"
    put(folder / "en/rest.cues.j2", "{# Ours. #}\nRest well.\n")
    put(folder / "README.md", "Ours.")
    put(folder / ".git/config", "not ours")
    return folder


def test_a_pack_goes_from_folder_to_zip_to_use_and_away_again(source, folders, tmp_path):
    packs = tmp_path / "packs"
    write_zip(source, tmp_path / "team.zip")
    pack = read_pack(tmp_path / "team.zip")
    assert (pack.name, pack.templates) == ("team", ["en/rest.cues.j2"])
    assert effect(pack, folders) == Effect((), (Replacement("rest", "built-in", ()),))
    team = ContentFolder(add_pack(pack, packs), "pack", "team")
    assert said([folders[0], team, folders[1]]) == "Rest well."
    assert not (team.path / ".git").exists()
    remove_pack("team", packs)
    assert not team.path.exists()
    with pytest.raises(MissingError, match='no pack "team"; there is none'):
        remove_pack("team", packs)


def place(packs, name):
    return ContentFolder(packs / name, "pack", name)


TEXTS = [
    {"en/rest.cues.j2": "Theirs."},
    {"rest.cues.j2": "For every language."},
    {"es/rest.cues.j2": "Bien."},
    {"es/other.cues.j2": "Otro."},
    {"other.cues.j2": "New.", "en/set.cues.j2": "# Set\n", "de/rest.cues.j2": "Gut."},
    {"en/_parts.cues.j2": "{% macro x() %}{% endmacro %}"},
    {"pt-br/rest.cues.j2": "Bom."},
]


@pytest.mark.parametrize("texts", TEXTS, ids=lambda texts: " ".join(texts))
@pytest.mark.parametrize("name", ["a", "m", "z"])
def test_what_is_announced_is_what_is_loaded_afterwards(
    folders, tmp_path, monkeypatch, texts, name
):
    """For each language and each template: another text is heard only if that was said."""
    packs = tmp_path / "packs"
    monkeypatch.setattr("mmc_audio.templates.pack_effect.packs_folder", lambda: packs)
    for path, text in {"en/rest.cues.j2": "Of m.", "es/rest.cues.j2": "De m."}.items():
        put(packs / "m" / path, text)
    builtin = folders[-1]
    before = [place(packs, "m"), builtin]
    said = effect(Pack(name, texts), [folders[0], *before])
    add_pack(Pack(name, texts), packs)
    after = [place(packs, each) for each in sorted({"m", name})] + [builtin]
    if name == "m":
        before = [builtin]
    known = {"en", "es", *(path.split("/")[0] for path in texts)}
    replaced, new_names = set(), set()
    for language in ("en", "es", "de", "fr", "pt-br"):
        old, new = (library_of(each, language).files for each in (before, after))
        changed = {short_name(one) for one in old if old[one].text != new[one].text}
        like = language if language in known else "other languages"
        assert changed == {
            each.name for each in said.replaced if not each.languages or like in each.languages
        }
        replaced |= changed
        new_names |= {short_name(one) for one in new.keys() - old.keys()}
    assert {each.name for each in said.replaced} == replaced
    assert set(said.new) == new_names - replaced


def test_nobody_takes_the_name_of_a_builtin_template(folders):
    for path in ("en/builtin/rest.cues.j2", "builtin/rest.cues.j2", "BUILTIN/rest.cues.j2"):
        put(folders[0].path / path, "Taken over.")
    library = library_of(folders)
    assert library.find("builtin/rest").builtin
    assert not [file for file in library.files.values() if "Taken" in file.text]
    said = [each.what for each in unused_templates(library, {"rest"})]
    assert (
        said == ["is never heard: builtin/ is for built-in templates; put it a folder higher"] * 3
    )


@pytest.mark.parametrize("target", ["/", "{tmp}/home"])
def test_a_folder_that_leads_to_everything_is_refused_at_once(tmp_path, target, monkeypatch):
    monkeypatch.setattr(walk, "MAX_WALKED", 50)
    monkeypatch.setattr("mmc_audio.templates.packs.MAX_WALKED", 50)
    for number in range(60):
        put(tmp_path / f"home/photos/{number}.jpg", "")
    link = tmp_path / "templates"
    link.symlink_to(target.format(tmp=tmp_path))
    for attempt in (lambda: read_folder(link, tmp_path), lambda: read_pack(link)):
        with pytest.raises(TemplateError, match=r"whole disk|holds more than 50 files|is no text"):
            attempt()


def test_the_same_templates_make_the_same_zip(source, tmp_path):
    write_zip(source, tmp_path / "a.zip")
    os.utime(source / "README.md", (1, 1))
    write_zip(source, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_adding_a_pack_again_replaces_it_whole(source, tmp_path):
    add_pack(read_pack(source), tmp_path / "packs")
    (source / "en/rest.cues.j2").rename(source / "en/set.cues.j2")
    folder = add_pack(read_pack(source), tmp_path / "packs")
    assert [path.name for path in (folder / "en").iterdir()] == ["set.cues.j2"]
    assert [path.name for path in folder.parent.iterdir()] == [pack_name(source)]


def test_a_pack_of_any_name_gets_a_harmless_one(tmp_path):
    assert pack_name(tmp_path / "../../Ünïcode & Co.ZIP") == "n-code-co"
    assert pack_name(tmp_path / "...") == "pack"


def zip_with(path, **entries):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("en/rest.cues.j2", "Rest.")
        for info, data in entries.items():
            archive.writestr(info, data)
    return path


HOSTILE = {
    "../outside.cues.j2": (b"x", "is no name for a template"),
    "/etc/outside.cues.j2": (b"x", "is no name for a template"),
    "en/..\\outside.cues.j2": (b"x", "is no name for a template"),
    "en/.hidden.cues.j2": (b"x", "is no name for a template"),
    "C:outside.cues.j2": (b"x", "is no name for a template"),
    "en/run.py": (b"x", "is no text"),
    "en/setup": (b"x", "is no text"),
    "en/big.cues.j2": (b"a" * 40_000, "larger than 32 KiB"),
    "en/latin.cues.j2": (b"caf\xe9", "no UTF-8 text"),
    "a/b/c/d/e/f.cues.j2": (b"x", "is no name for a template"),
    "en/builtin/ready.cues.j2": (b"x", "would stand for a built-in template"),
    "builtin/ready.cues.j2": (b"x", "would stand for a built-in template"),
    "es/BuiltIn/_parts.cues.j2": (b"x", "would stand for a built-in template"),
    "en/Rest.cues.j2": (b"x", "is there twice"),
    "EN/rest.cues.j2": (b"x", "is there twice"),
    "en/rest.cues.j2/x.md": (b"x", "is there twice"),
    "en/nul.cues.j2": (b"x", "cannot be a file's name on Windows"),
    "con/rest.cues.j2": (b"x", "cannot be a file's name on Windows"),
    "en/COM1 .txt": (b"x", "cannot be a file's name on Windows"),
    "en./ready.cues.j2": (b"x", "cannot be a file's name on Windows"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pack_is_refused_before_anything_is_written(tmp_path, name):
    data, what = HOSTILE[name]
    path = zip_with(tmp_path / "bad.zip", **{name: data})
    with pytest.raises(TemplateError, match=what):
        read_pack(path)


def test_names_that_one_file_system_takes_for_one_are_refused(tmp_path):
    for one, other in [("Café", "café"), ("stra\u00dfe", "STRASSE")]:
        path = zip_with(tmp_path / "bad.zip", **{f"en/{one}.md": b"x", f"en/{other}.md": b"x"})
        with pytest.raises(TemplateError, match="is there twice"):
            read_pack(path)
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zip_with(tmp_path / "twice.zip", **{"en/rest.cues.j2": b"Other."})
    with pytest.raises(TemplateError, match="is there twice"):
        read_pack(path)


def test_a_link_in_a_zip_is_refused(tmp_path):
    path = tmp_path / "bad.zip"
    info = zipfile.ZipInfo("en/rest.cues.j2")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(TemplateError, match="is a link"):
        read_pack(path)


def test_a_link_in_a_folder_is_refused(source):
    (source / "en/more.cues.j2").symlink_to("/etc/passwd")
    with pytest.raises(TemplateError, match="no plain file"):
        read_pack(source)


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("en/rest.cues.j2", b"\0" * 50_000_000)
    with pytest.raises(TemplateError, match="larger than 32 KiB"):
        read_pack(path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"text"])
def test_what_is_no_zip_is_reported(tmp_path, data):
    (tmp_path / "bad.zip").write_bytes(data)
    with pytest.raises(TemplateError, match="no zip file that can be read"):
        read_pack(tmp_path / "bad.zip")


def test_an_empty_pack_and_a_missing_one_are_reported(tmp_path):
    with pytest.raises(TemplateError, match="holds no template"):
        read_pack(tmp_path)
    with pytest.raises(MissingError, match="no such folder or zip file"):
        read_pack(tmp_path / "none")


def test_folders_are_searched_in_order_and_only_those_that_are_there(tmp_path, monkeypatch):
    own, packs = tmp_path / "own", tmp_path / "packs"
    monkeypatch.setattr(places, "own_folder", lambda what: own)
    monkeypatch.setattr(places, "packs_folder", lambda: packs)
    monkeypatch.setattr(places, "_packages", lambda what: (("club", str(tmp_path)),))
    for folder in (own, packs / "b", packs / "a", packs / ".new", tmp_path / "here/templates"):
        folder.mkdir(parents=True)
    found = [each.shown for each in template_folders(tmp_path / "here")]
    assert found == ["workspace", "yours", "pack a", "pack b", "package club", "built-in"]


def test_a_package_is_found_without_running_it(tmp_path, monkeypatch):
    put(tmp_path / "club_voice/__init__.py", "raise SystemExit('run')")
    put(tmp_path / "club_voice/templates/en/rest.cues.j2", "Rest.")
    put(tmp_path / "club_voice-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: club-voice\n")
    put(
        tmp_path / "club_voice-1.dist-info/entry_points.txt",
        "[mmc_audio.templates]\nclub = club_voice.templates\nbroken = nowhere.at_all\n",
    )
    monkeypatch.syspath_prepend(tmp_path)
    places._packages.cache_clear()
    try:
        assert places._packages("templates") == (("club", str(tmp_path / "club_voice/templates")),)
    finally:
        places._packages.cache_clear()

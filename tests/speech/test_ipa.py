"""IPA of a lexicon, in the alphabet of hibari and Kokoro."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from mmc_audio.errors import SpeechError
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.engines.ipa import kokoro_phonemes, with_own_phonemes
from mmc_audio.speech.find import find_engine

AMERICAN = {
    "ˈsoʊliəs": "sˈOliəs", "ˈsəʊliəs": "sˈOliəs", "ˈnɔːɹdɪk": "nˈɔɹdɪk", "ˈnɔːrdɪk": "nˈɔɹdɪk",
    "ɹoʊˈmeɪniən": "ɹOmˈAniən", "ˈdʒeɪn": "ʤˈAn", "ˈd͡ʒeɪn": "ʤˈAn", "t͡ʃɪn": "ʧɪn",
    "ˈbaɪ.sɛps": "bˈIsɛps", "ɡluːts": "ɡluts", "ˈwɜːk": "wˈɜɹk", "wɝk": "wɜɹk", "ˈbʌtn̩": "bˈʌtᵊn",
    "ˌpaʊəɹ ˈkliːn": "pˌWəɹ klˈin", "ˈkæfeɪ": "kˈæfA", "ʃtɹɛŋθ": "ʃtɹɛŋθ", "ˈtɔɪ": "tˈY",
    "sˈOliəs": "sˈOliəs",
}  # fmt: skip
BRITISH = {"ˈsəʊliəs": "sˈQliəs", "ˈwɜːk": "wˈɜːk", "ˈlɒŋ": "lˈɒŋ", "ˈkɑːf": "kˈɑːf"}


@pytest.mark.parametrize("ipa", AMERICAN)
def test_american(ipa):
    assert kokoro_phonemes(ipa, british=False) == AMERICAN[ipa]


@pytest.mark.parametrize("ipa", BRITISH)
def test_british(ipa):
    assert kokoro_phonemes(ipa, british=True) == BRITISH[ipa]


@pytest.mark.parametrize("british", [True, False])
@pytest.mark.parametrize("ipa", [*AMERICAN, *BRITISH])
def test_all_that_comes_out_is_in_the_models_alphabet(ipa, british):
    assets = Path(find_spec("hibari").origin).parent / "assets"
    assert set(kokoro_phonemes(ipa, british=british)) <= set(
        json.loads((assets / "vocab.json").read_text())
    )


@pytest.mark.parametrize("ipa", ["so5liəs", "ʘa", "漢", "sol#"])
def test_a_sign_that_is_no_phoneme_is_named(ipa):
    with pytest.raises(SpeechError, match="is no phoneme of English; write IPA"):
        kokoro_phonemes(ipa, british=False)


def test_only_what_is_marked_is_changed():
    text = "Now [soleus](/ˈsoʊliəs/) raise, 3/4 (slow) [x] (/y/)."
    assert with_own_phonemes(text, british=False) == (
        "Now [soleus](/sˈOliəs/) raise, 3/4 (slow) [x] (/y/)."
    )


def test_the_natural_voice_says_the_phonemes_of_the_lexicon():
    engine = find_engine("hibari")
    said = Utterance("[soleus](/ˈsoʊliəs/) raise", "heart", 150)
    assert engine.phonemes(said).startswith("sˈOliəs ")
    named = Utterance("[Tom](/ˈsoʊliəs/) raise", "heart", 150)
    assert engine.speak(named).pcm == engine.speak(said).pcm

"""The certificates for https at home, and the page that shows a phone how to trust them."""

import stat
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.x509 import verification

from mmc_audio.errors import OutputError
from mmc_audio.player import certificate
from mmc_audio.player.certificate import server_files
from mmc_audio.player.trust import trust_app

NAMES = ["127.0.0.1", "[::1]", "localhost", "gym.local", "192.168.1.7"]


@pytest.fixture
def made(tmp_path):
    return server_files(tmp_path / "https", NAMES)


def chain(made):
    return x509.load_pem_x509_certificate(made.chain.read_bytes())


def alternatives(found):
    said = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(one.value) for one in said}


def test_a_phone_that_trusts_the_authority_takes_the_server(made):
    store = verification.Store([x509.load_pem_x509_certificate(made.authority)])
    for name in ("gym.local", "localhost"):
        builder = verification.PolicyBuilder().store(store)
        builder.build_server_verifier(x509.DNSName(name)).verify(chain(made), [])


def test_names_outside_of_private_networks_are_left_out(tmp_path):
    found = chain(server_files(tmp_path, [*NAMES, "8.8.8.8", "example.org", "host"]))
    assert alternatives(found) == {"127.0.0.1", "::1", "localhost", "gym.local", "192.168.1.7"}


def test_what_is_good_stays_and_a_new_address_gets_a_new_certificate_of_the_same_authority(made):
    folder = made.chain.parent
    assert server_files(folder, NAMES[:2]).chain.read_bytes() == chain_bytes(made)
    before = chain_bytes(made)
    again = server_files(folder, [*NAMES, "10.0.0.9"])
    assert again.authority == made.authority
    assert chain_bytes(again) != before
    assert "10.0.0.9" in alternatives(chain(again))


def chain_bytes(made):
    return made.chain.read_bytes()


def test_it_is_made_anew_a_month_before_its_end(made, monkeypatch):
    later = datetime.now(UTC) + timedelta(days=certificate.SERVER_DAYS - 29)

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return later

    before = chain(made).serial_number
    monkeypatch.setattr(certificate, "datetime", Later)
    assert chain(server_files(made.chain.parent, NAMES)).serial_number != before


def test_apple_takes_it_and_only_the_user_can_read_the_keys(made):
    found = chain(made)
    assert (found.not_valid_after_utc - found.not_valid_before_utc).days <= 398
    for path in made.chain.parent.glob("*.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_damaged_certificates_are_reported(made):
    made.chain.write_text("no certificate")
    with pytest.raises(OutputError, match="move that folder away"):
        server_files(made.chain.parent, NAMES)


def test_the_page_shows_how_and_gives_the_certificate_and_nothing_else(made, web):
    with web.web.serving(trust_app(made, 8321, {"127.0.0.1"})) as port:
        client = web.web.Client(port)
        page = client.ask("/").data.decode()
        assert made.fingerprint.upper() in page
        assert {"iPhone", "Android"} <= set(page.replace("<", " ").split())
        taken = client.ask("/authority.crt")
        assert taken.data == made.authority
        assert taken.headers["Content-Type"] == "application/x-x509-ca-cert"
        assert client.ask("/api/sessions").status == 404
        assert "default-src 'none'" in client.ask("/").headers["Content-Security-Policy"]


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_button_leads_to_the_player_with_a_token_that_was_never_sent(made, web, phone, axe):
    with web.web.serving(trust_app(made, 8321, {"127.0.0.1"})) as port:
        token = "w3s4UvB1cXyZ09aLq7Rk2g"
        page = phone(f"http://127.0.0.1:{port}/#{token}", ready=False)
        assert (
            page.run("document.getElementById('open').href") == f"https://127.0.0.1:8321/{token}/"
        )
        assert page.run("document.documentElement.scrollWidth") <= 390
        page.run(f"{axe}; 0")
        assert page.run("axe.run().then((found) => found.violations.map((one) => one.id))") == []

"""Certificates for https at home: an authority of this machine, and a server's certificate by it.

Browsers let a page work offline and keep a screen awake only over https. Public authorities vouch
for no address of a home network, so this machine has its own. The phone trusts it once. Its key
never leaves the folder that only the user can read, and it can vouch for nothing but names and
addresses of private networks (RFC 5280, section 4.2.1.10), so that trusting it opens no other door.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING

from mmc_audio._lib.whole import write_whole
from mmc_audio.errors import OutputError, UsageError

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey as Key

AUTHORITY_DAYS, SERVER_DAYS = 3650, 397
"""Apple takes no server certificate of more than 398 days."""

RENEWED_DAYS = 30
"""So long before its end a server's certificate is made anew."""

PRIVATE = tuple(
    map(
        ip_network,
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8",
         "100.64.0.0/10", "fc00::/7", "fe80::/10", "::1/128"),
    )
)  # fmt: skip
"""Networks whose addresses the authority may vouch for."""

LOCAL_NAMES = ("local", "localhost", "home.arpa", "internal", "lan")
"""Ends of names that no public authority vouches for."""


@dataclass(frozen=True, slots=True)
class ServerFiles:
    """What a server needs for https, and what a phone needs to trust it."""

    chain: Path
    key: Path
    authority: bytes
    """The authority's certificate in PEM."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the authority's certificate, in pairs of digits as phones show it."""
        from cryptography import x509

        return sha256(_der(x509.load_pem_x509_certificate(self.authority))).digest().hex(" ")


def server_files(folder: Path, names: Collection[str]) -> ServerFiles:
    """Certificates for `names` in `folder`: those that are there, where they are still good.

    Args:
        folder: only the user can read it; it is made where it is missing.
        names: host names and addresses; those outside of private networks are left out.

    Raises:
        OutputError: if they cannot be kept, or are damaged.
        UsageError: if the package `cryptography` is missing.
    """
    try:
        import cryptography  # noqa: F401
    except ImportError as missing:
        raise UsageError("--https needs a package: pip install cryptography") from missing
    try:
        return _kept_or_made(folder, sorted(filter(_is_private, names)))
    except (OSError, ValueError) as error:
        raise OutputError(f"certificates in {folder}: {error}; move that folder away") from error


def _kept_or_made(folder: Path, names: list[str]) -> ServerFiles:
    if not (folder / "authority.pem").exists():
        key = _new_key()
        _keep(folder, "authority", _authority(key), key)
    authority, key = _kept(folder, "authority")
    if not _is_good(folder / "server.pem", names, authority):
        own = _new_key()
        _keep(folder, "server", _server(own, names, authority, key), own)
    pem = (folder / "authority.pem").read_bytes()
    return ServerFiles(folder / "server.pem", folder / "server.key", pem)


def _is_private(name: str) -> bool:
    address = _address(name)
    if address is None:
        return name.rpartition(".")[2] in LOCAL_NAMES or name.endswith(".home.arpa")
    return any(address in network for network in PRIVATE)


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name.strip("[]"))
    except ValueError:
        return None


def _new_key() -> "Key":
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def _authority(key: "Key") -> "x509.Certificate":
    from cryptography import x509

    draft = _draft("mmc-audio at home", key, AUTHORITY_DAYS)
    may_be = [
        *map(x509.IPAddress, PRIVATE),
        *map(x509.DNSName, LOCAL_NAMES),
    ]
    draft = (
        draft.issuer_name(_named("mmc-audio at home"))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(may_be, None), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
    )
    return _signed(draft, key)


def _server(
    own: "Key", names: Iterable[str], authority: "x509.Certificate", key: "Key"
) -> "x509.Certificate":
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    draft = _draft("mmc-audio", own, SERVER_DAYS).issuer_name(authority.subject)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    draft = (
        draft.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(list(map(_alternative, names))), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer, critical=False)
        .add_extension(_usage(signs_certificates=False), critical=True)
    )
    return _signed(draft, key)


def _draft(name: str, key: "Key", days: int) -> "x509.CertificateBuilder":
    from cryptography import x509

    now = datetime.now(UTC)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # a phone's clock may be behind
        .not_valid_after(now + timedelta(days=days))
        .add_extension(identifier, critical=False)
    )


def _signed(draft: "x509.CertificateBuilder", key: "Key") -> "x509.Certificate":
    from cryptography.hazmat.primitives import hashes

    return draft.sign(key, hashes.SHA256())


def _named(name: str) -> "x509.Name":
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _alternative(name: str) -> "x509.GeneralName":
    from cryptography import x509

    address = _address(name)
    return x509.IPAddress(address) if address else x509.DNSName(name)


def _usage(*, signs_certificates: bool) -> "x509.KeyUsage":
    from cryptography import x509

    never = ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "encipher_only", "decipher_only")  # fmt: skip
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        **dict.fromkeys(never, False),
    )


def _is_good(path: Path, names: Iterable[str], authority: "x509.Certificate") -> bool:
    """Whether a server's certificate is there, is for `names`, and stays good for a while."""
    from cryptography import x509

    if not path.exists():
        return False
    found = x509.load_pem_x509_certificate(path.read_bytes())
    said = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    late = datetime.now(UTC) + timedelta(days=RENEWED_DAYS) > found.not_valid_after_utc
    same = set(said) >= set(map(_alternative, names))
    return same and not late and found.issuer == authority.subject


def _keep(folder: Path, name: str, certificate: "x509.Certificate", key: "Key") -> None:
    from cryptography.hazmat.primitives import serialization as form

    pem = partial(key.private_bytes, form.Encoding.PEM, form.PrivateFormat.PKCS8)
    write_whole(folder / f"{name}.key", pem(form.NoEncryption()))
    write_whole(folder / f"{name}.pem", certificate.public_bytes(form.Encoding.PEM))


def _kept(folder: Path, name: str) -> "tuple[x509.Certificate, Key]":
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

    certificate = x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes())
    key = form.load_pem_private_key((folder / f"{name}.key").read_bytes(), None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise ValueError("not a key of ours")
    return certificate, key


def _der(certificate: "x509.Certificate") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.DER)

"""Words that only one browser can open (RFC 8291, aes128gcm of RFC 8188): the push service carries them shut."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
#: The record size that stands in the head; our words fit into one record.
RECORD = 4096
#: Every note has this length, so that a length tells nobody which of the few texts it is.
LENGTH = 256
SALT, SECRET, POINT = 16, 16, 65


def sealed_for(
    theirs: bytes,
    secret: bytes,
    words: bytes,
    *,
    length: int = LENGTH,
    ours: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes = b"",
) -> bytes:
    """The body of a request. `theirs` is the browser's point, `secret` its authentication secret."""
    ours, salt = ours or ec.generate_private_key(CURVE), salt or os.urandom(SALT)
    shared = ours.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
    point = point_of(ours)
    root = _derived(shared, secret, b"WebPush: info\0" + theirs + point, 32)
    key = _derived(root, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(root, salt, b"Content-Encoding: nonce\0", 12)
    padded = (words + b"\x02").ljust(length, b"\0")
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(point)]) + point
    return head + AESGCM(key).encrypt(nonce, padded, None)


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """A key's public point, uncompressed, as browsers write it."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)

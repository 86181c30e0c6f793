"""A passkey as a browser would have answered, for tests that only need one to be there."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAGS = AuthenticatorData.FLAG
FROM = "http://localhost"


def a_passkey(name: bytes = b"the passkey of a test") -> dict[str, Any]:
    """What `add_passkey` keeps: made on localhost, its owner verified."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    known = AttestedCredentialData.create(bytes(16), name, public)
    data = AuthenticatorData.create(sha256(b"localhost").digest(), FLAGS.UP | FLAGS.UV | FLAGS.AT, 0, known)
    said = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"0" * 32, FROM)
    return {
        "id": websafe_encode(name), "rawId": websafe_encode(name), "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(said),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }  # fmt: skip

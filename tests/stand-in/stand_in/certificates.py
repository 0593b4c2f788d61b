# SPDX-License-Identifier: GPL-3.0-or-later
"""A throw-away certification authority and every good and bad certificate it is asked for."""

import datetime
import pathlib
import ssl
import subprocess
import threading
import warnings

REGIONS = ("us", "eu", "pac", "meta")
DOMAIN = "nexthink.cloud"
INTERCEPTOR = "Example Corp Web Inspection CA"

# kind: what is unusual about the certificate
KINDS = {
    "good": {},
    "expired": {"days": (-400, -3)},
    "ending": {"days": (-80, 10)},
    "not-yet-valid": {"days": (3, 400)},
    "wrong-host": {"names": ("login.example.com", "*.example.com")},
    "self-signed": {"self_signed": True},
    "unknown-issuer": {"authority": INTERCEPTOR},
    "weak-key": {"key": "rsa-1024"},
    "weak-signature": {"digest": "sha1"},
    "wrong-purpose": {"purpose": "clientAuth"},
}

_KEYS = {
    "ec": ("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
    "rsa-1024": ("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"),
}

_CONFIG = """\
[req]
distinguished_name = nobody
prompt = no
[nobody]
CN = stand-in
[authority]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[ca]
default_ca = issuing
[issuing]
database = {database}
new_certs_dir = {folder}
policy = anything
unique_subject = no
rand_serial = yes
email_in_dn = no
[anything]
commonName = supplied
"""

_EXTENSIONS = """\
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = {purpose}
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = {names}
"""


def _openssl(*arguments):
    done = subprocess.run(("openssl", *map(str, arguments)), stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]} failed: {done.stderr.strip()}")


def _day(offset):
    day = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=offset)
    return day.strftime("%Y%m%d%H%M%SZ")


class Authority:
    """One issuer: its key, its certificate and the small database of `openssl ca`."""

    def __init__(self, folder, name):
        self.folder = folder
        self.config = folder / "openssl.cnf"
        self.key = folder / "ca.key"
        self.certificate = folder / "ca.pem"

        folder.mkdir()
        (folder / "database").touch()
        self.config.write_text(_CONFIG.format(folder=folder, database=folder / "database"))
        _openssl("req", "-x509", "-config", self.config, "-extensions", "authority",
                 "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                 "-keyout", self.key, "-days", 30,
                 "-subj", f"/CN={name}", "-out", self.certificate)

    def issue(self, request, path, names, *, days=(-1, 30), digest="sha256",
              purpose="serverAuth", self_signed_by=None):
        """Write a certificate for `names` and return its path; days are relative to now."""
        extensions = path.with_suffix(".ext")
        extensions.write_text(_EXTENSIONS.format(
            purpose=purpose, names=", ".join(f"DNS:{name}" for name in names)))
        signer = (("-selfsign", "-keyfile", self_signed_by) if self_signed_by else
                  ("-cert", self.certificate, "-keyfile", self.key))
        _openssl("ca", "-batch", "-notext", "-config", self.config, *signer,
                 "-in", request, "-out", path, "-extfile", extensions, "-md", digest,
                 "-subj", f"/CN={names[0]}", "-startdate", _day(days[0]), "-enddate", _day(days[1]))
        return path


class Certificates:
    """Server-side TLS contexts by kind of certificate and name of host; made once each."""

    def __init__(self, folder):
        self._folder = pathlib.Path(folder)
        self._lock = threading.Lock()
        self._authorities = {}
        self._requests = {}
        self._contexts = {}
        self.ca_file = str(self._authority("Keyrack Stand-in CA").certificate)
        self.context("good", f"acme-login.{REGIONS[0]}.{DOMAIN}")

    def context(self, kind, host, old_tls=False):
        """The context to answer with for `host`."""
        names = KINDS[kind].get("names") or _names_for(host)
        key = (kind, names, old_tls)
        with self._lock:
            if key not in self._contexts:
                self._contexts[key] = self._make_context(kind, names, old_tls)
            return self._contexts[key]

    def _authority(self, name):
        if name not in self._authorities:
            folder = self._folder / f"authority-{len(self._authorities)}"
            self._authorities[name] = Authority(folder, name)
        return self._authorities[name]

    def _request(self, kind):
        """A key and a signing request for it, shared by all certificates."""
        if kind not in self._requests:
            key, request = self._folder / f"{kind}.key", self._folder / f"{kind}.csr"
            _openssl(*_KEYS[kind], "-out", key)
            _openssl("req", "-new", "-config", self._authority("Keyrack Stand-in CA").config,
                     "-key", key, "-out", request)
            self._requests[kind] = key, request
        return self._requests[kind]

    def _make_context(self, kind, names, old_tls):
        unusual = dict(KINDS[kind])
        unusual.pop("names", None)
        key, request = self._request(unusual.pop("key", "ec"))
        authority = self._authority(unusual.pop("authority", "Keyrack Stand-in CA"))
        if unusual.pop("self_signed", False):
            unusual["self_signed_by"] = key

        path = self._folder / f"{len(self._contexts)}-{kind}.pem"
        authority.issue(request, path, names, **unusual)
        return _context(path, key, old_tls)


def _names_for(host):
    """What a certificate for `host` covers: wildcards wherever possible, so that few are made."""
    labels = host.split(".")
    if host.endswith("." + DOMAIN) and len(labels) in (4, 5) and all(labels):
        region = labels[-3]
        regions = REGIONS if region in REGIONS else (region,)
        if len(labels) == 4 or labels[1] in ("api", "data"):
            return tuple(f"*.{sub}{region}.{DOMAIN}"
                         for region in regions for sub in ("", "api.", "data."))
    return (host or "localhost",)


def _context(certificate, key, old_tls):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # Security level 0, for this side must be able to show what the other one refuses.
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.set_alpn_protocols(["http/1.1"])
    context.num_tickets = 0     # each name is met once: a ticket would only cost time
    context.load_cert_chain(certificate, key)
    if old_tls:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context

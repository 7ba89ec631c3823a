import ssl
import subprocess
from contextlib import contextmanager
from shutil import which

import pytest

from news.fetching import Reason, fetch, transport
from news.tests.web import HERE, refusal, serving


def test_a_site_that_only_pretends_to_be_secure_is_said(site):
    error = refusal(site.says("/").replace("http:", "https:"))

    assert "https" in str(error)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    if not which("openssl"):
        pytest.skip("openssl makes the certificate of this test")
    folder = tmp_path_factory.mktemp("certificate")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-days", "2"]
    command += ["-subj", "/CN=www.paper.kr", "-addext", "subjectAltName=DNS:www.paper.kr"]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@contextmanager
def secure_site(folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    with serving(lambda own: context.wrap_socket(own, server_side=True)) as site:
        yield site


@pytest.fixture
def trusted(certificate, monkeypatch):
    original = transport._session

    def session(*arguments):
        made = original(*arguments)
        made.verify = str(certificate / "cert.pem")
        return made

    monkeypatch.setattr(transport, "_session", session)


def test_the_certificate_must_be_the_names_own(certificate, trusted, names):
    names["www.paper.kr"] = names["other.paper.kr"] = "127.0.0.1"
    with secure_site(certificate) as site:
        site.says("/", b"news")
        secure = site.address("/", host="www.paper.kr").replace("http:", "https:")

        assert fetch(secure, network=HERE).content == b"news"
        assert "인증서" in str(refusal(secure.replace("www.", "other.")))


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(certificate, names):
    names["www.paper.kr"] = "127.0.0.1"
    with secure_site(certificate) as site:
        secure = site.address("/", host="www.paper.kr").replace("http:", "https:")

        assert "인증서" in str(refusal(secure))
        assert site.asked == []


def test_a_secure_address_does_not_lead_to_an_open_one(certificate, trusted, names, site):
    names["www.paper.kr"] = "127.0.0.1"
    with secure_site(certificate) as secure:
        secure.leads("/", site.says("/"))
        start = secure.address("/", host="www.paper.kr").replace("http:", "https:")

        assert refusal(start).reason == Reason.REFUSED
        assert site.asked == []

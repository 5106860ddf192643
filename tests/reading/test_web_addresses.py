"""Which addresses may be reached, and what the list of pages holds."""

from __future__ import annotations

import ipaddress
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.reading.decoding import UnreadableError
from report_assistant.reading.loader import find_documents
from report_assistant.reading.web.connecting import is_public
from report_assistant.reading.web.listing import read_list

_PRIVATE = """
127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
198.18.0.1 192.0.2.1 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1 2001:db8::1 100::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 2002:a00:1::1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
2001:0:4136:e378:8000:63bf:f5ff:fffe
"""


@pytest.mark.parametrize("address", _PRIVATE.split())
def test_private_addresses_are_known_also_when_they_are_wrapped(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "64:ff9b::101:101"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_changes_nothing(address: ipaddress.IPv4Address) -> None:
    public = is_public(str(address))
    assert is_public(f"::ffff:{address}") == public
    assert is_public(str(ipaddress.IPv6Address((0x0064FF9B << 96) | int(address)))) == public
    assert is_public(str(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80)))) == public


def listed(folder: Path, text: str | bytes) -> tuple[tuple[str, ...], dict[str, str]]:
    (folder / "urls.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    urls, failures = read_list(folder)
    return urls, {failure.source: failure.reason for failure in failures}


def test_the_list_holds_addresses_and_comments(tmp_path: Path) -> None:
    text = (
        "\ufeff# What we cite\r\n\r\nhttps://example.com/report#figures  # the figures\r\n"
        "  HTTP://EXAMPLE.com/b?x=1&y=#\r\nhttps://example.com/report\r\nhttps://bücher.example/straße\r\n"
    )
    urls, failures = listed(tmp_path, text)
    assert urls == (
        "https://example.com/report",
        "HTTP://EXAMPLE.com/b?x=1&y=",
        "https://bücher.example/straße",
    )
    assert not failures
    assert all(url.lower().startswith(("http://", "https://")) for url in urls)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("example.com/report", "http://"),
        ("ftp://example.com/report", "http://"),
        ("file:///etc/passwd", "http://"),
        ("https://", "names no server"),
        ("https://a b.example/", "one address a line"),
        ("https://example.com:port/", "no address"),
    ],
)
def test_a_wrong_line_is_told_with_its_number_and_the_rest_goes_on(
    tmp_path: Path, line: str, said: str
) -> None:
    urls, failures = listed(tmp_path, f"# list\n{line}\nhttps://example.com/\n")
    assert urls == ("https://example.com/",)
    assert failures[line].startswith("line 2 of urls.txt")
    assert said in failures[line]


def test_passwords_are_refused_and_not_repeated(tmp_path: Path) -> None:
    urls, failures = listed(tmp_path, "https://anna:secret@example.com/x\n")
    assert not urls
    assert "leave it out" in failures["https://example.com/x"]
    assert "secret" not in str(failures)


def test_the_list_is_no_document_but_others_of_its_name_are(tmp_path: Path) -> None:
    assert read_list(tmp_path) == ((), ())
    for folder in (tmp_path, tmp_path / "more"):
        folder.mkdir(exist_ok=True)
        (folder / "urls.txt").write_text("https://example.com/", encoding="utf-8")
    assert find_documents(tmp_path) == [tmp_path / "more" / "urls.txt"]


def test_a_list_that_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        listed(tmp_path, b"%PDF-1.7")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t")))
def test_any_text_is_a_list(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        urls, failures = listed(Path(folder), text)
    assert all(url.lower().startswith(("http://", "https://")) for url in urls)
    assert all("urls.txt" in reason for reason in failures.values())

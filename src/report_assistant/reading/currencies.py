"""The signs, codes and names of money, from CLDR, with ISO 4217 codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.numbers import list_currencies

# The currency that a bare sign or name means unless another word says otherwise: the one that CLDR gives the
# plain sign to, else the one with the largest turnover (BIS triennial survey, 2022).
_SIGNS = {
    "USD": "$ US$ U.S.$ $US",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹ Rs Rs.",
    "KRW": "₩",
    "RUB": "₽",
    "TRY": "₺",
    "ILS": "₪",
    "VND": "₫",
    "THB": "฿",
    "NGN": "₦",
    "PHP": "₱",
    "PLN": "zł",
    "CZK": "Kč",
    "HUF": "Ft",
    "NOK": "kr kr.",
    "CHF": "Fr. SFr.",
    "SGD": "S$",
    "NZD": "NZ$",
    "HKD": "HK$",
    "CAD": "C$ CA$",
    "AUD": "A$ AU$",
    "BRL": "R$",
    "MXN": "MX$",
    "TWD": "NT$",
    "CNY": "CN¥ RMB",
}
_NAMES = {
    "USD": "dollar, dollars",
    "EUR": "euro, euros, euro's",
    "GBP": "pound sterling, pounds sterling, pounds, livres sterling, pond, pfund",
    "JPY": "yen, yens",
    "CNY": "yuan, yuans, renminbi",
    "CHF": "franc, francs, frank, franken",
    "NOK": "kroner, krone, kronen, couronnes",
    "SEK": "kronor, krona, crowns",
    "CZK": "koruna",
    "INR": "rupee, rupees, roupies, rupien",
    "KRW": "won",
    "BRL": "real, reais",
    "ZAR": "rand",
    "RUB": "rubles, roubles, rubel, roebel",
    "MXN": "pesos",
    "TRY": "lira",
    "PLN": "zloty, zlotys, złoty",
    "HUF": "forint, forints",
    "THB": "baht",
    "ILS": "shekels",
    "AED": "dirhams",
}
# Codes that are words of English in capitals.
_NO_CODES = frozenset({"ALL", "TOP", "CUP"})


@dataclass(frozen=True, slots=True)
class Money:
    """How money is written in one language.

    Attributes:
        before: matches a sign or code at the end of the text before a number, as `sign`.
        after: matches a sign, code or name at the start of the text after it, as `sign`.
        codes: sign, code or lower-case name -> ISO 4217 code.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    codes: dict[str, str]

    def code(self, written: str) -> str:
        """Return the ISO 4217 code of what `before` or `after` matched."""
        return self.codes.get(written) or self.codes[" ".join(written.lower().split())]


@lru_cache(maxsize=4)
def money(language: str) -> Money:
    """Return how money is written in a language; signs and codes are shared by all."""
    locale = Locale.parse(language)
    signed = {sign: code for code, listed in _SIGNS.items() for sign in listed.split()}
    iso = {code: code for code in list_currencies() if len(code) == 3 and code not in _NO_CODES}
    signs = {
        sign.replace("\u202f", " "): code for code, sign in locale.currency_symbols.items() if sign != "¤"
    }
    signs = {sign: code for sign, code in signs.items() if not sign.isalpha() or sign == code} | iso | signed
    names = {name: code for code, listed in _NAMES.items() for name in listed.split(", ")}
    for code, singular in locale.currencies.items():
        plurals: dict[str, str] = locale._data["currency_names_plural"].get(code, {})
        for name in {singular, *plurals.values()}:
            plain = name.lower()
            if "(" not in plain and " " in plain:  # bare names are ambiguous: only those above
                names.setdefault(plain, code)
    if language == "en":
        names |= {"u.s. dollars": "USD", "u.s. dollar": "USD"}
    return Money(_before(signs), _after(signs, names), {**names, **signs})


def _before(signs: dict[str, str]) -> re.Pattern[str]:
    alternatives = "|".join(sorted(map(re.escape, signs), key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])(?P<sign>{alternatives})\s{{0,2}}(?P<open>\(\s?)?(?P<minus>[-−–])?\Z")


def _after(signs: dict[str, str], names: dict[str, str]) -> re.Pattern[str]:
    named = "|".join(
        sorted((r"\s+".join(map(re.escape, name.split())) for name in names), key=len, reverse=True)
    )
    signed = "|".join(sorted(map(re.escape, signs), key=len, reverse=True))
    return re.compile(rf"[\s-]{{1,2}}(?:d['’]|de\s)?(?P<name>(?i:{named}))\b|\s?(?P<sign>{signed})(?![^\W_])")

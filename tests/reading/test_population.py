"""Of whom something is said, and how populations relate."""

# ruff: noqa: E501  (tables of whole sentences and records, one a line)

from __future__ import annotations

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.reading.binding import bind
from report_assistant.reading.places import contains, find_places, place_name
from report_assistant.reading.population import (
    Relation,
    find_populations,
    normalise,
    relate_groups,
    relate_places,
)


def codes(text: str, language: str = "en") -> list[str]:
    return [mention.code for mention in find_places(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Belgian leaders in the Benelux and the United Kingdom", "en", ["BE", "BENELUX", "GB"]),
        ("US firms, U.S. companies, give it to us", "en", ["US", "US"]),
        ("Texas, California, Northern Ireland and the Flemish Region", "en", ["US-TX", "US-CA", "GB-NIR", "BE-VLG"]),
        ("turkey and china plates, polish the chad", "en", []),
        ("in Turkey, in Chad, Polish firms", "en", ["TR", "TD", "PL"]),
        ("in belgium", "en", ["BE"]),
        ("the European Union, EMEA, Asia-Pacific and sub-Saharan Africa", "en", ["EU", "EMEA", "APAC", "SUB-SAHARAN-AFRICA"]),
        ("les entreprises belges et les sociétés françaises aux Pays-Bas", "fr", ["BE", "FR", "NL"]),
        ("Belgische bedrijven in Nederland en Duitse leiders in Vlaanderen", "nl", ["BE", "NL", "DE", "BE-VLG"]),
        ("belgische Unternehmen in Deutschland, niederländischer Firmen, der Schweiz", "de", ["BE", "DE", "NL", "CH"]),
        ("wereldwijd", "nl", ["WORLD"]),
        ("a French-speaking Indiana", "en", ["FR", "US-IN"]),
    ],
)  # fmt: skip
def test_places(text: str, language: str, expected: list[str]) -> None:
    assert codes(text, language) == expected


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_every_country_is_found_by_its_own_name(language: str) -> None:
    lost = [
        country.alpha_2
        for country in pycountry.countries
        if country.alpha_2 not in codes(f"in {place_name(country.alpha_2, language)} today", language)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        ("BENELUX", "BE", True),
        ("EUROPE", "BENELUX", True),
        ("WORLD", "BE-VLG", True),
        ("BE", "BE-VLG", True),
        ("BE", "BENELUX", False),
        ("EU", "GB", False),
        ("BE", "FR", False),
        ("US", "US-TX", True),
    ],
)
def test_containment(outer: str, inner: str, holds: bool) -> None:
    assert contains(outer, inner) is holds


@pytest.mark.parametrize(
    ("text", "place", "attachment"),
    [
        ("The risks of data across the world concern 74% of leaders", "WORLD", "MENTION"),
        ("data in global cloud environments", "WORLD", "MENTION"),
        ("Worldwide, 75% agree", "WORLD", "ADVERBIAL"),
        ("leaders worldwide agree", "WORLD", "GROUP"),
        ("74% of Belgian business leaders", "BE", "GROUP"),
        ("leaders in the Benelux saw", "BENELUX", "GROUP"),
        ("In France, those shares differ", "FR", "ADVERBIAL"),
        ("Germany's exports fell", "DE", "SUBJECT"),
        ("trade with firms that invest heavily in China now", "CN", "LOCATIVE"),
    ],
)
def test_how_firmly_a_place_is_attached(text: str, place: str, attachment: str) -> None:
    found = {m.place: m.attachment.name for m in find_populations(text) if m.place}
    assert found[place] == attachment


@pytest.mark.parametrize(
    ("text", "language", "populations"),
    [
        ("The risks of data across the world concern 74% of Belgian leaders, and 66% act.", "en",
         ["leaders, Belgium", "leaders, Belgium"]),
        ("Ready is how 43% of business leaders in the Benelux saw themselves, compared with 30% in Germany.", "en",
         ["business leaders, Benelux", "business leaders, Germany"]),
        ("The share was in Belgium 85%, in France 80% and in Germany 79%.", "en", ["Belgium", "France", "Germany"]),
        ("Belgium 85%, France 80%", "en", ["Belgium", "France"]),
        ("Of all leaders, 90% called it best, but only 39% found it ready.", "en", ["leaders", "leaders"]),
        ("Nearly 40% of women had no title; among men the share was 22%.", "en", ["women", "men"]),
        ("Women accounted for 34% of spectators in Sweden and 29% in Finland.", "en",
         ["spectators, Sweden", "spectators, Finland"]),
        ("The views of 3,700 senior leaders in 21 countries, Belgium among them.", "en",
         ["senior leaders, 21 countries", ""]),
        ("54% of firms in France, Germany and Spain agree.", "en", ["firms, France, Germany, Spain"]),
        ("The skilled people are lacking, in the view of 51%.", "en", [""]),
        ("Rates were 5% and 6% in Belgium and France, respectively.", "en", ["Belgium", "France"]),
        ("61 % des entreprises belges investissent, et 44 % attendent.", "fr",
         ["entreprises, Belgique", "entreprises, Belgique"]),
        ("61% van de Belgische bedrijven investeert.", "nl", ["bedrijven, België"]),
        ("61 % der belgischen Unternehmen investieren.", "de", ["unternehmen, Belgien"]),
    ],
)  # fmt: skip
def test_of_whom_a_sentence_speaks(text: str, language: str, populations: list[str]) -> None:
    said = [item.population.text(language) for item in bind(text, language)]
    assert [", ".join(sorted(one.split(", "))) for one in said] == [
        ", ".join(sorted(one.split(", "))) for one in populations
    ]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Belgium", "Belgium", Relation.EQUAL),
        ("Belgium and France", "France, Belgium", Relation.EQUAL),
        ("the Netherlands", "Belgium", Relation.OTHER),
        ("Belgium", "Benelux", Relation.NARROWER),
        ("Belgium", "worldwide", Relation.NARROWER),
        ("worldwide", "Belgium", Relation.BROADER),
        ("", "Belgium", Relation.UNKNOWN),
    ],
)
def test_relations_of_places(one: str, other: str, relation: Relation) -> None:
    assert relate_places(normalise(one).places, normalise(other).places) is relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("companies", "firms", Relation.EQUAL),
        ("respondents", "companies", Relation.UNKNOWN),
        ("leaders", "senior leaders", Relation.BROADER),
        ("women", "men", Relation.OTHER),
        ("", "women", Relation.UNKNOWN),
    ],
)
def test_relations_of_groups(one: str, other: str, relation: Relation) -> None:
    assert relate_groups(normalise(one).groups, normalise(other).groups) is relation


@given(
    st.sampled_from(sorted(c.alpha_2 for c in pycountry.countries)),
    st.sampled_from(["leaders", "small firms"]),
)
def test_what_is_written_reads_back(code: str, group: str) -> None:
    population = normalise(f"{group}, {place_name(code)}")
    assert population.places == {code}
    assert normalise(population.text()) == population


@given(
    st.lists(st.sampled_from(["in", "Belgium", "Belgian", "leaders", "61%", "of", ",", "worldwide", "21 countries", "the", "\n"]), max_size=12),
    st.sampled_from(["en", "fr", "nl", "de"]),
)  # fmt: skip
def test_offsets_hold(words: list[str], language: str) -> None:
    text = " ".join(words)
    for mention in find_populations(text, language):
        assert 0 <= mention.start < mention.end <= len(text)
        assert bool(mention.place) != bool(mention.group)

"""What a joint figure covers together."""

# ruff: noqa: E501  (tables of whole sentences and records, one a line)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.reading.binding import bind


def members_of(text: str, language: str = "en") -> list[tuple[str, ...]]:
    return [tuple(text[slice(*member)] for member in item.members) for item in bind(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "members"),
    [
        ("66% are adjusting plans, by moving data, changing vendors and turning to private cloud.", "en",
         ("moving data", "changing vendors", "turning to private cloud")),
        ("70% save energy through insulation, heat pumps and solar panels.", "en",
         ("insulation", "heat pumps", "solar panels")),
        ("Tools such as Slack and Teams are used by 40%.", "en", ("Slack", "Teams")),
        ("61% sell drinks, including beer, wine and cider.", "en", ("beer", "wine", "cider")),
        ("45% cut costs, raise prices and close plants.", "en", ("cut costs", "raise prices", "close plants")),
        ("45% of firms plan to cut their costs, raise prices and close plants.", "en",
         ("cut their costs", "raise prices", "close plants")),
        ("27% of councils have cut the budget, the staff and the fleet.", "en",
         ("the budget", "the staff", "the fleet")),
        ("27 % des communes ont interdit l'arrosage, le lavage des voitures et le remplissage des piscines.",
         "fr", ("l'arrosage", "le lavage des voitures", "le remplissage des piscines")),
        ("More than half of patients had fever, cough or fatigue.", "en", ("fever", "cough", "fatigue")),
        ("Hydropower, irrigation and drinking water depend on meltwater for 18%.", "en",
         ("Hydropower", "irrigation", "drinking water")),
        ("Losses, through poor storage, insects and mould, reached 28% of the crop.", "en",
         ("poor storage", "insects", "mould")),
        ("61% use AI for growth and prepare their workforce.", "en", ("use AI for growth", "prepare their workforce")),
        ("40% sell both bread and milk.", "en", ("bread", "milk")),
        ("A locker or a shop is preferred by 38%.", "en", ("A locker", "a shop")),
        ("14% commute by bus or tram.", "en", ("bus", "tram")),
        ("14% kommen mit Bus oder Bahn.", "de", ("Bus", "Bahn")),
        ("12% of people aged 60 or more agree.", "en", ()),
        ("22% own a cargo bike, an electric bike or a folding bike.", "en",
         ("a cargo bike", "an electric bike", "a folding bike")),
        ("54% of firms in France, Germany and Spain agree.", "en", ("France", "Germany", "Spain")),
        ("By cutting costs, raising prices and closing plants, 45% survived.", "en",
         ("cutting costs", "raising prices", "closing plants")),
        ("They cut waste, noise and heat; together these steps saved 31% of energy.", "en", ("waste", "noise", "heat")),
        ("61 % investissent, notamment dans le cloud, la sécurité et la formation.", "fr",
         ("dans le cloud", "la sécurité", "la formation")),
        ("61% bespaart energie via isolatie, warmtepompen en zonnepanelen.", "nl",
         ("isolatie", "warmtepompen", "zonnepanelen")),
        ("61 % sparen Energie durch Dämmung, Wärmepumpen und Solaranlagen.", "de",
         ("Dämmung", "Wärmepumpen", "Solaranlagen")),
    ],
)  # fmt: skip
def test_members_of_a_joint_figure(text: str, language: str, members: tuple[str, ...]) -> None:
    assert members_of(text, language)[-1] == members


@pytest.mark.parametrize(
    "text",
    [
        "Costs, risks and the shortage of skills each stood at 66%.",
        "Costs, risks and skills stood at 66%, 65% and 64%, respectively.",
        "Apple (45%), Google (30%) and Amazon (12%) lead.",
        "54% like beer, with 20% drinking it daily.",
        "90% say that their tools and processes let them test and scale new ideas quickly.",
        "75% are concerned about the risk of keeping and managing data.",
        "A lack of skills is named by 39% and a lack of time by 35%.",
        "As of June 30, 2022 and 2021, sales were 5%.",
        "On May 28, 2012, the storm, which hit the coast, and the flood took 4 lives.",
    ],
)
def test_figures_of_one_thing(text: str) -> None:
    assert all(members == () for members in members_of(text))


@given(
    st.lists(
        st.sampled_from(
            ["61%", "of", "firms", "by", "cutting costs", ",", "and", "or", "through", ":", "France", "each", "both",
             "June 25, 2022", "such as", "prepare their", ";", "(", ")", "3 leaders"]
        ),
        max_size=14,
    ),
    st.sampled_from(["en", "fr", "nl", "de"]),
)  # fmt: skip
def test_members_lie_in_the_text_in_order(words: list[str], language: str) -> None:
    text = " ".join(words)
    for item in bind(text, language):
        assert len(item.members) != 1
        edge = 0
        for start, end in item.members:
            assert edge <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
            edge = end

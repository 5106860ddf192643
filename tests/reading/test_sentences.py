"""Sentence splitting: cases in four languages, and the laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.reading.sentences import MAX_SENTENCE, split_sentences

CASES = {
    "en": [
        ["Sales rose to 3,700 units.", "That is 3.5 % more."],
        ["The index fell by 0.4 points to 1.25.", "Nobody minded."],
        ["Some tools, e.g. Excel, are old.", "Others, i.e. the rest, are new."],
        ["Exports to the U.S. rose in May.", "Imports did not."],
        ["He moved to the U.S.", "She stayed in Ghent."],
        ["The U.S. Treasury sold bonds.", "It kept some."],
        ["See No. 5 for the details.", "They are long."],
        ["The answer was no.", "Nobody asked again."],
        ["Dr. Smith met Mrs. Jones.", "They spoke for an hour."],
        ["It grew by approx. 40% last year.", "That is a lot."],
        ["We counted approx. 12 birds.", "All were young."],
        ["Lions vs. Bears ended in a draw.", "Few watched."],
        ["J. P. Morgan lent the money.", "J. K. Rowling did not."],
        ["Acme Inc. said that profits rose.", "Shares fell."],
        ["The buyer was Acme Corp.", "It paid in cash."],
        ["Read https://example.com/a.b?c=d.e before lunch.", "Then rest."],
        ["Write to jo@example.com.", "Or call."],
        ["He waited...", "Then he left."],
        ["He waited… and left.", "The door closed."],
        ['She said "It works."', "Then she left."],
        ["She said “It works.”", "Then she left."],
        ['"Does it work?" she asked.', '"Yes!" he said.'],
        ["“We grew.", "We hired forty people,” said the head of sales."],
        ["(This is a note.)", "This is not."],
        ["The figure (see above) rose.", "(Nobody knows why.)", "It fell later."],
        ["As p. 12 says, it rained.", "On pp. 13-15 the sun shines."],
        ["Fig. 3 shows the rest.", "Table 4.2 does not."],
        ["**Table 1. Articles by route**"],
        ["Most fruit (apples, pears, etc.) was sold.", "The rest rotted."],
        ["They sold apples, pears, etc.", "The rest rotted."],
        ["Sept. 30 was warm.", "Dec. 31, 2018 was not."],
        ["It opened in May.", "Rain fell."],
        ["At 4 p.m. the bell rang.", "At 5 p.m. it stopped."],
        ["It rose [1].", "It fell.[2]", "It stayed.[citation needed]", "It went."],
        ["It costs $5.6 million.", "We paid 1.2 billion kroner."],
        ["He holds a Ph.D. in law.", "She holds an M.A. in art."],
        ["Smith et al. (2019) disagree.", "We do not."],
        ["iPhone sales rose.", "iPad sales fell."],
        ["Each input has size n.", "The output is larger."],
        ["Vitamin C.", "The body needs it."],
        ["1. First the seeds are sown.", "2. Then they are watered."],
        ["Item 4. Controls and Procedures"],
        ["Wait!", "What?", "No?!", "Yes."],
        ["Sales of Yahoo! grew by 3%.", "Others shrank."],
        ["Profit was 5%.", "The next year was worse."],
        ["The season ends every year .", "Any change , too , ends ."],
        ["It is the `` season '' .", "`` Demand '' is high ."],
        ["He said : `` It is . ''", "She left ."],
        ["Mr . Smith met Mrs . Jones .", "They spoke ."],
        ["it was good.", "then we left."],
        ["Brown v. Board of Education was decided in 1954.", "It changed schools."],
    ],
    "fr": [
        ["La part est de 3,5 %.", "C'est peu."],
        ["M. Dupont est venu.", "Mme Curie aussi."],
        ["Il a dit « Bonjour. »", "Puis il est parti."],
        ["« Nous avons grandi.", "Nous avons embauché », dit-elle."],
        ["Voir p. ex. les pommes, art. 5 du code.", "Le reste suit."],
        ["Ils vendent des pommes, etc.", "Le reste est perdu."],
        ["C'est vrai !", "Vraiment ?", "Oui."],
        ["En 753 av. J.-C. naît la ville.", "Elle grandit."],
        ["Env. 40 % des firmes hésitent.", "Les autres non."],
        ["J.-P. Martin préside.", "Il est élu."],
    ],
    "nl": [
        ["Veel fruit, bijv. appels, is duur.", "De rest is o.a. peren."],
        ["Dhr. Jansen en mevr. De Vries kwamen.", "Zij bleven lang."],
        ["Ca. 40% van de bedrijven twijfelt enz.", "Dat is veel."],
        ["Zie blz. 12 en nr. 5.", "Het staat er."],
        ["De omzet steeg met 3,5 mln. euro.", "Dat is veel."],
        ["Hij zei: „Het werkt.”", "Toen ging hij weg."],
    ],
    "de": [
        ["Viele Geräte, z. B. Telefone, sind alt.", "Das ist bekannt."],
        ["Es sank, d. h. es wurde weniger.", "Niemand klagte."],
        ["Am 1. Januar schneite es.", "Am 2. Februar nicht."],
        ["Gewinn, 1. Halbjahr 2024: 9,7 Millionen.", "Das 2. Quartal war besser als das 1. Quartal."],
        ["Im 19. Jahrhundert wuchs die Stadt.", "Der 2. Weltkrieg zerstörte sie."],
        ["Das Team kam auf Platz 2.", "Dann ging es nach Hause."],
        ["Es waren ca. 3.700 Leute bzw. 5 Mio. Euro.", "Das reicht."],
        ["Prof. Dr. Müller sagte es.", "Sie lachte."],
        ["„Das ist gut.“", "Er ging."],
        ["Äpfel, Birnen usw.", "Das Obst ist reif."],
        ["Vgl. Abb. 3 auf S. 12 in Bd. 2.", "Dort steht es."],
    ],
}


@pytest.mark.parametrize(
    ("language", "sentences"), [(language, case) for language, cases in CASES.items() for case in cases]
)
@pytest.mark.parametrize("space", [" ", "  ", "\n", "\u00a0"])
def test_splits_as_a_reader_would(language: str, sentences: list[str], space: str) -> None:
    text = space.join(sentences)
    assert [text[start:end] for start, end in split_sentences(text, language)] == sentences


_PIECES = st.sampled_from(
    (
        *(
            "A",
            "b",
            "word",
            "Über",
            "3,700",
            "5 %",
            ".",
            "!",
            "?",
            "…",
            "...",
            '"',
            "“",
            "”",
            "«",
            "»",
            "(",
            ")",
        ),
        *(
            "[1]",
            " ",
            "  ",
            "\n",
            "\u00a0",
            "\t",
            "e.g.",
            "U.S.",
            "Dr.",
            "1.",
            "•",
            "😀",
            "e\u0301",
            "中文。",
            "*",
        ),
    )
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map("".join))


@given(_TEXTS, st.sampled_from(["en", "fr", "nl", "de", "ja", "ar", "xx"]))
def test_sentences_cover_all_but_white_space_in_order(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    before = 0
    for start, end in spans:
        assert before <= start < end
        assert not text[before:start].strip()
        assert text[start:end] == text[start:end].strip()
        before = end
    assert not text[before:].strip()


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2028"])
@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_no_white_space_after_an_initial_stops_the_reading(space: str, language: str) -> None:
    assert split_sentences(f"He met J.A{space}. Then he left.", language)


@given(
    st.lists(st.tuples(st.sampled_from([1, 5, 90, 700, 1_500]), st.sampled_from(["", ",", ";"])), max_size=60)
)
def test_no_sentence_is_longer_than_the_limit(words: list[tuple[int, str]]) -> None:
    text = " ".join("w" * length + sign for length, sign in words)
    spans = split_sentences(text)
    assert all(end - start <= MAX_SENTENCE for start, end in spans)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")


def test_a_long_sentence_is_cut_at_its_semicolons() -> None:
    text = "; ".join(["the party of the first part shall deliver all goods on time"] * 40)
    spans = split_sentences(text)
    assert len(spans) > 1
    assert all(text[end - 1] == ";" for _, end in spans[:-1])


def test_a_text_longer_than_one_window_is_split_like_a_short_one() -> None:
    sentence = "The mill by the river ground 3.5 tons of flour a day."
    spans = split_sentences(" ".join([sentence] * 1_500))
    assert [end - start for start, end in spans] == [len(sentence)] * 1_500

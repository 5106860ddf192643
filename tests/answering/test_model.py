from __future__ import annotations

import json
from dataclasses import replace

import pytest
from langchain_core.exceptions import ContextOverflowError, ModelConnectionError

from report_assistant.answering.model import LEAST_SENTENCES, MATERIAL_CHARACTERS, MOST_CLAIMS, ModelDrafter
from report_assistant.errors import ModelError


def as_json(*claims):
    return json.dumps({"claims": [{"sentences": numbers, "claim": text} for text, numbers in claims]})


def test_numbers_become_the_sentences_that_the_model_saw(scripted_model, sentences):
    evidence = sentences("61% feel pressure.", "44% say it stalls.", "50% blame the basics.")
    drafter = ModelDrafter(scripted_model([as_json(("44% and 50%", [3, 2]), ("61%", [1]))]))
    first, second = drafter.draft("How many?", evidence, language="en")
    assert (first.text, first.evidence) == ("44% and 50%", (evidence[2], evidence[1]))
    assert (second.text, second.evidence) == ("61%", (evidence[0],))


def test_a_claim_without_a_known_number_has_no_evidence(scripted_model, sentences):
    drafter = ModelDrafter(scripted_model([as_json(("99%", []), ("98%", [0, 2, -1]), ("61%", [2, 1]))]))
    evidence = sentences("61% feel pressure.")
    draft = drafter.draft("How many?", evidence, language="en")
    assert [(claim.text, claim.evidence) for claim in draft] == [
        ("99%", ()),
        ("98%", ()),
        ("61%", (evidence[0],)),
    ]
    assert not draft.declined


@pytest.mark.parametrize("reply", ["NONE", '{"claims": []}'])
def test_a_model_may_find_nothing_to_claim(scripted_model, sentences, reply):
    draft = ModelDrafter(scripted_model([reply])).draft("How many?", sentences("Hm."), language="en")
    assert not draft.declined
    assert list(draft) == []
    assert draft.declined
    assert next(draft, None) is None
    assert draft.declined


def test_without_evidence_no_model_is_asked(scripted_model):
    model = scripted_model(["- 99% [1]"])
    draft = ModelDrafter(model).draft("How many?", [], language="en")
    assert list(draft) == []
    assert draft.declined
    assert model.requests == []


def test_claims_come_while_the_model_still_writes(scripted_model, sentences):
    model = scripted_model(["- 61% [1]\n", ModelConnectionError("cut")])
    draft = ModelDrafter(model).draft("How many?", sentences("61% feel pressure."), language="en")
    assert next(draft).text == "61%"
    with pytest.raises(ModelError) as caught:
        next(draft)
    assert caught.value.retryable
    assert isinstance(caught.value.__cause__, ModelConnectionError)


def test_a_closed_draft_reads_no_further(scripted_model, sentences):
    model = scripted_model(["- 61% [1]\n", "- 62% [1]\n", AssertionError("read on")])
    draft = ModelDrafter(model).draft("How many?", sentences("61% feel pressure."), language="en")
    assert next(draft).text == "61%"
    draft.close()
    assert list(draft) == []


def test_a_model_that_repeats_itself_is_stopped(scripted_model, sentences):
    again = ["- 61% feel it [1]\n"] * 50 + [f"- {n}% feel it [1]\n" for n in range(50)]
    model = scripted_model([*again, AssertionError("read on")])
    texts = [claim.text for claim in ModelDrafter(model).draft("How?", sentences("61%."), language="en")]
    assert len(texts) == len(set(texts)) == MOST_CLAIMS


def test_a_claim_that_never_ends_is_given_up(scripted_model, sentences):
    model = scripted_model(["- 61% [1]\n", *["and again "] * 1000, AssertionError("read on")])
    draft = ModelDrafter(model).draft("How?", sentences("61%."), language="en")
    assert [claim.text for claim in draft] == ["61%"]


def test_the_prompt_holds_rules_sentences_conversation_and_feedback(scripted_model, sentences):
    model = scripted_model(["NONE"])
    evidence = sentences("61% feel pressure.")
    list(
        ModelDrafter(model).draft(
            "And in Chile?", evidence, language="fr", history=[("In Peru?", "7%")], feedback=["Not 35%."]
        )
    )
    ((system, user),) = model.requests
    assert (system.type, user.type) == ("system", "human")
    for expected in ("61% feel pressure. [1]", "In Peru?", "Not 35%.", "And in Chile?", "French"):
        assert expected in user.text


def test_of_too_much_evidence_the_best_passages_are_shown_in_reading_order(scripted_model, sentences):
    long = "so " * (MATERIAL_CHARACTERS // 9)
    evidence = [
        replace(item, score=score)
        for item, score in zip(
            sentences(f"One {long}.", f"Two {long}.", f"Three {long}."), (0.9, 0.1, 0.8), strict=True
        )
    ]
    model = scripted_model(["- 3 [2]"])
    (claim,) = ModelDrafter(model).draft("How many?", evidence, language="en")
    assert claim.evidence == (evidence[2],)
    text = model.requests[0][1].text
    assert text.index("One") < text.index("[1]") < text.index("Three") < text.index("[2]")
    assert "Two" not in text


def test_a_prompt_that_is_too_long_is_halved(scripted_model, sentences):
    too_long = [ContextOverflowError("too long")]
    model = scripted_model(too_long, too_long, ["- 1 [1]"])
    evidence = sentences(*(f"Sentence {n:03}." for n in range(4 * LEAST_SENTENCES + 1)))
    assert len(list(ModelDrafter(model).draft("How many?", evidence, language="en"))) == 1
    shown = [request[1].text.count("Sentence") for request in model.requests]
    assert shown == [17, 8, 4]


def test_a_prompt_that_stays_too_long_is_an_error(scripted_model, sentences):
    model = scripted_model([ContextOverflowError("too long")])
    evidence = sentences(*(f"Sentence {n:03}." for n in range(40)))
    with pytest.raises(ModelError, match="larger"):
        list(ModelDrafter(model).draft("How many?", evidence, language="en"))
    assert len(model.requests) < 10


@pytest.mark.parametrize("nonsense", ["", '{"claims": [{"claim": "61', '{"claim": 1'])
def test_a_reply_that_cannot_be_read_is_an_error(scripted_model, sentences, nonsense):
    with pytest.raises(ModelError, match="cannot be read") as caught:
        list(ModelDrafter(scripted_model([nonsense])).draft("How?", sentences("61%."), language="en"))
    assert caught.value.retryable
    assert isinstance(caught.value.__cause__, ValueError)

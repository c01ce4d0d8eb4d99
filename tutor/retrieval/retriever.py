"""The search as a LangChain retriever, for other people's chains."""

from collections.abc import Callable
from dataclasses import asdict

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from tutor.records import SearchResult


class QuestionRetriever(BaseRetriever):
    """Returns the passages of the hits; nothing where the corpus does not cover the query.

    The metadata of a document are the fields of its hit.
    """

    search: Callable[[str], SearchResult]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        result = self.search(query)
        return [Document(hit.text, metadata=asdict(hit)) for hit in result.hits] if result.covered else []

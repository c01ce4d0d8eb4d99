from tutor.assemble import Tutor


def test_a_chain_gets_the_passages_of_the_hits(tutor: Tutor) -> None:
    documents = tutor.as_retriever().invoke("how does LoRA save memory")
    hits = tutor.search("how does LoRA save memory").hits
    assert [document.page_content for document in documents] == [hit.text for hit in hits]
    assert documents[0].metadata["pair_id"] == "training-and-alignment/lora"


def test_a_chain_gets_nothing_where_nothing_is_covered(tutor: Tutor) -> None:
    assert tutor.as_retriever().invoke("best pizza in Naples") == []

from tutor.assemble import Tutor
from tutor.retrieval.relating import related_questions


def test_a_relation_holds_both_ways(tutor: Tutor) -> None:
    lora = next(pair for pair in tutor.pairs() if pair.id == "training-and-alignment/lora")
    related = related_questions([lora])
    assert "training-and-alignment/lora-vs-full" in related[lora.id]
    assert related["training-and-alignment/lora-vs-full"] == {lora.id}

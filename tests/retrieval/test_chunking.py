from tutor.records import QAPair, Source
from tutor.retrieval.chunking import chunk_answers


def pair(answer: str, pair_id: str = "t/one") -> QAPair:
    return QAPair(id=pair_id, question="What is it?", answer=answer, topic="t", source=Source("d.md", "", 1))


def test_every_chunk_is_a_literal_slice_of_its_answer() -> None:
    answer = "First sentence. Second one.\n\n- item one\n- item two\n\n" + "word " * 300 + "\n\nthe end."
    chunks = chunk_answers([pair(answer)])
    assert len(chunks) > 2
    assert all(answer[chunk.start : chunk.end] == chunk.text for chunk in chunks)


def test_repeated_text_gets_rising_places() -> None:
    answer = "\n\n".join(["The same paragraph, again and again. " * 10] * 4)
    starts = [chunk.start for chunk in chunk_answers([pair(answer)])]
    assert starts == sorted(set(starts))


def test_chunks_keep_to_the_limit_and_lose_no_word() -> None:
    answer = "\n".join(f"Line {number} says something short." for number in range(100))
    chunks = chunk_answers([pair(answer)], max_chars=200)
    assert max(len(chunk.text) for chunk in chunks) <= 200
    assert " ".join(chunk.text for chunk in chunks).split() == answer.split()


def test_a_short_answer_is_one_chunk_whose_id_names_its_question() -> None:
    assert [chunk.id for chunk in chunk_answers([pair("Short."), pair("Also short.", "t/two")])] == [
        "t/one#0",
        "t/two#0",
    ]

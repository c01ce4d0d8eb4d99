"""What is composed of real entries in each depth, with the real embedder and index."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tutor.answering.composing import compose
from tutor.answering.evidence import CachingEmbedder, gather_evidence
from tutor.assemble import Tutor
from tutor.records import Answer, Style
from tutor.retrieval.chunking import chunk_answers, plain_text
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import SENTENCE_EMBEDDER


class RecordingEmbedder(SentenceEmbedder):
    """The real embedder, which keeps the texts that it was given."""

    def __init__(self) -> None:
        super().__init__(SENTENCE_EMBEDDER)
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str], on_progress: object = None) -> NDArray[np.float32]:
        self.texts += texts
        return super().embed(texts)


def paragraphs(answer: Answer) -> list[str]:
    return answer.text.split("\n\n")


def entry(tutor: Tutor, pair_id: str) -> str:
    pair = tutor.pair(pair_id)
    assert pair is not None
    return " ".join(pair.answer.split())


def test_a_short_answer_is_the_opening_of_the_best_entry(tutor: Tutor) -> None:
    answer = tutor.ask("What is LoRA?", style=Style("short"))
    assert [sentence.text for sentence in answer.sentences] == [
        "LoRA (low-rank adaptation) keeps a pretrained weight matrix frozen and learns its change as a product of two "
        "thin matrices.",
        "Only these matrices are trained, which is a small fraction of the parameters, and after training the product "
        "can be added to the original weights.",
    ]


@pytest.mark.parametrize("depth", ["short", "interview", "deep"])
def test_the_direct_answer_does_not_wait_for_the_vectors_of_later_paragraphs(tutor: Tutor, depth: str) -> None:
    question = "What is LoRA?"
    (hit,) = tutor.search(question, k=1).hits
    pair = tutor.pair(hit.pair_id)
    assert pair is not None
    embedder = RecordingEmbedder()
    evidence = gather_evidence(question, [hit], {pair.id: chunk_answers([pair])}, CachingEmbedder(embedder))
    runs = compose(evidence, Style(depth))  # type: ignore[arg-type]
    first = next(runs)
    opening = plain_text(pair.answer.split("\n\n")[0])
    assert first[0].plain in opening
    assert embedder.texts[0] == question
    assert len(embedder.texts) > 1
    assert all(text in opening for text in embedder.texts[1:])
    reasons = list(runs)
    assert bool(reasons) == (depth == "interview")
    assert any(text not in opening for text in embedder.texts[1:]) == (depth == "interview")


def test_a_composed_answer_is_shown_paragraph_by_paragraph(tutor: Tutor) -> None:
    *growing, complete = tutor.stream("What is LoRA?")
    texts = [answer.text for answer in growing]
    direct, *others = texts[-1].split("\n\n")
    assert texts[:2] == ["", direct]
    assert len(others) >= 3
    assert len(texts) > 4
    assert all(later.startswith(earlier) for earlier, later in zip(texts, [*texts[1:], complete.text], strict=True))


def test_an_interview_answer_goes_from_the_answer_over_reasons_and_an_example_to_a_trap(tutor: Tutor) -> None:
    answer = tutor.ask("What is LoRA?")
    first, *reasons, example, trap = paragraphs(answer)
    assert first.startswith("LoRA (low-rank adaptation) keeps a pretrained weight matrix frozen")
    assert any("The method rests on the observation that fine-tuning needs few" in reason for reason in reasons)
    assert example.startswith("A numerical example shows the saving.")
    assert trap.startswith("A trap: “LoRA compresses the model to a low rank.” The base matrix keeps its full rank")


def test_an_analogy_counts_as_an_example_and_a_list_comes_with_what_leads_into_it(tutor: Tutor) -> None:
    answer = tutor.ask("What is self-attention?")
    *_, example, trap = paragraphs(answer)
    assert example.startswith("A useful picture is a soft dictionary")
    assert trap.startswith("A trap: ")
    text = answer.text
    assert "The computation has four steps: [1]\n\n1. Three learned matrices" in text
    assert "\n4. The weights multiply the values" in text


def test_a_formula_stays_in_its_sentence(tutor: Tutor) -> None:
    answer = tutor.ask("What is LoRA?")
    (sentence,) = [sentence for sentence in answer.sentences if "$$" in sentence.text]
    assert sentence.text.startswith("For a layer with frozen $W")
    assert sentence.text.endswith(r"\min(d,k).$$")


@pytest.mark.parametrize("question", ["What is LoRA?", "What is dropout?", "What is RLHF?", "What is a GAN?"])
def test_a_deep_answer_has_all_that_the_interview_answer_has_in_the_order_of_the_source(
    tutor: Tutor, question: str
) -> None:
    interview, deep = (tutor.ask(question, style=Style(depth)) for depth in ("interview", "deep"))
    said = [sentence.text for sentence in deep.sentences]
    assert {sentence.text for sentence in interview.sentences} <= set(said)
    assert len(said) > len(interview.sentences)
    source = entry(tutor, deep.citations[0].pair_id)
    places = [source.find(text.rstrip(".")) for text in said if source.find(text.rstrip(".")) >= 0]
    assert places == sorted(places)
    assert len(places) > len(said) / 2


@pytest.mark.parametrize("depth", ["short", "interview", "deep"])
@pytest.mark.parametrize("simply", [False, True])
@pytest.mark.parametrize(
    "question", ["What is dropout?", "How do L1 and L2 regularisation differ?", "What is k-means?"]
)
def test_in_every_style_sentences_are_whole_cited_and_said_once(
    tutor: Tutor, question: str, depth: str, simply: bool
) -> None:
    answer = tutor.ask(question, style=Style(depth, simply))  # type: ignore[arg-type]
    assert (answer.status, answer.depth, answer.simply) == ("answered", depth, simply)
    texts = [sentence.text for sentence in answer.sentences]
    assert len(set(texts)) == len(texts)
    for sentence in answer.sentences:
        assert sentence.text.endswith((".", ":", "”", "$$", ")"))
        assert sentence.text[0] in "`$*(“" or not sentence.text[0].islower()
        assert bool(sentence.citations) == (not sentence.text.startswith("A trap: "))
    for citation in answer.citations:
        assert citation.quote in citation.text


def test_simply_leaves_formulas_out_keeps_the_definition_and_says_what_it_cannot_do(tutor: Tutor) -> None:
    answer = tutor.ask("What is dropout?", style=Style("deep", simply=True))
    assert answer.text.startswith("Dropout sets randomly chosen activations to zero")
    assert not any(sign in sentence.text for sentence in answer.sentences if sentence.citations for sign in "$`")
    assert "$" in tutor.ask("What is dropout?", style=Style("deep")).text
    assert any("takes an LLM" in notice for notice in answer.notices)


def test_simply_prefers_the_everyday_picture_to_figures(tutor: Tutor) -> None:
    answer = tutor.ask("What is self-attention?", style=Style("interview", simply=True))
    assert "A useful picture is a soft dictionary" in answer.text
    assert "0.71" not in answer.text


def test_a_trap_cites_what_the_entry_says_about_it(tutor: Tutor) -> None:
    answer = tutor.ask("What is a GAN?")
    pair = tutor.pair("generative-models/gan")
    assert pair is not None
    (lead,) = [sentence for sentence in answer.sentences if sentence.text.startswith("A trap: ")]
    correction = answer.sentences[answer.sentences.index(lead) + 1]
    (told,) = [told for told in pair.misconceptions if f"“{told.wrong}”" in lead.text]
    assert (lead.checked, lead.citations) == ("no_claim", ())
    assert told.correction.startswith(correction.text)
    citation = answer.citations[correction.citations[0] - 1]
    assert citation.text == f"wrong: {told.wrong}\ncorrection: {told.correction}"
    assert citation.quote in told.correction


def test_only_a_deep_answer_has_every_trap_and_a_short_one_has_none(tutor: Tutor) -> None:
    pair = tutor.pair("generative-models/gan")
    assert pair is not None
    counts = {
        depth: tutor.ask("What is a GAN?", style=Style(depth)).text.count("A trap: ")  # type: ignore[arg-type]
        for depth in ("short", "interview", "deep")
    }
    assert counts == {"short": 0, "interview": 1, "deep": len(pair.misconceptions)}

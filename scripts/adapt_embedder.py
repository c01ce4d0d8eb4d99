"""Train the adapter of the embedder on the curated corpus: `python scripts/adapt_embedder.py [TOPIC…]`.

Contrastive learning with in-batch negatives (van den Oord et al., 2018): each phrasing of a question is to lie near to
its question or another phrasing of it, and to a paragraph of its answer, and further from those of other questions and
from questions outside the corpus. Only low-rank updates of the upper layers learn (LoRA: Hu et al., 2021). Topics named
are left out, so that a gain can be measured on what was never seen. The labelled cases of `eval retrieval` are not
read. Takes about a quarter of an hour on two cores; then run scripts/embed_package.py and scripts/fit_covering.py.
"""

import random
import re
import sys
from collections.abc import Sequence

import torch
from sentence_transformers import SentenceTransformer
from torch.nn import functional

from tutor.ingest.entries import read_corpus
from tutor.records import QAPair
from tutor.retrieval.adapting import write_updates
from tutor.retrieval.embedding import model_folder
from tutor.retrieval.outside import outside_questions
from tutor.settings import SENTENCE_EMBEDDER, curated_corpus_dir

FIRST_ADAPTED_LAYER = 3
RANK = 16
EPOCHS = 2
BATCH = 64
OUTSIDE_NEGATIVES = 24
LEARNING_RATE = 7e-4
WARM_UP_STEPS = 20
TEMPERATURE = 0.05
PARAGRAPH_WEIGHT = 0.7
PARAGRAPH_CHARS = 160
MAX_TOKENS = 96
SEED = 0


class LowRankLinear(torch.nn.Module):  # type: ignore[misc]  # torch is not read by the checker
    """A frozen linear layer with a low-rank update that learns."""

    def __init__(self, linear: torch.nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.down = torch.nn.Parameter(torch.randn(RANK, linear.in_features) * 0.02)
        self.up = torch.nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Return the layer's output with twice the update's."""
        output: torch.Tensor = self.linear(inputs) + 2 * (inputs @ self.down.T) @ self.up.T
        return output


class UpperLayers:
    """The adapted layers of a model, over what the lower ones make of each text, which is computed once."""

    def __init__(self, model: SentenceTransformer, texts: Sequence[str]) -> None:
        self._bert = model[0].auto_model
        self._lower = self._read_lower(model, sorted(set(texts), key=len))
        self.adapted: dict[str, LowRankLinear] = {}
        for parameter in model.parameters():
            parameter.requires_grad_(False)
        linears = [
            (name, module)
            for name, module in model.named_modules()
            if isinstance(module, torch.nn.Linear)
            and (layer := re.search(r"\.layer\.(\d+)\.", name))
            and int(layer[1]) >= FIRST_ADAPTED_LAYER
        ]
        for name, linear in linears:
            parent, _, child = name.rpartition(".")
            self.adapted[name] = LowRankLinear(linear)
            setattr(model.get_submodule(parent), child, self.adapted[name])
        for layer in self._bert.encoder.layer[FIRST_ADAPTED_LAYER:]:
            layer.train()

    def vectors(self, texts: Sequence[str]) -> torch.Tensor:
        """Return unit vectors of shape (texts, dimension)."""
        states = [self._lower[text].float() for text in texts]
        hidden = torch.nn.utils.rnn.pad_sequence(states, batch_first=True)
        mask = torch.nn.utils.rnn.pad_sequence([torch.ones(len(state)) for state in states], batch_first=True)
        hidden = self._run(hidden, mask, slice(FIRST_ADAPTED_LAYER, None))
        mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return functional.normalize(mean, dim=-1)

    def _read_lower(self, model: SentenceTransformer, texts: Sequence[str]) -> dict[str, torch.Tensor]:
        states: dict[str, torch.Tensor] = {}
        for start in range(0, len(texts), 2 * BATCH):
            batch = texts[start : start + 2 * BATCH]
            tokens = model.tokenizer(batch, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
            mask = tokens["attention_mask"]
            with torch.no_grad():
                hidden = self._bert.embeddings(input_ids=tokens["input_ids"], token_type_ids=tokens["token_type_ids"])
                hidden = self._run(hidden, mask, slice(FIRST_ADAPTED_LAYER))
            for text, state, length in zip(batch, hidden, mask.sum(1).tolist(), strict=True):
                states[text] = state[:length].half()
        return states

    def _run(self, hidden: torch.Tensor, mask: torch.Tensor, layers: slice) -> torch.Tensor:
        hides = ((1.0 - mask.float()) * -1e4)[:, None, None, :]
        for layer in self._bert.encoder.layer[layers]:
            output = layer(hidden, hides)
            hidden = output[0] if isinstance(output, tuple) else output
        return hidden


def paragraphs_of(pair: QAPair) -> list[str]:
    """Return beginnings of an answer's paragraphs, each also under its question, as chunks are embedded."""
    long_enough = [part for part in re.split(r"\n\s*\n", pair.answer) if len(part) > 60]
    return [
        text
        for part in long_enough[:6]
        for text in (part[:PARAGRAPH_CHARS], f"{pair.question}\n{part[: PARAGRAPH_CHARS - 60]}")
    ]


def contrast(queries: torch.Tensor, targets: torch.Tensor, same: torch.Tensor, others: torch.Tensor) -> torch.Tensor:
    """Return the loss of telling each query's target from the other queries' targets and from `others`."""
    near = (queries @ targets.T / TEMPERATURE).masked_fill(same, -1e4)
    return functional.cross_entropy(torch.cat([near, queries @ others.T / TEMPERATURE], 1), torch.arange(len(near)))


def main(left_out: Sequence[str]) -> None:
    """Train and write the adapter."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    pairs = [pair for pair in read_corpus(curated_corpus_dir()) if pair.topic not in left_out]
    outside = outside_questions()
    paragraphs = [paragraphs_of(pair) for pair in pairs]
    texts = [text for pair in pairs for text in (pair.question, *pair.also_asked)]
    model = SentenceTransformer(str(model_folder(SENTENCE_EMBEDDER)), device="cpu")
    upper = UpperLayers(model, [*texts, *outside, *(text for group in paragraphs for text in group)])
    learning = [parameter for layer in upper.adapted.values() for parameter in (layer.down, layer.up)]
    optimizer = torch.optim.AdamW(learning, lr=LEARNING_RATE, weight_decay=0.01)
    asked = [(position, phrasing) for position, pair in enumerate(pairs) for phrasing in pair.also_asked]
    steps = EPOCHS * (len(asked) // BATCH)
    nothing = torch.zeros(0, model.get_embedding_dimension())
    for step in range(steps):
        if step % (steps // EPOCHS) == 0:
            random.shuffle(asked)
        start = step % (steps // EPOCHS) * BATCH
        batch = asked[start : start + BATCH]
        owners = torch.tensor([position for position, _ in batch])
        targets = [random.choice((pairs[at].question, random.choice(pairs[at].also_asked))) for at, _ in batch]
        short = upper.vectors(
            [*(phrasing for _, phrasing in batch), *targets, *random.sample(outside, OUTSIDE_NEGATIVES)]
        )
        queries, questions, others = short.split([BATCH, BATCH, OUTSIDE_NEGATIVES])
        answers = upper.vectors([random.choice(paragraphs[at]) for at, _ in batch])
        same = (owners[:, None] == owners[None]) & ~torch.eye(BATCH, dtype=torch.bool)
        loss = contrast(queries, questions, same, others) + PARAGRAPH_WEIGHT * contrast(queries, answers, same, nothing)
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * min(1, (step + 1) / WARM_UP_STEPS) * (1 - step / steps)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if (step + 1) % 20 == 0:
            print(f"step {step + 1} of {steps}: loss {loss.item():.2f}", flush=True)
    write_updates(
        {name: ((2 * layer.up).detach().numpy(), layer.down.detach().numpy()) for name, layer in upper.adapted.items()}
    )


if __name__ == "__main__":
    main(sys.argv[1:])

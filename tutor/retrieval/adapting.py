"""Adapting the bundled embedder to interview questions: low-rank updates of its upper layers, merged on loading.

The updates (LoRA: Hu et al., 2021) were trained on the curated corpus by scripts/adapt_embedder.py, so that a question
lies near its other phrasings and its answer, and far from questions that the corpus does not answer.
"""

import copy
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

ADAPTER_FILE = Path(__file__).with_name("adapter.npz")
_DOWN, _UP = ".down", ".up"


def adapted(model: "SentenceTransformer") -> "SentenceTransformer":
    """Return the model with the updates added to its weights; all other weights are shared with `model`."""
    import torch

    twin = copy.deepcopy(model, {id(weight): weight for weight in model.parameters()})
    for name, (up, down) in _updates().items():
        linear = twin.get_submodule(name)
        weight = linear.get_parameter("weight")
        linear.weight = torch.nn.Parameter(weight.detach() + torch.from_numpy(up @ down), requires_grad=False)
    return twin


def write_updates(updates: "dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]") -> None:
    """Keep, for each adapted layer's name, `up` of shape (outputs, rank) and `down` of shape (rank, inputs)."""
    arrays = {}
    for name, (up, down) in updates.items():
        arrays[name + _UP], arrays[name + _DOWN] = up.astype(np.float16), down.astype(np.float16)
    np.savez_compressed(ADAPTER_FILE, **arrays)  # type: ignore[arg-type]


def _updates() -> "dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]":
    with np.load(ADAPTER_FILE, allow_pickle=False) as file:
        names = [name.removesuffix(_UP) for name in file.files if name.endswith(_UP)]
        return {name: (file[name + _UP].astype(np.float32), file[name + _DOWN].astype(np.float32)) for name in names}

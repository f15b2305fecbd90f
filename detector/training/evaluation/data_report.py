"""What the model is trained on: texts, pieces and weights by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from detector.training.data.texts import MAX_PER_SOURCE, LabelledText
from detector.training.evaluation.report import Section
from detector.training.fitting.design import PIECE_WORDS, Design
from detector.training.fitting.folds import usable
from detector.training.fitting.weights import piece_weights


def data_section(
    everything: Sequence[LabelledText], texts: Sequence[LabelledText], measured: Design
) -> Section:
    """Return a row per file: texts read, texts and pieces used, and their share of the weight.

    ``everything`` are all texts of the files, ``texts`` those of them that were sampled.
    """
    least, most = PIECE_WORDS
    section = Section(
        "Data",
        "The product's own readers read every text; only running prose counts. At most "
        f"{MAX_PER_SOURCE:,} texts of each source and label are used, and a tenth of the groups "
        f"is held back. The model trains on whole texts and on pieces of {least} to {most} words. "
        "Weights balance labels, domains and sources: the last columns show each file's share of "
        "the weight of a label. The articles (`human_articles`, `machine_articles`, N1, K4) are "
        "balanced by repository or site. K1, K2 and K3 train the second head only; N2 is not "
        "used for training.",
        ("file", "human", "generated", "used", "pieces", "words, median",
         "weight, human", "weight, generated"),
    )  # fmt: skip
    read = Counter((text.set, text.generated) for text in everything)
    used = Counter(text.set for text in texts)
    chosen = np.flatnonzero(usable(texts)[measured.text])
    weights = piece_weights(texts, measured, chosen)
    sets = np.array([text.set for text in texts])[measured.text]
    label = np.array([bool(text.generated) for text in texts])[measured.text]
    totals = [weights[label[chosen] == side].sum() for side in (False, True)]
    for name in sorted(used):
        mine = sets[chosen] == name
        whole = measured.words[(sets == name) & measured.whole]
        section.rows.append(
            (
                name,
                f"{read[name, False]:,}",
                f"{read[name, True]:,}",
                f"{used[name]:,}",
                f"{int(mine.sum()):,}",
                f"{np.median(whole):.0f}" if len(whole) else "–",
                *(
                    f"{100 * weights[mine & (label[chosen] == side)].sum() / total:.1f}%"
                    for side, total in zip((False, True), totals, strict=True)
                ),
            )
        )
    return section

"""Fit the parts of a head with scikit-learn and take them out as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from detector.model.head import Trees

REGULARISATION = 100.0  # C: swept 10, 100, 1000 on sources left out
TREES = 300  # swept on sources left out: 150 at 0.06 find 0.5 points less at 1% false positives
LEAVES = 8
LEARNING_RATE = 0.04
MIN_PIECES = 200  # in a leaf


def fit_wording(
    rows: sparse.csr_matrix,
    label: npt.NDArray[np.bool_],
    weights: npt.NDArray[np.float64],
    regularisation: float = REGULARISATION,
) -> tuple[npt.NDArray[np.float32], float, LogisticRegression]:
    """Fit the weights of the n-grams; the estimator's are rounded to the ones that ship."""
    estimator = LogisticRegression(C=regularisation, max_iter=200, tol=1e-4)
    estimator.fit(rows, label, sample_weight=weights)
    shipped = estimator.coef_[0].astype(np.float32)
    estimator.coef_ = shipped[None, :].astype(np.float64)
    return shipped, float(estimator.intercept_[0]), estimator


def mean_wording(
    fitted: Sequence[tuple[npt.NDArray[np.float32], float, LogisticRegression]],
) -> tuple[npt.NDArray[np.float32], float]:
    """Return the weights and the intercept whose score is the mean of those ``fitted``."""
    weights = np.stack([weights for weights, _, _ in fitted]).mean(axis=0, dtype=np.float64)
    return weights.astype(np.float32), float(np.mean([intercept for _, intercept, _ in fitted]))


def fit_trees(
    features: npt.NDArray[np.float64],
    label: npt.NDArray[np.bool_],
    weights: npt.NDArray[np.float64],
    **options: Any,
) -> tuple[Trees, HistGradientBoostingClassifier]:
    """Fit boosted trees and return them as a table with the estimator."""
    settings = {
        "max_iter": TREES,
        "max_leaf_nodes": LEAVES,
        "learning_rate": LEARNING_RATE,
        "min_samples_leaf": MIN_PIECES,
        "l2_regularization": 10.0,
        "max_bins": 64,
        **options,
    }
    estimator = HistGradientBoostingClassifier(early_stopping=False, random_state=0, **settings)
    estimator.fit(features, label, sample_weight=weights)
    return tables(estimator), estimator


def mean_trees(fitted: Sequence[Trees]) -> Trees:
    """Return one table whose log-odds are the mean of those ``fitted``."""
    nodes, roots, start = [], [], 0
    for trees in fitted:
        table = trees.nodes.copy()
        table[:, 2:4] += start
        table[:, 4] /= len(fitted)
        nodes.append(table)
        roots.append(trees.roots + np.int32(start))
        start += len(table)
    return Trees(
        nodes=np.concatenate(nodes),
        roots=np.concatenate(roots),
        baseline=float(np.mean([trees.baseline for trees in fitted])),
        depth=max(trees.depth for trees in fitted),
    )


def tables(estimator: HistGradientBoostingClassifier) -> Trees:
    """Take the trees out of an estimator. Only splits on numbers, nothing missing, are known."""
    parts, roots, start, depth = [], [], 0, 0
    for (predictor,) in estimator._predictors:
        nodes = predictor.nodes
        table = np.zeros((len(nodes), 5))
        own = np.arange(len(nodes)) + start
        leaf = nodes["is_leaf"].astype(bool)
        table[:, 0] = np.where(leaf, 0, nodes["feature_idx"])
        table[:, 1] = np.where(leaf, 0.0, nodes["num_threshold"])
        table[:, 2] = np.where(leaf, own, nodes["left"].astype(np.int64) + start)
        table[:, 3] = np.where(leaf, own, nodes["right"].astype(np.int64) + start)
        table[:, 4] = nodes["value"]
        parts.append(table)
        roots.append(start)
        start += len(nodes)
        depth = max(depth, int(nodes["depth"].max()))
    return Trees(
        nodes=np.concatenate(parts),
        roots=np.array(roots, np.int32),
        baseline=float(estimator._baseline_prediction.ravel()[0]),
        depth=depth,
    )

"""The classifier as applied: a folder of plain arrays, read and evaluated with numpy alone."""

from __future__ import annotations

from detector.model.classifier import Model
from detector.model.folder import ModelError, default_folder
from detector.model.loading import load
from detector.model.prediction import Prediction
from detector.model.sentence_weights import SentenceWeight

__all__ = ["Model", "ModelError", "Prediction", "SentenceWeight", "default_folder", "load"]

"""Measure a model on what it was never trained on, and write it down."""

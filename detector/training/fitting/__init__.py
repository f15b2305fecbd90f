"""From a corpus to the fitted parts of a model."""

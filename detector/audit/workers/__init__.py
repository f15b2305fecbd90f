"""Batches of texts scored on workers, local or of a cluster, within their limits."""

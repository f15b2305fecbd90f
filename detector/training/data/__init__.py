"""Labelled texts, and what is made of them: corruptions and attacks."""

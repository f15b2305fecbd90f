"""The rules of ``thin_content``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.rule import Rule

RULES: tuple[Rule, ...] = ()

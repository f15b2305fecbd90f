"""The JSON schema of the configuration, generated from the keys."""

from __future__ import annotations

from typing import Any

from detector.config.keys import FAMILY_LEVELS, KEYS, THRESHOLDS, Key
from detector.findings import Family


def schema() -> dict[str, Any]:
    """Return the schema of ``detector.toml`` and of the table ``[tool.detector]``."""
    properties = {key.name: _property(key) for key in KEYS}
    override = {key.name: _property(key) for key in KEYS if key.anywhere}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Configuration of detector",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **properties,
            "overrides": {
                "description": "values for the paths that match one of the patterns",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["paths"],
                    "properties": {
                        "paths": {
                            "description": "path patterns, relative to the configuration",
                            "type": "array",
                            "items": {"type": "string"},
                            "minItems": 1,
                        },
                        **override,
                    },
                },
            },
        },
    }


def _property(key: Key) -> dict[str, Any]:
    described = {"description": key.help}
    if key.kind == "flag":
        return {**described, "type": "boolean", "default": key.default}
    if key.kind == "choice":
        return {**described, "enum": list(key.choices), "default": key.default}
    if key.kind == "path":
        return {**described, "type": "string"}
    if key.kind == "list":
        return {**described, "type": "array", "items": {"type": "string", "minLength": 1}}
    if key.kind == "languages":
        return {**described, "type": "array", "items": {"type": "string", "pattern": "^[a-z]{2}$"}}
    if key.kind == "levels":
        entries: dict[str, Any] = {f.value: {"enum": list(FAMILY_LEVELS)} for f in Family}
    else:
        entries = {
            name: {"description": text, "type": "number", "minimum": 0, "maximum": 1}
            for name, text in THRESHOLDS.items()
        }
    return {**described, "type": "object", "additionalProperties": False, "properties": entries}

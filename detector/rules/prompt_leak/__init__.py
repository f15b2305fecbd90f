"""The rules of ``prompt_leak``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.prompt_leak import (
    brief_headings,
    chat_citation,
    chat_interface,
    chat_link,
    chat_preamble,
    end_note,
    keyword_as_subject,
    model_talk,
    note_to_editor,
    outline_label,
    placeholder_slot,
    planning_text,
    prompt_echo,
    section_scaffold,
    seo_fields,
)
from detector.rules.prompt_leak.published import (
    commission_talk,
    draft_versions,
    handover_note,
    marked_note,
    pipeline_failure,
    published_outline,
    published_prompt,
    reply_parts,
    self_check,
    soft_refusal,
)
from detector.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    chat_citation.RULE,
    chat_interface.RULE,
    chat_link.RULE,
    model_talk.RULE,
    chat_preamble.RULE,
    planning_text.RULE,
    prompt_echo.RULE,
    seo_fields.RULE,
    brief_headings.RULE,
    section_scaffold.RULE,
    note_to_editor.RULE,
    placeholder_slot.RULE,
    end_note.RULE,
    handover_note.RULE,
    commission_talk.RULE,
    marked_note.RULE,
    reply_parts.RULE,
    draft_versions.RULE,
    self_check.RULE,
    pipeline_failure.RULE,
    outline_label.RULE,
    published_outline.RULE,
    published_prompt.RULE,
    soft_refusal.RULE,
    keyword_as_subject.RULE,
)

"""What only whoever ordered a text cares about: its length, its keywords, the brief."""

from __future__ import annotations

CONDITIONS = {
    "length": r"\b\d[\d,]{2,6}(?: ?[-–] ?\d[\d,]{2,6})?[ -]words?\b|\bword count\b"
    r"|\b\d{1,3}[ -](?:sentences?|paragraphs?)\b",
    "keywords": r"\b(?:target |primary |focus |secondary )?key ?(?:words?|phrases?)\b"
    r"|\bsearch intent\b",
    "seo": r"\bseo\b|\bmeta (?:description|title)s?\b|\bsocial media captions?\b",
    "brief": r"\b(?:your|the|all|these|given) (?:[\w-]+ ){0,2}?(?:requirements?|guidelines?|brief"
    r"|outline|instructions?|specifications?|criteria|prompt|style guide)\b|\bas (?:you )?requested"
    r"\b|\byour request\b|(?<!of )\byou (?:asked|requested|provided|shared|specified|supplied)\b",
    "format": r"\b(?:in|as|only|valid) (?:clean )?(?:markdown|html|json)\b|\bmarkdown format\b"
    r"|\bbullet points\b|\bheadings?\b|\bh[1-3]\b",
    "publish": r"\b(?:publication|publish)[- ]ready\b|\bcms\b"
    r"|\bready[- ](?:to|for)[- ](?:publish\w*|publication|review|post)\b",
    "saved": r"\bsaved (?:it )?(?:to|as|in|under)\b",
    "path": r"(?<![\w/.])[\w-]{1,40}/[\w./-]{1,80}\.(?:mdx?|html|docx|txt)\b",
    "slots": r"\bplaceholders?\b|\bbracketed\b|\bcopy and paste\b",
    "before": r"\bbefore (?:publishing|posting|you publish|going live)\b",
    "yours": r"\b(?:you can|to) (?:publish|use|post) (?:it )?on (?:your|the)\b|\byour (?:[\w-]+ )?"
    r"(?:blog|site|website|page|cms|audience|article|post|draft|essay|title)\b",
    "tone": r"\b(?:tone|writing style|voice)\b|\bconversational\b",
    "passive": r"\bpassive voice\b|\bshort sentences\b",
    "human": r"\bplagiarism\b|\bhuman[- ]?(?:like|written|ized|ised)\b|\bmore human\b"
    r"|\bai[- ]detect\w{1,4}\b",
    "unique": r"\b100 ?% (?:unique|original)\b",
    "own words": r"\b(?:in )?your own words\b",
    "version": r"\b(?:longer|shorter|different|another|alternative|revised|expanded) (?:[\w-]+ )?"
    r"(?:version|tone|length|draft|headline|title)s?\b|\bversion (?:optimi[sz]ed|tailored|for)\b"
    r"|\b(?:this|the) (?:article|post|draft|rewrite)\b",
    "expand": r"\bexpand (?:each|any|the|on any)\b",
    "reworked": r"\b(?:rewritten|revised|polished|paraphrased|translated|expanded|shortened"
    r"|reworded|optimi[sz]ed|final|complete|full)\b",
    "parts": r"\bintroduction\b[^.\n]{0,60}\bconclusion\b|\bfaqs?\b",
    "avoid": r"\b(?:no|avoid|without|not) (?:mention(?:ing)?|bullet points|jargon|emojis?"
    r"|first person|fluff|prices)\b",
}
"""Patterns by name; in a sentence about the text each is one point."""

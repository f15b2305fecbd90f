"""By what a baseline knows findings: hashes of the words found, and sketches of whole texts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from detector.findings import Finding
from detector.regex import lazy

Key = tuple[str, str]  # rule, hash

_WORD = lazy(r"\w+")
_SENTENCE_END = lazy(r"[.!?…][\"'”’)\]]*\s|\n[ \t]*\r?\n|\r\r")
_REACH = 300  # characters around the evidence that may belong to its sentence
_LONG = 6  # words; evidence of this length is distinct by itself
_SKETCH = "~"
_BUCKETS = 16
_NO_HASH = 1 << 60


def keys_of(
    findings: Sequence[Finding], source: str, made: Mapping[str, int]
) -> list[tuple[Key, int]]:
    """Return key and count for each of a source's findings.

    ``made`` says how many findings each rule made in the whole text, before any was suppressed.
    A whole-text finding hashes to nothing. Of others the words are hashed, in lower case:
    wrapping and punctuation do not change them. What was counted over the text is known by its
    words, wherever it stands; a short piece of evidence by its sentence too.
    """
    keys = []
    for finding in findings:
        # A rule may give each finding the number of all: that counts nothing of its own.
        count = 1 if finding.count == made[finding.rule] else finding.count
        keys.append(((finding.rule, content_hash(finding, source, counted=count > 1)), count))
    return keys


def content_hash(finding: Finding, source: str, *, counted: bool = False) -> str:
    """Hash the evidence, with its sentence where it is short and stands for itself."""
    if finding.start == finding.end:
        return ""
    words = _WORD.findall(finding.evidence.casefold())
    content = " ".join(words) or " ".join(finding.evidence.split())
    if not counted and len(words) < _LONG:
        before = source[max(0, finding.start - _REACH) : finding.start]
        after = source[finding.end : finding.end + _REACH]
        ends = [match.end() for match in _SENTENCE_END.finditer(before)]
        before = before[ends[-1] :] if ends else before
        stop = _SENTENCE_END.search(after)
        after = after[: stop.start()] if stop else after
        sentence = _WORD.findall(f"{before} {after}".casefold())
        content = f"{content}\0{' '.join(sentence)}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sketch(text: str) -> str:
    """Return a short string by which ``similar`` recognises ``text`` after small edits.

    Each run of three words is hashed, and falls into one of sixteen buckets that keep their least
    hash (one-permutation hashing, Li, Owen and Zhang 2012): two hexadecimal digits per bucket.
    """
    words = _WORD.findall(text.casefold())
    least = [_NO_HASH] * _BUCKETS
    for run in zip(words, words[1:], words[2:], strict=False):
        hashed = hashlib.blake2b(" ".join(run).encode("utf-8", "surrogatepass"), digest_size=8)
        bucket, rest = divmod(int.from_bytes(hashed.digest()), 1 << 60)
        least[bucket] = min(least[bucket], rest)
    return _SKETCH + "".join(f"{value & 0xFF:02x}" for value in least)


def similar(known: str, content: str) -> bool:
    """Return whether two hashes of whole texts are those of one text, before and after edits.

    Half of the buckets agree where about half of the runs of words are the same. What has no
    sketch was written by an older version, which knew no content: it is known whatever the text.
    """
    name, _, before = known.partition(_SKETCH)
    other, _, now = content.partition(_SKETCH)
    if name != other or not before:
        return name == other
    same = sum(before[i : i + 2] == now[i : i + 2] for i in range(0, 2 * _BUCKETS, 2))
    return 2 * same >= _BUCKETS


def is_sketch(key: Key) -> bool:
    """Return whether ``key`` is that of a whole text, by its content."""
    return _SKETCH in key[1]


def without_sketch(key: Key) -> Key:
    """Return ``key`` without the sketch of its text: it stays the same while that changes."""
    return key[0], key[1].partition(_SKETCH)[0]


def within(text: str, key: Key) -> Key:
    """Return ``key`` as that of one text of a file of many, which ``text`` names."""
    content, mark, drawn = key[1].partition(_SKETCH)
    hashed = f"{text}\0{content}".encode("utf-8", "surrogatepass")
    return key[0], hashlib.sha256(hashed).hexdigest()[:16] + mark + drawn

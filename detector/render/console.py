"""Results for people: verdict and quality, then the reasons, each marked in its line."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from shutil import get_terminal_size
from typing import IO, Any, TextIO

from detector.escaping import visible
from detector.findings import (
    Failure,
    Finding,
    MachinePassage,
    Report,
    SentenceEvidence,
    Severity,
    Verdict,
    percent,
    quantity,
)
from detector.render.wrapping import wrapped
from detector.scoring.doubt import Doubt
from detector.scoring.evidence import CONTEXT
from detector.scoring.verdict import reads_as

# Rules shown without --verbose, and locations shown for each of them.
MAX_RULES = 6
MAX_LOCATIONS = 3
MAX_PHRASE = 100

_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian"}
_TYPES = {
    "text": "plain text", "markdown": "Markdown", "html": "HTML", "rst": "reStructuredText",
    "asciidoc": "AsciiDoc", "latex": "LaTeX", "mediawiki": "MediaWiki", "org": "Org",
}  # fmt: skip
_ABSTENTIONS = {
    "empty": "contains no text",
    "too_short": "too little prose to judge",
    "unsupported_language": "the classifier supports English only",
    "not_prose": "lists, tables or code rather than sentences",
}
_VERDICT_STYLE = {
    Verdict.PASS: ("PASS", "32;1"),
    Verdict.REVIEW: ("REVIEW", "33;1"),
    Verdict.FAIL: ("FAIL", "31;1"),
    Verdict.NOT_SCORED: ("NOT SCORED", "36;1"),
}
_VERDICT_ORDER = (Verdict.FAIL, Verdict.REVIEW, Verdict.NOT_SCORED, Verdict.PASS)
_SEVERITY_STYLE = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_SEVERITY_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def wants_colour(stream: IO[Any]) -> bool:
    """Return whether ``stream`` is a terminal whose user has not set NO_COLOR."""
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


class Console:
    """Writes for a person. ``verbosity``: -1 only verdicts, 0 the main reasons, 1 everything.

    Of many results the worst is first, and the last line sums them up; so they are written at the
    end. In a terminal lines wrap at words.
    """

    def __init__(self, stream: TextIO, *, verbosity: int = 0, colour: bool | None = None) -> None:
        self._stream = stream
        self._verbosity = verbosity
        self._colour = wants_colour(stream) if colour is None else colour
        self._width = get_terminal_size().columns if stream.isatty() else 0
        self._held: list[tuple[tuple[int, float, int], list[str]]] = []
        self._counts: Counter[str] = Counter()

    def add(self, result: Report | Failure) -> None:
        if isinstance(result, Failure):
            self._counts["unread"] += result.count
            # A person reads of it on standard error already.
            if self._stream is not sys.stdout:
                self._held.append(((-1, 0.0, len(self._held)), self._failure(result)))
            return
        self._counts[result.verdict.value] += 1
        quality = 101.0 if result.quality is None else result.quality
        rank = (_VERDICT_ORDER.index(result.verdict), quality, len(self._held))
        self._held.append((rank, self._report(result)))

    def close(self) -> None:
        """Write what was added, the worst first, and of several results a total."""
        gap = "\n" if self._verbosity < 0 else "\n\n"
        texts = [self._wrapped(lines) for _, lines in sorted(self._held)]
        if self._counts.total() > 1 and self._verbosity >= 0:
            texts.append(self._wrapped([self._total()]))
        if texts:
            self._stream.write(gap.join(texts) + "\n")
        self._stream.flush()

    def _wrapped(self, lines: Sequence[str]) -> str:
        return "\n".join(part for line in lines for part in wrapped(line, self._width))

    def _total(self) -> str:
        names = {verdict.value: verdict.value.replace("_", " ") for verdict in _VERDICT_ORDER}
        parts = [f"{self._counts[v]:,} {name}" for v, name in names.items() if self._counts[v]]
        if unread := self._counts["unread"]:
            parts.append(f"{unread:,} could not be read")
        return f"{quantity(self._counts.total(), 'article')}: {', '.join(parts)}"

    def _style(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def _failure(self, failure: Failure) -> list[str]:
        return [f"{self._style('NOT READ', '35;1')}  {visible(failure.located_message)}"]

    def _report(self, report: Report) -> list[str]:
        word, style = _VERDICT_STYLE[report.verdict]
        quality = "" if report.quality is None else f"  quality {report.quality:.0f} of 100"
        head = f"{self._style(word, style)}{quality}  {self._style(visible(report.id), '1')}"
        if self._verbosity < 0:
            return [head]
        lines = [head, "  " + self._summary(report)]
        if doubt := Doubt.of_report(report):
            lines.append(f"  {doubt.sentence}")
        lines += self._reasons(report)
        if report.extent is not None:
            lines.append(
                f"  A model made {_roughly(report.extent)} of the wording (rough estimate)."
            )
        lines += self._passages(report.passages or ())
        return [*lines, *self._explanation(report.explanation or ())]

    def _summary(self, report: Report) -> str:
        parts = [f"{report.words:,} word{'' if report.words == 1 else 's'}"]
        if report.language:
            parts.append(_LANGUAGES.get(report.language, f"language {report.language}"))
        parts.append(_TYPES.get(report.content_type, report.content_type))
        if report.verdict is Verdict.NOT_SCORED:
            parts += [_ABSTENTIONS.get(reason, reason) for reason in report.reasons]
        elif report.reliable and report.generated is not None and report.low_quality is not None:
            parts.append(f"machine-generated {percent(report.generated)}")
            parts.append(f"low quality {percent(report.low_quality)}")
        else:
            parts.append("judged by the rules alone")
        return ", ".join(parts)

    def _reasons(self, report: Report) -> list[str]:
        lines = []
        judged = self._judged(report)
        groups: dict[str, list[Finding]] = {}
        for finding in report.findings:
            groups.setdefault(finding.rule, []).append(finding)
        ordered = sorted(groups.values(), key=_importance)
        if self._verbosity == 0:
            shown = [
                group
                for group in ordered
                if any(finding.severity is not Severity.INFO for finding in group)
            ][:MAX_RULES]
        else:
            shown = ordered
        # What an editor can see at once comes before what the classifier says of the whole.
        for group in shown:
            if judged and all(finding.severity is not Severity.ERROR for finding in group):
                lines += judged
                judged = []
            lines += self._group(group)
        lines += judged
        hidden = sum(map(len, ordered)) - sum(map(len, shown))
        if hidden:
            lines.append(f"  … {hidden} more with --verbose")
        return lines

    def _judged(self, report: Report) -> list[str]:
        kind = reads_as(report.scores)
        said = {
            "generated": f"The prose reads as machine-generated ({percent(report.generated)}).",
            "low_quality": f"The article reads as {kind} ({percent(report.low_quality)}).",
        }
        return [f"  • {said[reason]}" for reason in report.reasons if reason in said]

    def _group(self, group: Sequence[Finding]) -> list[str]:
        ranked = sorted(group, key=lambda f: (_SEVERITY_ORDER[f.severity], -f.weight, f.start))
        shown = ranked if self._verbosity > 0 else ranked[:MAX_LOCATIONS]
        lines = []
        message = None
        for finding in shown:
            if finding.message != message:
                message = finding.message
                severity = self._style(finding.severity.value, _SEVERITY_STYLE[finding.severity])
                lines.append(f"  • {severity} {visible(message)} [{finding.rule}]")
            if finding.end > finding.start:
                lines.append(f"      {finding.line}:{finding.column}  {self._marked(finding)}")
        if more := len(group) - len(shown):
            lines.append(f"      and {more} more location{'' if more == 1 else 's'}")
        return lines

    def _passages(self, passages: Sequence[MachinePassage]) -> list[str]:
        lines = []
        for p in passages:
            size = f"{quantity(p.words, 'word')}, {percent(p.probability)}"
            lines.append(f"      {p.line}:{p.column}  {size}: “{visible(p.opening)} …”")
            if p.phrases:
                lines.append(f"        {visible(p.carried_by)}")
        return ["  Passages that read as machine-generated:", *lines] if lines else []

    def _explanation(self, sentences: Sequence[SentenceEvidence]) -> list[str]:
        lines = []
        for machine, title in ((True, "machine-generated text"), (False, "human writing")):
            shown = [sentence for sentence in sentences if sentence.machine is machine]
            if shown:
                lines.append(
                    f"  Sentences most typical of {title}, with the deciding words marked:"
                )
            lines += [f"      {s.line}:{s.column}  {self._sentence(s)}" for s in shown]
        return lines

    def _sentence(self, sentence: SentenceEvidence) -> str:
        parts = []
        at = sentence.start
        for start, end in sentence.words:
            parts.append(visible(sentence.evidence[at - sentence.start : start - sentence.start]))
            parts.append(
                self._mark(sentence.evidence[start - sentence.start : end - sentence.start])
            )
            at = end
        return "".join([*parts, visible(sentence.evidence[at - sentence.start :])])

    def _mark(self, phrase: str) -> str:
        return self._style(visible(phrase), "7") if self._colour else f"»{visible(phrase)}«"

    def _marked(self, finding: Finding) -> str:
        phrase = visible(finding.evidence)
        if len(phrase) > MAX_PHRASE:
            phrase = f"{phrase[: MAX_PHRASE * 2 // 3]} … {phrase[-MAX_PHRASE // 3 :]}"
        marked = self._mark(phrase)
        before, after = visible(finding.before).lstrip(), visible(finding.after).rstrip()
        lead = "…" if len(finding.before) == CONTEXT else ""
        tail = "…" if len(finding.after) == CONTEXT else ""
        return f"{lead}{before}{marked}{after}{tail}"


def _roughly(share: float) -> str:
    """Return a share in tens: the estimate knows no better."""
    tens = round(10 * share)
    return "under 10%" if not tens else "over 90%" if tens == 10 else f"about {10 * tens}%"


def _importance(group: Sequence[Finding]) -> tuple[int, float, int]:
    return (
        min(_SEVERITY_ORDER[finding.severity] for finding in group),
        -max(finding.weight for finding in group),
        group[0].start,
    )

"""What is wrong with a site in three sentences, and what to do first, in words.

The terminal, Markdown, the ``site`` format and the HTML report show the same sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detector.findings import Verdict, quantity
from detector.rules import RULE_BY_ID

if TYPE_CHECKING:
    from detector.audit import AuditResult
    from detector.audit.site.totals import Totals
    from detector.audit.site.worklist import Step

SENTENCES = 3
MIN_NAMED_SHARE = 0.5  # of a reason's pages, for the folder with most of them to be named


COUNTED = (
    "The gain is 1 for a page that no longer fails and 0.5 for one that no longer needs review. "
    "A page counts once: with its set, else with its strongest reason; others gain nothing."
)
# A site's pages of low quality differ: debris alone makes a page unedited, which is no spam.
_READS_AS = {"generated": "machine-generated", "low_quality": "spam, filler or unedited text"}
_ENDS = ("…", ".", "!", "?", ".”", "!”", "?”", "…”")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with the pages that it is about.

    ``pages`` selects them: ``verdict``, ``reason``, ``within`` (a folder), or ``set`` (the index
    of a site finding). ``remedy`` says how to fix what it names; empty if there is no more to say.
    """

    text: str
    pages: Mapping[str, Any]
    remedy: str = ""


def opening(result: AuditResult) -> list[Statement]:
    """Return at most three sentences that say what is wrong, the worst first."""
    # The steps of one reason are one sentence, or all sentences would say the same.
    problems: dict[str, list[Step]] = {}
    for step in result.worklist.steps:
        problems.setdefault(step.reason or f"finding {step.finding}", []).append(step)
    ranked = sorted(
        problems.values(),
        key=lambda same: (-sum(step.gain for step in same), -sum(step.others for step in same)),
    )
    return [_verdicts(result.totals), *(_problem(same, result) for same in ranked[: SENTENCES - 1])]


def steps(result: AuditResult) -> list[tuple[Step, Statement]]:
    """Return the steps of the worklist, each as a sentence that says what to do."""
    return [(step, _action(step, result)) for step in result.worklist.steps]


def worklist_json(result: AuditResult) -> list[dict[str, Any]]:
    """Return the worklist as plain values; ``select`` says which pages, as in ``Statement``."""
    return [
        {
            "action": statement.text,
            "remedy": statement.remedy,
            "gain": step.gain,
            "pages": step.pages,
            "fail": step.fail,
            "review": step.review,
            "others": step.others,
            "stays": step.stays,
            "listed": step.is_listed,
            "select": dict(statement.pages),
        }
        for step, statement in steps(result)
    ]


def reason_name(reason: str) -> str:
    """Return a reason of the contract, as short as a label."""
    if reason == "generated":
        return "machine-generated prose"
    return _READS_AS.get(reason) or reason.removeprefix("rule:").replace("-", " ").replace("_", " ")


def _verdicts(totals: Totals) -> Statement:
    fail = totals.all.verdicts[Verdict.FAIL.value]
    review = totals.all.verdicts[Verdict.REVIEW.value]
    judged, pages = totals.all.judged, totals.pages
    unjudged = totals.all.verdicts[Verdict.NOT_SCORED.value] + totals.templates
    if not pages:
        text = "No page was found"
    elif not judged:
        text = "No page has enough English prose for a verdict"
    elif not fail and not review:
        text = f"No page of {pages:,} fails or needs review"
    else:
        failing = f"{fail:,} of {quantity(pages, 'page')} {'fails' if fail == 1 else 'fail'}"
        needing = f"{review:,} {'needs' if review == 1 else 'need'} review"
        text = f"{failing} ({_percent(fail, pages)}), and {needing}"
    if unjudged and judged:
        text += f"; {unjudged:,} could not be judged"
    return Statement(f"{text}.", {"verdict": ["fail", "review"]} if fail or review else {})


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole
    return "under 1%" if 0 < share < 1 else f"{share:.0f}%"


def _selection(step: Step) -> dict[str, Any]:
    if step.finding is not None:
        return {"set": step.finding}
    selected: dict[str, Any] = {"verdict": ["fail", "review"], "reason": step.reason}
    return selected | ({"within": step.folder} if step.folder else {})


def _problem(steps: Sequence[Step], result: AuditResult) -> Statement:
    first = steps[0]
    if first.finding is not None:
        message = result.findings[first.finding].message.rstrip(".")
        end = "" if message.endswith(_ENDS) else "."
        return Statement(f"{message[:1].upper()}{message[1:]}{end}", _selection(first))
    reason = first.reason or ""
    folders = result.worklist.reasons[reason]
    number = folders.total()
    pages = quantity(number, "page")
    if reason in _READS_AS:
        text = f"{pages} {'reads' if number == 1 else 'read'} as {_READS_AS[reason]}"
    else:
        fail = "fails" if number == 1 else "fail"
        text = f"{pages} {fail} for “{reason_name(reason)}” ({_summary(reason)})"
    folder, most = max(folders.items(), key=lambda item: (item[1], item[0]))
    if folder != "." and most >= MIN_NAMED_SHARE * number:
        some = "all" if most == number else f"{most:,} of them"
        text += f", {some} in {folder}"
    return Statement(f"{text}.", {"verdict": ["fail", "review"], "reason": reason})


def _action(step: Step, result: AuditResult) -> Statement:
    if step.finding is not None:
        return _set_action(step, result)
    pages = quantity(step.pages, "page") + _in(step.folder)
    if step.reason in _READS_AS:
        reads = "reads" if step.pages == 1 else "read"
        text = f"Rewrite or remove {pages} that {reads} as {_READS_AS[step.reason]}"
        remedy = ""
    else:
        text = f"Fix {reason_name(step.reason or '')} on {pages}"
        rule = RULE_BY_ID.get((step.reason or "").removeprefix("rule:"))
        remedy = rule.remedy if rule else ""
    if step.is_template and remedy:
        text += "; most pages of this folder have it, so look at their template first"
    return Statement(f"{text}.", _selection(step), remedy)


def _set_action(step: Step, result: AuditResult) -> Statement:
    finding = result.findings[step.finding or 0]
    detail = finding.detail
    pages = quantity(finding.count, "page")
    name = detail.get("pattern") or detail.get("title")
    named = f": {name}" if name else ""
    such = f": {name}" if detail.get("pattern") else f", such as “{name}”" if name else ""
    made = {
        "template": "of one template",
        "telephone number": "that have one telephone number",
        "passages": "that share passages",
        "outline": "with the same headings or beginnings of paragraphs",
        "titles": "with one kind of title",
    }.get(detail.get("shared", ""), "of one template")
    text = {
        "doorway-set": f"Merge or remove {pages} {made}{such}",
        "exact-duplicates": f"Keep one of {pages} with the same text; remove or redirect the rest",
        "near-duplicates": f"Merge {pages} that share most of their text",
        "keyword-permutations": f"Merge {pages} whose titles have the same words{named}",
        "repeated-confession": f"Remove this sentence from {pages}: “{detail.get('text')}”",
    }[finding.kind]
    end = "" if text.endswith(_ENDS) else "."
    return Statement(f"{text}{end}", _selection(step))


def _in(folder: str | None) -> str:
    return f" in {folder}" if folder and folder != "." else ""


def _summary(reason: str | None) -> str:
    rule = RULE_BY_ID.get((reason or "").removeprefix("rule:"))
    if rule is None:
        return "see its findings"
    summary = rule.summary.rstrip(".")
    return f"{summary[:1].lower()}{summary[1:]}"

"""The gate before publication: one article in, what an editor must see of it out.

>>> from detector.gate.gate import Gate
>>> from detector.readers import parse
>>> checked = Gate().check(parse("Only a few words.", id="draft.txt"))  # doctest: +SKIP
>>> checked.fails, checked.shown  # doctest: +SKIP
(False, ())
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from detector.config import Configuration, Settings
from detector.errors import DetectorError
from detector.findings import Finding, Severity, Verdict
from detector.gate import judgement, suppress
from detector.gate.allowed import Allowed
from detector.gate.baseline import Baseline, Standing
from detector.gate.baselines import Baselines
from detector.gate.entry_keys import Key, keys_of, sketch, within, without_sketch
from detector.gate.issues import Checked, Issue, Locations, SkipReason, is_in_collection, named_text
from detector.gate.selection import SUPPRESSION, Selection, check_selector, select
from detector.rules import ALL_RULES
from detector.scoring import evidence
from detector.scoring.verdict import judged, not_scored, supported
from detector.text.analysis import Analysis
from detector.text.document import Document

if TYPE_CHECKING:
    from detector.gate.git import Lines
    from detector.model import Model, Prediction


def load_model(folder: Path | None = None) -> Model:
    """Load the model only when a text needs it: numpy is a third of a cold start."""
    from detector.model import load

    return load(folder)


class _Charge(NamedTuple):
    """What stands against an article: a finding, or where there is none a claim of the
    classifier. Key and times are as a baseline holds them."""

    key: Key
    times: int
    finding: Finding | None = None


class Gate:
    """Checks articles by one configuration. One object serves a whole run.

    ``model`` is called at most once, when the first text needs the classifier. ``baseline``
    suppresses what it knows.
    """

    def __init__(
        self,
        configuration: Configuration | None = None,
        *,
        model: Callable[[], Model] = load_model,
        baseline: Baseline | Baselines | None = None,
    ) -> None:
        self.configuration = configuration or Configuration(isolated=True)
        self.baseline = baseline
        self._load = model
        self._model: Model | None = None
        self._selections: dict[Settings, tuple[Selection, Allowed]] = {}
        self._verified: set[Path] = set()

    def check(
        self, document: Document, *, name: str | None = None, touched: Lines | None = None
    ) -> Checked:
        """Check one article.

        ``name`` is its path for the configuration, the baseline and the output. With ``touched``
        only what lies on those lines stands; what is said of the whole text stands where they
        are at least half of it. A file that is not text has no lines: all of it stands.

        Raises DetectorError for a bad configuration.
        """
        path = name or document.path or document.id
        self._verify(Path(path))
        settings = self.configuration.settings(Path(path))
        selection, allowed = self._chosen(settings)
        analysis = Analysis(document)
        if document.is_template:
            return _skipped(path, analysis, SkipReason.TEMPLATE.value, SkipReason.TEMPLATE)
        language = analysis.language
        if settings["languages"] and language and language not in settings["languages"]:
            return _skipped(path, analysis, f"language {language}", SkipReason.LANGUAGE)
        source = document.source
        suppressions = suppress.find(document)
        # The classifier is shown what all rules find, whatever is selected, but not what a
        # person has suppressed.
        raw = evidence.find(analysis, ALL_RULES if selection.classifier else selection.rules)
        found, dropped = suppress.split(allowed.without(raw, source), suppressions)
        prediction = supported(
            judgement.settled(
                self._prediction(analysis, found, selection), settings, selection, suppressions
            ),
            found,
        )
        applied = {rule.id for rule in selection.rules}
        standing = [judgement.levelled(f, settings) for f in found if f.rule in applied]
        if touched is not None and not document.is_printed:
            prediction, standing = judgement.on_lines(prediction, standing, source, touched)
        charges = _charges(standing, prediction, document, raw)
        known, new = self._parted(path, charges)
        prediction = judgement.without(prediction, _claimed(known))
        fresh = [charge.finding for charge in new if charge.finding]
        report = judged(analysis, fresh, prediction, self._model, settings.act)
        issues = _issues(path, document, new, judgement.claims(prediction, evidence.scores(found)))
        notes = _suppression_notes(path, document, suppressions, selection)
        fails, visible = judgement.outcome(report.verdict, settings["fail_on"])
        shown = [i for i in issues if visible and i.severity is not Severity.INFO] + notes
        return Checked(
            path=path,
            report=report,
            issues=tuple(sorted([*issues, *notes], key=_order)),
            shown=tuple(sorted(shown, key=_order)),
            fails=fails,
            suppressed=len(dropped),
            known=len({charge.key for charge in known}),
            fixes=_fixes(document, fresh) if visible else (),
            standing=Standing(_entries(charges), selection.gate.union(applied)),
            text=named_text(document),
        )

    def findings(self, document: Document, rules: Container[str]) -> list[Finding]:
        """Return what ``rules`` (those selected among them) find and nobody has suppressed.

        For fixing: neither the classifier nor the baseline is asked.
        """
        settings = self.configuration.settings(Path(document.path or document.id))
        selection, allowed = self._chosen(settings)
        wanted = [rule for rule in selection.rules if rule.id in rules]
        found = allowed.without(evidence.find(Analysis(document), wanted), document.source)
        return suppress.split(found, suppress.find(document))[0]

    def _parted(self, path: str, charges: Sequence[_Charge]) -> tuple[list[_Charge], list[_Charge]]:
        """Part what the baseline knows from what is new."""
        baseline = self.baseline.of(path) if self.baseline else None
        if baseline is None:
            return [], list(charges)
        asked = [(charge.key, charge.times) for charge in charges]
        parts: tuple[list[_Charge], list[_Charge]] = ([], [])
        answers = baseline.known(baseline.name_of(path), asked)
        for charge, known in zip(charges, answers, strict=True):
            parts[not known].append(charge)
        return parts

    def _chosen(self, settings: Settings) -> tuple[Selection, Allowed]:
        if settings not in self._selections:
            off = frozenset(f for f, level in settings.families.items() if level == "off")
            try:
                selection = select(ALL_RULES, settings["select"], settings["ignore"], off)
            except DetectorError as error:
                origins = {settings.origins["select"], settings.origins["ignore"]} - {"built in"}
                raise DetectorError(f"{', '.join(sorted(origins))}: {error}") from error
            allowed = Allowed(settings["allow_phrases"], settings["allow_names"])
            self._selections[settings] = (selection, allowed)
        return self._selections[settings]

    def _verify(self, path: Path) -> None:
        """Find a misspelt rule in any override of the file that holds for ``path``, used or not."""
        file = self.configuration.file_for(path)
        if file is None or file.path in self._verified:
            return
        self._verified.add(file.path)
        for number, override in enumerate(file.overrides, start=1):
            for name in ("select", "ignore"):
                for selector in override.values.get(name, ()):
                    try:
                        check_selector(selector, ALL_RULES)
                    except DetectorError as error:
                        raise DetectorError(f"{file.path}, overrides {number}: {error}") from error

    def _prediction(
        self, analysis: Analysis, found: Iterable[Finding], selection: Selection
    ) -> Prediction:
        from detector.model import Prediction

        if not selection.classifier:
            return Prediction(
                generated=None, low_quality=None, abstention=None,
                generated_verdict=Verdict.PASS, low_quality_verdict=Verdict.PASS,
            )  # fmt: skip
        if self._model is None:
            self._model = self._load()
        return self._model.predict(analysis, evidence.scores(found))


def _charges(
    findings: Sequence[Finding], prediction: Prediction, document: Document, made: Iterable[Finding]
) -> list[_Charge]:
    keys = keys_of(findings, document.source, Counter(finding.rule for finding in made))
    charges = [_Charge(*key, finding) for key, finding in zip(keys, findings, strict=True)]
    if claims := judgement.claims(prediction):
        drawn = sketch(document.text)
        charges += [_Charge((rule, drawn), 1) for rule, _, _ in claims]
    if not is_in_collection(document):
        return charges
    text = _lasting_name(document)
    return [charge._replace(key=within(text, charge.key)) for charge in charges]


def _lasting_name(document: Document) -> str:
    """Return what tells a text from the others of its file, now and when more are added to it:
    its address, else its title, else its number."""
    numbered = f"{document.path}#"
    if not document.id.startswith(numbered):
        return document.id
    return document.title or document.id.removeprefix(numbered)


def _claimed(charges: Iterable[_Charge]) -> set[str]:
    """Return the names of the classifier's claims among ``charges``."""
    return {charge.key[0] for charge in charges if charge.finding is None}


def _issues(
    path: str,
    document: Document,
    charges: Sequence[_Charge],
    claims: Iterable[tuple[str, Verdict, str]],
) -> list[Issue]:
    locations = Locations(path, document)
    issues = [
        locations.issue(charge.key, f.severity, f.message, f.start, f.end)
        for charge in charges
        if (f := charge.finding)
    ]
    claimed = [charge.key for charge in charges if charge.finding is None]
    keys = {key[0]: without_sketch(key) for key in claimed}
    for rule, verdict, message in claims:
        severity = Severity.ERROR if verdict is Verdict.FAIL else Severity.WARNING
        issues.append(locations.issue(keys[rule], severity, message, 0, 0))
    return issues


def _fixes(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    if document.path is None:
        return ()  # a request: there is no file to fix
    from detector.gate.fix import edits

    return tuple(finding for finding, _ in edits(document, findings))


def _suppression_notes(
    path: str,
    document: Document,
    suppressions: Sequence[suppress.Suppression],
    selection: Selection,
) -> list[Issue]:
    """Name the suppressions that are of no use; those of rules that did not run are not judged."""
    if SUPPRESSION not in selection.gate:
        return []
    locations = Locations(path, document)
    issues = []
    for suppression in suppressions:
        for message in suppress.problems(suppression, selection, ALL_RULES):
            start, end = suppression.source
            key = (SUPPRESSION, message)
            issues.append(locations.issue(key, Severity.WARNING, message, start, end))
    return issues


def _order(issue: Issue) -> tuple[str, int, int, int, str, str]:
    return issue.order


def _entries(charges: Iterable[_Charge]) -> dict[Key, int]:
    """What a baseline would hold of the article: errors, warnings and the classifier's claims."""
    entries: Counter[Key] = Counter()
    for key, times, finding in charges:
        if finding is None or finding.severity is not Severity.INFO:
            entries[key] += times
    return dict(entries)


def _skipped(path: str, analysis: Analysis, why: str, reason: SkipReason) -> Checked:
    document = analysis.document
    said = "unsupported_language" if reason is SkipReason.LANGUAGE else "not_prose"
    return Checked(
        path=path, report=not_scored(analysis, said), issues=(), shown=(), fails=False,
        skipped=why, skip_reason=reason, text=named_text(document),
    )  # fmt: skip

"""``detector train``, ``evaluate`` and ``calibrate``: the classifier on your own articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detector.cli.messages import say
from detector.cli.options import IdField, Jobs, ModelFolder, TextField
from detector.cli.progress import steps
from detector.errors import DetectorError, ExitStatus
from detector.findings import Failure, quantity
from detector.writing import refusal_reported, write_whole

if TYPE_CHECKING:
    from detector.training.evaluation.applied import Measured

LabelledData = Annotated[
    list[Path],
    typer.Argument(
        metavar="DATA…",
        help='Labelled JSONL, also .gz: "text" and "label" ("human" or "generated") per line.',
    ),
]


def train(
    data: LabelledData,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Write it here.")],
    name: Annotated[str, typer.Option(metavar="NAME", help="Name of the model.")] = "article-en",
    version: Annotated[str, typer.Option(metavar="NAME", help="Version of the model.")] = "1",
    seed: Annotated[
        int, typer.Option(metavar="N", help="The same seed and data give the same bytes.")
    ] = 0,
    jobs: Jobs = 0,
) -> int:
    """Fit the classifier on labelled articles and write its folder."""
    _one_thread()
    from detector.pipeline import available_cores
    from detector.training.train import train as fit

    digest = fit(
        data, out, name=name, version=version, seed=seed, jobs=jobs or available_cores(), say=_say
    )
    print(f"{out}: model {name} {version}, SHA-256 {digest}")
    return ExitStatus.OK


def evaluate(
    data: LabelledData,
    out: Annotated[
        list[Path],
        typer.Option("--out", "-o", metavar="FILE", help="Write the report: .md or .html."),
    ] = [],  # noqa: B006 (typer reads the default, nobody changes it)
    model: ModelFolder = None,
) -> int:
    """Measure the classifier on labelled articles: rates, the worst errors, texts seen before."""
    for file in out:
        if file.suffix not in {".md", ".html"}:
            raise DetectorError(
                f"unknown format for {str(file)!r}; use a name that ends in .md or .html"
            )
    from detector.model import default_folder, load
    from detector.model.folder import ModelFolder as Folder
    from detector.training.data.seen import TrainingTexts
    from detector.training.data.texts import read
    from detector.training.evaluation.applied import apply, measure

    loaded = load(model)
    known = TrainingTexts(Folder(model or default_folder()))
    with steps("judged") as step:
        found = measure(apply(read(data), loaded, step, known), loaded.info, data)
    if not out:
        print(_text(found))
    for file in out:
        report = _page(found) if file.suffix == ".html" else _text(found)
        with refusal_reported(file):
            write_whole(file, report.encode())
    return ExitStatus.OK


def calibrate(
    data: Annotated[
        list[str], typer.Argument(metavar="DATA…", help="Good articles: files or JSONL.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Write it here.")],
    share: Annotated[
        float, typer.Option(metavar="SHARE", min=0.0, max=0.5, help="Share of them that may fail.")
    ] = 0.01,
    text_field: TextField = "text",
    id_field: IdField = "id",
    model: ModelFolder = None,
) -> int:
    """Set thresholds from a site's own good archive, so that at most a share of it fails."""
    from detector.model import default_folder, load
    from detector.pipeline import documents
    from detector.readers import ReadOptions
    from detector.text.document import Document
    from detector.training.evaluation.recalibrate import calibrate as fit

    source = model or default_folder()
    if out.resolve() == source.resolve():
        raise DetectorError(f"--out {out} is the model itself: name another folder")
    failures: list[Failure] = []

    def good(step: Callable[[], None]) -> Iterator[Document]:
        for item in documents(data, ReadOptions(text_field=text_field, id_field=id_field)):
            step()
            if isinstance(item, Failure):
                failures.append(item)
                say(item.located_message)
            else:
                yield item

    loaded = load(source)
    try:
        with steps("judged") as step:
            results = fit(good(step), loaded, source, out, share)
    except DetectorError as error:
        if not failures:
            raise
        say(error)  # which may well be for what could not be read
        return ExitStatus.UNREADABLE
    lost = f"; {results.not_judged:,} cannot be judged" if results.not_judged else ""
    print(f"{quantity(results.judged, 'text')} judged{lost}")
    for head, failed, rise in results.heads:
        change = "do not change" if not rise else f"rise by {rise:.2f} in log-odds"
        print(f"{head}: {quantity(failed, 'text')} failed before; the thresholds {change}")
    print(f"{out}: use it with --model {out}, or DETECTOR_MODEL={out}")
    return ExitStatus.UNREADABLE if failures else ExitStatus.OK


def _one_thread() -> None:
    # The order of a parallel sum would change the last bits of the model.
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _text(found: Measured) -> str:
    return "# Evaluation\n\n" + "\n".join(section.markdown() for section in found.sections)


def _page(found: Measured) -> str:
    """The report as one HTML page with its plots, every cell escaped."""
    from html import escape

    from detector.training.evaluation.plots import square

    parts = ["<!doctype html><html lang=en><meta charset=utf-8><title>Evaluation</title>", _STYLE]
    parts.append("<h1>Evaluation</h1>")
    for section in found.sections:
        parts.append(f"<h2>{escape(section.title)}</h2><p>{escape(section.text)}</p><table>")
        for tag, rows in (("th", [section.header]), ("td", section.rows)):
            for row in rows:
                cells = "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
                parts.append(f"<tr>{cells}</tr>")
        parts.append("</table>")
    parts.append(square(found.roc, title="ROC", across="false positives", up="found"))
    parts.append(
        square(found.reliability, title="Reliability", across="probability", up="true", line=False)
    )
    return "\n".join(parts) + "</html>\n"


_STYLE = (
    "<style>body{font:15px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .6rem;"
    "text-align:left}svg{margin:1rem 1rem 0 0}</style>"
)

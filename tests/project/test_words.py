"""Texts for people use the words of docs/words.md: plain, current and the same everywhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from detector.rules import ALL_RULES
from tests.conftest import ROOT

# Pattern: what to write. Whole words only; words whose sense depends on the sentence are not here.
RETIRED = {
    r"mend(?:s|ed|ing|able|er|ers)?": "fix",
    r"blanks?(?! lines?\b)": "space",
    r"told|tells": "reported, says, shows; distinguished",
    r"tell(?:ing)? (?:\w+ ){0,3}apart": "distinguish",
    r"places?": "location",
    r"stands?": "is, appears",
    r"machine-written|machine's hand": "machine-generated",
    r"passed over": "skipped",
    r"hints?|remarks?": "finding",
    r"excus(?:e|es|ed|ing)|allowances?": "suppress, known",
    r"anew": "again",
    r"begun": "started",
    r"of no use|none is there": "plain current English",
    r"(?:file|line|folder|archive|page|article|document)s? (?:holds?|gives?)": "contains",
    r"(?<![\d.,])1 (?:pages|places|locations|articles|findings|errors|warnings|words|texts|files"
    r"|lines|times|rules|sets|sites|sentences|sections)": "singular",
}
# What one of the patterns may be part of, and why.
ALLOWED = {
    r"in place of|in (?:its|their) place|takes? place|in place|in the first place": "idioms",
    r"stands? for": "an abbreviation stands for words",
    r"about:blank": "an address",
    r"place names?": "names of towns, which a rule counts",
    r"place, audience|template places": "values in the audit's and the evaluation's reports",
    r"perfect place|good place|his rows stand": "articles in the examples of rules",
    r"remark remarks": "labels that a rule looks for",
    r"level “hint”": "a level of the language server protocol",
}
_RETIRED = [
    (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), better)
    for pattern, better in RETIRED.items()
] + [(re.compile(r"[\d}] %(?![\w(.%-])"), "99%, without a space")]
_ALLOWED = re.compile("|".join(ALLOWED), re.IGNORECASE)

PYTHON = sorted((ROOT / "detector").rglob("*.py"))
DOCUMENTS = [
    ROOT / "README.md",
    *(p for p in sorted((ROOT / "docs").glob("*.md")) if p.name != "words.md"),
]
PAGES = [
    path
    for folder in ("render/html/assets", "server/page")
    for path in sorted((ROOT / "detector" / folder).iterdir())
    if path.suffix in (".html", ".js")
]
# Their docstrings are help texts and descriptions of the interface.
SHOWN_DOCSTRINGS = ("detector/cli/", "detector/server/schemas.py")
# Texts made to train and test the classifier, and lists of words: nobody reads them as messages.
NOT_MESSAGES = ("detector/training/data/", "detector/model/features/lexicon.py")
# Calls whose arguments are patterns or articles, and methods of word lists.
_NOT_SHOWN = frozenset({"compile", "Example", "phrases", "split", "word_set"})
_PATTERN = re.compile(r"\(\?|\\[bdsw]|\[\^")


def retired(text: str) -> list[str]:
    """Return the retired words in ``text``, each with what to write."""
    plain = _ALLOWED.sub(" ", " ".join(text.split()))
    return [
        f"{match.group()!r}: write {better} in {plain[max(0, match.start() - 40) :][:100]!r}"
        for pattern, better in _RETIRED
        for match in pattern.finditer(plain)
    ]


def python_texts(source: str, *, docstrings: bool = False) -> Iterator[str]:
    """Yield the strings with a space in ``source``, f-strings whole; docstrings where asked."""
    tree = ast.parse(source)
    for node in ast.walk(tree) if docstrings else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield ast.get_docstring(node) or ""
    yield from _strings(tree)


def _strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Call) and _name(node.func) in _NOT_SHOWN:
        return
    text = _text(node)
    if text is not None:
        if " " in text.strip() and not _PATTERN.search(text):
            yield text
        return
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "{}" for part in node.values)
    return None


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")


def document_text(text: str) -> str:
    """Return Markdown without the names of files, keys and options: code in a line, targets."""
    return re.sub(r"(?<!`)`[^`\n]+`(?!`)|(?<=\])\([^()\s]*\)", "{}", text)


def page_texts(path: Path) -> Iterator[str]:
    """Yield what a page shows: the strings of a script, the text and labels of a document."""
    text = path.read_text("utf-8")
    if path.suffix == ".js":
        text = re.sub(r"/\*.*?\*/|^\s*//.*$", "", text, flags=re.S | re.M)
        strings = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', text)
        yield from (re.sub(r"\$\{[^}]*\}", "{}", a or b) for a, b in strings if " " in (a or b))
        return
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
    yield from re.findall(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"', text)
    yield re.sub(r"<[^>]*>", " ", text)


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_messages() -> None:
    found = []
    for path in PYTHON:
        name = _relative(path)
        if not name.startswith(NOT_MESSAGES):
            docstrings = name.startswith(SHOWN_DOCSTRINGS)
            for text in python_texts(path.read_text("utf-8"), docstrings=docstrings):
                found += [f"{name}: {word}" for word in retired(text)]
    assert found == []


def test_rules() -> None:
    texts = {rule.id: f"{rule.summary}\n{rule.why}\n{rule.remedy}" for rule in ALL_RULES}
    assert [(id_, found) for id_, text in texts.items() for found in retired(text)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents(path: Path) -> None:
    assert retired(document_text(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages(path: Path) -> None:
    assert [found for text in page_texts(path) for found in retired(text)] == []


@pytest.mark.parametrize(
    "source",
    [
        'say(f"{self.mendable} can be mended by detector check --fix")',
        'message = "the prose reads as machine-written"',
        'message = f"a blank is lost after “{word}”; and at {more} more places"',
        'tell(f"{path} excuses {told}")',
        'return f"{value * 100:.0f} %"',
        'return "under 1 %"',
        'message = f"appears twice on 1 pages of {name}"',
        'message = (f"the {kind} text stands "\n    "in the page twice")',
        'message = "a field that the reader passed over"',
        'detail = {"summary": "A list of fields is told, not shown"}',
    ],
)
def test_an_old_message_is_found(source: str) -> None:
    assert [found for text in python_texts(source) for found in retired(text)]


@pytest.mark.parametrize(
    "source",
    [
        '"""Mend what is told."""',
        'message = "leave a blank line before the list; USB stands for a bus"',
        'message = "in place of the placeholder, 21 pages recommend 10% more"',
        'pattern = re.compile(r"told by a machine-written mend")',
        'example = Example(text="We mend bridges. Nobody told us.")',
        'WORDS = "place places told stands".split()',
        'name = "mended"',
        'message = f"{share:.0%} of the 1 page; {100 * share:.0f}% elsewhere"',
    ],
)
def test_other_text_is_left_alone(source: str) -> None:
    assert not [found for text in python_texts(source) for found in retired(text)]

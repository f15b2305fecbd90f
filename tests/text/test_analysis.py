"""An analysis measures once, with offsets that hold, at any length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.readers import parse
from detector.text.analysis import Analysis
from detector.text.document import BlockKind, ContentType
from tests.cpu_time import is_below, least_seconds


def analyse(text: str, content_type: ContentType = ContentType.TEXT) -> Analysis:
    return Analysis(parse(text, id="x", content_type=content_type))


def test_tokens_and_words() -> None:
    analysis = analyse("It's 3.50 at 10:30, isn't it? (Co-op, naïve_2)")
    assert analysis.words == [
        "it's", "3.50", "at", "10:30", "isn't", "it", "co", "op", "naïve", "2",
    ]  # fmt: skip
    assert analysis.tokens[3:6] == ["10:30", ",", "isn't"]


@given(st.one_of(st.text(), st.text(alphabet="aB' 1.,_é\n-\"", max_size=200)))
def test_offsets_hold(text: str) -> None:
    analysis = analyse(text)
    assert [
        analysis.text[start : start + len(token)]
        for start, token in zip(analysis.token_starts, analysis.tokens, strict=True)
    ] == analysis.tokens
    assert [
        analysis.text[start:end]
        for start, end in zip(analysis.word_starts, analysis.word_ends, strict=True)
    ] == analysis.surface
    assert "".join("".join(analysis.tokens).split()) == "".join(analysis.text.split())
    for sentence in analysis.sentences:
        block = analysis.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sentence.first_word < sentence.last_word


def test_sentences_belong_to_their_blocks() -> None:
    analysis = analyse("# One. Two\n\nThree is here. Four too.\n\n- five\n", ContentType.MARKDOWN)
    kinds = [analysis.blocks[s.block].kind for s in analysis.sentences]
    assert kinds.count(BlockKind.PARAGRAPH) == 2
    assert [analysis.text_of(s) for s in analysis.prose_sentences] == [
        "Three is here.",
        "Four too.",
        "five",
    ]


def test_a_measure_runs_once() -> None:
    calls = []

    def measure(analysis: Analysis) -> int:
        calls.append(analysis)
        return len(analysis.words)

    analysis = analyse("one two three")
    assert analysis.once(measure) == analysis.once(measure) == 3
    assert calls == [analysis]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The house of the man that lives with us is to the left of this road, " * 3, "en"),
        ("Die Katze sitzt auf dem Dach und schaut den Vögeln zu, die dort singen. " * 3, "de"),
        ("Le chat est assis sur le toit et regarde les oiseaux qui y chantent. " * 3, "fr"),
        ("too short", None),
        (
            "駅前の古い本屋が今月で店を閉じる。店主は七十八歳、四十年あまり町の人に本を売ってきた。"
            * 3,
            "ja",
        ),
        ("駅前の古い本屋が今月で店を閉じる。" * 9, "ja"),
        ("コンビニエンスストアでアルバイトをするヨーロッパのスチューデントがいる。" * 4, "ja"),
        ("车站前的旧书店本月关门。店主七十八岁,四十多年来一直把书卖给镇上的人。" * 3, "zh"),
        (
            "車站前的舊書店「のんびり」本月關門,店主七十八歲,四十多年來一直把書賣給鎮上的人。" * 3,
            "zh",
        ),
        ("역 앞의 오래된 책방이 이번 달에 문을 닫는다. 주인은 일흔여덟 살이다. " * 3, "ko"),
        ("역 앞의 오래된 책방이 이번 달에 문을 닫는다. 주인은 일흔여덟 살이다. " * 30, "ko"),
        ("旧书店关门了。", None),
        (
            "The word 書店 (本屋) means the shop, and this is the sign that hung over the door. "
            * 3,
            "en",
        ),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert analyse(text).language == language


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The `--all' option and ``two words'' are new, and so is `x'.", "--all|two words|x"),
        ("In `the users' list` a name stands, and `don't` too.", "the users' list|don't"),
        ("Write `a` or `b`; it's the boats' own `name`.", "a|b|name"),
    ],
)
def test_back_ticks_are_closed_by_one_or_by_an_apostrophe(text: str, quoted: str) -> None:
    mentions = analyse(text).mentions
    assert "|".join(text[a:b].strip("`'") for a, b in mentions) == quoted


def test_quoted_words_are_mentions() -> None:
    analysis = analyse('They say "buy now" and mean it.')
    start = analysis.text.index("buy")
    assert analysis.is_mention(start, start + 3)
    assert not analysis.is_mention(0, 4)


def test_time_is_linear() -> None:
    text = "The ferry, they said, left at 7.30 from Bergen's quay. "

    def measure(analysis: Analysis) -> None:
        assert analysis.words and analysis.sentences and analysis.word_ends
        assert analysis.word_counts and analysis.prose_word_count and analysis.language
        assert not analysis.mentions

    small = least_seconds(lambda: analyse(text * 2_000), measure)
    assert is_below(30 * small, lambda: analyse(text * 20_000), measure)

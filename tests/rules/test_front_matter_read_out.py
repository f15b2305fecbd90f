"""Front matter amid a Markdown text: silent where its generator takes it, found where it shows."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from detector.findings import Finding, Severity
from detector.readers import parse
from detector.rules.markup_debris.front_matter import RULE
from detector.scoring.evidence import find
from detector.text.analysis import Analysis
from detector.text.document import ContentType

DAY = "We met at the weir at nine, and by noon the last of the reeds were cut and stacked."


def found(text: str, path: str | None = "a.md") -> tuple[Finding, ...]:
    document = parse(text, id="x", path=path, content_type=ContentType.MARKDOWN)
    return find(Analysis(document), [RULE])


# What is taken out: settings of components, chunks and slides.
TAKEN = [
    f"{DAY}\n\n::card\n---\ntitle: Reeds\nimage: /reeds.png\n---\nCut them in autumn.\n::\n\n{DAY}",
    f"{DAY}\n\n  ::card-group\n    :::card\n    ---\n    title: Boats\n    image: a.png\n    ---\n    Two of them.\n    :::\n  ::\n\n{DAY}",
    f"{DAY}\n\n```{{figure}} weir.png\n---\nname: weir\ntitle: The weir\nseries: old\n---\nThe weir in May.\n```\n\n{DAY}",
    f":::{{figure}} weir.png\n---\ntitle: The weir\nlayout: wide\n---\nThe weir in May.\n:::\n\n{DAY}",
    f"title:: Weir\n\n- {DAY}\n  id:: 1\n  layout:: wide\n  tags:: reeds, boats\n",
    f"---\ntheme: x\n---\n{DAY}\n\n---\nlayout: two-cols\nimage: a.png\n---\n\n{DAY}",
    f"{DAY}\n\n```mermaid\n---\ntitle: Flow\nlayout: elk\n---\ngraph TD\n```\n\n{DAY}",
    f"{DAY}\n\n```yaml\ntitle: The weir\nlayout: post\ntags: reeds\n```\n\n{DAY}",
    f"{DAY}\n\n<!--\ntitle: The weir\nlayout: post\n-->\n\n{DAY}",
]  # fmt: skip
TAKEN_OF_QUARTO = [
    f"{DAY}\n\n---\ntitle: Notes\nlayout: wide\n---\n\n{DAY}",
    f"{DAY}\n\n```{{r}}\n#| title: Flow\n#| layout: wide\nplot(x)\n```\n\n{DAY}",
]
# Prose that has such words before a colon.
PROSE = [
    f"# Reed soup\n\nServes: four\nCategory: soup\nTime: one hour\n\nSummary: boil, stir, wait.\n\n{DAY}",
    f"# Parish news\n\nDate: 4 May\nAuthor: the warden\n\n{DAY}\n\nComments: to the vestry, please.",
    f"# Rivers 101\n\nTitle: Rivers and weirs\nDescription: a course in two terms\n\nWeight: a third of the mark\n\n{DAY}",
    f"# `weir`\n\nType: number\n\nSummary: how high it stands.\n\n---\n\nSeries: all of them.\n\n---\n\n{DAY}",
    f"# What I said\n\n{DAY}\n\n---\n\nAnd here is the title: it is a weir, not a dam.\n\n---\n\n{DAY}",
    f"# Boats for hire\n\n| Type | Weight |\n|---|---|\n| Punt | 90 kg |\n\nImage: our yard in 1960.\n\n{DAY}",
    f"**Q:** What is in a title?\n\n**A:** Not much. The image: that is what stays.\n\n{DAY}",
    f"## Article 4\n\nKeywords: weir, reed, fee.\n\n1. Title: of the owner.\n2. Date: of the grant.\n\n{DAY}",
    f"> Author: nobody\n> Date: never\n\n{DAY}\n\nRe: the weir\n\n{DAY}",
    f"- Title: *The Weir*\n- Author: A. Reed\n- Series: Rivers\n\n{DAY}",
    f"Title: *The Weir*\n\n{DAY}\n\nTags: none sold today.\n\n{DAY}",
    f"# Minutes\n\nDate: 9 June\nModified: 12 June\n\n{DAY}\n\nExcerpt: see the annex.\n",
]  # fmt: skip


@pytest.mark.parametrize("text", [*TAKEN, *PROSE])
def test_it_is_silent(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize("text", TAKEN_OF_QUARTO)
def test_it_is_silent_in_a_document_of_quarto(text: str) -> None:
    assert not found(text, "a.qmd")


# Debris in Markdown stays debris, also where some of it is taken out or is written in another way.
SHOWN = [
    f"# Weir\n\n{DAY}\n\n---\ntitle: The weir\nlayout: post\n---\n\n{DAY}",
    f"# Weir\n\n{DAY}\n\nlayout: post\ntags: reeds, boats\n\n{DAY}",
    f"# Weir\n\n{DAY}\n\nlayout : post\ntitle : The weir\n\n{DAY}",
    f"# Weir\n\n{DAY}\n\nlayout: post\nimage: ![the weir](a.png)\nslug: weir\n\n{DAY}",
    f"# Weir\n\n{DAY}\n\n+++\ntitle = \"The weir\"\ndraft = false\n+++\n\n{DAY}",
    f"# Weir\n\n{DAY} --- title: The weir date: 2020-05-01 tags: reeds --- {DAY}",
    f"# Weir\n\n{DAY}\n\n`layout: post`\n\nlayout: post\nslug: weir\n\n{DAY}",
]  # fmt: skip


@pytest.mark.parametrize("text", SHOWN)
def test_what_readers_see_is_found(text: str) -> None:
    assert any(one.severity is Severity.ERROR for one in found(text))

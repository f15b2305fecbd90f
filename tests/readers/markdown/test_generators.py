"""Flavours of single generators and tools: what is read, and what is none of them."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from tests.readers.markdown.test_flavours import lines

READ = [
    # Microsoft Learn, Adobe
    (":::image type=\"content\" source=\"a.png\" alt-text=\"x\":::\n\nText.", ["Text."]),
    ("::: zone pivot=\"a\" \nFor one.\n::: zone-end  \n:::moniker range=\">=x\"\nNew.\n:::moniker-end", ["For one.", "New."]),
    (":::row:::\n   :::column span=\"2\":::\n      The left.\n   :::column-end:::\n:::row-end:::", ["The left."]),
    ("[!INCLUDE [a](../a.md)]\n\nText.\n\n> [!VIDEO https://x.invalid]", ["Text."]),
    ("> [!div class=\"checklist\"]\n> * Sweep\n> * Wash\n", ["Sweep", "Wash"]),
    ("See <xref:Mill.Wheel?text=x> in [!DNL Mill] and **[!UICONTROL Save]**.", ["See Mill.Wheel in Mill and Save."]),
    ("> [!NOTE]\n> Mind.\n\n+++More of it\n\nFolded.\n\n+++\n\n[!DNL X].", ["Mind.", "More of it", "Folded.", "X."]),
    # Logseq
    ("tags:: mill, wheel\n\n- Wheels turn.\n  id:: 1\n  collapsed:: true\n- TODO Oil it\n", ["Wheels turn.", "Oil it"]),
    ("tags:: a\n\n- It is {{cloze old}}. {{query (todo)}}\n- #+BEGIN_TIP\n  Listen.\n  #+END_TIP\n", ["It is old.", "Listen."]),
    ("id:: 1\n\n- A [word](((62f1aaaa-1111-4222-8333-abcdefabcdef))) here\n", ["A word here"]),
    # GitLab, Docsify, mdBook, Hashnode, HackMD
    ("::Tabs\n\n:::TabTitle Oak\n\nIt burns.\n\n::EndTabs", ["Oak", "It burns."]),
    ("Yes **{check-circle}** and $`a^2`$ hold.", ["Yes and hold."]),
    ("?> _Dry_ it.\n\n!> Never wet it.\n\n## Head :id=head\n\n## Two {docsify-ignore}", ["Dry it.", "Never wet it.", "Head", "Two"]),
    ("{{#include a.rs:2:9}}\n\n```admonish warning \"Too hot\"\nIt *dies*.\n```\n", ["Too hot", "It dies."]),
    ("```ad-tip\ntitle: Salt\ncollapse: open\nUse it.\n```", ["Salt", "Use it."]),
    ("%[https://x.invalid/v]\n\n![A mill](a.png =250x) turns.", ["turns."]),
    ("::: tabs\n== Wick\nTrim it.\n== Glass\nWipe it.\n:::", ["Wick", "Trim it.", "Glass", "Wipe it."]),
    (":::message alert\nHot.\n:::\n\n:::note info\nCold.\n:::", ["Hot.", "Cold."]),
    # kramdown, Writerside, notes in quotations
    ("{::comment}\nnot this\n{:/comment}\nText.", ["Text."]),
    ("> Keep it dry.\n>\n{style=\"note\"}\n\nEnd.", ["Keep it dry.", "End."]),
    ("> **Note:** Saws bite.\n\n> Warning: Wear gloves.\n\n> #### Blades {: .info}\n>\n> They wear.", ["Note: Saws bite.", "Warning: Wear gloves.", "Blades", "They wear."]),
    # Nuxt, MDN, Diplodoc, GitHub's docs, GitBook
    ("::note{icon=\"x\"}\nMind it.\n::\n\n:link-to{to=\"/a\"}\n\n:film{title=\"A film\"}", ["Mind it.", "A film"]),
    ("::card\n---\nicon: x\n---\n#title\nOak\n::", ["Oak"]),
    ("{{CSSRef}}\n\nA {{glossary(\"gap\")}} and {{domxref(\"N.x\", \"node\")}}.\n\n- {{cssxref(\"gap\")}}\n  - : A width.\n\n{{Compat}}", ["A gap and node.", "gap", "A width."]),
    ("---\nt: a\n---\n{% note info \"Keys\" %}\n\nThey rust, **{{ ui.stop }}** too.\n\n{% endnote %}", ["Keys", "They rust, too."]),
    ("#|\n|| Oak | Ash ||\n|| One | Two ||\n|#", ["Oak | Ash One | Two"]),
    ("See [AUTOTITLE](/a/b) and {% my page title=\"the page\" %} now.", ["See and the page now."]),
    ("Put it in {% term \"`a.yml`\" %} first.", ["Put it in first."]),
    ("{% embed url=\"x\" caption=\"The film\" %}\n\n{% content-ref url=\"a.md\" %}\n[a.md](a.md)\n{% endcontent-ref %}\n\nEnd.", ["The film", "End."]),
    ("::box\n  :::pane{icon=\"x\"}\n    ::::lid\n    The top.\n\n    #footer\n    The *end*.\n    ::::\n  :::\n::\n\nLast.", ["The top.", "The end.", "Last."]),
    # notes in capitals, files of code, notes in the margin
    ("> **IMPORTANT!** Oil it.\n>\n> Twice.\n\nSo.\n\n> **NOTE:** It rusts.\n\nSo.\n\n> WARNING: Hot.", ["IMPORTANT! Oil it.", "Twice.", "So.", "NOTE: It rusts.", "So.", "WARNING: Hot."]),
    ("{* ../a/mill_py3.py hl[2,6] *}\n\nText.\n\n{* wheel.toml *}", ["Text."]),
    ("It turns.[^a] So^[{-} it is].\n\n[^a]: {-} Slowly.", ["It turns. So it is.", "Slowly."]),
    # Discourse
    ("[details=\"More on it\"]\nFolded.\n[/details]\n\n[spoiler]It turns.[/spoiler]\n\nEnd.", ["More on it", "Folded.", "It turns.", "End."]),
    ("[quote=\"ann, post:1, topic:22\"]\nShe said it.\n[/quote]\n\nYes.\n\n[poll type=regular]\n* One\n[/poll]", ["Yes.", "One"]),
    ("[grid]\n![a|6x4](upload://aB1.png)\n[/grid]\n\nText.", ["Text."]),
    # slides
    ("---\ntheme: x\n---\n# One\n\n---\nlayout: two-cols\nclass: x\n---\n\n# Two\n\n::right::\n\nText.\n\n---\n\nEnd.", ["One", "Two", "Text.", "End."]),
    ("![bg left:40% 80%](a.png)\n\n![w:200 height:3cm](b.png)\n\nText.", ["Text."]),
    # plugins of Obsidian
    ("up:: [[Mill]], [[Weir|the weir]]\n\nIt is [depth:: 3 m] deep (mood:: calm).", ["It is 3 m deep calm."]),
    ("<%* tR += \"x\" %>\nOn <% tp.date.now(\"D\") %> it turned.", ["On it turned."]),
    # MyST
    (":::{prf:theorem} Of waves\n:label: a\nThey add up.\n:::\n\n$$\na\n$$ (eq-a)\n", ["Of waves", "They add up."]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), READ)
def test_what_is_read(source: str, expected: list[str]) -> None:
    assert lines(source, "a.md") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Text.\n\n---\nparams:\n  n: 1\n---\n\nMore.\n\n. . .\n\nEnd.", ["Text.", "More.", "End."]),
        ("+------+------+\n| Oak  | Ash  |\n+======+======+\n| One  | Two  |\n+------+------+", ["Oak | Ash", "One | Two"]),
        ("::: {.content-hidden when-format=\"html\"}\nPrint.\n:::\n\n::: {.content-visible when-format=\"html\"}\nWeb.\n:::", ["Web."]),
        ("::: notes\nSay it slowly.\n:::\n\n<div class=\"x\">\nMind the **unit**.\n</div>", ["Mind the unit."]),
        ("| One of verse\n| Two of verse\n\n(ref:cap) A caption.", ["One of verse Two of verse", "A caption."]),
    ],
)  # fmt: skip
def test_pandoc(source: str, expected: list[str]) -> None:
    assert lines(source, "a.qmd") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("```{block2, type='tip'}\nOil *it*.\n```\n\n```{block type=\"a\", echo=TRUE}\n#| x: y\n- one\n```", ["Oil it.", "one"]),
        ("```{theorem wave, name=\"Of waves\"}\nThey add up.\n```\n\nA mill\\index{mill!old} turns.\n\n\\newpage\n\nEnd.", ["Of waves", "They add up.", "A mill turns.", "End."]),
        ("```{r block2, echo=FALSE}\nx <- 1\n```\n\nThe \\newpages and \\indexes stay.", ["The \\newpages and \\indexes stay."]),
    ],
)  # fmt: skip
def test_bookdown(source: str, expected: list[str]) -> None:
    assert lines(source, "a.rmd") == expected


@pytest.mark.parametrize(
    "block",
    [
        "layout: post\ntags: mill, wheel",
        "title: The mill\nlayout: center",
        "layout: section\nslug: mill",
        "class: old\nlevel: two",
        "image: of the mill\nsection: it is",
    ],
)
def test_keys_that_no_slide_has_are_seen(block: str) -> None:
    text = f"---\nt: a\n---\n# One\n\nText.\n\n---\n{block}\n---\n\nEnd."
    assert block.partition("\n")[0] in " ".join(lines(text, "a.md"))


def test_settings_of_a_slide_without_a_header_are_seen() -> None:
    assert "layout: center" in " ".join(lines("One.\n\n---\nlayout: center\n---\n\nEnd.", "a.md"))


def test_forum_codes_in_another_site_are_seen() -> None:
    text = '[details="More"]\nFolded.\n[/details]'
    assert "[/details]" in " ".join(lines(text, "a.md", "hugo"))


def test_lists_in_a_component_keep_their_shape() -> None:
    assert lines("- one\n\n  ::note\n  Mind it.\n\n      code\n  ::\n\nEnd.", "a.md") == [
        "one",
        "Mind it.",
        "End.",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "Dear {first}, see {{ name }} and {{Name}} there.",
        "He wrote: note :: that is it :: and left.",
        "Use std:: here, or a::b, and (( so it is )) there.",
        "TODO Finish this, he said; DONE is done.",
        "Is it so?> No!> Yes.",
        "The ratio is a =2x) or b = 3.",
        "The tag [!sic] and [!div] stood there.",
        "A title: none at all\ndate: unknown to us.",
        "Read @include(d) costs, and 5% [of it].",
        "{* a remark *}",
        "He gave {* no file *} of it.",
        "The [details] were [spoiler] hidden [/spoiler] there.",
        '[quote="ann"] She said it. [/quote] and [b]so[/b].',
        "On [date=2020] it was, [poll] or not.",
        "It is so:: that (name:: it) was.",
        "See std:: and (so :: it) was.",
        "Dear <% name %>, the <% tp %> is ours.",
        "He wrote ::right:: there, and index{mill}.",
        "In a {block2} and a {theorem, x} there.",
        "It was {-} there: {-} so.",
        "In + this + and | that | there is no table.",
    ],
)
def test_what_no_generator_takes_is_seen(source: str) -> None:
    assert lines(source, "a.md") == [" ".join(source.split())]


@pytest.mark.parametrize(
    "source",
    [
        "> Note the mill, he said, and the wheel.\n\nText.",
        "> Noted: it turns.\n\nText.",
        "> Importantly, it turns.\n\nText.",
        "> The warning: it turns.\n\nText.",
        "> **NOTED!** It turns.\n\nText.",
        "> **WARNING SIGNS** stood there.\n\nText.",
        "> NOTE THE MILL, he said.\n\nText.",
        "> He cried: **NOTE:** it turns.\n\nText.",
        "> **Important** men said so.\n\nText.",
    ],
)
def test_a_quotation_is_no_note(source: str) -> None:
    assert lines(source, "a.md") == ["Text."]


def test_a_header_that_is_closed_alone() -> None:
    assert lines("title: Tea\ndate: 2020-01-01\ntags:\n  - a\n---\nText.", "a.md") == ["Text."]
    assert (
        lines("title: of the book\n\nIt was so.\n\n---\nText.", "a.md")[0] == "title: of the book"
    )
    assert lines("title: Tea\nthe colour: red\n---\nText.", "a.md") != ["Text."]

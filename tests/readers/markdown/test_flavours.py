"""Each flavour of Markdown: what is read of it, and what is left as it is where it is none."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.readers.markdown.flavours import FLAVOURS
from detector.readers.markdown.source import parse
from tests.cpu_time import is_below, least_seconds
from tests.readers.test_offsets import assert_sound


def lines(source: str, path: str | None = None, site: str | None = None) -> list[str]:
    text = parse(source, id="x", path=path, site=site).text
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


READ = [
    # GitHub
    ("> [!NOTE]\n> Mind the gap.\n> - one\n\nEnd.", ["Mind the gap.", "one", "End."]),
    ("> [!tip]- A title\n> The body.\n>\n> > [!note]\n> > Deeper.", ["A title", "The body.", "Deeper."]),
    ("- [x] done\n- [ ] open", ["done", "open"]),
    ("We ship it :rocket: today.", ["We ship it today."]),
    ("[![Build status](https://x.invalid/b.svg)](https://x.invalid)\n\nText.", ["Text."]),
    ("![build](https://img.shields.io/x)\n\nText.", ["Text."]),
    ("- [One](#one)\n- [Two](#two)\n  - [Three](#three)\n\nText.", ["Text."]),
    ("https://github.com/user-attachments/assets/1-2\n\nText.", ["Text."]),
    # Hugo
    ("{{< note >}}\nRead me.\n{{< /note >}}\n\nEnd.", ["Read me.", "End."]),
    ("{{< highlight go >}}\nx := 1\n{{< / highlight >}}\n\nEnd.", ["End."]),
    ('{{< code-toggle file="hugo" >}}\na = 1\n{{< /code-toggle >}}\nEnd.', ["End."]),
    ('{{< figure src="a.jpg" caption="The old mill" alt="x" >}}\n\nEnd.', ["The old mill", "End."]),
    ('{{% tab name="Linux" %}}\nUse it.\n{{% /tab %}}', ["Linux", "Use it."]),
    ('A {{< tooltip text="small boat" id="b" >}} left.', ["A small boat left."]),
    ('<p>Fare: {{< price "x" >}} a day</p>', ["Fare: a day"]),
    # Liquid, Jinja, Nunjucks
    ("{% comment %}\nnot this\n{% endcomment %}\nThis.", ["This."]),
    ("{% raw %}Write {{ page.title }} here.{% endraw %}", ["Write {{ page.title }} here."]),
    ("{% if page.x %}\n- one\n{% endif %}\n\nSee [it]({{ '/a' | relative_url }}){:target=\"_blank\"}.", ["one", "See it."]),
    ("| a | {{ page.b }} |\n|---|---|\n{% if c %}| d | e |{% endif %}", ["a |", "d | e"]),
    ("{# a note to self #}\nText.", ["Text."]),
    ("> Read this twice.\n{: .prompt-tip }\n\nEnd.", ["Read this twice.", "End."]),
    ("Text here.\n{: .lead #a key=\"v\" }", ["Text here."]),
    # Python-Markdown
    ('!!! note "Mind *this*"\n    The body.\n\n    Second.\n\nEnd.', ["Mind this", "The body.", "Second.", "End."]),
    ("??? tip\n    Body.\n", ["Body."]),
    ('=== "One"\n\n    First.\n\n    ``` py\n    x = 1\n    ```\n\n=== "Two"\n\n    1. Step\n\n        !!! info\n            Deep.\n', ["One", "First.", "Two", "Step", "Deep."]),
    ('=== "`a.py`"\n\n    ``` py\n    x\n    ```\n\nEnd.', ["End."]),
    ("[Go](#a){ .button .big } :material-home:{ .x } now ++ctrl+k++ ==this== ^^that^^", ["Go now ctrl+k this that"]),
    ('--8<-- "a.md"\n\n*[HTML]: Hyper\n\nHTML.', ["HTML."]),
    ("Term\n:   What it means.\n", ["Term", "What it means."]),
    ('<div class="grid" markdown>\n**Bold** text.\n</div>', ["Bold text."]),
    ("H~2~O and 2^10^ are read.", ["H2O and 210 are read."]),
    ("Text.[^1]\n\n[^1]: A note\n    goes on.\n\n    And on.", ["Text.", "A note goes on.", "And on."]),
    ("--8<--\na.md\nb/c.md\n--8<--\n\nText.", ["Text."]),
    ("/// note | Mind it\nBody.\n///\n\n//// html | div.x\nIn a box.\n////\nEnd.", ["Mind it", "Body.", "In a box.", "End."]),
    ("::: pkg.mod.Name\n    options:\n      heading: 2\n\nText.", ["Text."]),
    ("::: pkg\n    handler: python\n\n::: tip\nBody.\n:::", ["Body."]),
    ("At `a_{b}`, `c_{d}` and `{e}`, `f` it ends.", ["At a_{b}, c_{d} and {e}, f it ends."]),
    ("Go `\\newpage`{=latex} on, `x`{.py} too.", ["Go on, x too."]),
    # containers
    ("::: tabs#shell\n@tab One\nFirst.\n\n@tab:active Two#b\nSecond.\n:::", ["One", "First.", "Two", "Second."]),
    ("@[code{1-3}](../a.js)\n\n@[video](abc)\n\nText.", ["Text."]),
    (":::tip[My title]\n\nBody.\n\n:::", ["My title", "Body."]),
    (":::tip My title\nBody.\n:::", ["My title", "Body."]),
    ("::: details Open me {open}\nBody.\n:::", ["Open me", "Body."]),
    ("::: code-group\n\n```js [a.js]\nx\n```\n\n:::\n\nEnd.", ["End."]),
    ("::::{grid}\n:::{card} A card\n:class: x\n\nBody.\n:::\n::::", ["A card", "Body."]),
    ("- item\n\n  :::note\n  In it.\n  :::", ["item", "In it."]),
    ('::: {.callout-note title="Mind"}\nBody.\n:::', ["Mind", "Body."]),
    # MyST
    ("```{note}\n:class: x\nBody with {doc}`a page </x>` and {ref}`word <y>`.\n```", ["Body with a page and word."]),
    ("````{admonition} A title\n```{code-block} py\nx\n```\nText.\n````", ["A title", "Text."]),
    ("```{toctree}\na\nb\n```\n\n(label)=\n# Head", ["Head"]),
    ("```{warning} It begins here\nand goes on.\n```", ["It begins here and goes on."]),
    ("```{figure} a.png\n---\nwidth: 3\n---\nThe caption.\n```", ["The caption."]),
    ("* `{ref}` points to *labels*\n* `{doc}` to files", ["{ref} points to labels", "{doc} to files"]),
    ("{{<printout>}}\na: b\n{{</printout>}}\n\nEnd.", ["End."]),
    # Obsidian
    ("See [[Note|the word]], [[Other]] and ![[pic.png]].", ["See the word, Other and ."]),
    ("[[Note]] seen %%not this%% here. ^abc1", ["Note seen here."]),
    ("[[a]]\n\n```dataview\nLIST\n```\n\n#one #two", ["a"]),
    ("He wrote :quote[ship it]{#x} twice.", ["He wrote ship it twice."]),
    # formulas
    ("So $a^2 + b^2$ and $x$ hold.\n\n$$\ny = \\frac{1}{2}\n$$\n\nEnd.", ["So and hold.", "End."]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), READ)
def test_what_is_read_whatever_the_line_ends(source: str, expected: list[str]) -> None:
    for ending in ("\n", "\r\n", "\r"):
        assert lines(source.replace("\n", ending), "a.md") == expected, ending


@pytest.mark.parametrize(
    ("source", "path", "site", "expected"),
    [
        ("import {\n  A,\n} from 'x';\n\nexport const f = ({a}) => (\n  <b>{a}</b>\n);\n\nText.", "a.mdx", None, ["Text."]),
        ('<Tabs>\n  <TabItem value="a" label="Linux">\n\n    - one\n    - two\n\n  </TabItem>\n</Tabs>', "a.mdx", None, ["Linux", "one", "two"]),
        ('<LinkCard\n  title="Go on"\n  description="Where to go."\n  href="/x"\n/>\n\nEnd.', "a.mdx", None, ["Go on", "Where to go.", "End."]),
        ("<Foo onClick={() => { f({a: 1}) }} style={{a: 'b > c'}}>In it.</Foo>", "a.mdx", None, ["In it."]),
        ("<div style={{color: 'red'}} className=\"x\">\n  **Bold** text.\n</div>", "a.mdx", None, ["Bold text."]),
        ("{/* no */}\n\nA {value} and {'text'}.", "a.mdx", None, ["A and text."]),
        ("A {value} and `{code}`.", "a.md", "docusaurus", ["A and {code}."]),
        ("<script setup>\nimport A from './a.vue'\n\nlet b\n</script>\n\n[[toc]]\n\nSee {{ a.b }} <Badge text='x' />.", "a.md", "vitepress", ["See ."]),
        ("As @doe2020 [p. 3] and [see @a; @b] say, @fig-x shows `r mean(x)` of it.", "a.qmd", None, ["As and say, shows of it."]),
        ("## Head {#sec-a .unnumbered}\n\nSome [small]{.smallcaps} text.", "a.qmd", None, ["Head", "Some small text."]),
        ("Hello {{ name }}, see {{ page.title }}.", "a.md", "jekyll", ["Hello , see ."]),
    ],
)  # fmt: skip
def test_by_suffix_and_site(source: str, path: str, site: str | None, expected: list[str]) -> None:
    assert lines(source, path, site) == expected


@pytest.mark.parametrize(
    ("source", "site"),
    [
        ("Dear {{ name }}, the boats run again.", None),
        ("Dear {name}, ask {city} about it.", None),
        ("The picture shows it. {{< figure src='a.jpg' >}} It is of iron.", "docusaurus"),
        ("Ask @jane and @joe about it.", None),
        ("It costs $5 here and $10 there; we took $20 and gave 30$ back.", None),
        ("We import taxes.\nThey export goods from 'home'.", None),
        ("Write a == b, not a = b; 5 ^ 2 is ~25 or ~26.", None),
        ("The time: 10:30:45, the ratio 3:2:1, see note:this:", None),
        ("It was [sic] so [in 1901], he said [^ as ever].", None),
        ("Watch out!!! This is new??? === so it is ===", None),
        ("Write :no-doc: there, or std::vector[int] here.", None),
    ("A set {x = 1} and {a, b}; f: {1} to {2}.", None),
        ("Is ::: a mark ::: of anything?", None),
        ("At 5% and 6%% it is 100%.", None),
        ("::: tip\nNo end is here.", None),
        ("It is /// so and and/or so.\n///", None),
        ("::: tip\n    It has no end.", None),
        ("Write @tab there, and --8<-- here.", None),
    ],
)  # fmt: skip
def test_what_no_generator_takes_is_seen(source: str, site: str | None) -> None:
    assert lines(source, None, site) == [" ".join(source.split())]


def test_what_is_shown_stands_where_it_is_written() -> None:
    source = (
        '!!! note "Mind this"\n    The alpha body.\n\n> [!TIP] beta title\n> gamma body.\n\n'
        ":::tip[delta title]\nepsilon.\n:::\n\n<div>zeta {{< x >}} eta</div>\n"
    )
    document = parse(source, id="x", path="a.md")
    for word in ("Mind", "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"):
        at = document.text.index(word)
        assert source[slice(*document.to_source(at, at + len(word)))] == word


def test_what_a_card_shows_stands_where_it_is_written() -> None:
    source = (
        "<Card\n  title={`alpha`}\n  description='beta'\n/>\n\n<Card title='gamma'>delta</Card>\n"
    )
    document = parse(source, id="x", path="a.mdx")
    assert document.text.split() == ["alpha", "beta", "gamma", "delta"]
    for word in document.text.split():
        at = document.text.index(word)
        assert source[slice(*document.to_source(at, at + len(word)))] == word


def test_code_between_tags_is_a_code_block() -> None:
    source = "{{< highlight go >}}\nx := 1\n{{< /highlight >}}\n\nText."
    document = parse(source, id="x")
    code = [source[slice(*b.source)] for b in document.blocks if b.kind.value == "code"]
    assert code == [source[: source.index("\n\nText")]]


def test_flavours_are_one_shape() -> None:
    names = [flavour.name for flavour in FLAVOURS]
    assert len(set(names)) == len(names)
    for flavour in FLAVOURS:
        for mark in flavour.marks:
            first = mark.pattern.lstrip("\\")[0]
            assert (not first.isalnum() and first not in ".([^$") or mark.pattern[0] == "\\"


PIECES = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            "word |# |- |1. |> |```|```{note} T|~~~|\n|\n\n|\n    |\r\n|*|`|[|](x)|<div>|</div>|<Card title=\"a b\" c={`d`} />|"
            "<Tab label='x'>|</Tab>|{|}|{{< figure title=\"cap\" >}}|{{< highlight >}}|{{< /highlight >}}|{% raw %}|{% endraw %}|"
            "{{ x.y | z }}|\nimport a from 'b'\n|\nexport const x = {\n|:::note[Title]|\n:::\n|::: {.a title=\"t u\"}|!!! note \"T\"\n|"
            "=== \"Tab\"\n|/// note \n|///\n|::: a.b\n    c: d\n|::: tabs\n|@tab T\n|--8<--\n|[[a]]|![[e]]|%%| ^id|==m==|++k++|{: .x }|{#id}|[s]{.c}|$x^2$|$$|Term\n: def\n|> [!NOTE] Title\n> body\n|[^1]|"
            "[^1]: note\n|@key|\x00|\t|\ue000|\ue001|{doc}`t <u>`|\n(lab)=\n|:key: v\n|---\n|<script setup>|</script>|<!--|-->"
            .split("|")
        ),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    PIECES,
    st.sampled_from([None, "a.md", "a.mdx", "a.qmd"]),
    st.sampled_from([None, "hugo", "jekyll", "docusaurus", "vitepress", "obsidian", "mkdocs"]),
)
def test_any_text_gives_a_sound_document(source: str, path: str | None, site: str | None) -> None:
    document = parse(source, id="x", path=path, site=site)
    assert_sound(document)
    at = document.text.find("word")
    if at >= 0:
        assert source[slice(*document.to_source(at, at + 4))] == "word"


@pytest.mark.parametrize(
    "unit",
    [
        "<A b={", "{", "{{< highlight >}}\n", "{% raw %}", ":::a\n", "!!! a\n    ", "> [!a]\n> ", "[[", "```{note}\n",
        "import {\n", "::: a.b\n    x: y\n", "--8<--\na\n", "`a{b}`", "///a\n", "$a^", "<Card title='a' />\n", "[^1]", "==a", "`a", "{#a", "export const a = `\n", "%%",
    ],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    def read(source: str) -> None:
        parse(source, id="x", path="a.mdx")

    small, large = (unit * (size // len(unit)) for size in (6_000, 48_000))
    assert is_below(20 * least_seconds(lambda: small, read) + 0.3, lambda: large, read)

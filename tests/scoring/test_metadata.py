"""Titles and descriptions: what is left in them is found where it is, and subjects are spared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.findings import Finding, Severity
from detector.gate.fix import edits
from detector.readers import parse
from detector.rules import ALL_RULES, RULE_BY_ID
from detector.scoring import evidence
from detector.scoring.metadata import _sign
from detector.text.analysis import Analysis
from detector.text.document import ContentType

BODY = "The kettle on the stove boils at seven, and by then the whole house is awake and hungry.\n"
RULES = [rule for rule in ALL_RULES if rule.metadata]


def found(source: str, content_type: ContentType = ContentType.MARKDOWN) -> list[Finding]:
    document = parse(source, id="a", content_type=content_type)
    return list(evidence.find(Analysis(document), RULES))


def markdown(field: str, body: str = BODY) -> str:
    return f"---\nlayout: post\n{field}\ndate: 2021-03-04\n---\n\n{body}"


def page(head: str) -> str:
    return f"<!doctype html><html><head>{head}</head><body><p>{BODY}</p></body></html>"


FINDS = [
    ('title: "Kettles :contentReference[oaicite:0]{index=0}"', "chat-citation", "title",
     ":contentReference[oaicite:0]{index=0}"),
    ("title: Kettles for two 【3†source】", "chat-citation", "title", "【3†source】"),
    ("description: 'As an AI language model, I cannot taste tea'", "model-talk", "description",
     "As an AI language model, I"),
    ("summary: Certainly! Here is a blog post about kettles", "chat-preamble", "summary",
     "Certainly! Here is a blog post"),
    ("excerpt: Kettles drain well. Regenerate response", "chat-interface", "excerpt",
     "Regenerate response"),
    ("title: Kettles in [Your City]", "placeholder-slot", "title", "[Your City]"),
    ("description: Add your text here", "placeholder", "description", "Add your text here"),
    ("title: TODO", "placeholder", "title", "TODO"),
    ("title: Kettles in {{ city }}", "template-variable", "title", "{{ city }}"),
    ("title: Kettles by %%sitename%%", "template-variable", "title", "%%sitename%%"),
    ("title: Kettles &amp;amp; pans", "raw-entity", "title", "&amp;amp;"),
    ("title: The Best Kettles of the Year h 2 >", "broken-tag", "title", "h 2 >"),
    ("title: <p>Kettles</p>", "visible-tag", "title", "<p>"),
    ("title: The cafÃ© and its kettle", "mojibake", "title", "Ã©"),
    ("description: '[vc_row][vc_column]All our kettles'", "shortcode", "description", "[vc_row]"),
    ("image:\n  caption: Kettle [Insert photo here]", "placeholder-slot", "caption",
     "[Insert photo here]"),
    ("images:\n  - alt: \"Kettle turn0search3\"\n    src: a.png", "chat-citation",
     "alternative text", "turn0search3"),
    ("meta_description: >-\n  Kettles whistle,\n  turn0search1 and so on", "chat-citation",
     "description", "turn0search1"),
    ("description: Kettles whistle,\n  turn0search1 and so on", "chat-citation", "description",
     "turn0search1"),
    ("seo: {title: \"Kettles turn0search1\"}", "chat-citation", "title", "turn0search1"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "rule", "where", "mark"), FINDS)
def test_finds_it_where_it_is(field: str, rule: str, where: str, mark: str) -> None:
    source = markdown(field)
    first = next(finding for finding in found(source) if finding.rule == rule)
    assert source[first.start : first.end] == first.evidence == mark
    assert first.start == source.index(mark)
    assert first.message.startswith(f"in the {where}: ")


@pytest.mark.parametrize(
    "source",
    [
        f'+++\ntitle = "Kettles turn0search1"\n+++\n\n{BODY}',
        f"+++\ntitle = 'Kettles turn0search1'\n+++\n\n{BODY}",
        f'+++\ndescription = """\nKettles\nturn0search1 """\n+++\n\n{BODY}',
        f'{{\n  "title": "Kettles \\"big\\" turn0search1",\n  "x": 1\n}}\n\n{BODY}',
        f'---\r\ntitle: "Kettles turn0search1"\r\n---\r\n\r\n{BODY}',
    ],
)
def test_other_headers(source: str) -> None:
    (finding,) = found(source)
    assert finding.start == source.index("turn0search1")


@pytest.mark.parametrize(
    ("head", "where"),
    [
        ("<title>Kettles turn0search1 | Shop</title>", "title"),
        ('<meta name="description" content="Kettles turn0search1">', "description"),
        (
            "<meta content='A &quot;big&quot; turn0search1' property='og:description'>",
            "description",
        ),
        ('<meta property="og:title" content="Kettles turn0search1"/>', "title"),
    ],
)
def test_html_heads(head: str, where: str) -> None:
    source = page(head)
    (finding,) = found(source, ContentType.HTML)
    assert finding.message.startswith(f"in the {where}: ")
    assert (finding.start, finding.evidence) == (source.index("turn0search1"), "turn0search1")


CODE = "Write this in the layout:\n\n```\n<b>{{ page.title }}</b> &nbsp;\n```\n\n" + BODY
SPARES = [
    ('title: "{{ page.title }}"', BODY),
    ("title: '{{ replace .Name \"-\" \" \" | title }}'", BODY),
    ("title: TODO", "A to-do list is a list. Mine is long, and the kettle is at its head.\n"),
    ("title: Here is my kettle, and here are three more", BODY),
    ("description: As an AI engineer I drink a lot of tea", BODY),
    ("title: Fish &amp; Chips", BODY),
    ("excerpt: <p>A kettle boils at <b>seven</b>.</p>", BODY),
    ("excerpt: |\n  <p>A kettle boils.</p>\n  <p>It whistles.</p>", BODY),
    ("title: The <em>best</em> <code>kettle</code>", BODY),
    ("title: Kettles | The Shop & Café [2021]", BODY),
    ("title: What is turn0search1?",
     "Editors find strings such as turn0search1 in new articles. They delete them at once.\n"),
    ("title: Why &nbsp; is no space", CODE),
    ("title: The <b> tag", CODE),
    ("title: p > 0.05 and other bad habits", BODY),
    ("description: Lorem ipsum is five hundred years old",
     "Printers have used lorem ipsum since the 1500s to show what a typeface does on a page.\n"),
    ("categories: [turn0search1]", BODY),
    ("# title: turn0search1", BODY),
    ("slug: INSERT_NAME", BODY),
]  # fmt: skip


@pytest.mark.parametrize(("field", "body"), SPARES)
def test_spares(field: str, body: str) -> None:
    assert [f for f in found(markdown(field, body)) if f.severity is not Severity.INFO] == []


def test_references_in_a_description_only_warn() -> None:
    (finding,) = found(
        page('<meta name="description" content="Tea &amp;amp; cake">'), ContentType.HTML
    )
    assert (finding.severity, finding.evidence) == (Severity.WARNING, "&amp;amp;")
    (finding,) = found(page("<title>Tea &amp;amp; cake</title>"), ContentType.HTML)
    assert finding.severity is Severity.ERROR


def test_a_mark_that_the_article_leaks_too_is_found_in_both() -> None:
    source = markdown("title: Kettles turn0search1", "The kettle was sold in May turn0search1.\n")
    assert [f.rule for f in found(source)] == ["chat-citation", "chat-citation"]


def test_what_stands_in_metadata_is_not_changed_by_machine() -> None:
    source = markdown('title: "Kettles &amp;quot; pans"')
    document = parse(source, id="a.md", path="a.md", content_type=ContentType.MARKDOWN)
    findings = evidence.find(Analysis(document), RULES)
    assert [finding.rule for finding in findings] == ["raw-entity"]
    assert edits(document, findings) == []


def test_the_signs_miss_no_example() -> None:
    """What a rule finds in a line must have a sign, or no title would be looked at for it."""
    missed = []
    for rule in RULES:
        for example in rule.finds:
            for line in example.text.splitlines():
                document = parse(line, id="a", content_type=ContentType.TEXT)
                if list(rule.check(Analysis(document))) and not _sign().search(line):
                    missed.append((rule.id, line))
    assert missed == []
    plain = ("Kettles of the north", "Fish & Chips | The café", "My key to a great weekend here")
    assert not any(map(_sign().search, plain))


@given(
    st.text(max_size=60),
    st.sampled_from(["title: {}", 'title: "{}"', "alt: '{}'", "description: >\n  {}\n  {}", "{}"]),
    st.sampled_from([ContentType.MARKDOWN, ContentType.HTML]),
)
def test_any_text(value: str, field: str, content_type: ContentType) -> None:
    source = markdown(field.replace("{}", value + " turn0search1 &amp;amp; <b>"))
    if content_type is ContentType.HTML:
        source += page(
            f"<title>{value}</title><meta name='description' content='{value} [cite: 1]'>"
        )
    document = parse(source, id="a", content_type=content_type)
    for item in document.metadata:
        start, end = item.source
        assert 0 <= start < end <= len(document.source)
        assert document.source[start:end].strip() == document.source[start:end]
        assert item.text
    for finding in evidence.find(Analysis(document), RULES):
        assert document.source[finding.start : finding.end] == finding.evidence


def test_rules_that_are_asked() -> None:
    assert {rule.id for rule in RULES} >= {"chat-citation", "mojibake", "placeholder-slot"}
    assert not RULE_BY_ID["front-matter"].metadata

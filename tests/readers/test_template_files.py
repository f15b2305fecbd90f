"""Layouts, includes, partials, archetypes and components are templates; articles never are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.audit.run import key_of
from detector.gate.gate import Gate
from detector.readers import parse, read_articles
from detector.readers.template_files import kind_of_place
from detector.scoring import evidence
from detector.text.analysis import Analysis
from detector.text.document import Document
from detector.text.source import Source
from tests.conftest import Run

PROSE = (
    "The ferry leaves the old quay at nine, and it calls at both islands before it turns back at "
    "noon. Tickets are sold on board. In winter there is one boat a day, and none when it blows. "
) * 5

TEMPLATES = {
    "_layouts/default.html": "<!doctype html><html><head><title>{{ page.title }}</title></head>"
    "<body>{% include header.html %}<main>{{ content }}</main><p>All rights reserved.</p></body>",
    "_layouts/post.html": "---\nlayout: default\n---\n<article><h1>{{ page.title }}</h1>\n"
    "{{ content }}\n</article>",
    "docs/_includes/share.html": '<a href="https://x.example/?u={{ page.url }}">Share</a>',
    "_includes/logo.html": '<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg><b>Boats</b>',
    "layouts/_default/baseof.html": '<html><body>{{ block "main" . }}{{ end }}</body></html>',
    "layouts/posts/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}',
    "themes/a/layouts/partials/foot.html": '<p>{{ i18n "made_by" }} {{ .Site.Author }}</p>',
    "archetypes/default.md": '---\ntitle: "{{ replace .Name "-" " " | title }}"\n'
    "date: {{ .Date }}\ndraft: true\n---\n",
    "src/_includes/base.njk": "<!doctype html><html><body>{{ content | safe }}</body></html>",
    "src/card.njk": "{% macro card(x) %}<div>{{ x.title }}</div>{% endmacro %}",
    "app/templates/base.html": "<html><body>{% block content %}{% endblock %}</body></html>",
    "app/templates/list.html": '{% extends "base.html" %}{% block content %}<h1>Boats</h1>'
    "{% for b in boats %}<p>{{ b.name }} sails at {{ b.time }}</p>{% endfor %}{% endblock %}",
    "app/views/layouts/application.html.erb": "<html><body><%= yield %></body></html>",
    "app/views/boats/show.html.erb": "<h1><%= @boat.name %></h1><p><%= @boat.text %></p>",
    "views/layout.hbs": "<html><body>{{> header}}{{{body}}}</body></html>",
    "views/index.ejs": "<%- include('head') %><h1><%= title %></h1>",
    "wp/boats/single.php": "<?php get_header(); ?><main><?php the_content(); ?></main>"
    "<?php get_footer(); ?>",
    "resources/views/app.blade.php": "<html><body>@yield('content')</body></html>",
    "src/components/Card.vue": "<template><div><h2>{{ title }}</h2><slot /></div></template>"
    "<script>export default { props: ['title'] }</script>",
    "src/layouts/Base.astro": "---\nconst { title } = Astro.props;\n---\n<html><body><slot />",
    "frame.html": "<!doctype html><html><body><nav>Home</nav>{{ content }}</body></html>",
    "site.zip/_layouts/default.html": "<html><body>{{ content }}</body></html>",
    "C:\\site\\_layouts\\default.html": "<html><body>{{ content }}</body></html>",
}

ARTICLES = {
    # Liquid in an article, wherever it lies
    "_posts/2020-01-01-a.md": f"---\ntitle: A\n---\n{{% include figure.html %}}\n\n{PROSE}",
    "_posts/2020-01-02-b.md": "---\ntitle: B\n---\nSee [it]({{ site.baseurl }}/a). {{ content }}\n",
    "_includes/about.md": PROSE,
    "docs/templates/liquid.md": f"# Liquid\n\nWrite `{{{{ content }}}}`:\n\n"
    f"```html\n<html>{{{{ content }}}}</html>\n```\n\n{PROSE}",
    "docs/templates/short.md": "# Layouts\n\nWrite this in it:\n\n```\n<html>{{ content }}\n```\n",
    "docs/components/button.md": "# Button\n\n<Button style={{ margin: 1 }}>Go</Button>\n\nA bell.",
    "content/templates/a.html": "<p>{{ city }} is a town.</p>",
    "content/layouts/a.md": "A short note on layouts, with {{ name }} and {{ city }}.",
    "app/templates/about.html": f'{{% extends "base.html" %}}{{% block content %}}<p>{PROSE}'
    f"</p><p>{PROSE}</p>{{% endblock %}}",
    "blog/views/from-the-top.md": "A view.\n\n{{ name }} saw it.",
    "templates/letter.txt": f"Dear reader,\n\n{PROSE}",
    "views/a.html": "<p>A view of the harbour.</p>",
    "src/pages/about.vue": f"<template><main><p>{PROSE}</p><slot /></main></template>",
    "page.html": f"<!doctype html><html><body><p>{PROSE}</p><pre>{{{{ content }}}}</pre></body>",
    "short.html": "<!doctype html><html><body><p>Write <code>{{ content }}</code>.</p></body>",
    "note.html": "<!doctype html><html><body><p>Hello {{ name }}, we moved to {{ city }}.</p>",
    "https://h.example/_layouts/a": "<p>Hello {{ name }}.</p>",
    "a.md": "Hello {{ name }}, {{ content }}",
    "layouts.md": "{{ content }}",
}  # fmt: skip


@pytest.mark.parametrize("path", TEMPLATES)
def test_templates(path: str) -> None:
    kind = "html" if not path.endswith(".md") else "markdown"
    document = parse(TEMPLATES[path], id=path, path=path, content_type=kind)
    assert document.is_template
    assert evidence.find(Analysis(document)) == ()


@pytest.mark.parametrize("path", ARTICLES)
def test_articles(path: str) -> None:
    kind = "markdown" if path.endswith(".md") else "text" if path.endswith(".txt") else "html"
    assert not parse(ARTICLES[path], id=path, path=path, content_type=kind).is_template


@pytest.mark.parametrize("path", [name for name in TEMPLATES if kind_of_place(name)])
def test_a_long_article_is_none_whatever_its_folder(path: str) -> None:
    text = TEMPLATES[path] + "\n\n" + f"<p>{PROSE}</p>\n\n" * 4
    assert not parse(text, id=path, path=path, content_type="html").is_template


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        ("_layouts/a.html", "reserved"),
        ("layouts/posts/a.html", "reserved"),
        ("templates/blog/a.html", "usual"),
        ("content/_includes/a.html", "reserved"),
        ("a.html.erb", "usual"),
        ("content/layouts/a.html", ""),
        ("posts/templates/a.md", ""),
        ("a/b.html", ""),
        ("", ""),
        ("-", ""),
        ("https://h.example/layouts/a.html", ""),
    ],
)
def test_what_a_path_says(id: str, kind: str) -> None:
    assert kind_of_place(id) == kind


@given(st.text(max_size=200), st.sampled_from([*TEMPLATES]), st.sampled_from(["html", "markdown"]))
def test_any_text(text: str, path: str, kind: str) -> None:
    document = parse(text + "{{ content }}", id=path, path=path, content_type=kind)
    assert isinstance(document, Document)


def test_the_gate_skips_them(tmp_path: Path) -> None:
    file = tmp_path / "_layouts" / "a.html"
    file.parent.mkdir()
    file.write_text(TEMPLATES["_layouts/default.html"] + "<p>Lorem ipsum dolor sit amet</p>")
    document = next(read_articles(file))
    assert isinstance(document, Document)
    checked = Gate().check(document)
    assert (checked.skipped, checked.fails, checked.shown) == ("template", False, ())
    assert (checked.report.verdict, checked.report.reasons) == ("not_scored", ("not_prose",))
    assert Gate().findings(document, {"placeholder"}) == []


def test_a_result_is_filed_under_the_kind_of_folder() -> None:
    keys = {
        path: key_of(Source(id=path, path=path, data="<p>{{ x }}</p>", format="html"))
        for path in ("_layouts/a.html", "_layouts/b.html", "posts/a.html")
    }
    assert keys["_layouts/a.html"] == keys["_layouts/b.html"] != keys["posts/a.html"]


def test_the_commands_say_so(tmp_path: Path, detector: Run) -> None:
    for name in ("_layouts/default.html", "_layouts/post.html", "layouts/_default/baseof.html"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEMPLATES[name])
    (tmp_path / "a.md").write_text(PROSE)
    run = detector("check", "--isolated", "--select", "placeholder", ".", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == "detector: 1 article checked; 1 passes; 3 skipped (template: 3)\n"
    run = detector("audit", "--no-cache", "--jobs", "1", "--fail-on", "fail", "_layouts", "layouts",
                   "--out", "a.md", "--out", "a.jsonl", cwd=tmp_path)  # fmt: skip
    assert run.returncode == 0
    assert "3 pages, 0 words, 3 templates skipped" in (tmp_path / "a.md").read_text()
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert [row["reasons"] for row in rows] == [["not_prose"]] * 3

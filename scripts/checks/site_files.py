"""Small sites as their owners keep them: articles, drafts, templates, built pages, a sub-site."""

from __future__ import annotations

from dataclasses import dataclass

CITED = "The ferry was late turn0search0 and the passengers walked home along the quay."
MENDED = "The ferry was late and the passengers walked home along the quay."
OLD = "The old quay:contentReference[oaicite:0]{index=0} was paid for by the council in May."
PROSE = """The ferry to the island has run since 1911, and for most of that time the Larsen family
has run it. Old Peter Larsen built the first boat in a shed behind the church. He used oak from a
barn that had blown down the winter before, so the planks had nail holes that he filled with tar.

It leaked. His daughter Grete, who took the tickets, kept a bucket under the bench and emptied it
at every stop; regulars knew to lift their feet. When the council offered money for a new boat in
1934 Peter said no, twice, and then the engine fell through the floor off Skarvø and he said yes.
"""
NEWS = """Grete's grandson sails it now. He has a ticket machine, a heater and a radio that gets
one station, and he still stops engines for seals. On Friday the school took the nine o'clock boat
and two boys were sick over the side before the first buoy, which he says is a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """``files`` by path; ``posts`` is the folder of articles, ``suffix`` that of new ones.

    ``template`` is one of ``templates``, all of which the check skips; ``suppression`` is a
    comment that this generator does not show. ``articles`` counts what the check reads, the
    sub-site in ``sub`` included.
    """

    name: str
    files: dict[str, str]
    posts: str
    suffix: str
    suppression: str
    templates: tuple[str, ...]
    articles: int
    sub: str

    def post(self, name: str) -> str:
        return f"{self.posts}/{name}{self.suffix}"


def _post(title: str, *parts: str) -> str:
    body = "\n\n".join(part.strip() for part in parts)
    return f"---\ntitle: {title}\ndate: 2024-03-01\n---\n\n{body}\n"


LAYOUT = """<!DOCTYPE html>
<html lang="en">
<head><title>{{ page.title }}</title>{% include head.html %}</head>
<body><main>{{ content }}</main>{% include footer.html %}</body>
</html>
"""
JEKYLL = Site(
    name="jekyll",
    posts="_posts",
    suffix=".md",
    suppression="{% comment %} detector: disable-next=chat-citation it is quoted {% endcomment %}",
    templates=("_layouts/default.html", "_includes/footer.html"),
    articles=5,
    sub="manual",
    files={
        "_config.yml": "title: The ferry\nexclude: [manual]\n",
        ".gitignore": "_site/\n",
        "_layouts/default.html": LAYOUT,
        "_includes/footer.html": "<footer>{{ site.title }} {% if site.email %}"
        "<a href='mailto:{{ site.email }}'>mail</a>{% endif %}</footer>\n",
        "_site/index.html": f"<html><body><p>{OLD}</p></body></html>\n",
        "_posts/2024-03-01-ferry.md": _post(
            "The ferry", "{% include figure.html src='boat.jpg' %}", PROSE
        ),
        "_posts/2019-03-01-quay.md": _post("The quay", PROSE, OLD),
        "_drafts/winter.md": _post("Winter", NEWS),
        "manual/detector.toml": 'profile = "docs"\n',
        "manual/start.md": f"# Start\n\n{PROSE}\n",
        "manual/old.md": f"# Old\n\n{PROSE}\n\n{OLD}\n",
    },
)
HUGO = Site(
    name="hugo",
    posts="content/posts",
    suffix=".md",
    suppression="{{/* detector: disable-next=chat-citation it is quoted */}}",
    templates=("layouts/_default/single.html", "archetypes/default.md"),
    articles=5,
    sub="themes/docs/content",
    files={
        "hugo.toml": 'title = "The ferry"\n',
        ".gitignore": "public/\n",
        "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>'
        '{{ .Content }}{{ partial "more.html" . }}{{ end }}\n',
        "archetypes/default.md": "---\ntitle: '{{ replace .File.ContentBaseName `-` ` ` | title }}'"
        "\ndate: {{ .Date }}\ndraft: true\n---\n\n{{ .Content }}\n",
        "public/index.html": f"<html><body><p>{OLD}</p></body></html>\n",
        "content/posts/ferry.md": _post("The ferry", '{{< figure src="boat.jpg" >}}', PROSE),
        "content/posts/quay.md": _post("The quay", PROSE, OLD),
        "content/posts/winter.md": _post("Winter", NEWS).replace("---\n", "---\ndraft: true\n", 1),
        "themes/docs/content/detector.toml": 'profile = "docs"\n',
        "themes/docs/content/start.md": _post("Start", PROSE),
        "themes/docs/content/old.md": _post("Old", PROSE, OLD),
    },
)
DOCUSAURUS = Site(
    name="docusaurus",
    posts="blog",
    suffix=".mdx",
    suppression="{/* detector: disable-next=chat-citation it is quoted */}",
    templates=("src/theme/layout.html",),
    articles=5,
    sub="docs",
    files={
        "docusaurus.config.js": "export default { title: 'The ferry' };\n",
        "package.json": '{"name": "ferry", "private": true}\n',
        ".gitignore": "node_modules/\nbuild/\n",
        "node_modules/left/README.md": f"# Left\n\n{OLD}\n",
        "build/index.html": f"<html><body><p>{OLD}</p></body></html>\n",
        "src/theme/layout.html": "<html><head>{{ head }}</head><body>{{ body }}</body></html>\n",
        "src/pages/index.js": "export default () => <p>turn0search0</p>;\n",
        "blog/2024-03-01-ferry.mdx": _post(
            "The ferry",
            "import Boat from '@site/src/Boat';",
            "<Boat year={1911} />",
            "<!-- truncate -->",
            PROSE,
        ),
        "blog/2019-03-01-quay.mdx": _post("The quay", PROSE, OLD),
        "blog/2024-12-01-winter.mdx": _post("Winter", NEWS),
        "docs/detector.toml": 'profile = "docs"\n',
        "docs/start.md": _post("Start", ":::tip\n\nTake the nine o'clock boat.\n\n:::", PROSE),
        "docs/old.md": _post("Old", PROSE, OLD),
    },
)
OBSIDIAN = Site(
    name="obsidian",
    posts="Notes",
    suffix=".md",
    suppression="[//]: # (detector: disable-next=chat-citation it is quoted)",
    templates=("templates/Note.md",),
    articles=5,
    sub="Shared",
    files={
        ".obsidian/app.json": "{}\n",
        ".gitignore": ".obsidian/workspace.json\n.trash/\n",
        ".trash/gone.md": f"{OLD}\n",
        "templates/Note.md": "---\ncreated: {{date}}\n---\n\n# {{title}}\n\n{{body}}\n",
        "Notes/The ferry.md": f"# The ferry\n\n> [!note] [[Larsen]]\n> #boats\n\n{PROSE}\n",
        "Notes/The quay.md": f"# The quay\n\n{PROSE}\n\n{OLD}\n",
        "Notes/Winter.md": f"# Winter\n\n![[boat.png|200]]\n\n{NEWS}\n",
        "Shared/detector.toml": 'profile = "docs"\n',
        "Shared/Start.md": f"# Start\n\n{PROSE}\n",
        "Shared/Old.md": f"# Old\n\n{PROSE}\n\n{OLD}\n",
    },
)
SITES = (JEKYLL, HUGO, DOCUSAURUS, OBSIDIAN)

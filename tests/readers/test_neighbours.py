"""The site generator, by the files around a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from detector.readers import read_articles
from detector.readers.neighbours import MAX_LEVELS, site_of
from detector.text.document import Document


def made(folder: Path, names: str) -> Path:
    for name in names.split():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_text("extensions = []\nnextra\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("names", "file", "site"),
    [
        ("_config.yml _posts/", "_posts/a.md", "jekyll"),
        ("_config.yml source/ package.json", "source/_posts/a.md", "hexo"),
        ("hugo.toml content/", "content/en/posts/a.md", "hugo"),
        ("config.toml content/ themes/", "content/a.md", "hugo"),
        ("config.toml content/ templates/", "content/a.md", "zola"),
        ("mkdocs.yml docs/", "docs/a/b/c.md", "mkdocs"),
        ("docusaurus.config.ts package.json", "docs/a.mdx", "docusaurus"),
        ("astro.config.mjs", "src/pages/a.astro", "astro"),
        ("docs/.vitepress/config.ts", "docs/guide/a.md", "vitepress"),
        (".obsidian/app.json", "Notes/a.md", "obsidian"),
        ("docs/conf.py", "docs/source/a.md", "sphinx"),
        ("_quarto.yml", "a.qmd", "quarto"),
        ("book.toml", "src/a.md", "mdbook"),
        ("next.config.mjs", "pages/a.mdx", "nextra"),
        # The nearest folder decides.
        ("mkdocs.yml blog/_config.yml blog/_posts/", "blog/_posts/a.md", "jekyll"),
        # A settings file alone is none of a site.
        ("config.toml", "a.md", None),
        ("config.toml content/", "content/a.md", None),
        ("package.json README.md", "a.md", None),
        # The site around a repository is not the repository's.
        ("mkdocs.yml inner/.git/HEAD", "inner/docs/a.md", None),
        ("mkdocs.yml", "a.jsonl", None),
    ],
)
def test_site(tmp_path: Path, names: str, file: str, site: str | None) -> None:
    folder = made(tmp_path, names)
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / ".git").mkdir(exist_ok=True)
    assert site_of(folder / file) == site


def test_it_looks_upwards_only_so_far(tmp_path: Path) -> None:
    made(tmp_path, "mkdocs.yml")
    near = tmp_path.joinpath(*["a"] * (MAX_LEVELS - 1))
    far = near / "a" / "a"
    far.mkdir(parents=True)
    assert site_of(near / "x.md") == "mkdocs"
    assert site_of(far / "x.md") is None


def test_a_folder_that_is_not_there_names_none(tmp_path: Path) -> None:
    assert site_of(tmp_path / "no" / "x.md") is None


def test_a_file_is_read_by_the_site_around_it(tmp_path: Path) -> None:
    text = "The total is {{ count }} boats, and {total} of them are red.\n"
    for name, settings in (("jekyll", "_config.yml"), ("docusaurus", "docusaurus.config.js")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / ".git").mkdir()
        (folder / settings).write_text("", encoding="utf-8")
        (folder / "a.md").write_text(text, encoding="utf-8")
    plain = tmp_path / "plain"
    (plain / ".git").mkdir(parents=True)
    (plain / "a.md").write_text(text, encoding="utf-8")
    read = {
        name: next(read_articles(tmp_path / name / "a.md"))
        for name in ("jekyll", "docusaurus", "plain")
    }
    shown = {n: " ".join(d.text.split()) for n, d in read.items() if isinstance(d, Document)}
    assert shown["plain"] == text.strip()
    assert shown["jekyll"] == "The total is boats, and {total} of them are red."
    assert "{total}" not in shown["docusaurus"]

"""Which site generator a file is written for, by the files around it."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from detector.reading import open_regular
from detector.regex import lazy

MAX_LEVELS = 12  # folders that are looked at upwards: content lies deep, but not deeper
MAX_NAMES = 20_000  # names of one folder that are looked at
# Formats whose syntax depends on the generator; of others the neighbours are not looked at.
SUFFIXES = frozenset(
    {
        ".md",
        ".markdown",
        ".mdown",
        ".mkd",
        ".mdx",
        ".qmd",
        ".rmd",
        ".astro",
        ".html",
        ".htm",
        ".rst",
    }
)

# What stands in the folder of a site, the surest first: a Sphinx project may hold a package.json.
_NAMES = (
    ("_quarto.yml", "quarto"),
    ("_quarto.yaml", "quarto"),
    ("_bookdown.yml", "bookdown"),
    ("mkdocs.yml", "mkdocs"),
    ("mkdocs.yaml", "mkdocs"),
    ("properdocs.yml", "mkdocs"),
    ("zensical.toml", "mkdocs"),
    ("book.toml", "mdbook"),
    ("myst.yml", "myst"),
    ("_toc.yml", "jupyter-book"),
    (".vitepress", "vitepress"),
    (".vuepress", "vuepress"),
    ("hugo.toml", "hugo"),
    ("hugo.yaml", "hugo"),
    ("hugo.yml", "hugo"),
    ("hugo.json", "hugo"),
    ("pelicanconf.py", "pelican"),
    (".obsidian", "obsidian"),
    ("antora.yml", "antora"),
    ("gatsby-config.js", "gatsby"),
    ("gatsby-config.ts", "gatsby"),
    (".eleventy.js", "eleventy"),
    ("theme.config.jsx", "nextra"),
    ("theme.config.tsx", "nextra"),
)
_CONFIGURED = lazy(r"(?P<name>docusaurus|astro|eleventy|gatsby)\.config\.(?:js|mjs|cjs|ts|mts|cts)")
# Hugo's old name of its settings; other tools have such a file too, but no such folders beside it.
_HUGO_SETTINGS = frozenset({"config.toml", "config.yaml", "config.yml", "config.json", "config"})
_HUGO_FOLDERS = frozenset({"archetypes", "themes", "layouts"})
_JEKYLL_FOLDERS = frozenset({"_posts", "_layouts", "_includes", "_data", "_drafts", "_sass"})
_JEKYLL_SETTINGS = frozenset({"_config.yml", "_config.yaml", "_config.toml"})
_SHARED_SETTINGS = _HUGO_SETTINGS | _JEKYLL_SETTINGS
_NEXT_SETTINGS = frozenset({"next.config.js", "next.config.mjs", "next.config.ts"})
_WITHIN = 4096  # bytes of a settings file that are read


def site_of(path: str | Path) -> str | None:
    """Return the site generator that the files around ``path`` name, such as ``hugo``.

    The nearest folder that names one decides; None where none does, or none can be listed. The
    search ends at the top of a git work tree.
    """
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - called for every file of a site
    if suffix not in SUFFIXES:
        return None
    return _site(os.path.abspath(os.path.dirname(path)), MAX_LEVELS)  # noqa: PTH100, PTH120


@lru_cache(maxsize=4096)
def _site(folder: str, levels: int) -> str | None:
    try:
        with os.scandir(folder) as entries:
            names = {entry.name for entry, _ in zip(entries, range(MAX_NAMES), strict=False)}
    except OSError:
        return None
    found = _named(folder, names)
    above = os.path.dirname(folder)  # noqa: PTH120
    if found or levels <= 1 or above == folder or ".git" in names:
        return found
    return _site(above, levels - 1)


def _named(folder: str, names: set[str]) -> str | None:
    for name, site in _NAMES:
        if name in names:
            return site
    for name in sorted(names):
        match = _CONFIGURED.fullmatch(name)
        if match:
            return match["name"]
    if not names.isdisjoint(_SHARED_SETTINGS):
        return _with_settings(names)
    if "conf.py" in names and _holds(folder, "conf.py", b"extensions", b"html_theme", b"project"):
        return "sphinx"
    for name in sorted(_NEXT_SETTINGS & names):
        if _holds(folder, name, b"nextra"):
            return "nextra"
    return None


def _with_settings(names: set[str]) -> str | None:
    """Tell apart generators whose settings have one name, by the folders beside them."""
    if not names.isdisjoint(_JEKYLL_SETTINGS):
        is_hexo = "scaffolds" in names or {"source", "package.json"} <= names
        return "hexo" if is_hexo and names.isdisjoint(_JEKYLL_FOLDERS) else "jekyll"
    if "content" not in names:
        return None
    if "templates" in names and "config.toml" in names:
        return "zola"
    return None if names.isdisjoint(_HUGO_FOLDERS) else "hugo"


def _holds(folder: str, name: str, *words: bytes) -> bool:
    try:
        with open_regular(os.path.join(folder, name)) as file:  # noqa: PTH118
            head = file.read(_WITHIN)
    except OSError:
        return False
    return any(word in head for word in words)

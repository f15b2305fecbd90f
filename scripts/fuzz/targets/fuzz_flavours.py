"""Fuzz the flavours of Markdown, by suffix and site: any text gives a sound document."""

from __future__ import annotations

from harness import fuzz, instrumented, text_of
from soundness import check_document

with instrumented():
    from detector.readers import parse
    from detector.text.document import ContentType

SITES = (None, "docusaurus", "hugo", "jekyll", "mkdocs", "obsidian", "quarto", "vitepress")
SUFFIXES = (".md", ".mdx", ".qmd", ".txt")


def check(data: bytes) -> None:
    kind = data[0] if data else 0
    check_document(
        parse(
            text_of(data[1:]),
            id="x",
            path=f"a{SUFFIXES[kind // 8 % 4]}",
            content_type=ContentType.MARKDOWN,
            site=SITES[kind % 8],
        )
    )


if __name__ == "__main__":
    fuzz(check)

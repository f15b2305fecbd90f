"""Read any input into a Document."""

from __future__ import annotations

from detector.document import ContentType, Document


def parse(
    text: str,
    *,
    id: str,
    path: str | None = None,
    content_type: ContentType | None = None,
    encoding: str = "utf-8",
) -> Document:
    """Parse decoded ``text``; without ``content_type`` it is found from the content."""
    from detector.readers import sniffing

    kind = content_type or sniffing.content_type(text)
    kind = ContentType.TEXT if kind is ContentType.HTML else kind  # until landed
    if kind is ContentType.MARKDOWN:
        from detector.readers import markdown

        return markdown.parse(text, id=id, path=path, encoding=encoding)
    if kind is ContentType.HTML:
        from detector.readers import html

        return html.parse(text, id=id, path=path, encoding=encoding)
    from detector.readers import text as plain_text

    return plain_text.parse(text, id=id, path=path, encoding=encoding)

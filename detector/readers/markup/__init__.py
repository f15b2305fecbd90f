"""What the readers of text formats with markup share: lines, inline content and the page."""

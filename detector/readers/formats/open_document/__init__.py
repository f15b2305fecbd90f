"""OpenDocument, as far as prose needs it: the styles and the body of a text."""

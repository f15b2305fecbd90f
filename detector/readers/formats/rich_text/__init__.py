"""Rich Text Format: its groups and control words, and the paragraphs that they make up."""

"""Pages of print: their lines as a library finds them, and the paragraphs that they make up."""

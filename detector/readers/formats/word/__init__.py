"""Office Open XML, as far as prose needs it: the package, its styles and the body."""

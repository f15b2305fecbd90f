"""The version of the package, for everything that states it."""

__version__ = "0.1.0"

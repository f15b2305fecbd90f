"""Patterns that are compiled at first use: most texts need few of them, a start none."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_ATTRIBUTES = ("flags", "groups", "groupindex")


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what ``re.compile`` does, but compile ``pattern`` only when it is first used.

    For patterns of modules. A pattern that is wrong fails at its use; ``tests/patterns`` compiles
    them all. The functions of ``re`` do not take it: call its methods.
    """
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


class _Lazy:
    """Becomes the compiled pattern when asked for more than its source.

    Its methods are kept as attributes of the object, so that a call costs what it does otherwise.
    """

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS and name not in _ATTRIBUTES:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        # All at once: a shared object must not be half made where another thread looks.
        self.__dict__.update({key: getattr(compiled, key) for key in (*_METHODS, *_ATTRIBUTES)})
        return self.__dict__[name]

    def __reduce__(self) -> tuple[Any, ...]:
        return lazy, (self.pattern, self._flags)

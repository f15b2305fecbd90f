"""Print every pattern that the package compiles, as JSON lines: run in a process of its own.

Patterns are caught where ``re`` compiles them, while all modules are imported and every rule,
fixer and reader is put to work on the rules' own examples; what stands in the source, as a literal
or by its name, is added, so that a branch that nothing reached is not forgotten.
"""

from __future__ import annotations

import ast
import gc
import importlib.machinery
import importlib.util
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NamedTuple

PACKAGE = Path(__file__).resolve().parents[2] / "detector"
_SEARCH = PACKAGE / "rules" / "search.py"
_FUNCTIONS = {"lazy", "compiled", "re.compile", "re.search", "re.match", "re.fullmatch", "re.sub",
              "re.subn", "re.split", "re.findall", "re.finditer"}  # fmt: skip
_compile: Any = re._compile  # type: ignore[attr-defined]
found: dict[tuple[str, bool, int], tuple[Path, int]] = {}


def catch(pattern: Any, flags: int) -> Any:
    """Note the pattern and who wants it; compile as ever."""
    frame = sys._getframe(1)
    while frame.f_back is not None and Path(frame.f_code.co_filename).parent.name == "re":
        frame = frame.f_back
    # Who calls ``compiled`` wants the pattern; only ``at`` and ``near`` try it at many places.
    if _place(frame) == (_SEARCH, "compiled") and frame.f_back is not None:
        frame = frame if _place(frame.f_back)[0] == _SEARCH else frame.f_back
    file = Path(frame.f_code.co_filename)
    if PACKAGE in file.parents and not isinstance(pattern, re.Pattern):
        add(pattern, int(flags), file, frame.f_lineno)
    return _compile(pattern, flags)


def _place(frame: FrameType) -> tuple[Path, str]:
    return Path(frame.f_code.co_filename), frame.f_code.co_name


def add(pattern: str | bytes, flags: int, file: Path, line: int) -> None:
    binary = isinstance(pattern, bytes)
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    found.setdefault((text, binary, flags), (file, line))


def compile_at_once() -> None:
    """Have ``lazy`` compile where a pattern is written, before any module of the package asks."""
    name = "detector.regex"
    spec = importlib.util.spec_from_file_location(name, PACKAGE / "regex.py")
    assert spec is not None and spec.loader is not None
    sys.modules[name] = regex = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(regex)
    regex.lazy = re.compile  # type: ignore[attr-defined]


class Anything(ModuleType):
    """A module that has every name."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return object


class StandIns:
    """Stand in for packages that are slow to import, and used by training alone."""

    def find_spec(self, name: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        if name.partition(".")[0] not in ("sklearn", "scipy"):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> Anything:
        return Anything(spec.name)

    def exec_module(self, _module: ModuleType) -> None: ...


def modules() -> Iterator[Any]:
    import detector

    sys.meta_path.insert(0, StandIns())  # type: ignore[arg-type]
    for module in pkgutil.walk_packages(detector.__path__, "detector."):
        try:
            yield importlib.import_module(module.name)
        except ImportError:  # an extra that is not installed
            continue


class Tree(NamedTuple):
    """A parsed file: the calls in it, every node's parent, and the uses of each name."""

    calls: list[tuple[ast.Call, str]]  # with the function as written
    parents: dict[ast.AST, ast.AST]
    names: dict[str, list[ast.Name]]


@cache
def trees() -> dict[Path, Tree]:
    """Return the files that may hold a pattern, parsed."""
    sources = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    return {
        path: _tree(source)
        for path, source in sources.items()
        if re.search(r"\bre\.|\b(?:compiled|lazy)\(", source)
    }


def _tree(source: str) -> Tree:
    tree = Tree([], {}, {})
    nodes: list[ast.AST] = [ast.parse(source)]
    for node in nodes:  # which grows: in the order of ast.walk
        for child in ast.iter_child_nodes(node):
            tree.parents[child] = node
            nodes.append(child)
        if isinstance(node, ast.Call) and node.args:
            tree.calls.append((node, ast.unparse(node.func)))
        elif isinstance(node, ast.Name):
            tree.names.setdefault(node.id, []).append(node)
    return tree


def written() -> None:
    """Add the patterns that calls of ``re`` name, as literals or as values of their module."""
    known = {text for text, binary, _ in found if not binary}
    for path, tree in trees().items():
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        module = sys.modules.get(name.removesuffix(".__init__"))
        values = vars(module) if module else {}
        for node, function in tree.calls:
            if function in _FUNCTIONS:
                first = node.args[0]
                for one in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                    text = _value(one, values)
                    if isinstance(text, str) and text not in known:
                        add(text, _flags(node, values), path, node.lineno)


def _flags(call: ast.Call, values: dict[str, Any]) -> int:
    given = _value(call.args[1], values) if len(call.args) > 1 else None
    if isinstance(given, re.RegexFlag):
        return int(given)
    return int(re.IGNORECASE) if ast.unparse(call.func) == "compiled" else 0


def _value(expression: ast.expr, values: dict[str, Any]) -> Any:
    """Return what an expression over a module's own names is worth, None where it has others."""
    try:
        return eval(ast.unparse(expression), {**values})
    except (NameError, TypeError, AttributeError):
        return None


def work() -> None:
    """Put readers, rules, gate, fixers and model to work, each rule on its own examples."""
    from detector import score_text
    from detector.config import Configuration
    from detector.gate.fix import FIXERS, fix
    from detector.gate.gate import Gate
    from detector.readers import parse
    from detector.rules import ALL_RULES
    from detector.scoring.evidence import find
    from detector.text.analysis import Analysis

    gate = Gate(Configuration(isolated=True))
    for rule in ALL_RULES:
        for example in (*rule.finds, *rule.spares):
            document = parse(example.text, id="a", content_type=example.content_type)
            find(Analysis(document), [rule])
            if rule.id in FIXERS:
                fix(document, lambda document: gate.findings(document, FIXERS))
        gate.check(document)
    score_text("\n\n".join(rule.why for rule in ALL_RULES), features=True)


def methods() -> dict[tuple[Path, int], set[str]]:
    """Return how the patterns made on each line are used: ``match`` and ``fullmatch``, or more.

    A pattern that is kept is made on the first of its lines only: all lines of a file that name it
    have the uses of all.
    """
    found: dict[tuple[Path, int], set[str]] = {}
    lines: list[tuple[tuple[Path, int], tuple[Path, str]]] = []
    named: dict[tuple[Path, str], set[str]] = {}
    for path, tree in trees().items():
        for node, function in tree.calls:
            if function.startswith("re.") or function in ("compiled", "lazy"):
                name = (path, ast.unparse(node.args[0]))
                lines.append(((path, node.lineno), name))
                named.setdefault(name, set()).update(_uses(node, tree))
    for line, name in lines:
        found.setdefault(line, set()).update(named[name])
    return found


def _uses(call: ast.Call, tree: Tree) -> set[str]:
    """Follow a pattern to the methods that are called on it, as far as one name goes."""
    if isinstance(call.func, ast.Attribute) and call.func.attr != "compile":
        return {call.func.attr}
    parent = tree.parents[call]
    if isinstance(parent, ast.Attribute):  # re.compile(...).match
        return {parent.attr}
    if not (isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name)):
        return {"unknown"}
    scope = next(_scopes(parent, tree))
    uses = set()
    for node in tree.names[parent.targets[0].id]:
        if isinstance(node.ctx, ast.Load) and scope in _scopes(node, tree):
            user = tree.parents[node]
            uses.add(user.attr if isinstance(user, ast.Attribute) else "unknown")
    return uses or {"unknown"}


def _scopes(node: ast.AST, tree: Tree) -> Iterator[ast.AST]:
    """Yield the functions around a node, from within, and the module."""
    while node in tree.parents:
        node = tree.parents[node]
        if isinstance(node, ast.FunctionDef | ast.Module):
            yield node


def main() -> None:
    gc.disable()  # it would look at every tree again and again
    re._compile = catch  # type: ignore[attr-defined]
    compile_at_once()
    list(modules())
    work()
    written()
    used = methods()
    for (text, binary, flags), (file, line) in found.items():
        record = {
            "pattern": text,
            "binary": binary,
            "flags": flags,
            "place": f"{file.relative_to(PACKAGE)}:{line}",
            "methods": sorted(used.get((file, line), {"unknown"})),
        }
        print(json.dumps(record))


if __name__ == "__main__":
    main()

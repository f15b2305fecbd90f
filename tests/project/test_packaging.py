"""What ships names where it comes from; the build itself is tried by scripts/build/build.py."""

from __future__ import annotations

import re
import tomllib
from importlib import util

from detector import __version__
from tests.conftest import ROOT

DATA = ROOT / "detector" / "data"


def test_every_data_file_says_where_it_comes_from() -> None:
    told = (DATA / "README.md").read_text("utf-8")
    for file in DATA.iterdir():
        assert file.name == "README.md" or f"`{file.name}`" in told, file.name


def test_notices_ship_with_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "detector/data/README.md" in project["license-files"]
    spec = util.spec_from_file_location("build_script", ROOT / "scripts" / "build" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    build = util.module_from_spec(spec)
    spec.loader.exec_module(build)
    told = (DATA / "README.md").read_text("utf-8")
    assert all(notice in told for notice in build.NOTICES)


def test_the_changelog_knows_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(__version__)}$", changes, re.MULTILINE)

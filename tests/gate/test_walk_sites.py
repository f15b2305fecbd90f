"""The steps of scripts/checks/walk_sites.py on a small site: every status, and all that is said."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts.checks.site_files import SITES, Site
from scripts.checks.walk_sites import Walk
from tests.conftest import Run

ONE = SITES[1]


def test_the_whole_path_on_a_site(tmp_path: Path, detector: Run) -> None:
    (tmp_path / "site").mkdir()
    Walk(ONE, tmp_path / "site", detector).walk(quick=True)


@pytest.mark.parametrize("site", [SITES[2], SITES[3]], ids=lambda site: site.name)
def test_an_old_site_is_accepted(site: Site, tmp_path: Path, detector: Run) -> None:
    walk = Walk(site, tmp_path, detector)
    walk.make()
    walk.accept_the_old_site()


def test_a_step_that_goes_wrong_is_noticed(tmp_path: Path, detector: Run) -> None:
    def silent(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        done = detector(*arguments, cwd=cwd)
        return subprocess.CompletedProcess(done.args, 0, done.stdout, done.stderr)

    walk = Walk(ONE, tmp_path, silent)
    walk.make()
    with pytest.raises(AssertionError, match="status 0, not 1"):
        walk.accept_the_old_site()

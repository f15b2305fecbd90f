"""The configuration: found, checked, laid in layers, shown with its origins, told to editors."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path, PurePosixPath

import pytest

from detector.config import BY_NAME, Configuration
from detector.config.keys import KEYS, PROFILES
from detector.config.patterns import selected
from detector.config.schema import schema
from detector.errors import DetectorError
from detector.findings import Family
from tests.conftest import ROOT, Run

SITE = """
profile = "news"
ignore = ["lost-space"]
allow_names = ["Acme"]
thresholds = { review = 0.6 }

[[overrides]]
paths = ["docs/**", "*.draft.md"]
profile = "docs"
ignore = ["mojibake"]

[[overrides]]
paths = ["docs/legal"]
select = ["prompt_leak"]
families = { readability = "review" }
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "detector.toml").write_text(SITE, "utf-8")
    (tmp_path / "docs" / "legal").mkdir(parents=True)
    return tmp_path


def test_layers_add_lists_and_replace_the_rest(site: Path) -> None:
    configuration = Configuration()
    post = configuration.settings(site / "posts" / "a.md")
    docs = configuration.settings(site / "docs" / "a.md")
    legal = configuration.settings(site / "docs" / "legal" / "terms.md")
    assert post["ignore"] == ("lost-space",)
    assert post.families[Family.THIN_CONTENT] == "off"
    assert post["fail_on_generated"] is True
    assert docs["profile"] == "docs"
    assert docs["ignore"] == ("lost-space", "mojibake")
    assert docs["fail_on_generated"] is False
    assert docs.threshold("review") == 0.6
    assert legal["select"] == ("prompt_leak",)
    assert legal.families[Family.READABILITY] == "review"
    assert legal.families[Family.THIN_CONTENT] == "off"
    assert configuration.settings(site / "x.draft.md")["profile"] == "docs"


def test_every_value_names_its_origin(site: Path) -> None:
    file = str(site / "detector.toml")
    legal = Configuration(given={"fail_on": "review"}).settings(site / "docs" / "legal" / "a.md")
    assert set(legal.values) == set(BY_NAME) == {key for key in legal.origins if "." not in key}
    assert legal.origins["select"] == f"{file}, overrides 2"
    assert legal.origins["fail_on_generated"] == f"profile docs, {file}, overrides 1"
    assert legal.origins["families.readability"] == f"{file}, overrides 2"
    assert legal.origins["families.prompt_leak"] == f"profile docs, {file}, overrides 1"
    assert legal.origins["allow_names"] == file
    assert legal.origins["languages"] == "built in"
    assert legal.origins["fail_on"] == "command line"


def test_the_nearest_file_holds(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.detector]\nprofile = "news"\n', "utf-8")
    inner = tmp_path / "site" / "posts"
    inner.mkdir(parents=True)
    (tmp_path / "site" / "pyproject.toml").write_text('[tool.other]\ndetector = "x"\n', "utf-8")
    assert Configuration().settings(inner / "a.md")["profile"] == "news"
    (tmp_path / "site" / "detector.toml").write_text('profile = "product"\n', "utf-8")
    assert Configuration().settings(inner / "a.md")["profile"] == "product"
    assert Configuration(isolated=True).settings(inner / "a.md")["profile"] == "blog"
    named = Configuration(file=tmp_path / "pyproject.toml")
    assert named.settings(inner / "a.md")["profile"] == "news"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('profile = "blog"\nignor = ["x"]', ":2: unknown key 'ignor'; did you mean 'ignore'?"),
        ("fail-on = 'fail'", ":1: unknown key 'fail-on'; did you mean 'fail_on'?"),
        ("overides = []", "did you mean 'overrides'?"),
        ('fail_on = "warn"', '\'fail_on\' must be one of "review", "fail" or "never"'),
        ("fail_on_generated = 1", "'fail_on_generated' must be true or false"),
        ('ignore = "mojibake"', "'ignore' must be a list of strings"),
        ('languages = "en"', "'languages' must be a list of languages"),
        ('languages = ["de", "EN"]', "has the unknown language 'EN': use two letters, such as"),
        ('languages = ["en-GB"]', "did you mean 'en'?"),
        ('languages = ["german"]', "has the unknown language 'german'"),
        ("languages = [1]", "has the unknown language 1"),
        ('[[overrides]]\npaths = ["x"]\nlanguages = ["De"]', "did you mean 'de'?"),
        ("ignore = {}", "'ignore' must be a list of strings"),
        ('[families]\nreadabilty = "off"', "'readabilty'; did you mean 'readability'?"),
        ("[thresholds]\ngenerated = 1.5", "'generated' must be a number from 0 to 1"),
        ('[[overrides]]\nprofile = "docs"', "overrides 1 needs paths"),
        ('[[overrides]]\npaths = "posts"', "toml:2: overrides 1 needs paths, a list"),
        # The line is that of the very entry, whatever has its name above.
        ('fail_on = "fail"\n[[overrides]]\npaths = ["x"]\nfail_on = "no"', "toml:4: overrides 1"),
        (
            'ignore = []\n[[overrides]]\npaths = ["x"]\nignore = []\n\n[[ "overrides" ]]\n'
            'paths = ["y"]\n  "ignore" = 3',
            "toml:8: overrides 2: 'ignore' must be a list",
        ),
        ('[[overrides]]\npaths = ["x"]\n[[overrides]]\nignore = []', "toml:3: overrides 2 needs"),
        ("generated = 1\n[thresholds]\nreview = 0.5\ngenerated = 7", "toml:1: unknown key"),
        ("[thresholds]\nreview = 0.5\ngenerated = 7", "toml:3: 'thresholds' entry 'generated'"),
        ("thresholds.review = 0.5\nthresholds.generated = 7", "toml:2: 'thresholds' entry"),
        ("\nthresholds = {review = 0.5, generated = 7}", "toml:2: 'thresholds' entry"),
        (
            '[families]\nreadability = "off"\n[[overrides]]\npaths = ["x"]\n'
            '[overrides.families]\nreadability = "of"',
            "toml:6: overrides 1: 'families' entry 'readability'",
        ),
        ('[[overrides]]\npaths = ["x"]\nbaseline = "y"', "cannot be overridden"),
        ('[overrides]\npaths = ["x"]', "each with the heading [[overrides]]"),
        ("ignore = [", "not valid TOML"),
    ],
)
def test_a_bad_file_is_refused_with_the_way_to_fix_it(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "detector.toml").write_text(text, "utf-8")
    with pytest.raises(DetectorError) as refusal:
        Configuration().settings(tmp_path / "a.md")
    assert said in str(refusal.value)
    assert str(tmp_path / "detector.toml") in str(refusal.value)


def test_the_line_in_a_project_is_that_of_its_own_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.other]\nignore = 3\n[tool.detector]\nselect = []\nignore = 3\n", "utf-8"
    )
    with pytest.raises(DetectorError, match=r"pyproject\.toml:5: 'ignore' must be"):
        Configuration().settings(tmp_path / "a.md")


@pytest.mark.parametrize(
    ("path", "pattern", "matched"),
    [
        ("docs/a.md", "docs/**", True),
        ("docs/x/y/a.md", "docs/**", True),
        ("docs", "docs/**", False),
        ("a/docs/b.md", "docs/**", False),
        ("a/docs/b.md", "**/docs/*.md", True),
        ("docs/b.md", "**/docs/*.md", True),
        ("docs/x/b.md", "docs/*.md", False),
        ("docs/x/b.md", "docs", True),
        ("a/docs/x.md", "docs", True),
        ("docs/x/b.md", "/docs", True),
        ("a/docs/x.md", "/docs", False),
        ("a/b/c.html", "*.html", True),
        ("a/b/c.htm", "*.htm?", False),
        ("2019-x.md", "20[01]?-*.md", True),
        ("2029-x.md", "20[!2]?-*.md", False),
        ("a/été 1.md", "a/été ?.md", True),
        ("a.md", "./a.md", True),
        ("x/a.md", "./a.md", False),
        ("b.md", "[!a]*.md", True),
        ("b.md", "[^a]*.md", True),
        ("b.md", "[!]b.md", False),
        ("b.md", "[z-a].md", False),  # a range of nothing is no error
        ("[b.md", "[b.md", True),
        ("a/" * 60 + "b", "**/a/" * 12 + "c", False),
        ("a" * 200, "*a" * 40 + "b", False),
    ],
)
def test_patterns(path: str, pattern: str, matched: bool) -> None:
    assert selected(PurePosixPath(path), [pattern]) is matched


GITS = (
    ["archive/*", "!archive/keep.md"],
    ["archive", "!archive/keep.md"],  # a file below a folder cannot be taken back
    ["archive/**", "!archive/old/", "!archive/old/keep.md"],
    ["*.md", "!keep.md", "old/keep.md"],
    ["!keep.md", "*.md"],
    [r"\!odd.md", r"\#odd.md", r"\*.md"],
    [r"a\?.md", r"\[x].md", r"back\\slash.md"],
    ["old/", "/keep.md"],
    ["**/keep.md", "!/keep.md"],
    ["archive/*/keep.md", "!archive/old"],
)
PATHS = (
    "keep.md archive/keep.md archive/other.md archive/old/keep.md archive/old/x/keep.md !odd.md "
    "#odd.md *.md ab.md a?.md [x].md x.md back\\slash.md old/a.txt x/old y/old/z.txt old"
).split()


@pytest.mark.parametrize("patterns", GITS)
def test_patterns_select_what_git_would_ignore(patterns: list[str], tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("".join(f"{p}\n" for p in patterns), "utf-8")
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", "-z", "--stdin"],
        cwd=tmp_path, input="\0".join(PATHS), capture_output=True, text=True, check=False,
    )  # fmt: skip
    ignored = done.stdout.split("\0")[:-1]
    assert [path for path in PATHS if selected(PurePosixPath(path), patterns)] == ignored


def test_profiles_govern_the_same_keys() -> None:
    shape = {name: set(values) for name, values in PROFILES["blog"].items() if name == "families"}
    for values in PROFILES.values():
        assert set(values) == set(PROFILES["blog"])
        assert set(values["families"]) == shape["families"] == set(Family)


def test_the_schema_is_what_the_keys_say() -> None:
    stored = ROOT / "detector" / "data" / "config.schema.json"
    assert json.loads(stored.read_text("utf-8")) == schema()


def test_the_schema_accepts_what_the_reader_accepts() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft7Validator.check_schema(schema())
    validator = jsonschema.Draft7Validator(schema())
    assert list(validator.iter_errors(tomllib.loads(SITE))) == []
    faults = ({"ignor": []}, {"fail_on": "warn"}, {"families": {"x": "off"}}, {"overrides": [{}]})
    for bad in faults:
        assert list(validator.iter_errors(bad)), bad


def test_the_documentation_names_every_key_and_profile() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    for key in KEYS:
        assert f"| `{key.name}` |" in page, key.name
        assert key.help in page, key.name
    for profile in PROFILES:
        assert f"`{profile}`" in page


def test_the_documentation_tells_the_profiles_as_they_are() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    for family in Family:
        levels = [values["families"][family] for values in PROFILES.values()]
        assert f"| `{family.value}` | {' | '.join(levels)} |" in page
    words = ["fails" if values["fail_on_generated"] else "review" for values in PROFILES.values()]
    assert f"| machine-generated prose | {' | '.join(words)} |" in page


def test_config_show_prints_values_with_origins(site: Path, detector: Run) -> None:
    run = detector("config", "show", "docs/a.md", cwd=site)
    assert run.returncode == 0, run.stderr
    lines = {line.split(" = ")[0]: line for line in run.stdout.splitlines()}
    assert lines["fail_on"].endswith("# built in")
    assert 'profile = "docs"' in lines["profile"]
    assert lines["profile"].endswith("detector.toml, overrides 1")
    record = json.loads(
        detector("config", "show", "docs/a.md", "--format", "json", cwd=site).stdout
    )
    assert record["ignore"]["value"] == ["lost-space", "mojibake"]
    assert json.loads(detector("config", "schema").stdout) == schema()


@pytest.mark.parametrize("table", ['tool = "my detector"', "# detector\ntool = 5"])
def test_a_tool_that_is_no_table_is_not_ours(table: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(table)
    assert Configuration().file_for(tmp_path / "a.md") is None


@pytest.mark.parametrize("name", ["detector.toml", "pyproject.toml"])
def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path, name: str) -> None:
    table = "" if name == "detector.toml" else "[tool.detector]\n"
    (tmp_path / name).write_text(f'{table}profile = "docs"\n', "utf-8-sig")
    assert Configuration().settings(tmp_path / "a.md")["profile"] == "docs"


def test_a_configuration_that_leads_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "detector.toml").symlink_to("gone.toml")
    with pytest.raises(DetectorError, match=r"detector\.toml: cannot be read: No such file"):
        Configuration().settings(tmp_path / "posts" / "a.md")

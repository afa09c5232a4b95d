"""The walls of the house: layers, sizes, docstrings, and words that must not be in the project."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BELOW = {
    "model": set(),
    "intake": {"model"},
    "store": {"model"},
    "analysis": {"model"},
    "i18n": {"model"},
    "charts": {"model", "i18n"},
    "report": {"model", "i18n", "charts"},
    "services": {"model", "intake", "store", "analysis", "i18n", "charts", "report"},
    "ui": {"model", "intake", "store", "analysis", "i18n", "charts", "report", "services"},
}
ENTRY = {"model", "i18n", "analysis", "charts", "report", "services", "ui"}
STDLIB_ONLY = {"pandas", "numpy", "streamlit", "sqlalchemy", "altair", "folium", "geopandas", "shapely", "jinja2"}
FORBIDDEN_NAMES = {"utils", "common", "helpers", "core", "misc", "manager"}
LIB = sorted((ROOT / "lib").rglob("*.py"))
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def layers(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("lib.")}


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("layer", BELOW)
def test_a_layer_knows_only_the_layers_below(layer: str) -> None:
    for path in (ROOT / "lib" / layer).rglob("*.py"):
        known = layers(path) - {layer}
        assert known <= BELOW[layer], f"{path.relative_to(ROOT)} imports {sorted(known - BELOW[layer])}"


def test_only_ui_pages_and_app_know_streamlit() -> None:
    for path in LIB:
        if "lib/ui/" not in path.as_posix():
            assert not {name for name in imports(path) if name.split(".")[0].startswith("streamlit")}, path


def test_the_model_needs_nothing_but_the_standard_library() -> None:
    for path in (ROOT / "lib" / "model").rglob("*.py"):
        assert not {name.split(".")[0] for name in imports(path)} & STDLIB_ONLY, path


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_short_has_no_functions_and_reaches_no_data(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert path.name == "app.py" or not functions(path)
    assert layers(path) <= ENTRY
    assert not {name.split(".")[0] for name in imports(path)} & {"pandas", "sqlalchemy", "geopandas"}


@pytest.mark.parametrize("path", LIB, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    assert not set(path.relative_to(ROOT).with_suffix("").parts) & FORBIDDEN_NAMES
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring or not text.strip(), f"{path} has no docstring"
    for function in functions(path):
        lines = (function.end_lineno or 0) - function.lineno + 1
        assert lines <= 40, f"{path}:{function.lineno} {function.name} has {lines} lines"


def test_nothing_is_swallowed_and_no_process_wide_locale_is_set() -> None:
    for path in [*LIB, *PAGES]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"except (Base)?Exception\b|except:", text), path
        assert "setlocale" not in text, path
        assert "unsafe_allow_html=True" not in text, path


def test_no_address_outside_is_named_in_the_code() -> None:
    for path in [*LIB, *PAGES, *(ROOT / "lib").rglob("*.js"), *(ROOT / "lib").rglob("*.css")]:
        hosts = set(re.findall(r"https?://([\w.-]+)", path.read_text(encoding="utf-8")))
        assert hosts <= {"127.0.0.1", "localhost", "www.w3.org", "vega.github.io"}, (path, hosts)


def test_every_sentence_stands_in_both_languages_with_the_same_parts() -> None:
    vietnamese, english = (
        tomllib.loads((ROOT / "lib" / "i18n" / f"{language}.toml").read_text(encoding="utf-8"))
        for language in ("vi", "en")
    )
    left, right = dict(flat(vietnamese)), dict(flat(english))
    assert set(left) == set(right)
    for key, sentence in left.items():
        assert sentence.strip(), key
        assert set(re.findall(r"{(\w+)", sentence)) == set(re.findall(r"{(\w+)", right[key])), key


def flat(table: dict[str, object], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, entry in table.items():
        rows += flat(entry, f"{prefix}{key}.") if isinstance(entry, dict) else [(f"{prefix}{key}", str(entry))]
    return rows


def test_requirements_are_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            wanted = line.split("#")[0].strip()
            assert not wanted or wanted.startswith("-r ") or re.search(r"==[\w.]+(;.*)?$", wanted), line

"""Files the browser fetches for a map, written once under names that carry their hash. Nothing is served here."""

import hashlib
import os
import tempfile
from pathlib import Path

from lib.model.boundaries import Boundaries

ASSETS = Path(__file__).with_name("map_assets")
# in this order: each defines what those below it use
_SCRIPTS = (
    *("layout", "terrain", "labels", "placing", "names", "sheet", "insets"),
    *("legend", "pointing", "keys", "typeface", "tile_layout", "tiles", "view", "map"),
)


def publish_boundaries(boundaries: Boundaries, folder: Path) -> str:
    """Write the polygons and frames of a unit set into `folder` as one JSON file and return its name."""
    name = f"boundaries-{boundaries.unit_set}-{boundaries.content_hash[:16]}.json"
    return _write(folder / name, f'{{"units":{boundaries.units_geojson},"frames":{boundaries.frames_geojson}}}')


def publish_assets(folder: Path) -> tuple[str, str]:
    """Write the map's script and styles into `folder` and return the two names."""
    script = "\n".join((ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)
    styles = (ASSETS / "map.css").read_text(encoding="utf-8")
    return _write_hashed(folder, script, "js"), _write_hashed(folder, styles, "css")


def _write_hashed(folder: Path, text: str, suffix: str) -> str:
    return _write(folder / f"map-{hashlib.sha256(text.encode()).hexdigest()[:16]}.{suffix}", text)


def _write(path: Path, text: str) -> str:
    # beside its place, then moved: a second process or a reader sees the whole file or none
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".draft")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(draft, path)  # noqa: PTH105 - the draft's name is a string
    return path.name

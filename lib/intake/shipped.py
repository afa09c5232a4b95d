"""The observation files of `data/observations/` → one frame, refused as a whole with every fault named; no store."""

import hashlib
from pathlib import Path

import pandas as pd

from lib.intake.shipped_checks import KNOWN_BY, check_figures, check_keys, check_rows, check_sources, check_territories
from lib.intake.shipped_files import read_file
from lib.model.errors import DataError
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from lib.model.observation import OBSERVATION_COLUMNS


def read_shipped(folder: Path, catalogue: Catalogue, gazetteer: Gazetteer) -> pd.DataFrame:
    """Return all observations under `folder`/observations, in the order of file names and lines.

    Columns of `lib.model.observation.Observation`: `obs_value` float64, `published_rank` Int64, the others str with
    null for what is empty. DataError lists every fault of all files as `file:line: column: text as written`.
    """
    faults: list[str] = []
    rows = _all_rows(folder, faults)
    faults += check_territories(catalogue, gazetteer)
    faults += check_keys(rows, catalogue, gazetteer)
    faults += check_sources(rows, catalogue)
    sound = rows.loc[rows["indicator"].isin(list(catalogue.indicators)) & rows["ref_area"].isin(list(gazetteer.units))]
    values, ranks = _numbers(sound["obs_value"]), _numbers(sound["published_rank"])
    faults += check_rows(sound, catalogue)
    faults += check_figures(sound, values, ranks, catalogue, gazetteer)
    if faults:
        raise DataError(faults)
    texts = sound[list(OBSERVATION_COLUMNS)].replace("", None)
    return texts.assign(obs_value=values, published_rank=ranks.astype("Int64")).reset_index(drop=True)


def content_hash(folder: Path) -> str:
    """Return the SHA-256 of the observation files, their names and bytes in the order of names."""
    digest = hashlib.sha256()
    for path in _files(folder):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "observations").glob("*.csv"), key=lambda path: path.name)


def _all_rows(folder: Path, faults: list[str]) -> pd.DataFrame:
    frames = [read_file(path, faults) for path in _files(folder)]
    if not frames:
        faults.append("observations: there is no CSV file")
    empty = pd.DataFrame(columns=[*OBSERVATION_COLUMNS, *KNOWN_BY], dtype="str")
    return pd.concat([empty, *frames], ignore_index=True)


def _numbers(texts: "pd.Series[str]") -> "pd.Series[float]":
    """Return what the texts say as numbers; NaN for what is empty or no number."""
    return pd.to_numeric(texts.where(texts != ""), errors="coerce").astype("float64")

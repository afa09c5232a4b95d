"""Handing in from the command line: check a file without the store, load it, list the batches. Prints nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lib.i18n import Translator
from lib.intake.catalogue import load_catalogue
from lib.intake.gazetteer import load_gazetteer
from lib.intake.read import HandedIn, read_file
from lib.intake.reading import CELL_COLUMNS, Reading
from lib.intake.setting import Setting, setting
from lib.model.batch import Batch
from lib.model.handin import Answers
from lib.model.issue import Outcome
from lib.report.issue_lines import issue_advice, issue_sentence, question_sentence
from lib.services.hand_in import Preview, confirm, preview, summary, unsaved
from lib.services.workspace import Workspace
from lib.store import StoreError

EXIT_STATUS = {Outcome.ACCEPT: 0, Outcome.WARN: 0, Outcome.ASK: 3, Outcome.REJECT: 4}
BATCH_FIELDS = ("batch", "kind", "file", "actor", "moment", "rows", "note", "undone")


class AnswerError(ValueError):
    """An answer of the command line that is not written as QUESTION=CHOICE."""


@dataclass(frozen=True)
class FileCheck:
    """What checking or loading a file came to: the exit status and the summary as plain values."""

    status: int
    record: Mapping[str, Any]


def answers_of(texts: Sequence[str]) -> Answers:
    """Return answers written as `QUESTION=CHOICE`; AnswerError for one without a `=`."""
    given = {}
    for text in texts:
        key, sign, choice = text.partition("=")
        if not sign or not key.strip():
            raise AnswerError(text)
        given[key.strip()] = choice.strip()
    return Answers(given)


def root_setting(root: Path) -> Setting:
    """Return the setting of what ships under `root`, without opening any store."""
    gazetteer, catalogue = load_gazetteer(root / "geo"), load_catalogue(root / "data")
    return setting(gazetteer, catalogue, root, date.today())


def workspace_setting(workspace: Workspace) -> Setting:
    """Return the setting of an opened installation, indicators of its own included."""
    return setting(workspace.gazetteer, workspace.catalogue, workspace.root, date.today())


def check(path: Path, answers: Answers, here: Setting, observations: Path | None, t: Translator) -> FileCheck:
    """Read a file and say how it would end; `observations`, when given, receives the cells taken as CSV."""
    reading = read_file(HandedIn(path.read_bytes(), path.name), here, answers)
    if observations is not None:
        reading.cells[list(CELL_COLUMNS)].to_csv(observations, index=False, lineterminator="\n")
    return FileCheck(EXIT_STATUS[reading.outcome], _record(reading, None, t))


def load(path: Path, answers: Answers, workspace: Workspace, who: tuple[str, str], t: Translator) -> FileCheck:
    """Read a file and store it as a batch of `who` (name, note) when it ends as ACCEPT or WARN."""
    content = path.read_bytes()
    reading = read_file(HandedIn(content, path.name), workspace_setting(workspace), answers)
    if reading.outcome in {Outcome.ASK, Outcome.REJECT}:
        return FileCheck(EXIT_STATUS[reading.outcome], _record(reading, None, t))
    unknown = sorted(set(reading.cells["indicator"]) - set(workspace.catalogue.indicators))
    if unknown:
        raise AnswerError(t("cli.not_in_catalogue", names=", ".join(unknown)))
    seen = preview(reading, workspace)
    actor, note = who
    try:
        batch = confirm(reading, content, workspace, actor=actor, note=note, seen=seen)
    except StoreError as error:
        return FileCheck(EXIT_STATUS[Outcome.REJECT], _record(unsaved(reading, error.words.of(t.language)), None, t))
    return FileCheck(0, {**_record(reading, seen, t), "batch": batch.batch_id})


def _record(reading: Reading, seen: Preview | None, t: Translator) -> dict[str, Any]:
    told = summary(reading, seen)
    issues = [
        {**entry, "message": issue_sentence(issue, t), "advice": issue_advice(issue, t)}
        for entry, issue in zip(told["issues"], (*reading.issues, *(seen.issues if seen else ())), strict=True)
    ]
    question = told["question"]
    choices = question.pop("choices") if question else []
    if question and reading.question:
        question["sentence"] = question_sentence(reading.question, t)
    offers = [{"key": offer.key, "choices": [choice.value for choice in offer.choices]} for offer in reading.offers]
    return {**told, "issues": issues, "question": question, "choices": choices, "offers": offers}


def batch_records(batches: Sequence[Batch], t: Translator) -> list[dict[str, Any]]:
    """Return the batches, newest first, with BATCH_FIELDS."""
    return [
        {
            "batch": batch.batch_id,
            "kind": str(batch.kind),
            "file": batch.file_name,
            "actor": batch.actor,
            "moment": t.moment(batch.published_at),
            "rows": batch.row_count,
            "note": batch.note,
            "undone": t.moment(batch.undone_at) if batch.undone_at else None,
        }
        for batch in batches
    ]

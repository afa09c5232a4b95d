"""Issues, questions and the reading itself in words of a language. Decides nothing and knows no screen."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from string import Formatter

from lib.i18n import Translator
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import Issue, Outcome
from lib.model.period import Period
from lib.report.workbook import Cell, Table

Names = Callable[[str], str | None] | Mapping[str, str]
"""The name of a code (an indicator's, a `ref_area`); empty or None where there is none."""

NO_NAMES: Mapping[str, str] = {}
UNKNOWN_PART = "…"
_OF_PERIODS = frozenset({"period", "year", "guess", "types"})
_OF_CODES = frozenset({"indicator", "area", "old", "new", "a", "b"})
_UNSHOWN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufffe\\uffff]")
_RUNS_SHOWN = 6
_PERIODS_SHOWN = _INDICATORS_SHOWN = 3
_NAMED = frozenset({QuestionName.INDICATOR, QuestionName.AREA, QuestionName.LABELS})
_SIGN_NAMES = {",": "comma", ".": "point", ";": "semicolon", "\t": "tab", "|": "pipe"}
_READ_FIRST = ("container", "sheet", "encoding", "delimiter", "header_rows", "layout", "area_column")
_READ_LAST = ("unit_set", "decimal")
_HEADINGS = ("code", "outcome", "on_sheet", "at_row", "at_column", "text", "message", "proposal", "way_out")


class _Parts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return UNKNOWN_PART


def issue_sentence(issue: Issue, t: Translator) -> str:
    """Return where the issue stands and what it is, `Dòng 5, 9–12 và 40, cột C: …`; file text is plain text."""
    message = issue_message(issue, t)
    place = "" if "{rows}" in t.sentences[_key("issue", issue)] else _place(issue, t)
    return _opened(t("handin_file.line", place=place, message=message) if place else message)


def issue_message(issue: Issue, t: Translator) -> str:
    """Return what the issue is, without its place; a part nobody gave is left out or shown as `…`."""
    told = {name: visible(_told(name, part, t)) for name, part in issue.parts.items()}
    parts = {**told, "text": visible(issue.text), "column": issue.column, "rows": rows_text(issue.rows, t)}
    return _filled(_key("issue", issue), parts, t)


def issue_advice(issue: Issue, t: Translator) -> str:
    """Return what the person who handed the file in can do about it."""
    return t(_key("advice", issue))


def named(issue: Issue, names: Names) -> Issue:
    """Return the issue with the codes of indicators and units among its parts replaced by their names."""
    coded = {name: name_of(part, names) or part for name, part in issue.parts.items() if name in _OF_CODES}
    return replace(issue, parts={**issue.parts, **coded}) if coded else issue


def rows_text(rows: Iterable[int], t: Translator, *, shown: int = _RUNS_SHOWN) -> str:
    """Return `dòng 5, 9–12 và 40`, a list of more than `shown` runs cut to `… và 137 dòng khác`, empty for no rows."""
    runs = _runs(sorted(set(rows)))
    count = sum(last - first + 1 for first, last in runs)
    entries = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:shown]]
    rest = sum(last - first + 1 for first, last in runs[shown:])
    if rest:
        entries.append(t("handin_file.more_rows", count=t.number(rest)))
    word = "handin_file.row" if count == 1 else "handin_file.rows"
    return t(word, rows=t.listing(entries)) if runs else ""


def issue_table(issues: Iterable[Issue], t: Translator) -> Table:
    """Return the issues as a table to hand out, one line per row of an issue (one without a row: one line).

    Columns: code, outcome, sheet, row (as Excel counts), column (letters), text as written, message, proposal and way
    out. `lib.report.workbook` writes it so that no spreadsheet takes a text for a formula.
    """
    lines: list[list[Cell]] = []
    for issue in issues:
        head = [str(issue.code), t(f"outcome.{issue.outcome}"), visible(issue.sheet)]
        said = [visible(issue.text), _opened(issue_message(issue, t)), visible(issue.proposal), issue_advice(issue, t)]
        lines += [[*head, row, issue.column, *said] for row in issue.rows or (None,)]
    meanings = [(t(f"outcome.{outcome}"), t(f"outcome.{outcome}_meaning")) for outcome in Outcome]
    headings = [t(f"handin_file.{name}") for name in _HEADINGS]
    return Table(t("handin_file.issues"), headings, lines, [None] * len(headings), meanings)


def visible(text: str) -> str:
    """Return text of a file on one line: a control character as its picture (␀, ␊), what cannot be shown as �."""
    return _UNSHOWN.sub(lambda match: chr(0x2400 + ord(match[0])) if ord(match[0]) < 0x20 else "�", text)


def question_sentence(question: OpenQuestion, t: Translator) -> str:
    """Return the question with what it is about and what the file says there."""
    key = f"question.{question.name}"
    first = question.choices[0].value if question.choices else ""
    own = f"{key}_asks_{first}"
    if own in t.sentences:
        asked = t(own, subject=visible(question.subject))
    else:
        asked = t(f"{key}_about", subject=visible(question.subject)) if question.subject else t(key)
    return t("question.quoted", question=asked, quote=visible(question.quote)) if question.quote else asked


def choice_label(question: OpenQuestion, choice: Choice, t: Translator, names: Names) -> str:
    """Return a proposed answer in words, with what in the file speaks for it."""
    key = f"question.{question.name}_choice"
    own = f"{key}_{_SIGN_NAMES.get(choice.value, choice.value.casefold())}"
    label = t(own) if own in t.sentences else t(key, value=_shown(question.name, choice.value, t, names))
    if choice.quote in {"", choice.value}:
        return label
    return t("question.choice_quoted", choice=label, quote=visible(choice.quote))


def _shown(name: QuestionName, value: str, t: Translator, names: Names) -> str:
    if name is QuestionName.PERIOD:
        return visible(period_text(value, t))
    code, times, factor = value.partition("*") if name is QuestionName.INDICATOR else (value, "", "")
    label = name_of(code, names) if name in _NAMED else ""
    shown = t("question.named", name=label, value=code) if label not in {"", code} else visible(code)
    return t("question.indicator_scaled", name=shown, factor=_factor(factor, t)) if times else shown


def _factor(text: str, t: Translator) -> str:
    try:
        number = float(text)
    except ValueError:
        return text
    places = next((places for places in range(10) if round(number, places) == number), 9)
    return t.number(number, places)


def name_of(code: str, names: Names) -> str:
    """Return the name of a code, or an empty text."""
    return (names.get(code) if isinstance(names, Mapping) else names(code)) or ""


def period_text(text: str, t: Translator) -> str:
    """Return a period code in words, anything else as it is."""
    try:
        return t.period(Period.parse(text))
    except ValueError:
        return text


def _place(issue: Issue, t: Translator) -> str:
    column = t("handin_file.column", column=issue.column) if issue.column else ""
    return ", ".join(part for part in (rows_text(issue.rows, t), column) if part)


def _told(name: str, part: str, t: Translator) -> str:
    """Return a part of a sentence in words where the reading gave a code: a kind of row, periods."""
    if name == "kind":
        return t.sentences.get(f"issue.kind.{part}", part)
    if name in _OF_PERIODS:
        return ", ".join(period_text(text, t) for text in part.split(", "))
    return part


def _key(section: str, issue: Issue) -> str:
    return f"{section}.{issue.code.replace('-', '_')}"


def _filled(key: str, parts: Mapping[str, str], t: Translator) -> str:
    known = _Parts({name: part for name, part in parts.items() if part})
    names = {name for _, name, _, _ in Formatter().parse(t.sentences[key]) if name}
    bare = f"{key}_bare"
    return t.sentences[bare if bare in t.sentences and not names <= set(known) else key].format_map(known)


def _opened(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    if not rows:
        return []
    breaks = [place for place, (one, other) in enumerate(pairwise(rows), start=1) if other - one > 1]
    edges = pairwise([0, *breaks, len(rows)])
    return [(rows[first], rows[end - 1]) for first, end in edges]


def read_as_lines(read_as: Mapping[str, str | tuple[str, ...]], t: Translator, names: Names = NO_NAMES) -> list[str]:
    """Return how a file was understood, a phrase per entry in the order of the reading; empty entries are left out.

    Entries: `container`, `sheet`, `encoding`, `delimiter`, `header_rows`, `layout`, `area_column`, `periods` with
    `period_source`, `unit_set`, `indicators` (codes, named by `names`) and `decimal`.
    """
    texts = {name: entry for name, entry in read_as.items() if isinstance(entry, str) and entry}
    phrases = [_phrase(name, texts[name], t) for name in _READ_FIRST if name in texts]
    phrases += _period_phrases(read_as.get("periods") or (), texts.get("period_source", ""), t)
    phrases += _indicator_phrases(read_as.get("indicators") or (), names, t)
    return phrases + [_phrase(name, texts[name], t) for name in _READ_LAST if name in texts]


def read_as_sentence(read_as: Mapping[str, str | tuple[str, ...]], t: Translator, names: Names = NO_NAMES) -> str:
    """Return the phrases of `read_as_lines` in one line, `Đọc là: bảng XLSX, trang “Sheet1”, …`; empty for none."""
    phrases = read_as_lines(read_as, t, names)
    return t("read_as.head", parts=", ".join(phrases)) if phrases else ""


def _phrase(name: str, value: str, t: Translator) -> str:
    shown = value.replace("-", "–") if name == "header_rows" else value.upper() if name == "container" else value
    if name == "decimal":
        return t.listing(_decimal(sign, t) for sign in value.split())
    word = f"read_as.{name}_{_SIGN_NAMES.get(value, value)}"
    if name == "delimiter":
        return t("read_as.delimiter", value=t.sentences.get(word, value))
    return t(word) if word in t.sentences else t(f"read_as.{name}", value=shown)


def _decimal(sign: str, t: Translator) -> str:
    return t.sentences.get(f"read_as.decimal_{_SIGN_NAMES.get(sign)}") or t("read_as.decimal", value=sign)


def _period_phrases(periods: str | tuple[str, ...], source: str, t: Translator) -> list[str]:
    said = [period_text(period, t) for period in _several(periods)]
    if not said:
        return []
    many = len(said) > _PERIODS_SHOWN
    value = t("read_as.periods_span", first=said[0], last=said[-1], count=len(said)) if many else t.listing(said)
    origin = ", ".join(t.sentences.get(f"read_as.source_{word}", word) for word in source.split(", ") if word)
    return [t("read_as.periods_from", value=value, source=origin) if origin else t("read_as.periods", value=value)]


def _indicator_phrases(indicators: str | tuple[str, ...], names: Names, t: Translator) -> list[str]:
    said = [name_of(code, names) or code for code in _several(indicators)]
    if not said:
        return []
    rest = len(said) - _INDICATORS_SHOWN
    value = ", ".join(said[:_INDICATORS_SHOWN]) if rest > 0 else t.listing(said)
    shown = t("read_as.indicators_more", value=value, count=rest) if rest > 0 else value
    return [t("read_as.indicators", value=shown)]


def _several(entries: str | tuple[str, ...]) -> tuple[str, ...]:
    return (entries,) if isinstance(entries, str) else tuple(entries)

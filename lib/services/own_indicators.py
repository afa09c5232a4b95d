"""Adding an indicator to the catalogue on the spot, checked so that nothing is there twice. No screen."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from lib.model.gazetteer import folded
from lib.model.indicator import Accumulation, CarryRule, Catalogue, Direction, Indicator, ValueType
from lib.model.period import Frequency
from lib.model.words import Words
from lib.services.growing_catalogue import OWN_FIELD, body_of
from lib.services.plain_text import one_line, plain
from lib.services.workspace import Workspace

PREFIX = "OWN_"
LONGEST_CODE = 40
LONGEST_NAME = 200
LONGEST_UNIT = 40
MOST_DECIMALS = 6
_LONGEST_DEFINITION = 1_000


class OwnIndicatorError(ValueError):
    """The indicator cannot be added; `words` says why, `existing` is the one that has the name already."""

    def __init__(self, words: Words, existing: Indicator | None = None) -> None:
        super().__init__(words.vi)
        self.words, self.existing = words, existing


def add_indicator(
    workspace: Workspace,
    label: str,
    *,
    unit: str,
    direction: Direction,
    frequency: Frequency,
    decimals: int,
    owner: str,
    actor: str,
    label_en: str = "",
    definition: str = "",
    accumulation: Accumulation = Accumulation.PERIOD,
) -> Indicator:
    """Add an indicator that every page and process shows from now on, and return it.

    OwnIndicatorError for a name that is empty, too long or taken; StoreError where somebody was quicker or the
    database fails. Its code is made from the name; it has no range and is not restated on merged units.
    """
    workspace.catalogues.forget()
    name, measure = one_line(label, LONGEST_NAME + 1), one_line(unit, LONGEST_UNIT + 1)
    _refuse(name, measure, decimals)
    _refuse_taken(name, workspace.catalogue)
    plainest = _plainest(_code(name, workspace.catalogue.indicators), name, measure, one_line(owner, LONGEST_NAME))
    words = Words(name, one_line(label_en, LONGEST_NAME))
    indicator = replace(
        plainest,
        label=words,
        short=words,
        decimals=decimals,
        frequency=frequency,
        direction=direction,
        definition=Words(plain(definition, _LONGEST_DEFINITION)),
        accumulation=accumulation,
    )
    workspace.store.add_indicator(indicator.code, body_of(indicator), one_line(actor, LONGEST_NAME))
    workspace.catalogues.forget()
    return indicator


def _plainest(code: str, name: str, measure: str, owner: str) -> Indicator:
    """Return an indicator of which nothing is known but what an office must say."""
    return Indicator(
        code=code,
        label=Words(name),
        short=Words(name),
        field=OWN_FIELD.code,
        unit=Words(measure),
        decimals=0,
        frequency=Frequency.A,
        direction=Direction.NONE,
        value_type=_value_type(measure),
        minimum=None,
        maximum=None,
        carry_rule=CarryRule.NONE,
        weight_indicator="",
        classes="",
        origin=Words(owner),
        owner=Words(owner),
        parent="",
        aliases=(name.upper(),),
    )


def _refuse(name: str, measure: str, decimals: int) -> None:
    if not any(sign.isalpha() for sign in name):
        raise OwnIndicatorError(
            Words(
                "Chưa có tên chỉ tiêu. Hãy ghi tên bằng chữ, như trong báo cáo của đơn vị.",
                "The indicator has no name. Write it in words, as in your office's report.",
            )
        )
    if len(name) > LONGEST_NAME or len(measure) > LONGEST_UNIT:
        raise OwnIndicatorError(
            Words(
                f"Tên chỉ tiêu dài quá {LONGEST_NAME} ký tự hoặc đơn vị tính dài quá {LONGEST_UNIT} ký tự. "
                "Hãy rút gọn; phần giải thích ghi vào định nghĩa.",
                f"The name is longer than {LONGEST_NAME} characters or the unit longer than {LONGEST_UNIT}. "
                "Shorten it and put the explanation into the definition.",
            )
        )
    if not 0 <= decimals <= MOST_DECIMALS:
        raise OwnIndicatorError(
            Words(
                f"Số chữ số thập phân phải từ 0 đến {MOST_DECIMALS}.",
                f"The number of decimals must be from 0 to {MOST_DECIMALS}.",
            )
        )


def _refuse_taken(name: str, catalogue: Catalogue) -> None:
    # A clerk may type without diacritics: the same letters under other marks are taken for the same indicator here,
    # because the answer is only the proposal to use that one.
    for existing in catalogue.indicators.values():
        names = (existing.code, *existing.aliases, existing.label.vi, existing.label.en, existing.short.vi)
        if _bare(name) in {_bare(known) for known in names if known}:
            raise OwnIndicatorError(
                Words(
                    f"Danh mục đã có chỉ tiêu này: {existing.label.vi} ({existing.code}). "
                    "Hãy chọn chỉ tiêu đó, hoặc đặt tên khác nếu nội dung khác.",
                    f"The catalogue has this indicator already: {existing.label.of('en')} ({existing.code}). "
                    "Choose it, or take another name if it means something else.",
                ),
                existing,
            )


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFD", folded(name).replace("đ", "d"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def _code(name: str, taken: Iterable[str]) -> str:
    letters = re.sub(r"[^A-Z0-9]+", "_", _bare(name).upper()).strip("_") or "INDICATOR"
    code = PREFIX + letters
    codes, number = set(taken), 1
    candidate = code[:LONGEST_CODE].rstrip("_")
    while candidate in codes:
        number += 1
        ending = f"_{number}"
        candidate = code[: LONGEST_CODE - len(ending)].rstrip("_") + ending
    return candidate


def _value_type(measure: str) -> ValueType:
    unit = folded(measure)
    if any(sign in unit for sign in "%‰/"):
        return ValueType.RATE
    if any(money in unit for money in ("đồng", "vnd", "usd")):
        return ValueType.MONEY
    return ValueType.INDEX if unit == "điểm" else ValueType.COUNT

"""Tables where room is short: which columns and rows go, and that what goes is counted."""

from lib.i18n import translator
from lib.report.slides import TableFigure
from lib.report.table_cuts import (
    cell_texts,
    column_needs,
    column_widths,
    spare_column,
    spare_row,
    with_rows,
    without_column,
    worded,
)
from lib.report.workbook import Table

TABLE = Table(
    "PAPI",
    ["Hạng tính (/32)", "Địa bàn", "± giá trị", "Cách tính"],
    [[1, "Quảng Ninh", 0.5, "giữ nguyên"], [2, "Hà Tĩnh", None, ""], [3, "Huế", -0.25, "tính lại"]],
    [0, None, 2, None],
    (),
)
FIGURE = TableFigure(TABLE, frozenset({2}), 29)


def test_changes_have_their_sign_and_nothing_is_a_dash() -> None:
    assert cell_texts(FIGURE, translator("vi")) == [
        ["1", "Quảng Ninh", "+0,50", "giữ nguyên"],
        ["2", "Hà Tĩnh", "–", "–"],
        ["3", "Huế", "−0,25", "tính lại"],
    ]


def test_the_last_words_go_first_and_never_the_name_of_the_row() -> None:
    assert spare_column(FIGURE) == 3
    fewer = without_column(FIGURE, 3)
    assert fewer.table.headings == ["Hạng tính (/32)", "Địa bàn", "± giá trị"] and fewer.strong == {2}
    assert spare_column(fewer) is None


def test_rows_that_go_are_counted_and_the_focus_keeps_its_row() -> None:
    fewer = with_rows(FIGURE, [0, 2])
    assert [row[1] for row in fewer.table.rows] == ["Quảng Ninh", "Huế"]
    assert fewer.strong == {1} and fewer.left_out == 30


def test_columns_fill_the_width_and_figures_are_never_narrower_than_they_are() -> None:
    lines = [list(TABLE.headings), *cell_texts(FIGURE, translator("vi"))]
    whole, least = column_needs(lines, [False, True, False, True], 24, 1.15)
    for width in (2 * sum(whole), (sum(whole) + sum(least)) / 2):
        widths = column_widths(whole, least, width)
        assert abs(sum(widths) - width) < 0.01
        assert all(have >= need - 0.01 for have, need in zip(widths, least, strict=True))


def test_figures_that_come_as_texts_are_figures() -> None:
    rows = [["PCI", "+0,5", "≈ 45,1", "2/63 (công bố)"], ["DTI", "–", "−1.234", ""]]
    assert worded(TableFigure(Table("", ["a", "b", "c", "d"], rows, [None] * 4, ()))) == [True, False, False, True]


def test_a_long_ranking_keeps_its_first_and_its_last_row() -> None:
    rows = [[number, f"Tỉnh {number}"] for number in range(1, 6)]
    figure = TableFigure(Table("", ["Hạng", "Địa bàn"], rows, [0, None], ()), frozenset({3}))
    dropped = []
    while (row := spare_row(figure)) is not None:
        dropped.append(figure.table.rows[row][0])
        figure = with_rows(figure, [number for number in range(len(figure.table.rows)) if number != row])
    assert dropped == [3, 2, 5]

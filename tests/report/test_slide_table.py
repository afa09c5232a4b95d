"""A table on a slide uses the room it has: headings on one line, rows over the height, and nothing outside its box."""

from lib.charts.picture import Box
from lib.i18n import translator
from lib.report.slide_layout import LOOKS
from lib.report.slide_table import table_parts
from lib.report.slides import TableFigure
from lib.report.workbook import Table

BOX = Box(72, 200, 1848, 900)
HEADINGS = ["Hạng công bố (/63)", "Địa bàn", "± hạng trong 10 đơn vị chung"]


def drawn(rows: int, box: Box = BOX) -> dict[str, Box]:
    cells = [[number, f"Tỉnh {number}", number] for number in range(1, rows + 1)]
    figure = TableFigure(Table("", HEADINGS, cells, [0, None, 0], ()))
    labels = table_parts(figure, box, LOOKS["room"], translator("vi")).labels
    return {label.text: label.box for label in labels}


def test_headings_stand_on_one_line_where_the_columns_leave_room() -> None:
    assert set(HEADINGS) <= set(drawn(8))


def test_headings_fold_where_the_room_is_narrow() -> None:
    assert "Hạng công bố (/63)" not in drawn(8, Box(72, 200, 600, 900))


def test_a_short_table_is_spread_over_the_height_and_never_beyond_it() -> None:
    for rows in (3, 8, 12):
        boxes = drawn(rows).values()
        assert all(BOX.holds(box) for box in boxes)
    airy, dense = drawn(8), drawn(8, Box(72, 200, 1848, 640))
    assert airy["Tỉnh 2"].top - airy["Tỉnh 1"].top > 1.2 * (dense["Tỉnh 2"].top - dense["Tỉnh 1"].top)

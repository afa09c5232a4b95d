import pandas as pd

from lib.i18n import translator
from lib.report.certainty_lines import BandWords, change_part, inside_band_line, rank_range_part

VI, EN = translator("vi"), translator("en")
BAND = BandWords("0,4 điểm", 95.0)


def test_inside_the_band_no_rank_is_concluded_and_the_class_is_shown() -> None:
    row = {"group": 2, "published_class": None}
    assert inside_band_line(BAND, row, VI) == (
        "Chênh lệch nằm trong khoảng sai số ±0,4 điểm (mức tin cậy 95 %): không kết luận về thứ hạng; "
        "thuộc nhóm Trung bình cao."
    )
    assert inside_band_line(BandWords("0.4 points", 95.0), row, EN) == (
        "The difference lies within the error band of ±0.4 points (95% confidence): nothing is concluded on ranks; "
        "the group is Upper middle."
    )


def test_without_a_class_or_a_level_the_sentence_leaves_them_out() -> None:
    line = inside_band_line(BandWords("0,4 điểm", None), {}, VI)
    assert line == "Chênh lệch nằm trong khoảng sai số ±0,4 điểm: không kết luận về thứ hạng."
    assert "99,7 %" in change_part(BandWords("0,4 điểm", 99.7), "năm 2023", VI)


def test_a_range_of_places_names_its_n() -> None:
    assert rank_range_part({"rank_low": 5, "rank_high": 9, "peer_count": 63}, VI) == "hạng trong khoảng 5–9/63"
    assert rank_range_part({"rank_low": 5, "rank_high": 9, "peer_count": 63}, EN) == "rank between 5 and 9/63"
    assert rank_range_part({"rank_low": 1, "rank_high": 1, "peer_count": 63}, VI) == "hạng 1/63"
    assert rank_range_part({"rank_low": pd.NA, "rank_high": pd.NA, "peer_count": 63}, VI) == ""
    assert rank_range_part({"rank": 5}, VI) == ""

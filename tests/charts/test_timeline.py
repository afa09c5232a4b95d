from lib.charts.timeline import timeline


def test_periods_stand_evenly_in_time_whatever_their_frequency() -> None:
    years = timeline(["2016-12-31", "2012-12-31", "2014-12-31"], ["2016", "2012", "2014"])
    quarters = timeline(["2024-03-31", "2024-09-30", "2024-06-30"], ["Q1", "Q3", "Q2"])
    assert (years.step, years.last, years.labels) == (24, 2, {2: "2016", 0: "2012", 1: "2014"})
    assert (quarters.per_year, quarters.last, quarters.places["2024-09-30"]) == (4, 2, 2)


def test_uneven_steps_are_counted_in_what_divides_them_all() -> None:
    line = timeline(["2006-12-31", "2008-12-31", "2011-12-31"], ["2006", "2008", "2011"])
    assert sorted(line.places.values()) == [0, 2, 5]


def test_a_missing_year_leaves_its_room() -> None:
    line = timeline(["2011-12-31", "2012-12-31", "2014-12-31"], ["2011", "2012", "2014"])
    assert line.places["2014-12-31"] == 3
    assert line.turns == {0: 0, 1: 1, 3: 2}


def test_one_period_and_none_are_timelines_too() -> None:
    assert timeline(["2024-12-31"], ["2024"]).last == 0
    assert timeline([], []).labels == {}

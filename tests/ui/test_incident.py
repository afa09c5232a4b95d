import logging

import pytest
from streamlit.testing.v1 import AppTest


def broken() -> None:
    from lib.ui.incident import show_incident

    show_incident(RuntimeError("secret detail"))


def test_the_reader_gets_a_number_and_the_log_the_trace(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        app = AppTest.from_function(broken).run()
    sentence = app.error[0].value
    number = sentence.split("mã ")[1].split(")")[0]
    assert "secret detail" not in sentence
    assert number in caplog.text
    assert "RuntimeError: secret detail" in caplog.text

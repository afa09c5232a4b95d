"""The names by which a person may call an encoding in an answer, and the ones used here. Decodes nothing."""

from lib.model.handin import Answers, QuestionName

UTF_8, UTF_16, WINDOWS_1258, WINDOWS_1252 = "utf-8", "utf-16", "windows-1258", "windows-1252"
TCVN3, VNI, AS_IS = "tcvn3", "vni", "as-is"
_KNOWN = {
    **dict.fromkeys(("utf8", "utf8sig", "unicode", "65001"), UTF_8),
    **dict.fromkeys(("utf16", "utf16le", "utf16be"), UTF_16),
    **dict.fromkeys(("windows1258", "cp1258", "1258", "vietnamese"), WINDOWS_1258),
    **dict.fromkeys(("windows1252", "cp1252", "1252", "latin1", "iso88591", "ansi"), WINDOWS_1252),
    **dict.fromkeys(("tcvn3", "tcvn", "tcvn5712", "abc", "tcvn3abc"), TCVN3),
    **dict.fromkeys(("vni", "vniwindows", "vnitimes"), VNI),
    **dict.fromkeys(("asis", "no", "keep"), AS_IS),
}


def answered_encoding(answers: Answers) -> str:
    """Return the encoding that was answered by its name here, however it was spelled; empty where none was."""
    given = answers.of(QuestionName.ENCODING) or ""
    return _KNOWN.get("".join(filter(str.isalnum, given.casefold())), "")

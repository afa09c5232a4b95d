"""Whether a word can be Vietnamese by its shape: the judge between encodings. Knows no list of words and no bytes."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

_TONES = {"\u0300": "grave", "\u0301": "acute", "\u0303": "tilde", "\u0309": "hook", "\u0323": "dot"}
_ONSET = "ngh|ng|nh|gh|kh|ph|th|tr|ch|gi|qu|[bcdđgkphm][rl]|[bcdđghklmnprstvx]"  # kr, br, pl: names of the highlands
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ak ah  ăc ăm ăn ăng ăp ăt ăk ăh  âc âm ân âng âp ât âu ây âk
e ec em en eng eo ep et ek  ê êc êch êm ên êng ênh êp êt êu êk  i ia ich im in inh ip it iu ik
iêc iêm iên iêng iêp iêt iêu iêu  o oc oi om on ong op ot ok oa oac oach oai oam oan oang oanh oao oap oat oay
oăc oăm oăn oăng oăt oe oen oeo oet ooc oong  ô ôc ôi ôm ôn ông ôp ôt ôk  ơ ơi ơm ơn ơng ơp ơt ơk
u ua uc ui um un ung up ut uk uân uâng uât uây uê uêch uênh uô uôc uôi uôm uôn uông uôp uôt uơ uy uya uych uyên uyêt
uynh uyt uyu uyn uyp  ư ưa ưc ưi ưm ưn ưng ưt ưu ưk ươc ươi ươm ươn ương ươp ươt ươu
y ya yêm yên yêng yêt yêu yêch ych ynh yt yn yp yu
"""
_SHAPE = re.compile(f"(?:{_ONSET})?(?:{'|'.join(sorted(_RHYMES.split(), key=len, reverse=True))})")
_STOPPED = re.compile("(?:c|ch|p|t)$")
_ACRONYM = re.compile("[A-ZĐĂÂÊÔƠƯ]{1,8}")
# signs of print that stand beside words: dashes, quotes, dots, degree, squared; what letters are in TCVN3 is not there
_BETWEEN = re.compile("[\x00-@\\[-`{-\x7f\u00a0\u00b0-\u00b4\u2010-\u206f\u20ac\u2070-\u209f\ufeff]+")


@dataclass
class Evidence:
    """Distinct words with letters beyond ASCII: those of Vietnamese shape, and those that are not."""

    sound: set[str] = field(default_factory=set)
    odd: set[str] = field(default_factory=set)

    @property
    def share(self) -> float:
        """The part of the words that are sound, 0 where no word tells anything."""
        return len(self.sound) / max(len(self.sound) + len(self.odd), 1)


def evidence(texts: Iterable[str]) -> Evidence:
    """Return what the words of the texts say about their being Vietnamese; words in ASCII say nothing."""
    found = Evidence()
    for text in texts:
        for word in telling_words(text):
            (found.sound if is_syllable(word) else found.odd).add(word)
    return found


def telling_words(text: str) -> list[str]:
    """Return the words with a letter beyond ASCII; abbreviations (ĐBSCL) are left out, they tell nothing."""
    if text.isascii():
        return []
    words = (word.rstrip("\u00b9") for word in _BETWEEN.split(text))  # a footnote mark
    return [word for word in words if not word.isascii() and not _ACRONYM.fullmatch(word)]


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tell whether a word in NFC has onset, rhyme and at most one tone as Vietnamese syllables have.

    Syllables that end in c, ch, p, t only take the tones sắc and nặng.
    """
    tones = []
    letters = []
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign in _TONES:
            tones.append(_TONES[sign])
        else:
            letters.append(sign)
    plain = unicodedata.normalize("NFC", "".join(letters))
    if len(tones) > 1 or not _SHAPE.fullmatch(plain):
        return False
    return not _STOPPED.search(plain) or tones in (["acute"], ["dot"])

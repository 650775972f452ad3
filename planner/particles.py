"""Korean particles that depend on the letter before them: 은 after a final consonant, 는 after a vowel.

The catalogue writes both, as in "{supplier}은(는)", because it cannot know the name. What stands before is known when
the sentence is worded: a Hangul syllable or a digit settles which it is; after other letters, whose reading nobody can
tell, both stay.
"""

from __future__ import annotations

import re

_PAIRS = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
}
"""Both forms, then the one after a final consonant and the one after a vowel."""

PARTICLE = re.compile("|".join(map(re.escape, _PAIRS)))
"""A particle that is written in both forms."""

_QUOTES = "\"'”’」』》 "
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")

_FINALS_OF_DIGITS = dict(zip("0123456789", "ㅇㄹ\0ㅁ\0\0ㄱㄹㄹ\0", strict=True))
"""How the Korean readings of digits end: 영 (also 십, 백, 천, 만, 억), 일, 이, 삼, 사, 오, 육, 칠, 팔, 구."""

_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8


def after(before: str, pair: str) -> str:
    """The form of a particle that goes after a text; both forms where the text does not tell."""
    final = _final_of(before)
    if final is None:
        return pair
    closed, opened = _PAIRS[pair]
    return opened if final == "" or (final == "ㄹ" and pair == "(으)로") else closed


def settled(before: str, literal: str) -> str:
    """A piece of a sentence in which each particle has the form that goes after what stands before it."""
    said, start = "", 0
    for found in PARTICLE.finditer(literal):
        said += literal[start : found.start()]
        said += after(before + said, found.group())
        start = found.end()
    return said + literal[start:]


def _final_of(text: str) -> str | None:
    """The final consonant with which the text is read, "" for none; None where its reading is not known.

    What stands in brackets is an aside: the word before it is what the particle follows.
    """
    word = _ASIDE.sub("", text.rstrip(_QUOTES)).rstrip(_QUOTES)
    last = word[-1:]
    if last in _FINALS_OF_DIGITS:
        return _FINALS_OF_DIGITS[last].strip("\0")
    if last == "%":
        return ""
    if not last or not _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        return None
    number = (ord(last) - _FIRST_SYLLABLE) % _FINALS
    return "" if number == 0 else "ㄹ" if number == _RIEUL else "other"

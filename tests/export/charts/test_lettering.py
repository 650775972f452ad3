"""Room for words: lines fit, nothing is lost where there is room for it, what is cut shows dots."""

from hypothesis import given
from hypothesis import strategies as st

from planner.export.charts.lettering import fitted, width, wrapped

WORDS = st.text(st.sampled_from("ab 가나 ,."), min_size=1, max_size=60).map(lambda text: " ".join(text.split()))


def test_hangul_is_wider() -> None:
    assert width("가나다", 10) > width("abc", 10)


@given(WORDS, st.floats(30, 400))
def test_lines_fit(text: str, room: float) -> None:
    assert all(width(line, 11) <= room for line in wrapped(text, room, 11))


@given(WORDS)
def test_nothing_is_lost_where_there_is_room(text: str) -> None:
    assert " ".join(wrapped(text, 10_000, 11)) == text


def test_what_is_cut_off_shows() -> None:
    assert fitted("Hyundai Motor", 50, 11) == "Hyundai…"
    assert wrapped("one two three four", 45, 11, 2) == ["one two", "three…"]

"""Korean particles go by what stands before them; where that does not tell, both forms stay."""

import pytest

from planner import languages
from planner.languages import T
from planner.particles import after


@pytest.mark.parametrize(
    ("before", "pair", "form"),
    [
        ("서울", "은(는)", "은"),
        ("대구", "은(는)", "는"),
        ("산업부", "이(가)", "가"),
        ("환경부 (MOTIR)", "이(가)", "가"),
        ("한빛정밀", "을(를)", "을"),
        ("한빛정밀", "(으)로", "로"),
        ("부산", "(으)로", "으로"),
        ("대구", "(으)로", "로"),
        ("부산", "와(과)", "과"),
        ("대구", "과(와)", "와"),
        ('"경남"', "이(가)", "이"),
        ("규칙 3(model.yaml 12)", "은(는)", "은"),
        ("1,000", "은(는)", "은"),
        ("2024", "은(는)", "는"),
        ("1", "(으)로", "로"),
        ("10", "(으)로", "으로"),
        ("60 %", "(으)로", "로"),
        ("MOTIR", "은(는)", "은(는)"),
        ("", "은(는)", "은(는)"),
        ("ㄱ", "은(는)", "은(는)"),
    ],
)
def test_the_letter_before_decides(before: str, pair: str, form: str) -> None:
    assert after(before, pair) == form


def test_only_what_the_template_wrote_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that holds such letters itself keeps them."""
    monkeypatch.setattr(languages, "translate", lambda template, _: template)
    said = T('"{name}"은(는) {other}{third:,}(을)과(와) 다릅니다.', name="은(는) 대구", other="서울", third=1234)
    assert said.to("ko") == '"은(는) 대구"는 서울1,234(을)와 다릅니다.'
    assert said.to("en") == '"은(는) 대구"은(는) 서울1,234(을)과(와) 다릅니다.'


def test_messages_of_the_catalogue_are_settled() -> None:
    template = "{file} is the workbook itself; name another file for the marked copy."
    assert T(template, file="양식").to("ko").startswith("양식은 원본")
    assert T(template, file="견적서").to("ko").startswith("견적서는 원본")
    assert T(template, file="form.xlsx").to("ko").startswith("form.xlsx은(는) 원본")

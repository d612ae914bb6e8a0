import pytest

from helpers import annotate, make_article


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "“We were promised jobs,” said Councillor Marta Quill. Fishermen applauded her.",
            "Marta Quill",
        ),
        (
            "“We were promised jobs,” said Councillor Marta Quill, and fishermen applauded her.",
            "Marta Quill",
        ),
        ("“We lost,” said Ann Lee and Tom Ray.", "Ann Lee; Tom Ray"),
        ("“We lost,” said its director, Ann Holt.", "Ann Holt"),
    ],
)
def test_who_speaks_is_the_subject_of_the_cue_alone(text, speaker):
    quotes = annotate(make_article("example", text), cache=False).quotes
    row = quotes.iloc[0]
    assert row["speaker"] == speaker
    assert "ishermen" not in text[row["speaker_start"] : row["speaker_end"]]

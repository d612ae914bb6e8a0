"""Each format gives the article's words, its metadata, and what was left out; what is broken is
refused in one line."""

import json
import logging
import re
import textwrap

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_files import W, make_pdf, make_word, make_workbook
from shared import elsewhere

from helpers import ArticleWarning, dropped_table, read_file
from helpers.reading.cleaning import clean
from helpers.reading.drafts import Unreadable
from helpers.reading.formats import READERS, read_content
from helpers.reading.formats.encodings import decode
from helpers.reading.formats.seen import left_out
from helpers.reading.formats.web import parse
from helpers.reading.unwrapping import unwrap

PARAGRAPHS = [
    (
        "The minister said on Tuesday that the budget would pass. “We have the votes,” she told "
        "reporters."
    ),
    (
        "Opposition leaders disagreed. “That is wishful thinking,” said John Smith, who leads "
        "the caucus."
    ),
    (
        "The vote is expected in São Paulo on Friday — a day later than planned, the café "
        "owner’s union noted."
    ),
]
STORY = "\n\n".join(PARAGRAPHS) + "\n"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Budget passes - The Daily Test</title>
<meta property="og:site_name" content="The Daily Test">
<meta property="og:title" content="Budget passes"><meta name="author" content="Ann Bee">
<meta property="article:published_time" content="2024-05-01T08:00:00Z">
<script>var tracked = 1;</script></head>
<body><nav><a href="/">Home</a> <a href="/log">Log in</a></nav>
<article><h1>Budget passes</h1>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}
<p>“No,” he said &amp; left — for $5.</p></article>
<aside><h3>Most read</h3><ul><li><a href="/x">A storm is coming to the coast</a></li></ul></aside>
<footer>© 2024 The Daily Test. Cookie policy</footer></body></html>"""


def read_bytes(content, ending):
    drafts, doubts = read_content(content, ending)
    return drafts, [reason for reason, _ in doubts]


def lines(text):
    return [line for line in text.split("\n") if line]


# encodings


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-32", False),
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("utf-32-le", True),
        ("utf-32-be", True),
        ("cp1252", True),
    ],
)
def test_encodings_are_read_exactly_and_said_where_they_are_assumed(encoding, told):
    text, doubts = decode(STORY.encode(encoding))
    assert text.removeprefix("\ufeff") == STORY
    assert bool(doubts) == told


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Министр сказал во вторник, что бюджет будет принят. " * 8),
        ("koi8_r", "Министр сказал во вторник, что бюджет будет принят. " * 8),
        ("gb18030", "部长周二表示预算将获得通过。" * 20),
        ("shift_jis", "大臣は火曜日、予算案は可決されると述べた。" * 20),
    ],
)
def test_other_scripts_are_never_read_as_western_letters(encoding, text):
    assert decode(text.encode(encoding))[0] == text


def test_real_articles_survive_every_encoding():
    path = elsewhere("gold/quotes_dev.jsonl")
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    for encoding in ("cp1252", "latin-1", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"):
        encoded = [text.encode(encoding, "ignore") for text in texts]
        wanted = [content.decode(encoding) for content in encoded]
        same = sum(
            decode(content)[0].removeprefix("\ufeff") == text.removeprefix("\ufeff")
            for content, text in zip(encoded, wanted, strict=True)
        )
        assert same >= 0.97 * len(texts), (
            encoding
        )  # what was mojibake before it was encoded comes out right


def test_a_repair_of_what_was_decoded_wrongly_is_offered_and_not_made(tmp_path):
    path = tmp_path / "broken.txt"
    path.write_text("The vote is expected in SÃ£o Paulo on Friday, she said.", encoding="utf-8")
    with pytest.warns(ArticleWarning, match="repaired, it would read “São Paulo"):
        text = read_file(path)[0].text
    assert "SÃ£o" in text and "São" not in text


def test_a_few_bad_bytes_do_not_change_the_rest():
    content = STORY.encode()
    text, doubts = decode(content[:60] + b"\xff\xc3\x28" + content[60:])
    assert "São Paulo" in text and "owner’s" in text
    assert doubts[0][0].startswith("2 bytes in it are no characters")


# cleaning


def test_only_what_no_reader_sees_is_taken_out():
    dirty = (
        "\ufeffHe said\u200b \x1b[31mso\x1b[0m,\x00 the vo\u00adte e\u0301t\u202e "
        "al.\u2029Next\x85line\r\nend"
    )
    text, doubts = clean(dirty)
    assert text == "He said so, the vote ét al.\n\nNext\nline\nend"
    assert [reason for reason, _ in doubts] == [
        "3 control characters were taken out",
        "2 invisible characters were taken out",
        "1 characters that turn the direction of writing were taken out",
    ]


def test_emoji_and_persian_keep_what_joins_them():
    text = "👩\u200d🚀 می\u200cخواهم 🇲🇱"
    assert clean(text) == (text, [])


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)[0]
    assert clean(once) == (once, [])
    once.encode()


# ¬ between letters stands for a hyphen that broke a word; so may a hyphen and a space
PRINTED = st.characters(
    codec="utf-8", categories=("L", "N", "P", "Zs", "S"), exclude_characters="¬-\u2010"
)


@given(st.text(alphabet=PRINTED))
def test_printed_characters_stay_as_they_are(text):
    import unicodedata

    kept = [c for c in unicodedata.normalize("NFC", text) if not "\ufb00" <= c <= "\ufb06"]
    assert [c for c in clean(text)[0] if not "\ufb00" <= c <= "\ufb06"][: len(kept)] == kept or any(
        "\ufb00" <= c <= "\ufb06" for c in text
    )


WRAPPED = """The minister said on Tuesday that the budget would pass, although two of
her own party had said that they would not vote for it on the day.

"We have the votes," she told reporters in the eco-
nomic council after a long-term plan had been agreed, and she left the
room without taking further questions from them.
"""


def test_wrapped_lines_become_paragraphs():
    text, width = unwrap(WRAPPED)
    assert lines(text) == [
        "The minister said on Tuesday that the budget would pass, although two of her own "
        "party had said that they would "
        "not vote for it on the day.",
        '"We have the votes," she told reporters in the economic council after a long-term '
        "plan had been agreed, and she "
        "left the room without taking further questions from them.",
    ]
    assert 70 <= width <= 73


def test_text_with_a_line_a_paragraph_is_left_as_it_is(first):
    assert unwrap(first.article.text) is None
    assert unwrap(STORY) is None
    assert (
        unwrap(
            "\n".join(
                [
                    "A poem has short lines",
                    "and they do not reach",
                    "the margin of the page",
                    "at any time",
                ]
                * 9
            )
        )
        is None
    )


# files


def test_markdown_front_matter_in_its_usual_forms():
    front = (
        "---\ntitle: 'Budget: yes'\ndate: 2024-05-01\nauthor:\n  - A. Bee\n  - C. Dee\ntags: [a, "
        "b]\n"
    )
    front += 'outlet: "Daily"\n---\n\n'
    draft = read_bytes((front + STORY).encode(), ".md")[0][0]
    assert draft.metadata == {
        "title": "Budget: yes",
        "published": "2024-05-01",
        "author": "A. Bee, C. Dee",
        "outlet": "Daily",
    }
    assert draft.text == STORY


def test_front_matter_runs_no_code_and_expands_nothing():
    front = "---\ntitle: !!python/object/apply:os.system ['touch PWNED']\na: &a [x]\nb: *a\n---\n"
    (draft,), reasons = read_bytes((front + STORY).encode(), ".md")
    assert draft.metadata == {} and reasons[0].startswith(
        "3 lines of its front matter could not be read"
    )


def test_a_page_gives_its_article_and_what_is_known_of_it():
    (draft,), reasons = read_bytes(PAGE.encode(), ".html")
    assert [line for line in lines(draft.text) if line != "Budget passes"] == [
        *PARAGRAPHS,
        "“No,” he said & left — for $5.",
    ]
    assert draft.metadata == {
        "title": "Budget passes",
        "outlet": "The Daily Test",
        "author": "Ann Bee",
        "published": "2024-05-01",
    }
    assert not reasons
    dropped = [words for _, words in draft.dropped]
    assert "A storm is coming to the coast" in dropped and not any(
        "tracked" in words for words in dropped
    )


def test_a_page_in_another_encoding_than_it_says():
    content = PAGE.replace("<head>", '<head><meta charset="utf-8">').encode("cp1252")
    (draft,), reasons = read_bytes(content, ".html")
    assert "São Paulo" in draft.text and reasons == ["it is not UTF-8 and was read as cp1252"]
    declared = PAGE.replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252")
    assert (
        read_bytes(declared, ".html")[0][0].text == draft.text
        and not read_bytes(declared, ".html")[1]
    )


def test_parts_that_call_themselves_comments_or_related_are_left_out():
    aside = "<p>A second reader wrote this long sentence, and it is no part of the article.</p>"
    for name in ("related", "post-comments", "social share", "newsletter_2"):
        page = PAGE.replace("</article>", f'<div class="{name}">{aside}</div></article>')
        assert (
            page != PAGE and "second reader" not in read_bytes(page.encode(), ".html")[0][0].text
        ), name
    named_so = PAGE.replace("<p>", '<p class="share">')
    assert set(PARAGRAPHS) <= set(lines(read_bytes(named_so.encode(), ".html")[0][0].text))


def test_markup_within_a_sentence_loses_no_words():
    tags = (
        "time",
        "abbr",
        "cite",
        "mark",
        "small",
        "u",
        "sub",
        "sup",
        "kbd",
        "data",
        "dfn",
        "var",
        "bdi",
        "ins",
        "b",
        "a",
    )
    for tag in tags:
        sentence = (
            f"The plan costs more than <{tag}>ten</{tag}>, the minister said, and she left the "
            "room."
        )
        page = PAGE.replace("</article>", f"<p>{sentence}</p></article>")
        (draft,), _ = read_bytes(page.encode(), ".html")
        assert re.sub("<.*?>", "", sentence) in lines(draft.text), tag
        assert not [words for _, words in draft.dropped if "costs more" in words], tag


def test_quotations_get_the_marks_that_a_browser_writes_and_struck_words_are_left_out():
    told = (
        "<p>He said: <q>They told us <q>never</q> to <b>ask</b></q>. It cost <del>four</del> "
        "<ins>five</ins> pounds.</p>"
    )
    (draft,), _ = read_bytes(PAGE.replace("</article>", told + "</article>").encode(), ".html")
    assert lines(draft.text)[-1] == "He said: “They told us ‘never’ to ask”. It cost five pounds."
    assert ("struck words", "four") in draft.dropped and not any(
        "They told" in words for _, words in draft.dropped
    )


def test_what_is_left_out_of_a_page_is_all_that_is_not_in_the_text():
    blocks = [
        words
        for _, words in left_out(
            parse("<p>One two.</p><div>Three<br>four</div><script>x</script>"), "One two."
        )
    ]
    assert blocks == ["Three", "four"]


def test_word_gives_insertions_and_cells_and_lists_what_it_leaves_out():
    extra = (
        '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>Inserted '
        'words.</w:t></w:r></w:ins><w:del w:id="2" w:author="x"><w:r>'
        "<w:delText>Deleted "
        "words.</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell "
        "text.</w:t></w:r>"
        "</w:p></w:tc></w:tr></w:tbl>"
    )
    (draft,), _ = read_bytes(make_word(PARAGRAPHS, header="Draft 3", extra=extra), ".docx")
    assert lines(draft.text) == [*PARAGRAPHS, "Inserted words.", "Cell text."]
    assert set(draft.dropped) == {("deleted words", "Deleted words."), ("page header", "Draft 3")}


def test_word_gives_an_item_of_a_list_before_the_items_within_it():
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="bullet"/></w:lvl>' for level in (0, 1)
    )
    numbering = f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    items = [("Outer item.", 0), ("Inner item.", 1), ("Last item.", 0)]
    extra = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p>"
        for words, level in items
    )
    content = make_word(PARAGRAPHS, extra=extra, parts={"word/numbering.xml": numbering})
    assert lines(read_bytes(content, ".docx")[0][0].text) == [
        *PARAGRAPHS,
        *(words for words, _ in items),
    ]


def test_word_leaves_out_notes_and_their_marks_and_lists_them():
    extra = '<w:p><w:r><w:t>Said.</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'
    extra += (
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:del w:id="3"><w:r><w:delText>A &amp; '
        "B</w:delText></w:r></w:del></w:p>"
    )
    parts = {}
    for kind in ("endnote", "footnote"):
        note = f'<w:{kind} w:id="2"><w:p><w:r><w:t>The {kind}.</w:t></w:r></w:p></w:{kind}>'
        parts[f"word/{kind}s.xml"] = f"<w:{kind}s {W}>{note}</w:{kind}s>"
    (draft,), _ = read_bytes(make_word(PARAGRAPHS, extra=extra, parts=parts), ".docx")
    assert lines(draft.text) == [*PARAGRAPHS, "Said."]
    assert set(draft.dropped) == {
        ("endnote", "The endnote."),
        ("footnote", "The footnote."),
        ("deleted words", "A & B"),
    }


def test_rtf_gives_its_characters():
    content = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 "
    content += rb"\ldblquote We have it,\rdblquote  she said in S\'e3o Paulo.\par Next.\par}"
    (draft,), _ = read_bytes(content, ".rtf")
    assert lines(draft.text) == ["“We have it,” she said in São Paulo.", "Next."]


def test_rtf_leaves_out_what_is_beside_the_text_and_lists_it():
    content = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\stylesheet{\s1\v "
        rb"Hidden;}}{\header\pard\plain Draft 3\par}\f0 She "
    )
    content += (
        rb'told {\field{\*\fldinst{HYPERLINK "https://example.org/x"}}{\fldrslt Mali\'92s junta}}.'
    )
    content += rb"{\footnote\pard\plain A note.}"
    content += (
        rb"{\footnote\ftnalt At the end.} {\deleted\revauthdel1 Not }{\f0\v Unseen {\b "
        rb"words}}\line\v and more\v0 Seen.\par}"
    )
    (draft,), _ = read_bytes(content, ".rtf")
    assert lines(draft.text) == ["She told Mali’s junta. ", "Seen."]
    assert sorted(draft.dropped) == [
        ("deleted words", "Not"),
        ("endnote", "At the end."),
        ("footnote", "A note."),
        ("hidden words", "Unseen words"),
        ("hidden words", "and more"),
        ("page header", "Draft 3"),
    ]


@pytest.mark.parametrize(
    "start", [rb"{\rtf1\mac", rb"{\rtf1\ansi\ansicpg10000{\fonttbl{\f0\fcharset0 Times;}}\f0"]
)
def test_rtf_of_a_mac_gives_its_characters(start):
    content = start + rb" \'d2We have it,\'d3 said Fatoumata Traor\'8e.{\footnote S\'8egou.}}"
    (draft,), _ = read_bytes(content, ".rtf")
    assert draft.text == "“We have it,” said Fatoumata Traoré." and draft.dropped == (
        ("footnote", "Ségou."),
    )


def test_pdf_lines_become_paragraphs_and_running_heads_go():
    words = [
        "minister budget senate caucus reporter ballot district governor".split()[n % 8] + str(n)
        for n in range(300)
    ]
    told = [" ".join(words[n : n + 25]) + "." for n in range(0, 300, 25)]  # twelve paragraphs
    body = [line for paragraph in told for line in textwrap.wrap(paragraph, 70)]
    pages = [
        ["The Daily Test 2024", *body[n : n + 16], f"Page {1 + n // 16} of 4"]
        for n in range(0, len(body), 16)
    ]
    (draft,), _ = read_bytes(make_pdf(pages), ".pdf")
    assert len(pages) == 4 and lines(draft.text) == told
    assert "Page 2" not in draft.text and ("running head", "Page 2 of 4") in draft.dropped


# exports


CODED = """HD Budget passes
BY Ann Bee
WC 60 words
PD 1 May 2024
SN The Daily Test
LP {}
TD
{}

IN a statement, the union agreed.

{}

NS gcat : Political News
PUB Test Papers
AN Document TEST000020240501ek510000{}
"""


def test_factiva_with_one_space_behind_its_tags():
    drafts, reasons = read_bytes(
        "\n".join(CODED.format(*PARAGRAPHS, i) for i in range(2)).encode(), ".txt"
    )
    assert len(drafts) == 2 and not reasons
    for draft in drafts:
        assert lines(draft.text) == [
            *PARAGRAPHS[:2],
            "IN a statement, the union agreed.",
            PARAGRAPHS[2],
        ]
        assert draft.metadata == {
            "title": "Budget passes",
            "author": "Ann Bee",
            "published": "2024-05-01",
            "outlet": "The Daily Test",
        }


def test_the_last_article_of_a_factiva_copy_that_was_cut_is_read():
    whole = "\n".join(CODED.format(*PARAGRAPHS, i) for i in range(2))
    drafts, _ = read_bytes(whole[: whole.rindex("AN Document")].encode(), ".txt")
    assert [lines(draft.text)[0] for draft in drafts] == [PARAGRAPHS[0]] * 2


MODERN = """{}
Bee, Ann. The Daily Test; London (UK) [London (UK)]. 01 May 2024: 12.
ProQuest document link

ABSTRACT (ENGLISH)
A minister speaks.

FULL TEXT
{}

DETAILS

Subject: Budgets; Senate
Publication title: The Daily Test; London (UK)
Publication date: May 1, 2024
Database: ProQuest Central

LINKS
Linking Service
"""


def test_proquest_with_its_headings_in_capitals():
    content = "\n".join(
        MODERN.format(f"Budget {number} passes", STORY) for number in ("one", "two")
    )
    content += "\nDatabase copyright © 2024 ProQuest LLC. All rights reserved.\n"
    drafts, _ = read_bytes(content.encode(), ".txt")
    assert [draft.metadata.pop("title") for draft in drafts] == [
        "Budget one passes",
        "Budget two passes",
    ]
    for draft in drafts:
        assert (
            lines(draft.text) == PARAGRAPHS
            and ("archive's own lines", "A minister speaks.") in draft.dropped
        )
        assert draft.metadata == {
            "author": "Bee, Ann",
            "outlet": "The Daily Test",
            "published": "2024-05-01",
        }


@pytest.mark.parametrize("length", ["", "Length: {} words\n"])
@pytest.mark.parametrize(
    "body", [["Notes", *PARAGRAPHS], [PARAGRAPHS[0], "Correction", *PARAGRAPHS[1:]]]
)
def test_a_subhead_in_a_text_of_nexis_is_no_heading_of_the_archive(body, length):
    top = "Budget passes\n\nThe Daily Test\n\nMay 1, 2024\n\nSection: NEWS\n" + length.format(
        len(" ".join(body).split())
    )
    tail = (
        "Notes\n\nSent on Friday.\n\nGraphic\n\nA minister.\n\nClassification\n\nLanguage: "
        "ENGLISH\n\nEnd of Document\n"
    )
    content = f"Documents (1)\n\n{top}Body\n\n" + "\n\n".join([*body, tail])
    (draft,), _ = read_bytes(content.encode(), ".txt")
    assert lines(draft.text) == body and ("archive's own lines", "Sent on Friday.") in draft.dropped


# tables


TABLE = pd.DataFrame(
    {
        "Article ID": ["a", "b"],
        "Headline": ["=1+1", "Two"],
        "Body": [STORY, "Second story, officials said."],
        "Publication": ["X", ""],
        "Publish_Date": ["2024-05-01", "2024-05-02"],
        "pages": [3, 4],
    }
)


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx", "; .csv"])
def test_tables_give_an_article_a_row(ending):
    separator = {".tsv": "\t", "; .csv": ";"}.get(ending, ",")
    content = (
        make_workbook(TABLE)
        if ending == ".xlsx"
        else TABLE.to_csv(index=False, sep=separator).encode()
    )
    drafts, reasons = read_bytes(content, "." + ending.rpartition(".")[2])
    assert [draft.id for draft in drafts] == ["a", "b"]
    assert reasons == ["sheet Notes has no column with texts, left out"] * (ending == ".xlsx")
    assert drafts[0].text == STORY
    assert drafts[0].metadata == {"title": "=1+1", "outlet": "X", "published": "2024-05-01"}


def test_every_sheet_with_texts_is_read_and_a_day_has_no_time():
    first = pd.DataFrame(
        {"id": [1], "date": [pd.Timestamp(2024, 5, 1)], "text": ["First story said so."]}
    )
    second = pd.DataFrame(
        {
            "id": [2, 3],
            "date": [pd.Timestamp(2024, 5, 1, 9, 30), None],
            "text": ["Second story.", ""],
        }
    )
    drafts, reasons = read_bytes(make_workbook(first, second), ".xlsx")
    assert [(draft.id, draft.text) for draft in drafts] == [
        ("1", "First story said so."),
        ("2", "Second story."),
    ]
    assert [draft.metadata["published"] for draft in drafts] == [
        "2024-05-01",
        "2024-05-01 09:30:00",
    ]
    assert reasons[1] == "row 3 of Articles 2 (empty) is no article"


@pytest.mark.parametrize("nothing", ["NA", "N/A", "None", "null", "-", " "])
def test_what_stands_for_nothing_is_no_value(nothing):
    (draft,), _ = read_bytes(
        f"title,headline,author,text\n{nothing},Budget,{nothing},A story.\n".encode(), ".csv"
    )
    assert draft.metadata == {"title": "Budget"}


def test_marks_that_quote_no_cell_of_a_table_with_tabs_are_kept():
    told = ['"We have it," she said. "All."', '"Not yet', 'A 5" gun', '"Yes, to all of it."']
    drafts, _ = read_bytes(
        "\n".join(["id\ttext", *(f"{i}\t{words}" for i, words in enumerate(told))]).encode(), ".tsv"
    )
    assert [draft.text for draft in drafts] == told


def test_a_mark_within_a_cell_opens_no_quotation():
    drafts, _ = read_bytes(b'id,text\n1,A 5" gun was shown.\n2,"Three, ""four"""\n', ".csv")
    assert [draft.text for draft in drafts] == ['A 5" gun was shown.', 'Three, "four"']


def test_the_first_line_of_a_table_may_name_the_separator():
    drafts, _ = read_bytes(b"sep=;\nid;title;text\n1;a, b, c, d;A story, told\n", ".csv")
    assert [(draft.text, draft.metadata) for draft in drafts] == [
        ("A story, told", {"title": "a, b, c, d"})
    ]


def test_a_table_that_is_read_as_text_is_doubted(tmp_path):
    (tmp_path / "table.txt").write_text(
        f"Nr\tTitle\tText\n1\tBudget\t{PARAGRAPHS[0]}\n", encoding="utf-16"
    )
    with pytest.warns(UserWarning, match="looks like a table"):
        read_file(tmp_path / "table.txt")


def test_rows_without_an_article_are_named_and_the_others_read():
    drafts, reasons = read_bytes(
        b"id,text\na,First story said so.\nb,\nc,Third story said so.,too\n", ".csv"
    )
    assert [draft.id for draft in drafts] == ["a"]
    assert reasons == ["rows 3 (empty) and 4 (3 cells where there are 2 columns) are no articles"]


@pytest.mark.parametrize(
    "rest", ["3,Three", '3,"Three, and more"', '3,A 5" gun', '3,Three\n4,"Four"']
)
def test_an_open_quotation_mark_in_a_table_is_named_by_its_line(rest):
    with pytest.raises(Unreadable) as caught:
        read_content(f'id,text\n1,One\n2,"Open\n{rest}\n'.encode(), ".csv")
    assert caught.value.reason.startswith("line 3:")


def test_a_list_of_addresses_is_refused():
    with pytest.raises(Unreadable, match="holds no text"):
        read_content(b"id,title,url\n1,Budget,https://example.org\n", ".csv")


def test_json_lines_are_taken_exactly():
    text = "One\r\ntext\u00a0with e\u0301 and \u200b."
    drafts, _ = read_bytes(json.dumps({"id": "a", "text": text}).encode(), ".jsonl")
    assert drafts[0].text == text and drafts[0].exact


def test_json_lines_may_name_the_text_as_tables_do_and_give_objects_that_have_a_name():
    row = {
        "Body": "A story.",
        "authors": [{"name": "A. Bee"}, {"name": "C. Dee"}],
        "source": {"id": None, "name": "Daily"},
    }
    (draft,), _ = read_bytes(json.dumps(row).encode(), ".jsonl")
    assert draft.text == "A story." and draft.metadata == {
        "author": "A. Bee, C. Dee",
        "outlet": "Daily",
    }


# whatever comes


def test_the_beginning_of_a_file_is_believed_before_its_ending():
    (draft,), reasons = read_bytes(PAGE.encode(), ".txt")
    assert "tracked" not in draft.text and reasons == [
        "it holds HTML under the ending .txt and was read as such"
    ]


def test_what_a_page_leaves_out_can_be_listed(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (article,) = read_file(tmp_path / "page.html")
    table = dropped_table(article)
    assert table["words"].sum() > 8 and set(table.columns) == {"article", "what", "words", "text"}


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(READERS)),
    st.binary(max_size=400),
    st.sampled_from(
        [
            b"",
            b"%PDF-1.4\n",
            b"{\\rtf1 ",
            b"PK\x03\x04",
            b"<html><body>",
            b"id,text\n",
            b'{"id": 1, "text": "',
            b"---\na: b\n",
        ]
    ),
)
def test_no_bytes_make_a_reader_fail_but_in_words(ending, content, start):
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        drafts, doubts = read_content(start + content, ending)
    except Unreadable as fault:
        assert fault.reason and fault.remedy
    else:
        assert drafts and all(len(doubt) == 2 for doubt in doubts)
        for draft in drafts:
            clean(draft.text)[0].encode()


@pytest.mark.parametrize("ending", [".json", ".jsonl"])
def test_a_list_in_json_gives_an_article_an_object(ending):
    rows = [
        {"id": 1, "text": "Ann “left”.\r\n"},
        {"id": 2, "content": "Ben left.", "title": "B"},
        7,
        {"text": " "},
    ]
    drafts, doubts = read_content(json.dumps(rows, indent=1).encode(), ending)
    assert [(draft.id, draft.text) for draft in drafts] == [
        ("1", "Ann “left”.\r\n"),
        ("2", "Ben left."),
    ]
    assert (
        drafts[1].metadata["title"] == "B"
        and doubts[0][0] == "items 3 (no object) and 4 (empty text) are no articles"
    )


def test_json_may_hold_its_list_in_an_object_or_be_lines():
    for content in (
        '{"status": "ok", "articles": [{"text": "Ann left."}]}',
        '{"text": "Ann left."}',
    ):
        assert [draft.text for draft in read_content(content.encode(), ".json")[0]] == ["Ann left."]
    assert len(read_content(b'{"text": "Ann left."}\n{"text": "Ben left."}\n', ".json")[0]) == 2
    for broken in (b"[1, 2", b"7", b'{"a": 1}', b"[]"):
        with pytest.raises(Unreadable):
            read_content(broken, ".json")

"""Tables, JSON and lists of references are read as crawlers, news services, archives and reference
managers write them: every text whole, every field under its name, what was not read told."""

import json
import warnings
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_files import make_workbook

from helpers import ArticleError, ArticleWarning, dropped_table, read_file
from helpers.reading.cleaning import clean
from helpers.reading.dates import settle_dates
from helpers.reading.formats import read_content
from helpers.reading.formats.values import words_only

LEAD = "The town of Vessel voted on Monday to sell its old brewery to a choir for ten crowns."
BODY = (
    "“It is the best sale we ever made,” said Mayor Ines Tarn. The choir wants to build a hall "
    "there. Neighbours fear the noise. A petition has gathered nine hundred names since Friday."
)
STORY = f"{LEAD} {BODY}"
OTHER = (
    "A flood took the bridge of Lower Sarn on Tuesday night; nobody was on it. “It went like a "
    "raft,” said Emil Roth, who lives beside the river. The county has closed the road. Repairs "
    "will take until autumn, the engineers say."
)
STORIES = (STORY, OTHER)


@pytest.fixture
def read(tmp_path):
    """Reads a file with some content: its articles, and the doubts in one string; no warning but
    the suite's own may be raised."""

    def read_as(name, content):
        if not isinstance(content, str | bytes):
            content = json.dumps(content, ensure_ascii=False)
        if isinstance(content, str):
            content = content.encode()
        (tmp_path / name).write_bytes(content)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            articles = read_file(tmp_path / name)
        assert all(isinstance(one.message, ArticleWarning) for one in caught), caught
        return articles, " ".join(str(one.message) for one in caught)

    return read_as


def refused(read, name, content):
    with pytest.raises(ArticleError) as error:
        read(name, content)
    return str(error.value)


def table(rows, separator=","):
    return pd.DataFrame(rows).to_csv(index=False, sep=separator)


def left_out(article):
    return dict(zip(*dropped_table(article)[["what", "text"]].T.to_numpy(), strict=True))


# names of fields

WANTED = {
    "title": "Brewery sold",
    "outlet": "The Vessel Post",
    "author": "Ada Lund",
    "published": "2024-06-03",
    "url": "https://example.org/1",
}
NAMES = {
    "news-please": ("title", "source_domain", "authors", "date_publish", "url", "maintext"),
    "amcat": ("headline", "medium", "byline", "date", "url", "text"),
    "factiva codes": ("HD", "SN", "BY", "PD", "URL", "TD"),
    "nexis": ("Headline", "Newspaper", "Byline", "Publication-Date", "Document URL", "Article"),
    "camel case": (
        "articleTitle",
        "mediaOutlet",
        "authorName",
        "datePublished",
        "webUrl",
        "fullText",
    ),
    "R": ("Article.Title", "Publication.Title", "Author", "Publication.Date", "URL", "Full.Text"),
    "flattened": (
        *("headline.main", "source.name", "byline.original", "webPublicationDate", "webUrl"),
        "fields.bodyText",
    ),
    "tm": ("heading", "origin", "author", "datetimestamp", "link", "content"),
    "zotero": ("Title", "Publication Title", "Author", "Date", "Url", "Full Text"),
    "German": ("Überschrift", "Zeitung", "Autor", "Datum", "Link", "Volltext"),
    "German, plain": ("Titel", "Medium", "Verfasser", "Erscheinungsdatum", "Adresse", "Inhalt"),
    "French": ("Titre", "Journal", "Auteur", "Date de publication", "Lien", "Texte intégral"),
    "Dutch": ("Kop", "Krant", "Auteur", "Publicatiedatum", "URL", "Volledige tekst"),
    "Spanish": ("Título", "Periódico", "Autor", "Fecha", "Enlace", "Texto completo"),
}


@pytest.mark.parametrize("tool", NAMES)
def test_fields_are_known_by_the_names_that_tools_give_them(read, tool):
    row = dict(zip(NAMES[tool], [*WANTED.values(), STORY], strict=True))
    [article], doubts = read("table.csv", table([row]))
    assert article.text == STORY and not doubts
    assert {field: getattr(article, field) for field in WANTED} == WANTED


@pytest.mark.parametrize("tool", ["news-please", "camel case", "German", "R"])
def test_json_and_workbooks_know_the_same_names(read, tool):
    row = dict(zip(NAMES[tool], [*WANTED.values(), STORY], strict=True))
    for name, content in (
        ("a.jsonl", row),
        ("a.json", [row]),
        ("a.xlsx", make_workbook(pd.DataFrame([row]))),
    ):
        [article], _ = read(name, content)
        assert article.text == STORY
        assert {field: getattr(article, field) for field in WANTED} == WANTED


def test_the_table_of_files_knows_the_same_names(read, tmp_path):
    (tmp_path / "articles.csv").write_text(
        "Datei;Schlagzeile;Medium;Datum\na.txt;Brauerei verkauft;Die Post;3.6.2024\n",
        encoding="utf-8",
    )
    [article], _ = read("a.txt", STORY)
    assert (article.title, article.outlet) == ("Brauerei verkauft", "Die Post")
    assert article.published == "2024-06-03"


def test_a_newspaper_in_a_field_of_its_own_counts_before_the_address_of_its_site(read):
    [article], _ = read(
        "a.jsonl", {"domain": "post.example", "newspaper": "The Vessel Post", "text": STORY}
    )
    assert article.outlet == "The Vessel Post"


def test_a_byline_loses_its_by_and_names_in_parts_are_joined(read):
    [article], _ = read("a.jsonl", {"byline": {"original": "By Ada Lund"}, "text": STORY})
    assert article.author == "Ada Lund"
    people = [{"firstname": "Ada", "lastname": "Lund"}, {"firstName": "Bo", "lastName": "Krey"}]
    [article], _ = read("a.jsonl", {"authors": people, "text": STORY})
    assert article.author == "Ada Lund, Bo Krey"


def test_a_column_of_articles_under_a_name_of_its_own_is_read_and_told(read):
    rows = [
        {"nr": i, "Titel": f"No {i}", "Zeitungsmeldung": text} for i, text in enumerate(STORIES)
    ]
    articles, doubts = read("a.csv", table(rows))
    assert [article.text for article in articles] == list(STORIES)
    assert "Zeitungsmeldung" in doubts


# leads


@pytest.mark.parametrize("name", ["lead_paragraph", "LP", "Lead", "lede", "Vorspann", "chapô"])
def test_a_lead_in_a_column_of_its_own_goes_before_the_text(read, name):
    [article], doubts = read("a.csv", table([{"title": "Brewery sold", name: LEAD, "body": BODY}]))
    assert article.text == f"{LEAD}\n\n{BODY}" and not doubts


@pytest.mark.parametrize(
    "lead", [LEAD, LEAD.replace("'", "’").upper(), f"{LEAD[:60]}…", f"{LEAD[:60]} [...]"]
)
def test_a_lead_that_the_text_has_is_not_repeated(read, lead):
    [article], _ = read("a.csv", table([{"lead": lead, "text": STORY}]))
    assert article.text == STORY


def test_standfirst_and_lead_stand_in_this_order_before_the_body(read):
    row = {
        "lead": LEAD,
        "body": BODY,
        "standfirst": "A choir buys the brewery, and neighbours fear the noise.",
    }
    [article], _ = read("a.json", [row])
    assert article.text == f"{row['standfirst']}\n\n{LEAD}\n\n{BODY}"


def test_a_text_of_the_suites_own_form_stays_exact_and_its_lead_is_told(read):
    row = {"id": "a", "lead_paragraph": LEAD, "text": f"{BODY}\r\n"}
    [article], doubts = read("a.jsonl", row)
    assert article.text == row["text"]
    assert left_out(article)["lead_paragraph"] == LEAD and "lead_paragraph" in doubts


def test_what_is_only_said_about_an_article_is_told_and_not_put_into_it(read):
    summary = (
        "A long dispute about the use of an old building has come to an end, as the town council "
        "sold it to singers."
    )
    [article], doubts = read("a.csv", table([{"summary": summary, "text": STORY}]))
    assert article.text == STORY and left_out(article)["summary"] == summary
    assert "summary" in doubts


def test_an_article_of_which_there_is_only_the_lead_is_read_and_doubted(read):
    document = {
        "web_url": "https://example.org/1",
        "snippet": "A brewery for a choir.",
        "lead_paragraph": LEAD,
        "abstract": "Vessel sells its brewery",
        "headline": {"main": "Brewery sold", "kicker": "Region"},
        "byline": {"original": "By Ada Lund", "person": []},
        "source": "The Vessel Times",
        "pub_date": "2024-06-03T05:00:00+0000",
    }
    [article], doubts = read("a.json", {"status": "OK", "response": {"docs": [document]}})
    assert article.text == LEAD and "lead_paragraph" in doubts
    assert (article.title, article.outlet) == ("Brewery sold", "The Vessel Times")
    assert (article.author, article.published) == ("Ada Lund", document["pub_date"])
    assert left_out(article)["headline.kicker"] == "Region"


# JSON within JSON


def guardian(text, number):
    return {
        "id": f"town/2024/jun/0{number}/story",
        "webTitle": f"Story {number}",
        "webPublicationDate": f"2024-06-0{number}T08:00:00Z",
        "webUrl": f"https://example.org/{number}",
        "fields": {"byline": "Ada Lund", "wordcount": "60", "bodyText": text},
        "tags": [{"id": "tone/news", "webTitle": "News"}],
    }


NESTED = {
    "guardian": {"response": {"status": "ok", "results": [guardian(STORY, 1), guardian(OTHER, 2)]}},
    "guardian, pages": [
        {"response": {"currentPage": n, "results": [guardian(text, n)]}}
        for n, text in enumerate(STORIES, 1)
    ],
    "elastic": {
        "took": 3,
        "hits": {
            "total": {"value": 2},
            "hits": [
                {"_index": "n", "_id": str(n), "_source": {"title": f"Story {n}", "text": text}}
                for n, text in enumerate(STORIES, 1)
            ],
        },
    },
    "event registry": {
        "articles": {
            "page": 1,
            "results": [
                {"uri": str(n), "title": f"Story {n}", "body": text, "source": {"title": "Post"}}
                for n, text in enumerate(STORIES, 1)
            ],
        }
    },
    "wordpress": [
        {"id": n, "title": {"rendered": f"Story {n}"}, "content": {"rendered": f"<p>{text}</p>"}}
        for n, text in enumerate(STORIES, 1)
    ],
    "by day": {
        f"2024-06-0{n}": [{"title": f"Story {n}", "text": text}]
        for n, text in enumerate(STORIES, 1)
    },
    "by id": {f"a{n}": {"title": f"Story {n}", "text": text} for n, text in enumerate(STORIES, 1)},
    "unknown wrappers": {
        "export": [
            {"entry": {"no": n, "payload": {"headline": f"Story {n}", "text": text}}}
            for n, text in enumerate(STORIES, 1)
        ]
    },
    "with a list before": {
        "sources": [{"id": 1, "name": "Post"}, {"id": 2, "name": "Echo"}],
        "documents": [
            {"title": f"Story {n}", "content": text} for n, text in enumerate(STORIES, 1)
        ],
    },
    "with comments": {
        "data": [
            {"title": f"Story {n}", "text": text, "comments": [{"text": "Good!"}, {"text": "No."}]}
            for n, text in enumerate(STORIES, 1)
        ]
    },
    "paragraphs": {
        "items": [{"title": f"Story {n}", "body": [text]} for n, text in enumerate(STORIES, 1)]
    },
    "by column": {
        "title": {"0": "Story 1", "1": "Story 2"},
        "text": dict(zip("01", STORIES, strict=True)),
    },
    "by column, lists": {"title": ["Story 1", "Story 2"], "text": list(STORIES)},
}


@pytest.mark.parametrize("form", NESTED)
def test_articles_are_found_wherever_a_service_puts_them(read, form):
    articles, _ = read("a.json", NESTED[form])
    assert [article.text for article in articles] == list(STORIES)
    assert [article.title for article in articles] == ["Story 1", "Story 2"]


def test_json_lines_may_be_answers_of_a_service(read):
    lines = "\n".join(json.dumps(page) for page in NESTED["guardian, pages"])
    articles, _ = read("a.jsonl", lines)
    assert [article.text for article in articles] == list(STORIES)
    assert [article.published for article in articles] == [
        "2024-06-01T08:00:00Z",
        "2024-06-02T08:00:00Z",
    ]
    assert left_out(articles[0])["fields.wordcount"] == "60"


def test_one_article_alone_in_its_object_is_one_article(read):
    answer = {"response": {"status": "ok", "content": guardian(STORY, 1)}}
    [article], _ = read("a.json", answer)
    assert article.text == STORY and article.title == "Story 1"


def test_an_article_with_comments_is_one_article(read):
    comments = [{"author": "bo", "text": "Never heard of it."}, {"author": "cy", "text": "Shame!"}]
    [article], _ = read("a.json", {"title": "Sold", "text": STORY, "comments": comments})
    assert article.text == STORY and "Never heard" in left_out(article)["comments"]


def test_paragraphs_of_one_article_are_joined(read):
    parts = [{"type": "p", "text": LEAD}, {"type": "p", "text": BODY}]
    [article], _ = read("a.json", {"title": "Sold", "url": "https://example.org", "body": parts})
    assert article.text == f"{LEAD}\n\n{BODY}"


def test_what_stands_among_paragraphs_is_listed(read):
    parts = [{"type": "image", "caption": "A hall"}, {"type": "p", "text": LEAD}, BODY]
    [article], _ = read("a.json", {"title": "Sold", "content": parts})
    assert article.text == f"{LEAD}\n\n{BODY}" and "A hall" in left_out(article)["content"]


def test_a_query_beside_the_articles_is_none(read):
    answer = {"query": {"text": "brewery choir"}, "results": [{"title": "Sold", "text": STORY}]}
    [article], _ = read("a.json", answer)
    assert article.text == STORY and left_out(article)["text"] == "brewery choir"


def test_texts_alone_in_a_list_are_articles(read):
    articles, _ = read("a.json", {"articles": list(STORIES)})
    assert [article.text for article in articles] == list(STORIES)


def test_numbered_columns_are_one_text(read):
    [article], _ = read("a.csv", table([{"title": "Sold", "text_1": LEAD, "text_2": BODY}]))
    assert article.text == f"{LEAD}\n\n{BODY}" and left_out(article) == {"title": "Sold"}


def test_abstracts_alone_are_told(read):
    message = refused(read, "a.csv", table([{"title": "Sold", "snippet": LEAD}]))
    assert "abstracts" in message and "get the articles' texts first" in message


def test_an_object_without_text_among_others_is_named(read):
    answer = {"articles": [{"title": "A", "content": STORY}, {"title": "B", "content": None}]}
    [article], doubts = read("a.json", answer)
    assert article.text == STORY and "item 2 (no text)" in doubts


# what was not read


def test_every_cell_that_is_not_in_the_text_is_listed_by_its_column(read):
    row = {"id": 7, "title": "Sold", "page": 3, "section": "Region", "text": STORY, "code": ""}
    [article], doubts = read("a.csv", table([row]))
    assert left_out(article) == {"id": "7", "title": "Sold", "page": "3", "section": "Region"}
    assert not doubts


def test_every_value_of_json_that_is_not_in_the_text_is_listed_by_its_name(read):
    row = {"id": "a", "text": STORY, "meta": {"pages": 2, "tags": ["x", "y"]}, "none": None}
    [article], _ = read("a.jsonl", row)
    assert left_out(article) == {"id": "a", "meta.pages": "2", "meta.tags": "x, y"}


@pytest.mark.parametrize("name", ["description", "ocr_text", "Comment", "second_text"])
def test_a_column_of_long_text_that_was_not_read_is_told_once(read, name):
    rows = [
        {"text": text, name: f"{other} Once more."}
        for text, other in zip(STORIES, STORIES[::-1], strict=True)
    ]
    articles, doubts = read("a.csv", table(rows))
    assert [article.text for article in articles] == list(STORIES)
    assert doubts.count(name) == 1


def test_a_row_without_text_is_told_and_nothing_else_is_read_for_it(read):
    rows = [{"title": "A", "content": STORY}, {"title": "B", "content": ""}]
    articles, doubts = read("a.csv", table(rows))
    assert len(articles) == 1 and "row 3 (empty)" in doubts


# dates


def published(read, dates, name="a.csv"):
    rows = [{"date": date, "text": f"Story {n}. {STORY}"} for n, date in enumerate(dates)]
    articles, doubts = read(name, table(rows))
    return [article.published for article in articles], doubts


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        (["06/05/2024", "13/05/2024"], ["2024-05-06", "2024-05-13"]),
        (["05/06/2024", "05/13/2024"], ["2024-05-06", "2024-05-13"]),
        (["06.05.2024", "7.5.2024"], ["2024-05-06", "2024-05-07"]),
        (["6-5-2024 18:30", "31-12-2023 07:05"], ["2024-05-06T18:30:00", "2023-12-31T07:05:00"]),
        (["06/05/24", "13/05/24"], ["2024-05-06", "2024-05-13"]),
        (["06/06/2024"], ["2024-06-06"]),
        (["6 May 2024", "May 6, 2024"], ["2024-05-06", "2024-05-06"]),
        (["Monday, May 06, 2024", "6th May 2024"], ["2024-05-06", "2024-05-06"]),
        (["6. Mai 2024", "Montag, 3. März 2025"], ["2024-05-06", "2025-03-03"]),
        (["6 mai 2024", "1er décembre 2023"], ["2024-05-06", "2023-12-01"]),
        (["6 de mayo de 2024", "lunes, 2 de enero de 2023"], ["2024-05-06", "2023-01-02"]),
        (["6 mei 2024", "maandag 3 maart 2025"], ["2024-05-06", "2025-03-03"]),
        (["1714982400", "1714982400000"], ["2024-05-06T08:00:00+00:00"] * 2),
        (["Mon, 06 May 2024 10:00:00 GMT"], ["2024-05-06T10:00:00+00:00"]),
        (["Mon, 06 May 2024 10:00:00 +0200"], ["2024-05-06T10:00:00+02:00"]),
        (["20240506", "20240506T101500Z"], ["2024-05-06", "2024-05-06T10:15:00+00:00"]),
        (["2024/05/06", "2024.5.7"], ["2024-05-06", "2024-05-07"]),
        (["May 6, 2024 3:15 PM"], ["2024-05-06T15:15:00"]),
        (["2024-05-06T23:30:00+02:00", "2024-05-06 08:00:00"],) * 2,
        (["2024", "2024-05"],) * 2,
        (["May 2024"], ["2024-05"]),
    ],
)
def test_dates_are_written_as_year_month_day(read, dates, wanted):
    assert published(read, dates) == (wanted, "")


@pytest.mark.parametrize("dates", [["06/05/2024", "07/05/2024"], ["1/2/24"], ["5-6-2024 10:00"]])
def test_dates_that_can_be_read_two_ways_stay_and_are_told(read, dates):
    found, doubts = published(read, dates)
    assert found == dates and "two ways" in doubts and dates[0] in doubts


def test_a_column_that_holds_both_orders_decides_nothing(read):
    found, doubts = published(read, ["13/05/2024", "05/13/2024", "06/05/2024"])
    assert found == ["2024-05-13", "2024-05-13", "06/05/2024"] and "two ways" in doubts


def test_what_is_no_date_stays_and_is_told(read):
    found, doubts = published(read, ["2024-05-06", "last spring", "2024-13-45"])
    assert found == ["2024-05-06", "last spring", "2024-13-45"]
    assert "2 dates" in doubts and "last spring" in doubts


def test_json_lines_decide_over_all_lines(read):
    lines = "\n".join(
        json.dumps({"text": f"{n} {STORY}", "date": date})
        for n, date in enumerate(["06/05/2024", "13/05/2024"])
    )
    assert [one.published for one in read("a.jsonl", lines)[0]] == ["2024-05-06", "2024-05-13"]


DATES = st.text("0123456789/.- :TZ+apm,MayJune", max_size=24) | st.text(max_size=12)


@settings(max_examples=300)
@given(st.lists(DATES, max_size=5))
def test_dates_once_settled_stay(values):
    settled, _ = settle_dates(values)
    assert len(settled) == len(values)
    assert all(settle_dates([day])[0] == [day] for day in settled if day[:4].isdecimal())


# lists of references

RIS = """TY  - NEWS
TI  - Brewery sold
AU  - Lund, Ada
AU  - Krey, Bo
T2  - The Vessel Post
DA  - 2024/06/03/
PY  - 2024
SP  - 12
UR  - https://example.org/1
{}  - {}
ER  - 

TY  - NEWS
T1  - Bridge gone
JF  - Sarn Courier
Y1  - 2024/06/04
AB  - A flood took a bridge.
ER  - 
"""


@pytest.mark.parametrize("tag", ["N2", "AB", "N1"])
@pytest.mark.parametrize("name", ["list.ris", "list.txt"])
def test_a_reference_with_a_text_is_an_article_and_one_with_an_abstract_is_told(read, tag, name):
    content = RIS.format(tag, f"{LEAD}\n\n{BODY}").replace("\n", "\r\n")
    [article], doubts = read(name, content)
    assert article.text == f"{LEAD}\n\n{BODY}"
    assert (article.title, article.outlet) == ("Brewery sold", "The Vessel Post")
    assert (article.author, article.published) == ("Lund, Ada; Krey, Bo", "2024-06-03")
    assert left_out(article)["SP"] == "12"
    assert "abstract" in doubts and "Bridge gone" in doubts


def test_a_list_of_abstracts_is_refused(read):
    message = refused(read, "list.ris", RIS.format("AB", "A choir buys a brewery."))
    assert "abstract" in message


def test_a_list_of_zotero_with_texts_in_its_notes_is_read(read):
    rows = [
        {
            "Key": f"K{n}",
            "Item Type": "newspaperArticle",
            "Author": "Lund, Ada; Krey, Bo",
            "Title": f"Story {n}",
            "Publication Title": "The Vessel Post",
            "Url": "https://example.org",
            "Abstract Note": "A short abstract.",
            "Date": "2024-06-03",
            "Notes": f"<p>{LEAD}</p><p>{other}</p>",
        }
        for n, other in enumerate(STORIES)
    ]
    articles, doubts = read("list.csv", table(rows))
    assert [article.text for article in articles] == [f"{LEAD}\n\n{other}" for other in STORIES]
    assert articles[0].outlet == "The Vessel Post" and "Notes" in doubts


def test_a_list_of_endnote_is_read(read):
    content = f"""%0 Newspaper Article
%T Brewery sold
%A Lund, Ada
%B The Vessel Post
%D 2024
%8 June 3, 2024
%U https://example.org/1
%X {STORY}
"""
    [article], doubts = read("list.enw", content)
    assert article.text == STORY and "abstract" in doubts
    assert (article.title, article.outlet) == ("Brewery sold", "The Vessel Post")
    assert article.published == "2024-06-03"


def test_a_list_of_endnote_in_xml_is_read(read):
    content = f"""<?xml version="1.0" encoding="UTF-8"?><xml><records><record>
<ref-type name="Newspaper Article">23</ref-type>
<contributors><authors><author><style face="normal">Lund, Ada</style></author></authors>
</contributors>
<titles><title><style face="normal">Brewery </style><style face="italic">sold</style></title>
<secondary-title>The Vessel Post</secondary-title></titles>
<dates><year>2024</year><pub-dates><date>2024-06-03</date></pub-dates></dates>
<abstract>{STORY}</abstract></record></records></xml>"""
    [article], doubts = read("list.xml", content)
    assert article.text == STORY and "abstract" in doubts
    assert (article.title, article.outlet) == ("Brewery sold", "The Vessel Post")
    assert (article.author, article.published) == ("Lund, Ada", "2024-06-03")


# lines above the header


@pytest.mark.parametrize(
    "above",
    [
        "Export of 12 May\n\n",
        "Search: brewery; choir; vessel\nResults: 2\n",
        'Database,Press Index\nQuery,"brewery, sold"\n\n\n',
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_is_found_below_other_lines(read, above, separator):
    rows = [
        {"Title": f"Story {n}", "Source": "Post", "Text": text} for n, text in enumerate(STORIES)
    ]
    articles, doubts = read("a.csv", above + table(rows, separator))
    assert [article.text for article in articles] == list(STORIES)
    assert articles[1].title == "Story 1" and not doubts
    pieces = " ".join(dropped_table(articles[0])["text"])
    for line in above.split("\n"):
        assert line in pieces


def test_the_header_of_a_sheet_is_found_below_other_lines(read):
    rows = [
        ["Export of 12 May", "", ""],
        ["", "", ""],
        ["Headline", "Medium", "Article"],
        ["Story 1", "Post", STORY],
        ["Story 2", "Echo", OTHER],
        ["Story 3", "Echo", ""],
    ]
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    articles, doubts = read("a.xlsx", make_workbook(frame))
    assert [article.text for article in articles] == list(STORIES)
    assert [article.outlet for article in articles] == ["Post", "Echo"]
    assert "row 6" in doubts
    assert "Export of 12 May" in list(dropped_table(articles[0])["text"])


def test_a_table_without_names_of_columns_is_refused(read):
    message = refused(read, "a.csv", f'1,Sold,"{STORY}"\n2,Gone,"{OTHER}"\n')
    assert "no names of columns" in message


def test_an_old_workbook_is_refused_with_what_to_do(read):
    assert ".xlsx" in refused(read, "a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 100)


def test_a_table_whose_first_cells_are_words_keeps_its_first_row(read):
    content = f'text,title\n"{STORY}",Title\nText,Title\n'
    articles, _ = read("a.csv", content)
    assert articles[0].text == STORY and len(articles) == 2


# what holds no text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "mediacloud.csv",
            "id,indexed_date,language,media_name,publish_date,title,url\n"
            "1,2024-06-03,en,post.example,2024-06-03,Brewery sold,https://example.org/1\n",
        ),
        (
            "gdelt.json",
            {"articles": [{"url": "https://example.org/1", "title": "A", "seendate": "20240603"}]},
        ),
        (
            "gdelt.tsv",
            "1178\t20240603\tVES\tVESSEL\t1\t042\t2.8\tSarn\thttps://example.org/1\n"
            "1179\t20240603\tVES\tVESSEL\t1\t042\t2.8\tSarn\thttps://example.org/2\n",
        ),
        ("bigquery.csv", "DATE,SourceCommonName,DocumentIdentifier,V2Tone\n1,a,https://e.org,2\n"),
        ("list.jsonl", '{"title": "A", "link": "https://example.org/1"}\n'),
    ],
)
def test_a_list_of_addresses_says_that_the_texts_must_be_fetched(read, name, content):
    message = refused(read, name, content)
    assert "addresses" in message and "get the articles' texts first" in message


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.txt"])
def test_a_web_archive_says_that_its_pages_must_be_extracted(read, name):
    content = "WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<html></html>"
    assert "extract" in refused(read, name, content)


# texts within marks


@pytest.mark.parametrize(
    "marked",
    [
        f"<p>{LEAD}</p><p>{BODY}</p>",
        f"<div><p>{LEAD}</p>\n<p>{BODY.replace(' said', '<br/> said', 0)}</p></div>",
        f"<p>{LEAD}</p>\n\n<p><a href='https://example.org'>{BODY[:8]}</a>{BODY[8:]}</p>",
    ],
)
def test_a_text_with_the_marks_of_a_page_is_read_without_them(read, marked):
    for name, content in (("a.csv", table([{"body": marked}])), ("a.json", [{"content": marked}])):
        [article], doubts = read(name, content)
        assert article.text == f"{LEAD}\n\n{BODY}" and "HTML" in doubts


def test_marks_in_the_suites_own_form_stay(read):
    [article], _ = read("a.jsonl", {"text": f"<p>{STORY}</p>"})
    assert article.text == f"<p>{STORY}</p>"


# nothing is lost

WORDS = st.text(st.characters(categories=("L", "N", "P"), codec="utf-8"), min_size=1, max_size=8)
CELLS = st.lists(WORDS, max_size=6).map(" ".join)
COLUMNS = ["id", "title", "lead", "text", "date", "section", "a.b"]


def printed(text):
    """The characters of a text that are printed, as the suite writes them."""
    return Counter("".join(clean(text)[0].split()))


def kept(articles):
    pieces = [words for one in articles for _, words in one.dropped]
    return printed(" ".join([*(one.text for one in articles), *pieces]))


@settings(max_examples=150)
@given(st.lists(st.tuples(*[CELLS] * len(COLUMNS)), min_size=1, max_size=4))
def test_every_character_of_a_table_is_in_a_text_or_listed(rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["text"] = [f"{STORY} {text}" for text in frame["text"]]
    for content, ending in (
        (frame.to_csv(index=False), ".csv"),
        (frame.to_csv(index=False, sep=";"), ".csv"),
        (frame.to_json(orient="records"), ".json"),
        (frame.to_json(orient="records", lines=True), ".jsonl"),
    ):
        drafts, _ = read_content(content.encode(), ending)
        # a lead whose words the text has is not repeated
        leads = [
            lead
            for lead in frame["lead"]
            if words_only(lead) in words_only(" ".join(frame["text"]))
        ]
        wanted = printed(" ".join(cell for row in frame.to_numpy() for cell in row))
        assert not wanted - kept(drafts) - printed(" ".join(leads)), ending


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 10**6) | CELLS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=200)
@given(st.dictionaries(WORDS, VALUES, max_size=4), st.sampled_from(["articles", "a", "data"]))
def test_every_value_of_json_is_in_a_text_or_listed(other, name):
    data = {"page": other, name: {"results": [{"text": STORY, "more": other}]}}
    drafts, _ = read_content(json.dumps(data).encode(), ".json")
    if [draft.text for draft in drafts] == [STORY]:
        found = " ".join(words for draft in drafts for _, words in draft.dropped)
        for value in leaves(other):
            assert words_only(str(value)) in words_only(found)


def leaves(value):
    """Yield the values in JSON data that are words or numbers."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    elif value is not None and not isinstance(value, bool):
        yield value


def test_a_column_that_says_print_or_online_names_no_outlet(tmp_path):
    """Where another column names the outlets, the kind of medium is only listed."""
    path = tmp_path / "study.csv"
    rows = [
        "medium,publisher,text",
        f'Print,The Vale News,"{STORY}"',
        f'online,Coast Radio,"{OTHER}"',
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert [article.outlet for article in read_file(path)] == ["The Vale News", "Coast Radio"]

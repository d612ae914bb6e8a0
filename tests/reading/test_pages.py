"""Saved web pages: their headline, posts and captions are in the text, what is around the article
is not, and all of it is listed."""

import pytest

from helpers import ArticleWarning, annotate, read_file
from helpers.reading.formats import read_content

LEAD = (
    "The last paper mill on the river Ane will close in spring, its owners told the ninety workers "
    "on Thursday morning."
)
SAID = "“We knew that the orders were falling,” said Tilda Moore, who has run the press since 1998."
MORE = (
    "The owners say that paper is made at half the price elsewhere, and that they have looked for "
    "a buyer since the summer without success."
)
LAST = "The council will discuss the future of the site on Monday, and it may buy a part of it."
BODY = [LEAD, SAID, MORE, LAST]
NAV = (
    "<nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li>"
    "<li><a href=/s>Sport</a></li></ul></nav>"
)
FOOT = "<footer><p>© 2024 Ane Valley News. All rights reserved.</p></footer>"


def page(article, head="<title>Mill to close - Ane Valley News</title>", around=NAV):
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head>'
        f"<body>{around}<main><article>{article}</article></main>{FOOT}</body></html>"
    )


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def read(content, tmp_path):
    """Return the article of a page, and (text, kind) of each of its paragraphs."""
    path = tmp_path / "mill.html"
    path.write_text(content, encoding="utf-8")
    (article,) = read_file(path)
    sentences = annotate(article, cache=False).sentences
    grouped = sentences.groupby("paragraph")
    told = [
        (article.text[rows["start"].min() : rows["end"].max()], rows["kind"].iloc[0])
        for _, rows in grouped
    ]
    return article, told


def dropped(article):
    return {words for _, words in article.dropped}


# headlines


@pytest.mark.parametrize(
    ("headline", "head"),
    [
        (
            "<h1>Mill to close in spring</h1>",
            "<title>Mill to close in spring - Valley News</title>",
        ),
        (
            '<header><h1 class="hl"><span>Mill to close</span> in spring</h1><p>By Tom Bell</p>'
            "<p>5 March 2024</p></header>",
            '<title>Valley News | Mill to close in spring</title><meta property="og:title" '
            'content="Mill to close in spring">',
        ),
        (
            '<h2 class="entry-title">Mill to close in spring</h2>',
            "<title>Mill to close in spring</title>",
        ),
        (
            "<h1>Mill to close in spring</h1>",
            '<title>Paper mill will shut, ninety jobs go</title><meta property="og:title" '
            'content="Paper mill will shut, ninety jobs go">',
        ),
    ],
)
def test_the_headline_of_a_page_is_its_first_paragraph(headline, head, tmp_path):
    _, told = read(page(headline + paragraphs(*BODY), head), tmp_path)
    assert told == [("Mill to close in spring", "title"), *((text, "body") for text in BODY)]


def test_the_headline_above_the_article_is_found_too(tmp_path):
    around = f"{NAV}<div class=top><h1>Mill to close in spring</h1><div>Tom Bell</div></div>"
    head = "<title>Mill to close in spring</title>"
    _, told = read(page(paragraphs(*BODY), head, around), tmp_path)
    assert told[0] == ("Mill to close in spring", "title") and told[1][0] == LEAD


def test_a_logo_is_no_headline(tmp_path):
    around = f"<header><h1><a href=/>Ane Valley News</a></h1></header>{NAV}"
    article = f"<h2>Mill to close in spring</h2>{paragraphs(*BODY)}"
    head = (
        "<title>Mill to close in spring - Ane Valley News</title>"
        '<meta property="og:site_name" content="Ane Valley News">'
    )
    _, told = read(page(article, head, around), tmp_path)
    assert told[0] == ("Mill to close in spring", "title")
    assert "Ane Valley News" not in dict(told)


@pytest.mark.parametrize(
    "standfirst",
    [
        '<p class="standfirst">Ninety people will lose their work at Harrow Bridge</p>',
        '<div data-testid="standfirst"><p>Ninety people will lose their work at Harrow Bridge</p>'
        "</div>",
        '<h2 class="article__sub-headline">Ninety people will lose their work at Harrow Bridge'
        "</h2>",
        '<p itemprop="alternativeHeadline">Ninety people will lose their work at Harrow Bridge</p>',
        '<p class="c-dek">Ninety people will lose their work at Harrow Bridge</p>',
    ],
)
def test_the_standfirst_that_a_page_marks_is_one(standfirst, tmp_path):
    content = f"<header><h1>Mill to close in spring</h1>{standfirst}</header>{paragraphs(*BODY)}"
    _, told = read(page(content, "<title>Mill to close in spring</title>"), tmp_path)
    assert told[:3] == [
        ("Mill to close in spring", "title"),
        ("Ninety people will lose their work at Harrow Bridge", "standfirst"),
        (LEAD, "body"),
    ]


# pages laid out by tables

SIDE = (
    "<b>Other news</b><br><a href=1>Ferry out of service</a><br><a href=2>School gets a new roof"
    "</a><br><a href=3>Council meets in May</a>"
)
TABLES = [
    # paragraphs in one cell between two columns
    f"<table width=100% border=0><tr><td width=120>{SIDE}</td><td><h1>Mill to close in spring</h1>"
    f"{paragraphs(*BODY)}</td><td><img src=a.gif><br><a href=ad>Buy a boat</a></td></tr></table>",
    # lines apart by <br><br>, in tables within tables, the navigation in a row above
    "<table><tr><td colspan=2><a href=/>Front page</a> | <a href=/n>News</a> | <a href=/w>Weather"
    "</a></td></tr><tr><td><table><tr><td><font size=5><b>Mill to close in spring</b></font>"
    f"<br><br>{'<br><br>'.join(BODY)}</td></tr></table></td><td>{SIDE}</td></tr></table>",
    # a row a paragraph
    "<center><table width=600><tr><td><h2>Mill to close in spring</h2></td></tr>"
    + "".join(f"<tr><td>{text}</td></tr>" for text in BODY)
    + f"<tr><td>{SIDE}</td></tr></table></center>",
    # open paragraphs, as in the nineties
    f"<TABLE BORDER=0><TR><TD VALIGN=top>{SIDE}<TD><H1>Mill to close in spring</H1><P>"
    f"{'<P>'.join(BODY)}</TABLE>",
    # and within a font
    f"<TABLE BORDER=0><TR><TD VALIGN=top>{SIDE}<TD><H1>Mill to close in spring</H1><P>"
    f"<FONT SIZE=3>{'<P>'.join(BODY)}</FONT></TABLE>",
    f"<TABLE BORDER=0><TR><TD VALIGN=top><H1>Mill to close in spring</H1><FONT FACE=Arial><FONT "
    f"SIZE=2><P>{'</P><P>'.join(BODY)}</P></FONT></FONT></TD><TD>{SIDE}</TD></TR></TABLE>",
]


@pytest.mark.parametrize("table", TABLES)
def test_a_page_laid_out_by_tables_gives_its_article_alone_and_a_doubt(table, tmp_path):
    content = (
        f"<html><head><title>Mill to close in spring</title></head><body>{table}</body></html>"
    )
    with pytest.warns(match="laid out by tables"):
        article, told = read(content, tmp_path)
    assert told == [("Mill to close in spring", "title"), *((text, "body") for text in BODY)]
    assert {"Other news", "Ferry out of service", "Council meets in May"} <= dropped(article)


def test_a_table_of_figures_stays_in_the_text_without_bars(tmp_path):
    table = (
        "<table><tr><th>Year</th><th>Workers</th></tr><tr><td>1998</td><td>412</td></tr>"
        "<tr><td>2024</td><td>90</td></tr></table>"
    )
    content = page(f"<h1>Mill to close</h1>{paragraphs(LEAD, SAID)}{table}{paragraphs(MORE, LAST)}")
    _, told = read(content, tmp_path)
    assert {text for text, kind in told if kind == "body"} >= set(BODY)
    assert all("412" not in text for text, kind in told if kind == "body")


# posts

POSTS = [
    '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The bridge is closed until noon. '
    "Take the road by Orr.</p>&mdash; Harrow Council (@harrowcouncil) "
    '<a href="https://example.org/1">March 5, 2024</a></blockquote>',
    '<figure class="wp-block-embed is-provider-twitter"><div class="wp-block-embed__wrapper">'
    '<blockquote class="twitter-tweet"><p>The bridge is closed until noon. Take the road by Orr.'
    "</p>— Harrow Council (@harrowcouncil) <a href=x>March 5, 2024</a></blockquote></div></figure>",
    '<div class="social-embed"><blockquote class="bluesky-embed" data-bluesky-uri="at://x">'
    "<p>The bridge is closed until noon. Take the road by Orr.<br><br><a href=x>[image or embed]"
    "</a></p>— Harrow Council (<a href=x>@harrowcouncil</a>) <a href=x>March 5, 2024 at 3:15 PM"
    "</a></blockquote></div>",
    '<div class="embed"><div class="fb-post"><blockquote class="fb-xfbml-parse-ignore">'
    "<p>The bridge is closed until noon. Take the road by Orr.</p>Posted by <a href=x>Harrow "
    "Council</a> on <a href=x>Tuesday, 5 March 2024</a></blockquote></div></div>",
    '<blockquote class="instagram-media"><div><a href=x>View this post on Instagram</a><p>'
    "<a href=x>The bridge is closed until noon. Take the road by Orr.</a></p><p>A post shared by "
    "<a href=x>Harrow Council</a> (@harrowcouncil) on <time>Mar 5, 2024 at 3:15pm PST</time></p>"
    "</div></blockquote>",
]


@pytest.mark.parametrize("post", POSTS)
def test_a_post_stands_in_a_paragraph_and_its_signature_in_the_next(post, tmp_path):
    content = page(f"<h1>Mill to close</h1>{paragraphs(LEAD, SAID)}{post}{paragraphs(MORE, LAST)}")
    _, told = read(content, tmp_path)
    texts = [text for text, _ in told]
    place = texts.index("The bridge is closed until noon. Take the road by Orr.")
    signature = next(i for i, text in enumerate(texts) if "Harrow Council" in text)
    assert signature > place and told[signature][1] == "boilerplate"
    assert all(kind == "boilerplate" for _, kind in told[place + 1 : signature])
    assert {LEAD, SAID, MORE, LAST} <= set(texts)


# boxes and pictures


@pytest.mark.parametrize(
    "box",
    [
        '<aside class="pullquote"><p>We knew that the orders were falling</p><cite>Tilda Moore'
        "</cite></aside>",
        '<blockquote class="pull-quote">“We knew that the orders were falling”</blockquote>',
        '<figure class="wp-block-pullquote"><blockquote><p>We knew that the orders were falling.'
        "</p></blockquote></figure>",
        '<div data-component="pullquote"><span>We knew that the orders were falling</span></div>',
    ],
)
def test_a_pull_quote_is_left_out_and_named(box, tmp_path):
    content = page(f"<h1>Mill to close</h1>{paragraphs(LEAD, SAID)}{box}{paragraphs(MORE, LAST)}")
    article, told = read(content, tmp_path)
    assert told == [("Mill to close", "title"), *((text, "body") for text in BODY)]
    assert "pull quote" in {what for what, _ in article.dropped}


def test_a_quotation_in_a_box_that_stands_nowhere_else_is_kept(tmp_path):
    box = '<blockquote class="pullquote">“The river was our master,” Tilda Moore says.</blockquote>'
    content = page(f"<h1>Mill to close</h1>{paragraphs(LEAD, SAID)}{box}{paragraphs(MORE, LAST)}")
    assert ("“The river was our master,” Tilda Moore says.", "body") in read(content, tmp_path)[1]


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><img src=a><figcaption>Tilda Moore at the press</figcaption></figure>",
        "<figure><picture><img src=a></picture><figcaption><span>Tilda Moore at the press</span>"
        "</figcaption></figure>",
        '<div class="wp-caption"><img src=a><p class="wp-caption-text">Tilda Moore at the press</p>'
        "</div>",
    ],
)
@pytest.mark.parametrize("place", [0, 2])
def test_the_caption_of_a_picture_is_a_caption_in_its_place(figure, place, tmp_path):
    parts = [*(f"<p>{text}</p>" for text in BODY[:place]), figure]
    parts += [f"<p>{text}</p>" for text in BODY[place:]]
    _, told = read(page(f"<h1>Mill to close</h1>{''.join(parts)}"), tmp_path)
    expected = [(text, "body") for text in BODY]
    expected.insert(place, ("Tilda Moore at the press", "caption"))
    assert told == [("Mill to close", "title"), *expected]


# live blogs and lists


def test_a_live_blog_has_times_headings_and_entries(tmp_path):
    entries = [
        ("14:05", "Bridge at Orr closed", MORE),
        ("13:40", "Owners to speak at noon", SAID),
        ("13:10", "Workers leave the mill", LAST),
    ]
    blocks = "".join(
        f'<section class="block"><time>{time}</time><h2>{heading}</h2><p>{text}</p></section>'
        for time, heading, text in entries
    )
    content = page(f"<h1>Mill to close: live</h1>{paragraphs(LEAD)}{blocks}")
    article, told = read(content, tmp_path)
    kinds = dict(told)
    for time, heading, text in entries:
        assert kinds[heading] == "heading" and kinds[text] == "body"
        assert kinds.get(time, "boilerplate") == "boilerplate"
        assert time in kinds or time in dropped(article)


def test_the_entries_of_a_live_blog_that_are_articles_stand_in_their_order(tmp_path):
    entries = "".join(
        f"<article><time>{14 - n}:05</time><h3>Part {n} of it</h3><p>{text}</p></article>"
        for n, text in enumerate(BODY)
    )
    content = f"<html><body><main><h1>Mill to close</h1><div>{entries}</div></main></body></html>"
    _, told = read(content, tmp_path)
    parts = [[(f"Part {n} of it", "heading"), (text, "body")] for n, text in enumerate(BODY)]
    assert told == [("Mill to close", "title"), *(pair for part in parts for pair in part)]


def test_the_headings_of_a_list_are_headings(tmp_path):
    items = "".join(
        f"<h3>{n}. {name}</h3><p>{text}</p>"
        for n, (name, text) in enumerate(
            zip(("Who pays?", "The school", "An end."), BODY, strict=False), 1
        )
    )
    _, told = read(page(f"<h1>Three losses</h1>{paragraphs(LAST)}{items}"), tmp_path)
    assert [text for text, kind in told if kind == "heading"] == [
        "1. Who pays?",
        "2. The school",
        "3. An end.",
    ]


# what is left out


def test_sign_up_boxes_tags_and_the_life_of_the_author_are_no_body(tmp_path):
    rest = (
        '<div class="box"><h3>The Valley Letter</h3><p>Sign up to our newsletter to get the news '
        "of the valley every morning.</p><form><button>Sign up</button></form></div>"
        '<div class="bio"><p>Tom Bell is a reporter based in Harrow Bridge.</p></div>'
        "<p>Topics: <a href=x>Paper</a>, <a href=y>Work</a></p>"
        "<p>This article was amended on 6 March 2024 to correct the number of workers.</p>"
    )
    _, told = read(page(f"<h1>Mill to close</h1>{paragraphs(*BODY)}{rest}"), tmp_path)
    assert [text for text, kind in told if kind == "body"] == BODY


@pytest.mark.parametrize("content", [page(f"<h1>Mill</h1>{paragraphs(*BODY)}"), *map(page, TABLES)])
@pytest.mark.filterwarnings("ignore")
def test_every_word_of_a_page_is_in_its_text_or_among_what_was_left_out(content):
    from lxml import html

    (draft,), _ = read_content(content.encode(), ".html")
    seen = " ".join(html.fromstring(content).body.itertext())
    there = " ".join([draft.text, *(words for _, words in draft.dropped)])
    missing = [word for word in seen.split() if seen.split().count(word) > there.count(word)]
    assert not missing


def test_a_word_that_stands_in_the_text_and_outside_it_is_listed_once_more(tmp_path):
    around = "<nav><a href=/>Home</a> <a href=/p>Press</a></nav><div><p>paper mill</p></div>"
    article, _ = read(page(f"<h1>Mill</h1>{paragraphs(*BODY)}", around=around), tmp_path)
    assert "paper mill" in dropped(article)


def test_a_notice_behind_the_text_of_a_page_is_a_doubt(tmp_path):
    """A paywall that stands below the paragraphs that were shown."""
    path = tmp_path / "meter.html"
    shown = "<p>The harbour of Selby will close for a year, the port said on Monday.</p>"
    more = "<p>“We were told by letter,” said Ruth Amory, who runs a chandlery on the quay.</p>"
    notice = "<p>You have read your last free article. Log in to continue reading.</p>"
    path.write_text(
        f"<article><h1>Harbour to close</h1>{shown}{more}</article>{notice}",
        encoding="utf-8",
    )
    with pytest.warns(ArticleWarning, match="be cut"):
        read_file(path)

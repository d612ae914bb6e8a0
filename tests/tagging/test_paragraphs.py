"""Of what kind each paragraph is: nothing that the outlet says of itself, and no heading, is taken
for the article's own words, and no sentence of news for anything else."""

import pytest

from helpers.tagging import lay_out
from helpers.tagging.lines import line_kind

TITLE = "Mill at Harrow Bridge to close"
LEAD = (
    "The last paper mill on the river Ane will close in spring, its owners told the ninety workers "
    "on Thursday morning."
)
SAID = "“We knew that the orders were falling,” said Tilda Moore, who has run the press since 1998."
LAST = "The council will discuss the future of the site on Monday, and it may buy a part of it."


def kinds_of(text, **marked):
    layout = lay_out(text, **marked)
    return [(text[a:b], kind) for (a, b), kind in zip(layout.paragraphs, layout.kinds, strict=True)]


def kinds_after(*paragraphs):
    """Return the kinds of the last paragraphs of an article that ends with them."""
    text = "\n\n".join([TITLE, LEAD, SAID, LAST, *paragraphs])
    return [kind for _, kind in kinds_of(text)][4:]


CALLS = [
    "Follow Ane Valley News on Instagram, TikTok and Bluesky.",
    "Have you been affected? Write to us at tips@example.org.",
    "Got a story for us? Send it to newsroom@example.org or call 0555 123 456.",
    "Email your photos and videos to pictures@example.org.",
    "Tell us what you think in the comments below.",
    "You can reach the reporter at t.bell@example.org or on Signal.",
    "Contact Tom Bell at t.bell@example.org and follow him on X: @tombell.",
    "Sign up to the Valley Letter, our free morning briefing, to get it in your inbox every day.",
    "Enjoying this article? Our newsletter brings you the best of the week.",
    "Download the Ane Valley app for alerts.",
    "Listen to our podcast wherever you get your podcasts.",
    "Support independent journalism: make a donation today.",
    "Your contribution, however small, keeps our reporting free for everybody. Donate now.",
    "Please consider becoming a member of the Ane Valley News from £3 a month.",
    "Already a subscriber? Log in.",
    "Recommended stories",
    "You may also like",
    "Most read",
    "More from this author",
    "READ MORE: What the mill meant to the town",
    "Related: Ninety jobs at risk in paper mill",
    "Don't miss: The night the river rose",
    "Click here for more on this topic.",
    "Watch the full interview with the mill's owner on our YouTube channel.",
    "Share this article",
    "Advertisement",
    "Story continues below advertisement",
    "This is a developing story and will be updated.",
    "This is a breaking news story. Check back for updates.",
    "More follows.",
]
BYLINES = [
    "By Tom Bell and Ada Quist, Ane Valley News",
    "Tom Bell is a reporter based in Harrow Bridge.",
    "Tom Bell is the paper's industry correspondent. He joined in 2016.",
    "Ada Quist is a freelance journalist who writes about work and wages.",
    "Ada Quist covers business for the Ane Valley News.",
    "About the author: Ada Quist has written for us since 2011.",
    "Tom Bell reported from Harrow Bridge and Ada Quist from London.",
    "Bell reported from Harrow Bridge.",
    "Ada Quist contributed to this report.",
    "Ada Quist in London and Per Holm in Oslo contributed reporting.",
    "Additional reporting by Ada Quist.",
    "Reporting by Tom Bell in Harrow Bridge; Additional reporting by Ada Quist; Editing by J. Orr",
    "With files from the Press Service",
    "Ane Valley News staff writer Per Holm contributed.",
    "Our staff contributed to this story.",
]
NOTES = [
    "This article was amended on 5 March 2024 to correct the number of workers.",
    "This article was amended on 5 March 2024. An earlier version said that the mill opened in "
    "1921; it opened in 1912. The name of its founder, Josiah Ane, was misspelt, and the river was "
    "said to be a tributary of the Orr, which it is not, and this has been corrected as well.",
    "Correction: The mill has ninety workers, not nineteen as we first wrote.",
    "CORRECTION (5 March): an earlier headline named the wrong river.",
    "Clarification: Tilda Moore runs the press but does not own it.",
    "An earlier version of this article misstated the year in which the mill opened.",
    "A previous version of this story gave the wrong name for the river.",
    "Editor's note: this piece was first published in April 2023.",
    "Editor’s Note: Names of two workers have been changed to protect them.",
    "We have updated this article to include a statement by the owners.",
    "This story has been corrected to say that the mill opened in 1912.",
    "The headline of this article was changed after publication.",
    "Due to an editing error, an earlier version of this report named the wrong owner.",
    "Update, 4.15pm: This article has been updated with the council's answer.",
]


@pytest.mark.parametrize("paragraph", [*CALLS, *BYLINES, *NOTES])
def test_what_the_outlet_says_of_itself_is_boilerplate(paragraph):
    assert kinds_after(paragraph) == ["boilerplate"]


NEWS = [
    "Follow the money, and you will find the owners in another country.",
    "Tom Bell is a former reporter who now leads the union, and he wants the mill to be bought.",
    "Ada Quist is the minister for trade. She will visit the mill on Friday.",
    "The BBC reported from the mill on Wednesday that the owners were in talks.",
    "The storm contributed to the fall in orders, the owners say.",
    "Sign language will be taught at the school from autumn.",
    "An earlier version of the plan would have kept forty of the workers.",
    "This story of decline is told in every valley in the north of the country.",
    "Support for the owners has fallen since the autumn.",
    "Contact with the owners was lost in January, the council says.",
    "Read the figures as you like: the mill has lost money for nine years.",
    "Subscribe they did, in their thousands, but the paper still had to close.",
    "Correction of the river's course began in 1930.",
    "Updated rules on waste water come into force in May.",
    "Get the workers a fair deal, the union told the owners.",
    "Share prices fell by a tenth on Thursday, and the owners' other mills lost more.",
    "Donations of food and clothes have come from the whole valley.",
    "Watch towers were built along the border in 1952.",
    "“Follow us,” the guide told the visitors, and they went into the mill.",
    "“Sign up to our union,” Moore told the younger workers.",
    "Listen to the river, and you hear the turbines.",
    "For more than a hundred years the mill has made paper for the capital's newspapers.",
    "The paper's correspondent in Oslo was expelled on Tuesday.",
    "Our reporter was asked to leave the meeting before the vote.",
    "He told the newspaper that he would write to the minister.",
    "Breaking news of the closure reached the school at noon.",
    "The minister, who reported from Iraq as a journalist, knows the region.",
    "Recommended doses were cut by half after the trial.",
    "Related industries will suffer, too, the chamber of trade expects.",
    "Click fraud costs firms millions, according to a study of the university.",
    "Tell us when the mill closes, the workers asked, and got no answer.",
]


@pytest.mark.parametrize("paragraph", NEWS)
def test_a_sentence_of_news_is_body_whatever_it_begins_with(paragraph):
    assert kinds_after(paragraph, LAST.replace("Monday", "Friday")) == ["body", "body"]


MORE_CALLS = [
    "Have a news tip? Reach our reporters securely at tips@example.org.",
    "To get alerts for breaking news, grab the free News 9 App for iPhone or Android.",
    "Stay in the know. Pick up our newsletter every morning.",
    "Want to send us a story? Contact newsdesk@example.org",
    "More stories like this",
    "Don’t have an account? Create one now.",
    "Like this story? Follow us on Facebook for more.",
    "Register for free to continue reading.",
    "If you value our work, please consider a donation.",
    "We need your help to keep doing this work. Chip in from $5.",
    "This newspaper relies on its readers. Subscribe today.",
    "Una Orr is the health correspondent of the Corry Echo. You can find her on X as @unaorr.",
    "Karl Venn writes about courts and crime for the Echo.",
    "Karl Venn is an investigative journalist at the Corry Echo",
    "Venn reported from Corry; Orr from Dublin.",
    "Karl Venn in Corry contributed to this article.",
    "Research by Una Orr. Additional photography by Jim Cole.",
    "With additional reporting from Una Orr and agencies",
    "This report includes material from agencies.",
    "The Associated Press contributed to this report.",
    "Reuters and AFP contributed to this article",
    "(Reporting by Karl Venn; editing by Una Orr)",
    "Edited by: Una Orr",
    "This is a breaking story. Refresh the page for updates.",
    "This story is being updated.",
    "Clarification: this article has been changed to make clear that the hall was empty.",
    "This story was updated on 6 May to add a comment from the council.",
    "Due to incorrect information supplied by the police, an earlier version said "
    "two people had been hurt.",
    "• This article was amended on 6 May 2024 because an earlier version misspelled "
    "the name of the hall.",
    "A previous headline on this article said that two people were hurt.",
    "Correction May 6: The hall was built in 1871, not 1817.",
    "A correction was made on May 6, 2024: The hall was built in 1871.",
    "A clarification has been added to this story.",
    "When we become aware of an error, we say so. If you find one, let us know at a@example.org.",
    "If you spot a mistake, please let us know at corrections@example.org.",
    "Get in touch with us if you work there.",
    "Get in touch with the reporter at tom.bell@example.org.",
    "We corrected the date of the fire.",
    "An earlier version of this piece incorrectly said the hall was built in 1817.",
    "Editor's Note (May 6, 2024): The council replied after publication.",
    "Note: this article contains a description of injuries.",
    "Watch: drone video shows the hall on fire",
    "Listen to this article",
    "LISTEN NOW",
    "Share on Facebook",
    "Comments (12)",
    "Leave a comment",
    "Sign in to comment",
    "What do you think? Tell us in the comments.",
    "Send us your photos of the fire on WhatsApp: 07700 900000",
    "Topics: Corry, fire, police",
    "© 2024 Corry Echo Ltd",
    "Copyright 2024 The Corry Echo. All rights reserved.",
    "The views expressed in this article are the author's own.",
    "Read our privacy policy",
    "ADVERTISEMENT",
    "Sponsored",
    "Editors' picks",
    "Trending now",
    "More on this story",
    "Further reading",
    "Related topics",
    "Up next",
    "Our best stories in your inbox",
    "Sign up for The Morning: what you need to know, every day",
    "Get the Echo delivered to your inbox",
    "Discover more from the Corry Echo",
    "Thanks for reading! Subscribe for free to receive new posts.",
    "This post is for paid subscribers",
    "Listen on Spotify or Apple Podcasts",
]


MORE_NEWS = [
    "The hall will be rebuilt, the council promises.",
    "Readers of the Echo gave 40,000 pounds for the hall.",
    "The Echo has asked the council for comment.",
    "Contact between the two sides has been broken off since March.",
    "Support among farmers has fallen by half.",
    "The police asked people to send photos of the fire.",
    "Get ready for a long wait, the builders say.",
    "Look at the hall today and you see only walls.",
    "Update the hall or lose it, the engineers warned in 2019.",
    "This is not the first fire in Corry.",
    "Corrections officers found the man on Sunday.",
    "A correction was made to the height of the wall, and it fell all the same.",
    "When we learn of a mistake, said the pilot, it is mostly too late.",
    "Get in touch with the shepherd before you climb, because the gate is his.",
    "Get in touch with your doctor if the cough lasts for a week.",
    "The report was published by the ministry on Monday.",
    "The article was published in the Lancet in May.",
    "More people came than in any year before.",
    "Sources close to the council contributed to the confusion.",
    "Una Byrne reported the fire at two in the morning.",
    "Sign of the times: the hall had no insurance.",
    "Share of women in the council: 40 percent, the highest in the county.",
    "Join the queue, said Byrne.",
    "Our hall is gone, people said on the square.",
    "Editors of three papers signed the letter.",
    "Read aloud, the letter takes ten minutes.",
    "Watch sales in Corry have fallen since the fire.",
    "Live music was banned in the hall in 2015.",
    "Live shows will move to the school.",
    "Karl Venn, 34, was arrested on Monday.",
    "Listen carefully to the mayor and you hear regret.",
    "By Monday night 300 people had signed.",
    "Editing genes is banned in the country.",
]


MORE_CAPTIONS = [
    "The market hall after the fire. Picture: Jim Cole",
    "PHOTO: JIM COLE",
    "Una Byrne outside her house (Image: Jim Cole)",
    "Firefighters at the hall on Sunday. — Jim Cole / Echo",
    "Credit: Jim Cole",
    "Image credit: Jim Cole/Corry Echo",
    "The hall in 1950 | Photo: County Archive",
    "Firefighters at work on Sunday [Jim Cole/Reuters]",
    "Photo: AP",
    "Smoke rises above the hall in Corry, Ireland, May 5, 2024. REUTERS/Jim Cole",
    "Firefighters carry hoses into the hall in Corry, Sunday, May 5, 2024. (AP Photo/Jim Cole)",
    "(Jim Cole / Corry Echo)",
    "Above: the hall in 1950",
    "Jim Cole for the Corry Echo",
    "Courtesy of Corry Museum",
    "A view of the hall before the fire. Alamy Stock Photo",
]


@pytest.mark.parametrize("paragraph", MORE_CALLS)
def test_other_wordings_of_the_same_are_boilerplate(paragraph):
    assert kinds_after(paragraph) == ["boilerplate"]


@pytest.mark.parametrize("paragraph", MORE_NEWS)
def test_more_sentences_of_news_are_body(paragraph):
    assert kinds_after(paragraph, LAST.replace("Monday", "Friday")) == ["body", "body"]


@pytest.mark.parametrize("caption", MORE_CAPTIONS)
def test_credits_in_other_forms_are_captions(caption):
    assert kinds_after(caption, LAST.replace("Monday", "Friday"))[0] == "caption"


def test_a_correction_that_an_article_on_corrections_quotes_is_body_and_its_own_note_is_not():
    quoted = "Correction: the goat was not elected, it said on Monday. An earlier version was."
    about = "The Ane Courier has printed a correction a day since May, and sold more than ever."
    note = "Correction: The Courier was founded in 1871, not 1817."
    assert kinds_after(about, quoted, LAST, note) == ["body", "body", "body", "boilerplate"]
    assert kinds_after(note, LAST) == ["boilerplate", "body"]


def test_headlines_below_recommended_stories_are_boilerplate():
    lines = ["Recommended Stories", "list of 2 items", "list 1 of 2", "The night the river rose"]
    lines += ["list 2 of 2", "Who will buy the mill?", "end of list", LAST]
    text = "\n\n".join([TITLE, LEAD, SAID, *lines])
    assert [kind for _, kind in kinds_of(text)][3:] == [*["boilerplate"] * 7, "body"]


@pytest.mark.parametrize(
    "signature",
    [
        "— Harrow Council (@harrowcouncil) March 5, 2024",
        "— Tilda Moore (@tilda.moore.example) Mar 5, 2024 at 3:15 PM",
        "- Per Holm (@perholm) 5 March 2024",
        "Tilda Moore (@tildamoore) 5 March 2024",
        "A post shared by Tilda Moore (@tilda_moore)",
        "View this post on Instagram",
        "Posted by Harrow Council on Tuesday, 5 March 2024",
        "Tilda Moore / X",
        "2:14 PM · Mar 5, 2024",
        "via @harrowcouncil on X",
    ],
)
def test_the_signature_of_a_post_is_boilerplate(signature):
    post = "The bridge is closed until noon. Take the road by Orr instead. #harrow"
    assert kinds_after(post, signature, LAST.replace("Monday", "Friday"))[1] == "boilerplate"


def test_a_post_without_full_stop_above_its_signature_is_no_heading():
    text = "\n\n".join(
        [
            TITLE,
            LEAD,
            "Bridge closed until noon #harrow",
            "— Harrow Council (@harrow) May 5, 2024",
            SAID,
        ]
    )
    assert [kind for _, kind in kinds_of(text)][2:] == ["body", "boilerplate", "body"]


@pytest.mark.parametrize(
    "caption",
    [
        "Image caption, The mill from the river",
        "Tilda Moore in front of the press that she has run since 1998. Photograph: Jo Lim/Getty",
        "The mill at dawn (Photo by Jo Lim)",
        "Workers leave the mill on Thursday. [Jo Lim/AFP]",
        "Photo by Jo Lim",
        "Pictured: The mill at Harrow Bridge",
        "Image source, Jo Lim",
        "Image: The mill in 1930. Credit: County Archive",
        "FILE - The mill at Harrow Bridge is seen on May 3, 2021.",
        "Jo Lim/Reuters",
        "The owners arrive at the mill on 5 March 2024 [File: Jo Lim/AP Photo]",
        "Getty Images",
        "The mill's chimney, which is to be kept. (Jo Lim/The Ane Valley News)",
    ],
)
def test_captions_and_credits_are_captions(caption):
    assert kinds_after(caption, LAST.replace("Monday", "Friday"))[0] == "caption"


@pytest.mark.parametrize(
    "stamp",
    [
        "14:05",
        "10.32am BST",
        "3:10 p.m. ET",
        "09:15 GMT",
        "2h ago",
        "14 minutes ago",
        "Updated at 10.40am BST",
        "Last updated 5 March 2024, 16:20",
        "Posted at 15:20 5 March",
        "5 Mar 2024 14.05 GMT",
        "Tue 5 Mar 2024 09.00 GMT",
        "March 5, 2024 at 4:30 p.m. EST",
        "2024-03-05 14:05",
        "The Weston Chronicle, 3 June 2024",
        "Radio North, Thursday, 14 March 2024, 08:10",
        "Key events",
        "Key points",
        "Live",
        "Show key events only",
        "5 min read",
    ],
)
def test_time_stamps_and_labels_of_live_blogs_are_boilerplate(stamp):
    assert kinds_after(stamp, LAST.replace("Monday", "Friday"))[0] == "boilerplate"


def test_the_entries_of_a_live_blog_have_times_headings_and_text():
    text = "\n\n".join(
        [
            "Flood on the Ane: latest updates",
            "Key events",
            "14:05",
            "Bridge at Orr closed",
            "Police have closed the bridge at Orr, and the road to the coast is under water.",
            "Updated at 14.20 GMT",
            "13.40 GMT",
            "“The water has never been so high,” the mayor of Harrow Bridge told the radio.",
        ]
    )
    assert [kind for _, kind in kinds_of(text)] == [
        "title",
        "boilerplate",
        "boilerplate",
        "heading",
        "body",
        "boilerplate",
        "boilerplate",
        "body",
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ["1. The mill", "2. The school by the river", "3. The bridge"],
        ["1. Who owns the mill?", "2. What happens to the workers?", "3. When does it close?"],
        ["10) The oldest press", "9) A canteen with a view", "8) The owl in the tower"],
        ["1 – The Mill.", "2 – The School.", "3 – The Bridge."],
        ["#3 The mill", "#2 The school", "#1 The bridge"],
    ],
)
def test_the_numbered_headings_of_a_list_are_headings(headings):
    parts = [part for heading in headings for part in (heading, LEAD)]
    text = "\n\n".join(["What the valley will lose", SAID, *parts])
    told = dict(kinds_of(text))
    assert {told[heading] for heading in headings} == {"heading"} and told[LEAD] == "body"


def test_a_pull_quote_that_repeats_words_of_the_text_is_boilerplate():
    pulled = "“We knew that the orders were falling”"
    text = "\n\n".join([TITLE, LEAD, SAID, pulled, LAST])
    assert dict(kinds_of(text))[pulled] == "boilerplate"
    text = "\n\n".join([TITLE, LEAD, SAID, "We knew that the orders were falling", "Tilda Moore"])
    assert [kind for _, kind in kinds_of(text)][2:] == ["body", "boilerplate", "boilerplate"]
    # words that the article says twice with something new about them are no pull quote
    again = "“We knew that the orders were falling,” Moore said again on Friday."
    assert dict(kinds_of("\n\n".join([TITLE, LEAD, SAID, again, LAST])))[again] == "body"


def test_the_title_is_what_the_metadata_call_so_whatever_its_look():
    for title in ("The mill is closed.", "Sign up, said the mill", "Quelle surprise à Harrow"):
        text = "\n\n".join(["OPINION", title, LEAD, SAID])
        told = dict(kinds_of(text, title=title))
        assert told[title] == "title" and told["OPINION"] != "body" and told[LEAD] == "body"


def test_kinds_that_the_file_itself_marks_are_kept():
    text = "\n\n".join([TITLE, "Ninety will lose their work.", LEAD, "The press in 1998", SAID])
    marked = [
        ("standfirst", "Ninety will lose  their work."),
        ("caption", "The press in 1998"),
        ("heading", "Nowhere"),
    ]
    kinds = [kind for _, kind in kinds_of(text, marked=marked)]
    assert kinds == ["title", "standfirst", "body", "caption", "body"]


def test_a_line_by_itself_is_judged_without_its_article():
    assert line_kind("Sign up for our newsletter") == "boilerplate"
    assert line_kind("Photo: Ann Lee/AP") == "caption"
    assert line_kind(LEAD) == "body"

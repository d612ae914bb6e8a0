"""Transcripts, interviews and embedded posts: each turn is the speech of its name, whole; ordinary
news has no turns."""

import pytest

from helpers import annotate, make_article
from helpers.quotes import quote_ratios

BROADCAST = """\
Night ferries return to the Holm Sound

IDA FENWICK, HOST: After eleven years the night ferry sails again. Pavel Orsic was on board.

(SOUNDBITE OF SHIP'S HORN)

PAVEL ORSIC, BYLINE: It is a quarter past ten, and the deck is full. Captain Lena Havers is on the bridge.

LENA HAVERS: I asked for this run every spring. My father had it before me.

And I will tell you something else. Nobody on board is under fifty.

ORSIC: Do you think that it will last?

HAVERS: (Laughter) Ask me when the ice comes.

UNIDENTIFIED PASSENGER: They told us "never again", and here we are.

FENWICK: Pavel Orsic, on the night ferry.

(SOUNDBITE OF MUSIC)

Copyright © 2025 Sound Radio. All rights reserved.
"""
PRESENTERS = """\
FATIMA REYNOLDS, PRIME NEWS PRESENTER: Good evening. The bridge at Corrie is shut again, and the town wants to know why.

TOBIAS LENK (on camera): Fatima, engineers found a crack on Sunday. I am standing under it.

REYNOLDS: How long will they need?

LENK: Weeks, we are told. The mayor has asked for a ferry.

REYNOLDS: Thank you. We will come back to you at ten.
"""
COURT = """\
Sculptor tells court of missing bronze

The trial of the dealer Marek Vossen went into its second day on Tuesday. From the record:

THE COURT: You may proceed.

MR. ADEYEMI: Ms. Quill, when did you see the bronze for the last time?

THE WITNESS: In March. It stood in my yard under a sheet.

MR. ADEYEMI: And who had a key to the yard?

THE WITNESS: I had one. Mr. Vossen had the other.

MS. HARTE: Objection, your honour.

THE COURT: Overruled. Please go on, Mr. Adeyemi.
"""
PARLIAMENT = """\
Mr Speaker: Order. I call the shadow minister.

Joan Pettifer (Marlow West) (Lab): I thank the Secretary of State for sight of her statement. Will she say when the clinics will open?

The Secretary of State for Health (Harriet Moss): I am grateful to the hon. Lady. The first twelve open in May.

Joan Pettifer: That is a third of what was promised in this House.

Mr Speaker: Order. The Secretary of State must be heard.

The Secretary of State for Health: We have built more in a year than her party did in ten.

Sir Alan Dunmore (Kestrel Valley) (Con): Will my right hon. Friend visit my constituency?

The Secretary of State for Health: I will be glad to come.
"""
RECORD = """\
The CHAIRMAN. The committee will come to order. I recognize the gentleman from Ohio.

Mr. BRANDEL of Ohio. Mr. Chairman, I thank you. I want to ask about the dam.

The CHAIRMAN. You have five minutes.

Mr. BRANDEL of Ohio. When was it inspected last?

Ms. OYELARAN. Congressman, we inspected it in the spring. We found no fault with it.

Mr. BRANDEL of Ohio. I have no further questions.
"""
DEPOSITION = """\
Q. Please state your name for the record.

A. Walter Grieg. I live at Mill Lane.

Q. Were you at home on the night of the fire?

A. I was. I heard the bell at two and went out in my coat.

Q. Did you see anybody in the lane?

A. Nobody. There was a car, but I could not see who drove it.
"""
NAMES_ABOVE = """\
Panel: who pays for the dykes?

Judith Amsel

Thank you all for coming. I would like to begin with the money. Who pays?

Rob van der Linden

We do, all of us. My council has put the dykes before the schools for six years now.

It cannot go on like that. I said so to the minister in June.

Judith Amsel

Do you agree, Professor?

Claire Oduya

Not at all. You have had your share from the state, and you know it.

Rob van der Linden

That is not what our books say.
"""
CHAT = """\
[10:42] Nadia Brook: I have the figures now. The plant lost nine million last year.

[10:44] Piet Saar: Is that before or after the sale?

[10:45] Nadia Brook: After. We sold the lorries in May.

[10:51] Piet Saar: Then I do not see how we can keep the second shift.
"""
TIMES_BEHIND = """\
Governor Elsa Quist (00:00):
Good morning. I have three things to say about the storm.

Governor Elsa Quist (01:12):
First, all the bridges are open.

Reporter 1 (02:03):
Governor, what about the school at Pine Hill?

Elsa Quist (02:09):
We will open it on Monday. I spoke with the head this morning.

Reporter 2 (02:40):
Do you regret the delay?
"""
CAPTIONS = """\
>> Dr. Imre Lak: We saw the first cases in October.

>> MAYA TROTT: And what did you do?

>> Dr. Imre Lak: We closed two wards. I would do it again.

>> MAYA TROTT: Dr. Lak, thank you.
"""
ARROWS = """\
Dr. Lee >> I came to this ward in 1999.

Tamsin Roy >> And you never left?

Dr. Lee >> They never let me. My patients are very stubborn people.

Tamsin Roy >> What will you do now?
"""
QUESTIONS = """\
“I never wanted the keys”: a talk with the head of the city archive

Ottilie Brenn has kept the papers of the city for thirty years. In June she retires. We met her in the cellar.

Q: What was the first thing that you threw away?

A: A box of receipts from 1911. I still dream of it.

Q: And what did you keep against all rules?

A: The letters of a boy to his dog.

I read them every Christmas. My children know them by heart.

Q: Who comes after you?

A: The mayor, Ernst Falk, has not told me. Ask him.

This interview has been edited and condensed.
"""
MAGAZINE = """\
The woman who counts the swifts

Greta Holloway has climbed church towers for forty years. Our reporter went up with her.

Ms Holloway, why swifts and not, say, owls?

Because nobody else wanted them. I was nine, and all the boys had taken the owls.

How do you count a bird that never sits down?

At the nest, at dusk. I sit on the stairs with a lamp and a flask, and I wait until they come in.

It takes me an hour for each tower.

Have you ever fallen?

Twice. My knee tells me about it when it rains.

What would you like people to do?

Leave the holes in their walls alone. I would ask them for nothing more.
"""
MAGAZINE_NAMES = """\
Der Kompass: Ms Tarrant, you have left the party. Why now?

Tarrant: Because I could no longer say at the door what we stand for.

Der Kompass: Your friends say that you were pushed.

Tarrant: I walk on my own feet. I always have.

Der Kompass: Will you found a new party?

Tarrant: No. I will sleep first.
"""
POST = """\
Bakery wins its sign back

The bakery in Fenn Street may keep its neon sign, the council decided on Tuesday.

The owner was quick to react.

Eleven years, four letters from the lawyers and one pink croissant. It stays. Thank you all!

— Rosa Tembe (@rosabakes) March 4, 2025

“I shall miss the darkness,” said a neighbour, Karl Undset.
"""
POST_IN_ONE_LINE = """\
Clash over the night trains

The operator of the night trains said on Monday that it would stop all of them by May.

We will not let the last sleeper car roll out of this country without a fight. #nighttrain pic.twitter.com/Xy12Ab — Jonas Elm (@jonaselm) 11 November 2024

The unions plan a strike for Thursday, and the ministry has called for talks.
"""
POST_NAMED_ABOVE = """\
Reservoir at half its height

The water board asked households in the valley to save water on Friday.

Please do not fill your pools this week. We will tell you when the level is back.
Every bucket counts.
Valley Water Board (@valleywater) July 12, 2024

Farmers in the valley have been told to water at night.
"""


def turns_of(text):
    """Return the speaker of every quotation, by its content."""
    quotes = annotate(make_article("test", text), cache=False).quotes
    return list(zip(quotes["text"], quotes["speaker"], strict=True))


def speaker_of(turns, words):
    return next((speaker for content, speaker in turns if words in content), None)


CASES = {
    "broadcast": (
        BROADCAST,
        {
            "the night ferry sails again": "Ida Fenwick",
            "the deck is full": "Pavel Orsic",
            "every spring": "Lena Havers",
            "under fifty": "Lena Havers",
            "that it will last": "Pavel Orsic",
            "when the ice comes": "Lena Havers",
            "here we are": "unidentified passenger",
            "on the night ferry": "Ida Fenwick",
        },
    ),
    "presenters": (
        PRESENTERS,
        {
            "Good evening": "Fatima Reynolds",
            "found a crack": "Tobias Lenk",
            "How long": "Fatima Reynolds",
            "asked for a ferry": "Tobias Lenk",
        },
    ),
    "court": (
        COURT,
        {
            "You may proceed": "court",
            "for the last time": "Adeyemi",
            "under a sheet": "witness",
            "had the other": "witness",
            "your honour": "Harte",
            "Overruled": "court",
        },
    ),
    "parliament": (
        PARLIAMENT,
        {
            "shadow minister": "Mr Speaker",
            "sight of her statement": "Joan Pettifer",
            "first twelve": "Harriet Moss",
            "in this House": "Joan Pettifer",
            "than her party": "Harriet Moss",
            "visit my constituency": "Alan Dunmore",
            "glad to come": "Harriet Moss",
        },
    ),
    "record": (
        RECORD,
        {
            "come to order": "chairman",
            "about the dam": "Brandel",
            "inspected last": "Brandel",
            "found no fault": "Oyelaran",
        },
    ),
    "deposition": (
        DEPOSITION,
        {
            "for the record": "interviewer",
            "at Mill Lane": "interviewee",
            "who drove": "interviewee",
        },
    ),
    "names above": (
        NAMES_ABOVE,
        {
            "begin with the money": "Judith Amsel",
            "before the schools": "Rob van der Linden",
            "cannot go on": "Rob van der Linden",
            "agree, Professor": "Judith Amsel",
            "from the state": "Claire Oduya",
            "our books": "Rob van der Linden",
        },
    ),
    "chat": (
        CHAT,
        {
            "nine million": "Nadia Brook",
            "after the sale": "Piet Saar",
            "lorries": "Nadia Brook",
            "second shift": "Piet Saar",
        },
    ),
    "times behind": (
        TIMES_BEHIND,
        {
            "three things": "Elsa Quist",
            "bridges are open": "Elsa Quist",
            "school at Pine Hill": "reporter 1",
            "on Monday": "Elsa Quist",
            "regret the delay": "reporter 2",
        },
    ),
    "captions": (
        CAPTIONS,
        {"first cases": "Imre Lak", "what did you do": "Maya Trott", "two wards": "Imre Lak"},
    ),
    "arrows": (
        ARROWS,
        {"in 1999": "Lee", "never left": "Tamsin Roy", "stubborn": "Lee", "do now": "Tamsin Roy"},
    ),
    "questions": (
        QUESTIONS,
        {
            "threw away": "interviewer",
            "receipts": "Ottilie Brenn",
            "against all rules": "interviewer",
            "to his dog": "Ottilie Brenn",
            "every Christmas": "Ottilie Brenn",
            "Ask him": "Ottilie Brenn",
        },
    ),
    "magazine": (
        MAGAZINE,
        {
            "not, say, owls": "interviewer",
            "taken the owls": "Greta Holloway",
            "never sits down": "interviewer",
            "with a lamp": "Greta Holloway",
            "for each tower": "Greta Holloway",
            "ever fallen": "interviewer",
            "My knee": "Greta Holloway",
            "nothing more": "Greta Holloway",
        },
    ),
    "magazine names": (
        MAGAZINE_NAMES,
        {
            "Why now": "Der Kompass",
            "at the door": "Tarrant",
            "you were pushed": "Der Kompass",
            "my own feet": "Tarrant",
            "sleep first": "Tarrant",
        },
    ),
    "post": (POST, {"pink croissant": "Rosa Tembe", "miss the darkness": "Karl Undset"}),
    "post in one line": (POST_IN_ONE_LINE, {"last sleeper car": "Jonas Elm"}),
    "post named above": (
        POST_NAMED_ABOVE,
        {"fill your pools": "Valley Water Board", "Every bucket": "Valley Water Board"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_turn_is_the_speech_of_its_name(name):
    text, expected = CASES[name]
    turns = turns_of(text)
    assert {words: speaker_of(turns, words) for words in expected} == expected


WHOLE = [name for name in CASES if "post" not in name]


@pytest.mark.parametrize("name", WHOLE)
def test_turns_leave_the_article_hardly_a_word(name):
    ratios = quote_ratios(annotate(make_article("test", CASES[name][0]), cache=False))
    own = ratios.query("scope == 'body' and voice == 'own'")["share"].iloc[0]
    assert own < 0.3

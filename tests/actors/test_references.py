"""Who is named again by title, by role, or as "the company"."""

import pytest
from parsed import at, names_of, parse_of, shown

from helpers.actors.references import (
    company_mentions,
    has_who,
    owners,
    role_mentions,
    title_mentions,
    whose,
)


def titles_of(text):
    parse, named = names_of(text)
    return shown(parse, title_mentions(parse, named))


def roles_of(text):
    parse, named = names_of(text)
    known = named + title_mentions(parse, named)
    return shown(parse, role_mentions(parse, known))


def companies_of(text):
    parse, named = names_of(text)
    return shown(parse, company_mentions(parse, named))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        # a word like Colonel is one name with what follows, a role is not
        ("Colonel Assimi Goita left.", [("Colonel Assimi Goita", "Assimi Goita")]),
        ("Russia's foreign minister Sergey Lavrov left.",
         [("Russia's foreign minister", "Sergey Lavrov")]),
        ("The Malian army left.", []),
        ("On Monday Ann Lee left.", []),
        ("Ann Lee met the president. Bo Dee left.", []),
    ],
)  # fmt: skip
def test_what_stands_before_a_name_and_says_who_it_is(text, titles):
    assert titles_of(text) == titles


LAVROV = "Russian Foreign Minister Sergey Lavrov came to Mali. "


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # beside the name
        ("Ann Lee, a lawyer, left.", [("a lawyer", "Ann Lee")]),
        ("The private military company, Wagner Group, left.",
         [("The private military company", "Wagner Group")]),
        ("The mayor of Leeds, Ann Lee, left.", [("The mayor", "Ann Lee")]),
        # the same role of the same state
        (f"{LAVROV}Russia's foreign minister left.",
         [("Russia's foreign minister", "Sergey Lavrov")]),
        (f"{LAVROV}The minister left.", [("The minister", "Sergey Lavrov")]),
        (f"{LAVROV}The French minister left.", []),
        (f"{LAVROV}A minister left.", []),
        # no two bear it
        (f"{LAVROV}French Foreign Minister Ann Lee left. The minister left.", []),
        # a word that one organisation's name alone has
        ("The Pasteur Institute met. The institute left.",
         [("The institute", "Pasteur Institute")]),
    ],
)  # fmt: skip
def test_a_role_is_that_of_whom_it_was_said(text, roles):
    assert roles_of(text) == roles


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("Acme Devices lost money. The company will close shops.",
         [("The company", "Acme Devices")]),
        ("The Senate met. The company will close shops.", []),
        ("Acme Devices lost money. A company will close shops.", []),
        ("Acme Devices lost money. The company of friends will close shops.", []),
        # the subject of the last sentences, or nobody
        ("Acme Devices sued Norden Line. The company will close shops.",
         [("The company", "Acme Devices")]),
        ("Acme Devices said that Halvorsen Industries left. The company will close shops.", []),
        # too long ago
        ("Acme Devices lost money. It rained. It snowed. It rained. It snowed. The company left.",
         []),
    ],
)  # fmt: skip
def test_the_company_is_the_one_last_spoken_of(text, companies):
    assert companies_of(text) == companies


@pytest.mark.parametrize(
    ("text", "noun", "owner"),
    [
        ("Russia's foreign minister left.", "minister", "Russia"),
        ("The Malian junta left.", "junta", "Mali"),
        ("Western officials left.", "officials", "Western"),
        ("The foreign minister left.", "minister", ""),
    ],
)
def test_whose_somebody_is(text, noun, owner):
    parse, named = names_of(text)
    assert whose(parse, at(parse, noun), owners(named)) == owner


def test_who_makes_anybody_somebody():
    parse = parse_of("The voices who asked for peace fell silent.")
    assert has_who(parse, at(parse, "voices")) and not has_who(parse, at(parse, "peace"))

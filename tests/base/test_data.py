import csv
import hashlib
import json
import os
import re
import runpy
import shutil
import zipfile
from pathlib import Path

import nltk.data
import numpy as np
import pytest
from nltk.tokenize.punkt import PunktTokenizer

from helpers.base import models
from helpers.sentiment.vader import analyzer

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "helpers" / "data"
SCRIPT = ROOT / "training" / "make_states.py"
COLUMNS = {
    "states": ["form", "state", "kind"],
    "organisations": ["form", "organisation"],
    "roles": ["noun", "kind"],
    "titles": ["title"],
    "title_roles": ["title", "role"],
    "title_genders": ["title", "gender"],
    "reporting_verbs": ["verb", "class", "act", "object", "forms", "plain"],
    "control_verbs": ["verb", "control"],
    "characterising_verbs": ["verb", "pattern"],
    "evaluative_labels": ["noun", "side"],
    "participles": ["participle"],
    "word_sets": ["word", "set"],
    "word_rarity": ["word", "sentences", "capitals", "small"],
    "repeats_paraphrase": ["feature", "weight"],
    "hedges": ["form", "kind"],
    "name_heads": ["head", "kind"],
    "company_endings": ["ending"],
    "first_names": ["name", "gender"],
    "denials": ["form"],
    "function_words": ["word"],
    "number_words": ["word"],
    "ordinary_words": ["word"],
    "tone_terms": ["term", "negative", "neutral", "positive"],
    "field_names": ["name", "field", "rank"],
}
ALLOWED = {
    ("states", "kind"): {"name", "demonym", "capital", "seat"},
    ("roles", "kind"): {"person", "group", "organisation", "place"},
    ("title_genders", "gender"): {"m", "f"},
    ("reporting_verbs", "class"): {"neutral", "doubting", "conceding", "committing", "attacking"},
    ("reporting_verbs", "act"): {"speech", "thought"},
    ("reporting_verbs", "object"): {"claim", "target"},
    ("reporting_verbs", "plain"): {"", "yes"},
    ("control_verbs", "control"): {"object", "subject", "appeal", "deed"},
    ("characterising_verbs", "pattern"): {"as", "name"},
    ("evaluative_labels", "side"): {"dark", "kind"},
    ("hedges", "kind"): {"hedge", "modal"},
    ("name_heads", "kind"): {"organisation", "place", "event", "thing"},
    ("first_names", "gender"): {"m", "f"},
    ("field_names", "rank"): {"1", "2", "3"},
    ("field_names", "field"): {
        "text",
        "lead",
        "summary",
        "id",
        "title",
        "outlet",
        "author",
        "published",
        "url",
        "language",
        "rights",
        "file",
    },
    ("word_sets", "set"): {
        "no name",
        "never a name",
        "name adjective",
        "name particle",
        "glued to a name",
        "campaign staff",
        "government staff",
        "mass",
        "named thing",
        "quality",
        "family",
        "family name first",
        "label opener",
        "means",
        "time or place",
        "no description",
        "linking verb",
        "abbreviation",
        "asking verb",
        "copula",
        "empty word",
        "giving",
        "group of",
        "kind of place",
        "negation",
        "no deed",
        "numbered",
        "part of",
        "passing",
        "small word",
        "continent",
        "own singular",
        "speaker's role",
        "tone negation",
        "first person",
        "bare contraction",
        "plural of a state",
        "says nothing",
        "language name",
        "kind of outlet",
        "access",
        "what is read",
        "opens a notice",
        "bars",
        "other subscription",
        "reading on",
        "reading verb",
        "call",
        "woman",
        "open end",
        "kind of body",
        "visit verb",
    },
}


def read(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def lookup(name):
    """The list as a dict: first column → second, or a tuple of the rest."""
    rows = read(name)[1:]
    return {row[0]: row[1] if len(row) == 2 else tuple(row[1:]) for row in rows}


def lookup_forms(name):
    return [row[0] for row in read(name)[1:]]


@pytest.fixture(scope="module")
def states():
    return lookup("states")


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_those_the_readme_describes(name):
    header, *rows = read(name)
    assert header == COLUMNS[name]
    assert {len(row) for row in rows} == {len(header)}
    section = (
        (DATA / "README.md")
        .read_text(encoding="utf-8")
        .partition(f"## {name}.csv\n")[2]
        .partition("\n## ")[0]
    )
    assert [column for column in header if f"`{column}`" not in section] == []


@pytest.mark.parametrize("name", sorted(set(COLUMNS) - {"repeats_paraphrase"}))
def test_each_form_stands_once_and_in_order(name):
    forms = [tuple(row if name == "word_sets" else row[:1]) for row in read(name)[1:]]
    assert forms == sorted(set(forms))


def test_the_paraphrase_model_has_a_weight_for_each_feature():
    from helpers.repeats.likeness import FEATURES

    assert [row[0] for row in read("repeats_paraphrase")[1:]] == ["constant", *FEATURES]


def test_forms_of_reporting_verbs():
    from helpers.base.wordlists import reporting_forms

    forms = [
        "said",
        "denied",
        "denies",
        "admitting",
        "guessing",
        "swore",
        "disagreed",
        "vows",
        "announces",
    ]
    verbs = ["say", "deny", "deny", "admit", "guess", "swear", "disagree", "vow", "announce"]
    assert [reporting_forms()[form] for form in forms] == verbs


@pytest.mark.parametrize("name", COLUMNS)
def test_no_cell_is_empty_or_has_needless_space(name):
    rows = [
        row[:4] if name == "reporting_verbs" else row for row in read(name)
    ]  # most verbs have regular forms only
    assert [
        cell for row in rows for cell in row if not cell or cell != " ".join(cell.split())
    ] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_lines_end_in_newline_alone_and_there_is_no_byte_order_mark(name):
    content = (DATA / f"{name}.csv").read_bytes()
    assert content.startswith(COLUMNS[name][0].encode())
    assert content.endswith(b"\n") and b"\r" not in content and b"\n\n" not in content


@pytest.mark.parametrize(("name", "column"), ALLOWED)
def test_kinds_are_all_used_and_no_others(name, column):
    header, *rows = read(name)
    assert {row[header.index(column)] for row in rows} == ALLOWED[name, column]


@pytest.mark.parametrize("name", ["roles", "titles", "reporting_verbs", "hedges"])
def test_lists_of_words_are_lower_case(name):
    assert [form for form in lookup_forms(name) if form != form.lower()] == []


@pytest.mark.parametrize("name", ["roles", "titles", "reporting_verbs"])
def test_these_lists_hold_single_words(name):
    assert [form for form in lookup_forms(name) if " " in form] == []


@pytest.mark.parametrize(
    ("form", "state", "kind"),
    [
        ("Russia", "Russia", "name"),
        ("Russian Federation", "Russia", "name"),
        ("Niger", "Niger", "name"),
        ("Nigerien", "Niger", "demonym"),
        ("Nigeriens", "Niger", "demonym"),
        ("Nigeria", "Nigeria", "name"),
        ("Nigerian", "Nigeria", "demonym"),
        ("Nigerians", "Nigeria", "demonym"),
        ("Georgia", "Georgia", "name"),
        ("Georgian", "Georgia", "demonym"),
        ("Jordan", "Jordan", "name"),
        ("Chad", "Chad", "name"),
        ("Chadian", "Chad", "demonym"),
        ("Polish", "Poland", "demonym"),
        ("Poles", "Poland", "demonym"),
        ("Turkey", "Turkey", "name"),
        ("Türkiye", "Turkey", "name"),
        ("Guinea", "Guinea", "name"),
        ("Guinean", "Guinea", "demonym"),
        ("Equatorial Guinea", "Equatorial Guinea", "name"),
        ("Equatorial Guinean", "Equatorial Guinea", "demonym"),
        ("Guinea-Bissau", "Guinea-Bissau", "name"),
        ("Bissau-Guinean", "Guinea-Bissau", "demonym"),
        ("Papua New Guinea", "Papua New Guinea", "name"),
        ("Papua New Guinean", "Papua New Guinea", "demonym"),
        ("Dominica", "Dominica", "name"),
        ("Dominican", "Dominican Republic", "demonym"),
        ("Congo", "DR Congo", "name"),
        ("Congolese", "DR Congo", "demonym"),
        ("Democratic Republic of the Congo", "DR Congo", "name"),
        ("DRC", "DR Congo", "name"),
        ("Kinshasa", "DR Congo", "capital"),
        ("Republic of the Congo", "Republic of the Congo", "name"),
        ("Congo-Brazzaville", "Republic of the Congo", "name"),
        ("Brazzaville", "Republic of the Congo", "capital"),
        ("North Korea", "North Korea", "name"),
        ("North Korean", "North Korea", "demonym"),
        ("Republic of Korea", "South Korea", "name"),
        ("South Koreans", "South Korea", "demonym"),
        ("Samoan", "Samoa", "demonym"),
        ("American Samoan", "American Samoa", "demonym"),
        ("Ireland", "Ireland", "name"),
        ("Irish", "Ireland", "demonym"),
        ("Northern Ireland", "Northern Ireland", "name"),
        ("Northern Irish", "Northern Ireland", "demonym"),
        ("Sudanese", "Sudan", "demonym"),
        ("South Sudanese", "South Sudan", "demonym"),
        ("Juba", "South Sudan", "capital"),
        ("Micronesia", "Micronesia", "name"),
        ("British Virgin Islands", "British Virgin Islands", "name"),
        ("U.S. Virgin Islands", "US Virgin Islands", "name"),
        ("French", "France", "demonym"),
        ("Frenchwoman", "France", "demonym"),
        ("Quai d'Orsay", "France", "seat"),
        ("Élysée", "France", "seat"),
        ("Elysee", "France", "seat"),
        ("Norwegian", "Norway", "demonym"),
        ("Indian", "India", "demonym"),
        ("Chinese", "China", "demonym"),
        ("Republic of China", "Taiwan", "name"),
        ("Taiwanese", "Taiwan", "demonym"),
        ("American", "United States", "demonym"),
        ("U.S.", "United States", "name"),
        ("Washington", "United States", "capital"),
        ("White House", "United States", "seat"),
        ("Pentagon", "United States", "seat"),
        ("Britain", "United Kingdom", "name"),
        ("Briton", "United Kingdom", "demonym"),
        ("Downing Street", "United Kingdom", "seat"),
        ("Englishman", "England", "demonym"),
        ("Scottish", "Scotland", "demonym"),
        ("Welsh", "Wales", "demonym"),
        ("EU", "European Union", "name"),
        ("Brussels", "European Union", "seat"),
        ("Belgian", "Belgium", "demonym"),
        ("Ivory Coast", "Ivory Coast", "name"),
        ("Côte d'Ivoire", "Ivory Coast", "name"),
        ("Cote d’Ivoire", "Ivory Coast", "name"),
        ("Czechia", "Czech Republic", "name"),
        ("Czechs", "Czech Republic", "demonym"),
        ("Dutch", "Netherlands", "demonym"),
        ("Swiss", "Switzerland", "demonym"),
        ("Filipino", "Philippines", "demonym"),
        ("Kiev", "Ukraine", "capital"),
        ("Kyiv", "Ukraine", "capital"),
        ("Kremlin", "Russia", "seat"),
        ("Zhongnanhai", "China", "seat"),
        ("Blue House", "South Korea", "seat"),
        ("Brasília", "Brazil", "capital"),
        ("Brasilia", "Brazil", "capital"),
        ("Sao Tome", "São Tomé and Príncipe", "capital"),
        ("Malé", "Maldives", "capital"),
        ("Burma", "Myanmar", "name"),
        ("Swaziland", "Eswatini", "name"),
        ("Kosovar", "Kosovo", "demonym"),
        ("Palestinian", "Palestine", "demonym"),
        ("Holy See", "Vatican", "name"),
        ("Bamako", "Mali", "capital"),
        ("Malians", "Mali", "demonym"),
        ("Mauritanian", "Mauritania", "demonym"),
        ("Mauritian", "Mauritius", "demonym"),
        ("Slovak", "Slovakia", "demonym"),
        ("Slovene", "Slovenia", "demonym"),
    ],
)
def test_state_of_a_form(states, form, state, kind):
    assert states[form] == (state, kind)


@pytest.mark.parametrize(
    "form",
    [
        "Georgetown",
        "George Town",
        "Kingston",
        "Victoria",
        "Hamilton",
        "Nice",
        "Male",
        "San Juan",
        "Santiago",
        "San José",
        "San Jose",
        "Sofia",
        "Stanley",
        "Plymouth",
        "Nassau",
        "Edinburgh",
        "Korea",
        "Korean",
        "Virgin Islands",
        "Jersey",
        "Reunion",
        "Emirates",
        "English",
        "Pole",
        "Finn",
        "Dane",
        "Island",
        "Mann",
        "Bundestag",
        "AU",
        "GB",
    ],
)
def test_forms_commoner_as_something_else_are_left_out(states, form):
    assert form not in states


def test_every_state_but_jersey_is_called_by_its_own_name(states):
    names = {state for state, _ in states.values()}
    assert 240 <= len(names) <= 270
    assert {name for name in names if states.get(name) != (name, "name")} == {"Jersey"}


def test_forms_are_words_not_codes_or_foreign_scripts(states):
    assert [
        form
        for form in states
        if re.search(r"[^\w .,'’-]|[\d(/_]", form) and form != "10 Downing Street"
    ] == []
    assert {form for form in states if len(form) < 3} == {"EU", "NZ", "UK", "US"}


def test_apostrophes_and_accents_come_in_both_ways(states):
    for form in states:
        assert states[form.replace("'", "’")] == states[form]
    assert [
        form for form in states if form.startswith("Saint ") and "St. " + form[6:] not in states
    ] == []


def test_added_forms_are_in_the_table_and_removed_ones_are_not(states):
    """The table was made by the script as it stands."""
    script = runpy.run_path(str(SCRIPT))
    assert [
        row for row in script["list_added_forms"]() if states.get(row[0], ("", ""))[0] != row[1]
    ] == []
    assert [
        row for row in script["list_removed_forms"]() if states.get(row[0], ("", ""))[0] == row[1]
    ] == []


def write_wheel(path, *records):
    with zipfile.ZipFile(path, "w") as archive:
        for number, record in enumerate(records):
            archive.writestr(f"countryinfo/data/{number}.json", json.dumps(record))
    return path


def test_script_stops_at_a_form_of_two_states(tmp_path):
    records = ({"name": "Niger", "demonym": "Nigerian"}, {"name": "Nigeria", "demonym": "Nigerian"})
    with pytest.raises(ValueError, match=r"Nigerian.* for Niger and for Nigeria; name in REMOVED"):
        runpy.run_path(str(SCRIPT))["make_states"](write_wheel(tmp_path / "wheel.whl", *records))


def test_script_names_removals_that_the_wheel_no_longer_has(tmp_path):
    with pytest.raises(ValueError, match=r"REMOVED names what is not there: .*'Sofia', 'Bulgaria'"):
        runpy.run_path(str(SCRIPT))["make_states"](
            write_wheel(tmp_path / "wheel.whl", {"name": "Bulgaria"})
        )


def test_script_says_what_is_wrong_with_another_wheel(tmp_path):
    out = tmp_path / "states.csv"
    with pytest.raises(SystemExit, match="there are no countries in it"):
        runpy.run_path(str(SCRIPT))["main"](write_wheel(tmp_path / "wheel.whl"), out)
    assert not out.exists()


@pytest.mark.parametrize(
    ("form", "organisation"),
    [
        ("UN", "United Nations"),
        ("U.N.", "United Nations"),
        ("Nato", "NATO"),
        ("WHO", "World Health Organization"),
        ("IMF", "International Monetary Fund"),
        ("ICC", "International Criminal Court"),
        ("IAEA", "International Atomic Energy Agency"),
        ("African Union", "African Union"),
        ("Ecowas", "ECOWAS"),
        ("Wagner", "Wagner Group"),
        ("Hizbollah", "Hezbollah"),
        ("al-Qaida", "Al-Qaeda"),
        ("IS group", "Islamic State"),
        ("AFP", "Agence France-Presse"),
        ("GOP", "Republican Party"),
    ],
)
def test_organisation_of_a_form(form, organisation):
    assert lookup("organisations")[form] == organisation


def test_organisations_leave_out_ambiguous_forms_and_states(states):
    forms = lookup("organisations")
    assert {"AU", "Apple", "Amazon", "Meta", "Shell", "Labour", "Congress", "SDF", "RSF"} & set(
        forms
    ) == set()
    assert set(forms) & set(states) == set()


def test_every_organisation_is_a_form_of_its_own():
    forms = lookup("organisations")
    assert [name for name in forms.values() if forms.get(name) != name] == []


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("president", "person"),
        ("minister", "person"),
        ("spokesman", "person"),
        ("leader", "person"),
        ("counterpart", "person"),
        ("colonel", "person"),
        ("activist", "person"),
        ("official", "group"),
        ("rebel", "group"),
        ("fighter", "group"),
        ("soldier", "group"),
        ("mercenary", "group"),
        ("paramilitary", "group"),
        ("instructor", "group"),
        ("expert", "group"),
        ("migrant", "group"),
        ("government", "organisation"),
        ("junta", "organisation"),
        ("police", "organisation"),
        ("military", "organisation"),
        ("opposition", "organisation"),
        ("authority", "organisation"),
        ("country", "place"),
        ("state", "place"),
        ("region", "place"),
    ],
)
def test_kind_of_a_role(noun, kind):
    assert lookup("roles")[noun] == kind


def test_roles_are_lemmas():
    """No plural stands beside its singular."""
    nouns = set(lookup("roles"))
    assert {noun for noun in nouns if noun.endswith("s") and noun[:-1] in nouns} == set()
    assert {noun for noun in nouns if noun.endswith("men") and noun[:-2] + "an" in nouns} == set()


def test_titles_strip_to_the_name():
    titles = set(lookup_forms("titles"))
    for name, left in {
        "Foreign Minister Sergey Lavrov": "Sergey Lavrov",
        "Colonel Assimi Goita": "Assimi Goita",
        "Col. Assimi Goita": "Assimi Goita",
        "former Prime Minister Sir Tony Blair": "Tony Blair",
        "Mrs. May": "May",
        "Earl Warren": "Earl Warren",
        "Duke Ellington": "Duke Ellington",
        "Sultan Al Jaber": "Sultan Al Jaber",
        "Shah Rukh Khan": "Shah Rukh Khan",
        "Dean Smith": "Dean Smith",
    }.items():
        words = name.split()
        while len(words) > 1 and words[0].lower() in titles:
            words = words[1:]
        assert " ".join(words) == left


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("say", ("neutral", "speech")),
        ("according", ("neutral", "speech")),
        ("think", ("neutral", "thought")),
        ("believe", ("neutral", "thought")),
        ("hope", ("neutral", "thought")),
        ("fear", ("neutral", "thought")),
        ("know", ("neutral", "thought")),
        ("claim", ("doubting", "speech")),
        ("allege", ("doubting", "speech")),
        ("admit", ("conceding", "speech")),
        ("acknowledge", ("conceding", "speech")),
        ("concede", ("conceding", "speech")),
        ("vow", ("committing", "speech")),
        ("promise", ("committing", "speech")),
        ("threaten", ("committing", "speech")),
        ("agree", ("committing", "speech")),
        ("accuse", ("attacking", "speech")),
        ("deny", ("attacking", "speech")),
        ("reject", ("attacking", "speech")),
        ("dismiss", ("attacking", "speech")),
        ("condemn", ("attacking", "speech")),
    ],
)
def test_class_of_a_reporting_verb(verb, expected):
    assert lookup("reporting_verbs")[verb][:2] == expected


@pytest.mark.parametrize(
    ("verb", "kind"),
    [("dismiss", "target"), ("condemn", "target"), ("deny", "claim"), ("say", "claim")],
)
def test_what_a_noun_behind_a_reporting_verb_is(verb, kind):
    assert lookup("reporting_verbs")[verb][2] == kind


def test_british_and_american_spellings_of_verbs_agree():
    verbs = lookup("reporting_verbs")
    pairs = [(verb, verb[:-3] + "ize") for verb in verbs if verb.endswith("ise")]
    pairs = [pair for pair in pairs if pair[0] not in {"advise", "chastise", "promise", "surmise"}]
    assert ("criticise", "criticize") in pairs
    assert [pair for pair in pairs if verbs[pair[0]] != verbs.get(pair[1])] == []


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("alleged", "hedge"),
        ("allegedly", "hedge"),
        ("reportedly", "hedge"),
        ("so-called", "hedge"),
        ("accused of", "hedge"),
        ("believed to", "hedge"),
        ("said to be", "hedge"),
        ("unconfirmed", "hedge"),
        ("appears to", "hedge"),
        ("seem", "hedge"),
        ("may", "modal"),
        ("might", "modal"),
        ("could", "modal"),
    ],
)
def test_kind_of_a_hedge(form, kind):
    assert lookup("hedges")[form] == kind


def test_hedges_leave_out_what_is_mostly_something_else():
    assert {"would", "should", "can", "will", "about", "said to", "reported", "appear"} & set(
        lookup("hedges")
    ) == set()


def test_vader_lexicon_is_the_published_one_and_fills_nltks_class():
    path = DATA / "nltk_data" / "sentiment" / "vader_lexicon" / "vader_lexicon.txt"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest in (DATA / "README.md").read_text(encoding="utf-8")
    assert len(analyzer().lexicon) == 7506
    tone = analyzer().polarity_scores("VADER is smart, handsome, and funny.")
    assert tone["compound"] == 0.8316


def test_nltk_reads_data_that_a_group_may_write_and_that_has_hard_links(tmp_path, monkeypatch):
    shutil.copytree(DATA / "nltk_data", tmp_path / "nltk_data")
    for path in (tmp_path / "nltk_data").rglob("*"):
        path.chmod(0o775 if path.is_dir() else 0o664)
    lexicon = tmp_path / "nltk_data" / "sentiment" / "vader_lexicon" / "vader_lexicon.txt"
    os.link(lexicon, tmp_path / "linked")
    monkeypatch.setattr(models, "DATA", tmp_path)
    paths = list(nltk.data.path)
    with models.nltk_data():
        assert PunktTokenizer("english").tokenize("Mr. Lee left. She stayed.")[1] == "She stayed."
        nltk.data.clear_cache()
        assert nltk.data.load("sentiment/vader_lexicon/vader_lexicon.txt").startswith("$:")
    assert nltk.data.path == paths


def test_licences_name_what_was_taken():
    text = (DATA / "LICENSES.md").read_text(encoding="utf-8")
    assert "Copyright (c) 2016 C.J. Hutto" in text
    assert "Copyright (c) 2018 Porimol Chandro" in text
    assert text.count("Permission is hereby granted, free of charge") >= 2
    assert "all-MiniLM-L6-v2" in text
    assert "Apache License" in (DATA / "LICENSE-APACHE-2.0.txt").read_text(encoding="utf-8")


def test_the_models_together_stay_small_and_hold_no_text():
    models = [*DATA.glob("*.onnx*"), *DATA.glob("*.npz"), DATA / "tone_terms.csv"]
    assert models and sum(path.stat().st_size for path in models) <= 42e6
    with np.load(DATA / "encoder_words.npz") as kept:
        pieces = kept["pieces"].tobytes().decode().split("\n")
    assert all(" " not in piece and len(piece) < 20 for piece in pieces)


def test_readme_has_a_section_for_every_list():
    headings = re.findall(r"^## (.+)$", (DATA / "README.md").read_text(encoding="utf-8"), re.M)
    assert {f"{name}.csv" for name in COLUMNS} | {"nltk_data/tokenizers/punkt_tab/english/"} <= set(
        headings
    )

"""Makes exports of press archives, in the languages of their interfaces, as lines."""

import textwrap

STORIES = {
    "Ferry pier to close for a year": [
        "The harbour board of Saltmere will close the ferry pier for a year, it said on Thursday.",
        "“The piles are rotten to the core,” said Ines Calloway, the board’s engineer. Buses will "
        "run to the next port instead.",
        "Islanders fear for their trade. The board expects the work to cost nine million pounds "
        "and to end before the summer season.",
    ],
    "School kitchens go back to fresh bread": [
        "Every school kitchen in Hollin County will bake its own bread from autumn on, after a "
        "trial in twelve schools.",
        "“Children eat what smells good,” said Tobias Renner, who cooks at Mill Lane School.",
        "The council pays for ovens and flour; parents pay nothing more. A vote of the full "
        "council is planned for next week.",
    ],
    "Court stops felling of plane trees": [
        "A judge in Brackwater stopped the felling of forty plane trees on Friday morning.",
        "“They give shade to half the town,” said Priya Osei, who brought the case with her "
        "neighbours. The city had called the trees a danger to traffic.",
        "The city may appeal within a month, and a spokesman said that it would.",
    ],
}


OUTLETS = ("Saltmere Gazette", "The Hollin Times", "Brackwater Post")


TITLES = tuple(STORIES)


DAYS = ("2024-03-07", "2024-10-12", "2023-05-26")


def words_of(title):
    return sum(len(paragraph.split()) for paragraph in STORIES[title])


UNI = {
    "German": {
        "dates": ("7. März 2024 Donnerstag", "12. Oktober 2024 Samstag", "26. Mai 2023 Freitag"),
        "rights": "Copyright 2024 {} Alle Rechte vorbehalten",
        "labels": ("Rubrik: LOKALES; S. 4", "Länge: {} Wörter", "Verfasser: {}"),
        "body": "Textkörper",
        "tail": (
            "Klassifizierung",
            "Sprache: ENGLISH; ENGLISCH",
            "Publikationstyp: Zeitung",
            "Ladedatum: 8. März 2024",
            "Ende des Dokuments",
        ),
    },
    "French": {
        "dates": ("7 mars 2024 jeudi", "12 octobre 2024 samedi", "26 mai 2023 vendredi"),
        "rights": "Copyright 2024 {} Tous droits réservés",
        "labels": ("Rubrique : RÉGION; Pg. 4", "Longueur : {} mots", "Auteur : {}"),
        "body": "Corps",
        "tail": (
            "Graphique",
            "Le quai de Saltmere",
            "Classification",
            "Langue : ENGLISH; ANGLAIS",
            "Type de publication : Journal",
            "Date de chargement : 8 mars 2024",
            "Fin du document",
        ),
    },
    "Dutch": {
        "dates": ("7 maart 2024 donderdag", "12 oktober 2024 zaterdag", "26 mei 2023 vrijdag"),
        "rights": "Copyright 2024 {} Alle rechten voorbehouden",
        "labels": ("Sectie: REGIO; Blz. 4", "Lengte: {} woorden", "Auteur: {}"),
        "body": "Body",
        "tail": (
            "Classificatie",
            "Taal: ENGLISH; ENGELS",
            "Publicatietype: Krant",
            "Laaddatum: 8 maart 2024",
            "Einde van document",
        ),
    },
    "Spanish": {
        "dates": (
            "7 de marzo de 2024 jueves",
            "12 de octubre de 2024 sábado",
            "26 de mayo de 2023 viernes",
        ),
        "rights": "Copyright 2024 {} Todos los derechos reservados",
        "labels": ("Sección: LOCAL; Pág. 4", "Longitud: {} palabras", "Autor: {}"),
        "body": "Cuerpo",
        "tail": (
            "Clasificación",
            "Idioma: ENGLISH; INGLÉS",
            "Tipo de publicación: Periódico",
            "Fecha de carga: 8 de marzo de 2024",
            "Fin del documento",
        ),
    },
}


def make_uni(language, *, cover=()):
    form = UNI[language]
    lines = list(cover)
    for title, outlet, date in zip(TITLES, OUTLETS, form["dates"], strict=True):
        section, length, author = form["labels"]
        lines += [title, outlet, date, form["rights"].format(outlet), section]
        lines += [length.format(words_of(title)), author.format("Ida Brandt"), form["body"]]
        lines += [*STORIES[title], *form["tail"]]
    return lines


CLASSIC = {
    "English": (
        "{} of {} DOCUMENTS",
        ("March 7, 2024 Thursday", "October 12, 2024 Saturday", "May 26, 2023 Friday"),
        ("BYLINE: {}", "SECTION: LOCAL; Pg. 4", "LENGTH: {} words"),
        ("LOAD-DATE: March 8, 2024", "LANGUAGE: ENGLISH", "PUBLICATION-TYPE: Newspaper"),
    ),
    "German": (
        "Dokument {} von {}",
        ("7. März 2024 Donnerstag", "12. Oktober 2024 Samstag", "26. Mai 2023 Freitag"),
        ("AUTOR: {}", "RUBRIK: LOKALES; S. 4", "LÄNGE: {} Wörter"),
        ("UPDATE: 8. März 2024", "SPRACHE: ENGLISH; ENGLISCH", "PUBLICATION-TYPE: Zeitung"),
    ),
    "French": (
        "Document {} de {}",
        ("jeudi 7 mars 2024", "samedi 12 octobre 2024", "vendredi 26 mai 2023"),
        ("AUTEUR: {}", "RUBRIQUE: RÉGION; Pg. 4", "LONGUEUR: {} mots"),
        ("DATE-CHARGEMENT: 8 mars 2024", "LANGUE: ENGLISH; ANGLAIS", "TYPE-PUBLICATION: Journal"),
    ),
    "Dutch": (
        "{} van {} DOCUMENTEN",
        ("7 maart 2024 donderdag", "12 oktober 2024 zaterdag", "26 mei 2023 vrijdag"),
        ("AUTEUR: {}", "SECTIE: REGIO; Blz. 4", "LENGTE: {} woorden"),
        ("LAAD-DATUM: 8 maart 2024", "TAAL: ENGLISH; ENGELS", "PUBLICATIE-TYPE: Krant"),
    ),
    "Spanish": (
        "Documento {} de {}",
        ("7 de marzo de 2024", "12 de octubre de 2024", "26 de mayo de 2023"),
        ("AUTOR: {}", "SECCIÓN: LOCAL; Pág. 4", "LONGITUD: {} palabras"),
        ("FECHA-CARGA: 8 de marzo de 2024", "IDIOMA: ENGLISH", "TIPO-PUBLICACIÓN: Periódico"),
    ),
}


ALL = "labels above the text"


NONE = "labels below the text"


SOME = "a label on either side"


def make_classic(language, *, start=True, place=ALL, rights_first=False, wrap=True, extra=()):
    """Return the lines of an export by LexisNexis."""
    count, dates, above, below = CLASSIC[language]
    lines = []
    for i, (title, outlet, date) in enumerate(zip(TITLES, OUTLETS, dates, strict=True), 1):
        rights = [f"{' ' * 23}Copyright 2024 {outlet}", f"{' ' * 30}All Rights Reserved"]
        own = [above[0].format("Ida Brandt"), above[1], above[2].format(words_of(title))]
        if start:
            lines += [" " * 31 + count.format(i, len(TITLES)), "", ""]
        if rights_first:
            lines += [*rights, ""]
        lines += [" " * 33 + outlet, ""]
        heading = [" " * 28 + date, "", title, ""]
        kept = {ALL: 3, NONE: 0, SOME: 1}[place]
        lines += heading if kept else [title, "", " " * 28 + date, "", ""]
        lines += [line for label in own[:kept] for line in (label, "")]
        lines += [""]
        for paragraph in STORIES[title]:
            lines += textwrap.wrap(paragraph, 70) if wrap else [paragraph]
            lines += [""]
        lines += [line for label in (*own[kept:], *extra, *below) for line in (label, "")]
        if not rights_first:
            lines += ["", *rights, ""]
    return lines


PROQUEST = {
    "English": (
        ("Document {} of 3", "Title: {}", "Publication info: {}; {}. {}: A.4.", "Full text: {}"),
        ("07 Mar 2024", "12 Oct 2024", "26 May 2023"),
        ("Subject: Piers; Towns", "Publication title: {}", "Publication date: {}"),
        ("Language of publication: English", "Last updated: 2024-11-15", "Database: Newsstream"),
    ),
    "German": (
        ("Dokument {} von 3", "Titel: {}", "Veröffentlichungsinfo: {}; {}. {}: A.4.",
         "Volltext: {}"),
        ("07 Mär 2024", "12 Okt 2024", "26 Mai 2023"),
        ("Fachgebiet: Piers; Towns", "Titel der Publikation: {}", "Publikationsdatum: {}"),
        ("Publikationssprache: English", "Zuletzt aktualisiert: 2024-11-15",
         "Datenbank: Newsstream"),
    ),
    "Polish": (
        ("Dokument {} z 3", "Tytuł: {}", "Publication info: {}; {}. {}: A.4.", "Pełny tekst: {}"),
        ("07 Mar 2024", "12 Oct 2024", "26 May 2023"),
        ("Temat: Piers; Towns", "Publication title: {}", "Publication date: {}"),
        ("Language of publication: English", "Last updated: 2024-11-15", "Database: Newsstream"),
    ),
    "Spanish": (
        ("Documento {} de 3", "Título: {}", "Información de publicación: {}; {}. {}: A.4.",
         "Texto completo: {}"),
        ("07 Mar 2024", "12 Oct 2024", "26 May 2023"),
        ("Materia: Piers; Towns", "Título de publicación: {}", "Fecha de publicación: {}"),
        ("Idioma de la publicación: English", "Última actualización: 2024-11-15",
         "Base de datos: Newsstream"),
    ),
    "French": (
        ("Document {} sur 3", "Titre : {}", "Infos sur la publication : {}; {}. {}: A.4.",
         "Texte intégral : {}"),
        ("07 mars 2024", "12 oct. 2024", "26 mai 2023"),
        ("Sujet : Piers; Towns", "Titre de la publication : {}", "Date de publication : {}"),
        ("Langue de publication : English", "Dernière mise à jour : 2024-11-15",
         "Base de données : Newsstream"),
    ),
}  # fmt: skip


def make_proquest(language, *, extra=(), numbered=True):
    (number, heading, info, text), dates, below, last = PROQUEST[language]
    lines = []
    for i, (title, outlet, date) in enumerate(zip(TITLES, OUTLETS, dates, strict=True), 1):
        lines += ["_" * 60, ""]
        lines += [number.format(i), ""] if numbered else []
        lines += [title, "", info.format(outlet, "Saltmere", date), ""]
        first, *others = STORIES[title]
        lines += [text.format(first), *others, "", below[0], "", *extra, heading.format(title), ""]
        lines += [below[1].format(outlet), "", below[2].format(date), ""]
        lines += [line for label in last for line in (label, "")]
    return [*lines, "_" * 60]


FACTIVA = {
    "English": ("{} words", "Document {}", "English", "{} March 2024"),
    "German": ("{} Wörter", "Dokument {}", "Englisch", "{} März 2024"),
    "French": ("{} mots", "Document {}", "Anglais", "{} mars 2024"),
    "Spanish": ("{} palabras", "Documento {}", "Inglés", "{} marzo 2024"),
}


def make_factiva(language, *, time=False):
    words, end, name, date = FACTIVA[language]
    lines = []
    for i, (title, outlet) in enumerate(zip(TITLES, OUTLETS, strict=True), 1):
        lines += ["", "Local", title, "By Ida Brandt", words.format(words_of(title))]
        lines += [date.format(i), *(["08:15"] if time else []), outlet, "SALGAZ", str(i), name]
        lines += [f"(c) 2024 {outlet} Ltd", "", *STORIES[title], ""]
        lines += [end.format(f"SALGAZ002024030{i}ek370000{i}"), ""]
    return lines


EXPORTS = [
    *(make_uni(language) for language in UNI),
    *(make_classic(language, place=SOME, wrap=False) for language in CLASSIC),
    *(make_classic(language, start=False, wrap=False) for language in CLASSIC),
    *(make_proquest(language) for language in PROQUEST),
    *(make_factiva(language) for language in FACTIVA),
]

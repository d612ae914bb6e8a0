"""Make helpers/data/states.csv from the wheel of `countryinfo`: what states are called in English
news.

    pip download countryinfo==1.0.1 --no-deps
    python training/make_states.py countryinfo-1.0.1-py3-none-any.whl

The package gives names, official names, demonyms and capitals; the tables below, reviewed by hand,
put them right. A form stands for one state only: if two states claim it the script stops, and
REMOVED must say who loses it."""

import csv
import json
import re
import sys
import unicodedata
import zipfile
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "helpers" / "data" / "states.csv"
# The package mixes spellings of all languages: these words mark the English official names.
OFFICIAL = re.compile(
    r"\b(Republic|Kingdom|States?|Federation|Commonwealth|Principality|Duchy|Union|Sultanate"
    r"|Confederation|Bailiwick)\b"
)

# Records about no inhabited state or territory, about one that is no more, or with a name that is
# commoner for others.
LEFT_OUT = {
    "Antarctica", "Antilles néerlandaises", "Bouvet Island", "French Southern and Antarctic Lands",
    "Heard Island and McDonald Islands", "Saint Martin (French part)", "Serbia and Montenegro",
    "South Georgia", "Svalbard and Jan Mayen", "United States Minor Outlying Islands",
}  # fmt: skip

# The short name that English news uses, where the package has another one.
SHORT = {
    "Bonaire, Sint Eustatius and Saba": "Caribbean Netherlands",
    "Burma": "Myanmar",
    "Cocos (Keeling) Islands": "Cocos Islands",
    "Democratic Republic of the Congo": "DR Congo",
    "Federated States of Micronesia": "Micronesia",
    "Holy See (Vatican City State)": "Vatican",
    "Palestine, State of": "Palestine",
    "Republic of Macedonia": "North Macedonia",
    "Russian Federation": "Russia",
    "Sint Maarten (Dutch part)": "Sint Maarten",
    "Swaziland": "Eswatini",
    "The Bahamas": "Bahamas",
    "The Gambia": "Gambia",
    "United States of America": "United States",
    "Vatican City State": "Vatican",
    "Virgin Islands, British": "British Virgin Islands",
    "Virgin Islands, U.S.": "US Virgin Islands",
}

# Demonyms and capitals of the package that are wrong, not English, a neighbour's, or commoner as
# something else.
REMOVED = """
American Samoa: Pago Pago
Anguilla: The Valley, Anguillian
Antigua and Barbuda: Saint John's
Aruba: Oranjestad
Bahamas: Nassau
Belgium: Brussels
Bermuda: Hamilton
British Indian Ocean Territory: Diego Garcia, Indian
Bulgaria: Sofia
Caribbean Netherlands: Kralendijk / Oranjestad / The Bottom
Cape Verde: Cape Verdian
Cayman Islands: George Town
Chile: Santiago
Christmas Island: Flying Fish Cove, Christmas Island
Cocos Islands: West Island
Comoros: Union des Comores
Cook Islands: Avarua
Costa Rica: San José
Curaçao: Willemstad
Djibouti: Djiboutis
Dominica: Dominican
Eswatini: Lobamba
Falkland Islands: Stanley
French Guiana: Cayenne
French Polynesia: Papeetē
Gibraltar: Gibraltars
Grenada: St. George's
Guadeloupe: Basse-Terre, Guadeloupian
Guam: Hagåtña
Guernsey: Channel Islander, St. Peter Port
Guinea-Bissau: Guinea-Bissauan
Guyana: Georgetown
Hong Kong: Chinese, City of Victoria
Isle of Man: Douglas
Jamaica: Kingston
Jersey: Jersey, Channel Islander, Saint Helier
Macau: Chinese, Macao Special Administrative Region of the People's Republic of China
Maldives: Male, Maldivan
Martinique: French, Fort-de-France
Mayotte: French, Mamoudzou
Montserrat: Plymouth
New Caledonia: Nouméa
Niue: Alofi
Norfolk Island: Kingston
Northern Mariana Islands: American, Saipan
Palestine: Jerusalem
Pitcairn Islands: Adamstown
Puerto Rico: San Juan
Republic of the Congo: Congolese
Réunion: French, Reunion, Saint-Denis
Saint Barthélemy: Gustavia
Saint Helena: Jamestown
Saint Kitts and Nevis: Kittian and Nevisian
Saint Pierre and Miquelon: French, Saint-Pierre
Saint Vincent and the Grenadines: Kingstown, Saint Vincentian
San Marino: City of San Marino
Scotland: Edinburgh
Seychelles: Victoria
Sint Maarten: Philipsburg
Tokelau: Fakaofo
Turks and Caicos Islands: Cockburn Town
US Virgin Islands: Charlotte Amalie
British Virgin Islands: Road Town
Vatican: Vaticanian
Wallis and Futuna: Mata-Utu, Wallis and Futuna Islander
Western Sahara: El Aaiún
Åland Islands: Mariehamn
"""

# What the package lacks: state | names | demonyms | capitals | seats. "Malian+" stands for Malian,
# Malians.
ADDED = """
Abkhazia | Abkhazia | Abkhaz; Abkhazian+ | Sukhumi
Afghanistan | Islamic Emirate of Afghanistan
Algeria | | | | El Mouradia
Anguilla | | Anguillan+
Antigua and Barbuda | Antigua
Argentina | | Argentine+; Argentinian+ | | Casa Rosada
Australia | | Aussie+
Austria | | | | Ballhausplatz
Azerbaijan | | Azeri+
Åland Islands | Åland
Bangladesh | | | Dacca | Bangabhaban
Barbados | | Bajan+
Belarus | Belorussia; Byelorussia | Belarussian+; Belorussian+
Benin | | Beninois | Cotonou; Porto Novo
Bermuda | | Bermudan+
Bolivia | | | La Paz
Bosnia and Herzegovina | Bosnia; BiH; Bosnia-Herzegovina | Bosnian Serb+; Bosnian Croat+
Botswana | | Batswana; Botswanan+
Brazil | | | | Planalto; Planalto Palace; Itamaraty
British Indian Ocean Territory | Chagos Islands; Chagos Archipelago | Chagossian+
British Virgin Islands | BVI | British Virgin Islander+
Brunei | Brunei Darussalam
Burkina Faso | Burkina | Burkinabé; Burkinabè
Burundi | | | Gitega
Canada | | | | Parliament Hill
Cape Verde | Cabo Verde | Cape Verdean+
Caribbean Netherlands | Bonaire
Cayman Islands | Caymans
Chad | | | Ndjamena
Chile | | | | La Moneda
China | PRC; P.R.C.; Mainland China | | Peking | Zhongnanhai
Colombia | | | | Casa de Nariño
Comoros | | Comorian+
Curaçao | | Curaçaoan+
Cyprus | | Greek Cypriot+
Czech Republic | Czechia | Czechs | | Prague Castle
Czechoslovakia | Czechoslovakia | Czechoslovak+; Czechoslovakian+
DR Congo | Congo; D.R.C.; D.R. Congo; Congo Kinshasa; Democratic Republic of Congo; Zaire; DRC; Congo-Kinshasa
Denmark | | Danes
Djibouti | | Djiboutian+
East Germany | East Germany; GDR; German Democratic Republic | East German+
East Timor | Timor Leste; Timor-Leste | Timorese
Ecuador | | Ecuadorian+ | | Carondelet Palace
El Salvador | | Salvadorian+; Salvadorean+
England | England | Englishman; Englishmen; Englishwoman; Englishwomen
Equatorial Guinea | | Equatoguinean+
Eswatini | eSwatini | | Mbabane
European Union | European Union; EU; E.U. | | | Brussels; Berlaymont
Falkland Islands | Falklands; Malvinas
Faroe Islands | Faroes
Finland | | Finns
France | | Frenchman; Frenchmen; Frenchwoman; Frenchwomen | | Élysée; Elysée
France | | | | Élysée Palace; Elysée Palace; Quai d'Orsay; Matignon
French Polynesia | Tahiti | Tahitian+
Ghana | | | | Jubilee House
Gibraltar | | Gibraltarian+
Greece | | | | Maximos Mansion
Greenland | | Greenlander+
Guadeloupe | | Guadeloupean+
Guinea-Bissau | Guinea Bissau | Bissau-Guinean+
Haiti | | | Port au Prince
Hong Kong | | Hongkonger+; Hong Konger+
Iceland | | Icelandic
India | | | Delhi | Rashtrapati Bhavan; Raisina Hill
Indonesia | | | | Merdeka Palace
Iran | | | Teheran
Ireland | Éire; Irish Republic | Irishman; Irishmen; Irishwoman; Irishwomen
Israel | | | Tel Aviv
Italy | | | | Palazzo Chigi; Quirinale; Quirinal Palace; Farnesina
Ivory Coast | Côte d'Ivoire | Ivoirian+ | Abidjan
Japan | | | | Kantei; Kasumigaseki; Nagatacho
Kazakhstan | | Kazakh+ | Astana | Akorda; Ak Orda
Kiribati | | | Tarawa
Kosovo | Kosovo; Kosova; Republic of Kosovo | Kosovar+; Kosovan+; Kosovo Serb+; Kosovo Albanian+
Kosovo | | | Pristina; Priština; Prishtina
Kyrgyzstan | Kirghizia | Kyrgyz; Kyrgyzstani+
Laos | | Lao
Lebanon | | | | Baabda Palace; Grand Serail
Lesotho | | Basotho
Luxembourg | | Luxembourgish
Macau | Macao | Macanese
Madagascar | | Madagascan+
Malaysia | | | | Putrajaya
Maldives | | Maldivian+
Mali | | | | Koulouba
Mexico | | | | Los Pinos
Moldova | | | Kishinev
Monaco | | Monégasque+
Mongolia | | | Ulan Bator
Myanmar | | | Naypyitaw; Nay Pyi Taw; Nay Pyi Daw
Nepal | | Nepali+ | Katmandu | Singha Durbar
Netherlands | Holland | Dutchman; Dutchmen; Dutchwoman; Dutchwomen | | Binnenhof
New Zealand | NZ; N.Z.; Aotearoa
Nigeria | | | | Aso Rock; Aso Villa
North Korea | DPRK; D.P.R.K.; N. Korea; N Korea
North Macedonia | Macedonia | North Macedonian+
Northern Cyprus | Northern Cyprus; Turkish Republic of Northern Cyprus | Turkish Cypriot+
Northern Ireland | Northern Ireland | Northern Irish | | Stormont
Palestine | Palestinian Authority; Palestinian Territories; Palestinian territories | | | Muqata
Philippines | | Philippine; Filipina+ | | Malacañang; Malacañang Palace
Pitcairn Islands | Pitcairn
Poland | | Poles
Republic of the Congo | Congo Republic; Congo Brazzaville; Republic of Congo; Congo-Brazzaville
Réunion | Réunion Island; Reunion Island; La Réunion
Romania | | | | Cotroceni; Cotroceni Palace
Russia | | | | Kremlin; Smolenskaya Square
Saint Barthélemy | Saint Barts
Saint Kitts and Nevis | Saint Kitts | Kittitian+; Nevisian+
Saint Vincent and the Grenadines | | Vincentian+
Saudi Arabia | KSA | Saudi+
São Tomé and Príncipe | | Santomean+
Scotland | | Scots; Scotswoman; Scotswomen | | Holyrood; Bute House
Serbia | | Serb+
Sint Maarten | St. Maarten; St Maarten
Slovenia | | Slovenian+
Somalia | | Somalian+ | | Villa Somalia
Somaliland | Somaliland; Republic of Somaliland | Somalilander+ | Hargeisa
South Africa | | | | Union Buildings
South Korea | ROK; R.O.K.; S. Korea; S Korea | | | Blue House; Cheong Wa Dae
South Ossetia | South Ossetia | South Ossetian+ | Tskhinvali
Soviet Union | Soviet Union; USSR; U.S.S.R. | Soviet+
Spain | | Spaniard+ | | Moncloa; Moncloa Palace; La Moncloa
Sri Lanka | | | Kotte; Sri Jayawardenepura Kotte
Suriname | Surinam | Surinamese
Sweden | | Swede+ | | Rosenbad
Switzerland | | | Berne
Taiwan | Chinese Taipei
Tajikistan | | Tajik+; Tajikistani+
Tonga | | | Nukualofa
Transnistria | Transnistria; Transdniestria; Trans-Dniester | Transnistrian+ | Tiraspol
Trinidad and Tobago | Trinidad | Tobagonian+
Tunisia | | | | Carthage Palace
Turkey | Türkiye | Turk+
Turkmenistan | | Turkmens
Turks and Caicos Islands | Turks and Caicos
US Virgin Islands | U.S. Virgin Islands
Ukraine | | | Kiev | Bankova
United Arab Emirates | U.A.E.; UAE
United Kingdom | U.K.; Britain; UK; Great Britain | Briton+; Brits
United Kingdom | | | | Downing Street; 10 Downing Street; Number Ten; Whitehall
United States | US; U.S.; USA; U.S.A.; America
United States | | | Washington; Washington, D.C.; Washington D.C.; Washington, DC; Washington DC
United States | | | | White House; Oval Office; Pentagon; Foggy Bottom; Capitol Hill
Uzbekistan | | Uzbek+
Vanuatu | | Vanuatuan+
Vatican | Vatican City; Holy See
Venezuela | | | | Miraflores Palace
Vietnam | Viet Nam
Wales | Wales | Welshman; Welshmen; Welshwoman; Welshwomen
West Germany | West Germany | West German+
Western Sahara | | Saharawi+
Yemen | | | Sanaa
Yugoslavia | Yugoslavia | Yugoslav+; Yugoslavian+
"""  # noqa: E501

# Demonyms without a plural in -s that do not show it by their ending.
NO_PLURAL = {
    "Burkinabe",
    "Greenlandic",
    "I-Kiribati",
    "Malagasy",
    "Mosotho",
    "Motswana",
    "Ni-Vanuatu",
    "Turkmen",
}
KINDS = ("name", "demonym", "capital", "seat")


def read_records(wheel):
    """Return the countries in the wheel of countryinfo as it describes them (dicts), but for those
    in LEFT_OUT."""
    with zipfile.ZipFile(wheel) as archive:
        names = sorted(
            name for name in archive.namelist() if re.fullmatch(r"countryinfo/data.*\.json", name)
        )
        records = [json.loads(archive.read(name)) for name in names]
    if not records:
        raise SystemExit(
            f"{wheel}: there are no countries in it; give the wheel of countryinfo 1.0.1"
        )
    return [record for record in records if record.get("name") and record["name"] not in LEFT_OUT]


def list_package_forms(records):
    """Yield (form, state, kind) as the package has them; of its many spellings only those that are
    English names."""
    for record in records:
        official = unicodedata.normalize("NFC", record["name"])
        state = SHORT.get(official, official)
        names = [state, official, *filter(OFFICIAL.search, record.get("altSpellings") or ())]
        for name in names:
            if not re.search(r"[,(]", name):
                yield re.sub(r"^[Tt]he ", "", name), state, "name"
        for demonym in filter(None, re.split(r"[,/]", record.get("demonym") or "")):
            yield from ((form, state, "demonym") for form in with_plural(demonym.strip()))
        capital = record.get("capital")
        if isinstance(capital, str) and capital.strip() not in ("", state):
            yield capital.strip(), state, "capital"


def with_plural(demonym):
    """Return a demonym and, where it has one, its plural.

    >>> with_plural("Malian"), with_plural("French")
    (['Malian', 'Malians'], ['French'])
    """
    single = demonym in NO_PLURAL or re.search(r"(ese|ish|[cs]h|[sxz])$", demonym)
    return [demonym] if single else [demonym, demonym + "s"]


def list_added_forms():
    """Yield (form, state, kind) from ADDED."""
    for line in ADDED.strip().splitlines():
        state, *cells = (cell.strip() for cell in line.split("|"))
        for kind, cell in zip(KINDS, cells, strict=False):
            for form in filter(None, cell.split("; ")):
                yield form.removesuffix("+"), state, kind
                if form.endswith("+"):
                    yield form.removesuffix("+") + "s", state, kind


def list_removed_forms():
    """Return the pairs (form, state) in REMOVED, with the plurals of demonyms."""
    pairs = (line.split(": ") for line in REMOVED.strip().splitlines())
    return {
        (form + plural, state)
        for state, forms in pairs
        for form in forms.split(", ")
        for plural in ("", "s")
    }


def spell(form):
    """Return the ways a form is typed: with and without accents, with either apostrophe, St. or St
    for Saint.

    >>> sorted(spell("Côte d'Ivoire"))
    ["Cote d'Ivoire", 'Cote d’Ivoire', "Côte d'Ivoire", 'Côte d’Ivoire']
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c))
    forms = {form, plain}
    forms |= {re.sub(r"^Saint ", saint, f) for f in forms for saint in ("St. ", "St ")}
    return forms | {f.replace("'", "’") for f in forms}


def make_states(wheel):
    """Return the rows (form, state, kind), sorted by form; of two kinds of one form the earlier in
    KINDS counts.

    Raises ValueError if a form stands for two states, or if REMOVED names something that is not
    there."""
    rows = {}
    removed = list_removed_forms()
    used = set()
    for written, state, kind in [*list_package_forms(read_records(wheel)), *list_added_forms()]:
        forms = spell(written)
        used |= {(form, state) for form in forms} & removed
        for form in forms if (written, state) not in removed else ():
            if (form, state) in removed:
                continue
            other, other_kind = rows.get(form, (state, kind))
            if other != state:
                raise ValueError(
                    f"{form}: it stands for {other} and for {state}; name in REMOVED who loses it"
                )
            rows[form] = (state, min(kind, other_kind, key=KINDS.index))
    if unused := {
        pair for pair in removed - used if (pair[0].removesuffix("s"), pair[1]) not in used
    }:
        raise ValueError(f"REMOVED names what is not there: {sorted(unused)}")
    return [(form, *rows[form]) for form in sorted(rows)]


def main(wheel, out=OUT):
    """Write the table of states made from the wheel."""
    rows = [("form", "state", "kind"), *make_states(wheel)]
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:]) if sys.argv[1:] else sys.exit(__doc__)

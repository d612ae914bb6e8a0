"""Names the formats that are not read, and what to do with a file of each."""

REMEDY = "save the article as .txt, .docx, .html or .pdf"
UNPACK = "unpack it, and give the files that are in it"
AS_WORD = "open it and save it as .docx"
AS_TABLE = "open it and save it as .xlsx"
AS_MAIL = "open it in a mail program and save its text as .txt, or the message as .html"
AS_PAGE = "open it in a browser and save it as .html"
AS_TEXT = "have its letters read (by OCR) and save them as .txt"
PACKED = "a packed file"
# ending → what such a file is, and the remedy
UNREAD = {
    **dict.fromkeys(".zip .rar .7z .gz .tgz .tar .bz2 .xz .zst".split(), (PACKED, UNPACK)),
    **dict.fromkeys((".odt", ".fodt", ".sxw"), ("a document of LibreOffice", AS_WORD)),
    ".pages": ("a document of Pages", "open it in Pages and export it as Word (.docx)"),
    ".numbers": ("a table of Numbers", "open it in Numbers and export it as Excel (.xlsx)"),
    ".epub": ("an electronic book", "open it and save the article as .docx, .html or .txt"),
    **dict.fromkeys(
        (".pptx", ".ppt", ".odp", ".key"),
        ("a set of slides", "copy its text into a .docx or .txt file"),
    ),
    **dict.fromkeys((".wpd", ".wps"), ("a document of an old word processor", AS_WORD)),
    ".xls": ("a workbook of an old Excel", AS_TABLE),
    ".ods": ("a table of LibreOffice", AS_TABLE),
    **dict.fromkeys((".eml", ".msg", ".mbox", ".emlx"), ("an e-mail", AS_MAIL)),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive"), ("a page saved as one file", AS_PAGE)),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".heic"), ("a picture", AS_TEXT)
    ),
}


def refusal(ending):
    """Return why a file with this ending is not read, and what to do with it.

    >>> refusal(".zip")
    ('.zip (a packed file) is not read', 'unpack it, and give the files that are in it')
    """
    if ending in UNREAD:
        what, remedy = UNREAD[ending]
        return f"{ending} ({what}) is not read", remedy
    return f"{ending or 'a file without ending'} is not read", REMEDY

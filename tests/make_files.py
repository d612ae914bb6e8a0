"""Makes small files of the formats that are read, for the tests: Word, Excel, PDF."""

import io
import zipfile
from html import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    "<Relationships "
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def make_word(paragraphs, *, header="", extra="", parts=()):
    """Return a .docx file with these paragraphs; `extra` is XML at the end of its body, `parts` are
    names with XML."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'
        for words in paragraphs
    )
    parts = dict(parts) | {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f"<w:document {W}><w:body>{body}{extra}</w:body></w:document>",
    }
    if header:
        parts["word/header1.xml"] = (
            f"<w:hdr {W}><w:p><w:r><w:t>{escape(header)}</w:t></w:r></w:p></w:hdr>"
        )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def make_workbook(*tables):
    """Return an .xlsx file with tables on its sheets, a note on the first."""
    import pandas as pd

    file = io.BytesIO()
    options = {"options": {"strings_to_formulas": False}}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs=options) as book:
        pd.DataFrame({"note": ["see the next sheet"]}).to_excel(
            book, sheet_name="Notes", index=False
        )
        for number, table in enumerate(tables, 1):
            table.to_excel(book, sheet_name=f"Articles {number}", index=False)
    return file.getvalue()


def make_pdf(pages):
    """Return a PDF file with these pages, lists of lines."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    file = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}), PdfPages(file) as book:
        for lines in pages:
            figure = Figure(figsize=(8, 11))
            for number, line in enumerate(lines):
                figure.text(0.1, 0.95 - 0.02 * number, line, fontsize=9)
            book.savefig(figure)
    return file.getvalue()

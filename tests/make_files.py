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
    """Return a PDF file with these pages, lists of lines; a line in another size than 9 is a pair
    of words and size."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    file = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}), PdfPages(file) as book:
        for lines in pages:
            figure = Figure(figsize=(8, 11))
            for number, line in enumerate(lines):
                words, size = line if isinstance(line, tuple) else (line, 9)
                figure.text(0.1, 0.95 - 0.02 * number, words, fontsize=size)
            book.savefig(figure)
    return file.getvalue()


def make_columns(above, left, right, *, order):
    """Return a PDF file of one page with lines above two columns, drawn in the order `columns`,
    `rows` or, each row at once, `one string`."""
    places = [(60, 760 - 12 * n, f"({line}) Tj") for n, line in enumerate(above)]
    top = 748 - 12 * len(above)
    for n, line in enumerate(left):
        width = 500 * len(line) - 24_000  # of thousands of 10 points; from line to line 240 points
        gap = f"[({line}) {width} ({right[n]})] TJ" if n < len(right) else f"({line}) Tj"
        if order == "one string":
            places.append((60, top - 12 * n, gap))
        else:
            places.append((60, top - 12 * n, f"({line}) Tj"))
    if order != "one string":
        places += [(300, top - 12 * n, f"({line}) Tj") for n, line in enumerate(right)]
    if order == "rows":
        places.sort(key=lambda place: -place[1])
    drawn = "\n".join(f"BT /F1 8 Tf 1 0 0 1 {x} {y} Tm {show} ET" for x, y, show in places)
    return assemble_pdf(drawn.encode("latin-1"))


def assemble_pdf(drawn):
    """Return a PDF file of one page that is drawn so, in Courier."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    content = b"%PDF-1.4\n"
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\n" % table
    return content + end + b"startxref\n%d\n%%%%EOF\n" % len(content)

"""Takes the file of a coding sheet, gives a form for JupyterLab to fill it in: by buttons or keys, saved at each answer."""

import re
from html import escape
from pathlib import Path

from helpers.display import IGNORE
from helpers.sheets import coder_columns, read_sheet, save_sheet

TEXT = "max-width: 50em; line-height: 1.5; white-space: pre-wrap; color: var(--jp-content-font-color1, inherit)"
MARK = "background: #f0e442; color: #000000; padding: 0 2px"
KEYS = 9  # answers that have a key of their own; of more, the number is typed and Enter pressed


def code_here(path, *, coder=None):
    """Return a form in which a coder goes through a sheet, item by item; each answer is saved in the file at once.

    `path` is a sheet saved by `save_sheet`; `coder` is one of its columns, the first if none is given. Answers are given by
    their buttons, or by typing their number into the field below them. It starts at the first item without an answer; an
    item is left blank by going on to the next. Raises ValueError if there is no such coder, or if the file is no sheet.
    """
    return Form(path, coder).box


class Form:
    """The form's widgets, and where in the sheet the coder is."""

    def __init__(self, path, coder=None):
        import ipywidgets

        self.path, self.sheet = Path(path), read_sheet(path)
        coders = coder_columns(self.sheet)
        if not coders or coder not in (None, *coders):
            raise ValueError(f"{path}: there is no coder {coder!r}; choose one of {', '.join(coders)}, or add a column")
        self.coder, self.choices = coder or coders[0], []
        blank = self.sheet.index[self.sheet[self.coder] == ""]
        self.place = int(blank[0]) if len(blank) else len(self.sheet)
        self.text, self.told = ipywidgets.HTML(), ipywidgets.HTML()
        self.buttons = ipywidgets.Box(layout={"flex_flow": "row wrap"})
        self.field = ipywidgets.Text(description="Answer no.", layout={"width": "14em"})
        self.field.observe(self.type_number, "value")
        moves = [ipywidgets.Button(description=name, icon=icon) for name, icon in
                 (("Back", "arrow-left"), ("Leave blank", "arrow-right"))]  # fmt: skip
        for button, step in zip(moves, (-1, 1), strict=True):
            button.on_click(lambda _, step=step: self.go(step))
        self.box = ipywidgets.VBox([self.text, self.buttons, self.field, ipywidgets.HBox(moves), self.told])
        self.show()

    def show(self):
        """Show the item that the coder is at, or that all are done."""
        done = int((self.sheet[self.coder] != "").sum())
        self.told.value = f"<p>{escape(self.coder)}: {done} of {len(self.sheet)} coded, in {escape(str(self.path))}</p>"
        self.choices, here = [], self.place < len(self.sheet)
        if here:
            row = self.sheet.loc[self.place]
            self.choices = row["choices"].split(" | ")
            self.text.value = item_html(row, self.place + 1, len(self.sheet))
        else:
            self.text.value = "<p>This was the last one. Go back to change an answer.</p>"
        self.buttons.children = [self.button(number, choice) for number, choice in enumerate(self.choices, 1)]
        self.field.continuous_update, self.field.disabled = len(self.choices) <= KEYS, not here
        self.field.placeholder = f"1 to {len(self.choices)}" + ", then Enter" * (len(self.choices) > KEYS) if here else ""

    def button(self, number, choice):
        import ipywidgets

        given = self.sheet.loc[self.place, self.coder].strip().casefold() == choice.casefold()
        style, width = "info" if given else "", {"width": "auto"}
        button = ipywidgets.Button(description=f"{number} {choice}", button_style=style, layout=width)
        button.on_click(lambda _: self.answer(choice))
        return button

    def type_number(self, change):
        """Take a number that was typed for the answer that has it, and empty the field."""
        number = change["new"].strip()
        if number.isdecimal() and 1 <= int(number) <= len(self.choices):
            choice = self.choices[int(number) - 1]
            self.field.value = ""
            self.answer(choice)

    def answer(self, choice):
        """Write an answer into the sheet as it is in the file by now, save it, and go on; if it cannot be saved, say so."""
        item = self.sheet.loc[self.place, "item"]
        try:
            sheet = read_sheet(self.path)
            sheet.loc[sheet["item"] == item, self.coder] = choice
            save_sheet(sheet, self.path)
        except (OSError, ValueError) as error:
            self.told.value = f"<p>Not saved: {escape(' '.join(str(error).split()))}</p>"
            return
        self.sheet = sheet
        self.go(1)

    def go(self, step):
        self.place = min(max(self.place + step, 0), len(self.sheet))
        self.show()


def item_html(item, number, size):
    """Return an item as HTML: its text in its context with the marks, and the question."""
    marked = re.sub(
        r"&gt;&gt;(.*?)&lt;&lt;", rf'<mark style="{MARK}">\1</mark>', escape(item["context"]), count=1, flags=re.S
    )
    return (
        f'<div class="{IGNORE}"><p>Item {number} of {size}</p><blockquote style="{TEXT}">{marked}</blockquote>'
        f'<p style="font-weight: bold">{escape(item["question"])}</p></div>'
    )

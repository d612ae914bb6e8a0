"""Shows a form in JupyterLab to fill in a coding sheet by buttons or keys; each answer is saved."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.base.wording import IGNORE
from helpers.checking.sheets import coder_columns, read_sheet, save_sheet

if TYPE_CHECKING:
    from ipywidgets import VBox

TEXT = (
    "max-width: 50em; line-height: 1.5; white-space: pre-wrap; "
    "color: var(--jp-content-font-color1, inherit)"
)
MARK = "background: #f0e442; color: #000000; padding: 0 2px"
LAST = "<p>This was the last one. Go back to change an answer.</p>"
KEYS = 9  # answers that have a key each; if there are more, the number is typed and Enter pressed


def code_here(path: str | Path, *, coder: str | None = None) -> VBox:
    """Return a form in which a coder goes through a sheet, item by item; each answer is saved in
    the file at once.

    `path` is a sheet saved by `save_sheet`; `coder` is one of its columns, the first by default.
    Answers are given by their buttons, or by typing their number into the field below them. The
    form starts at the first item without an answer; going on to the next leaves an item blank, and
    Clear makes it blank. Raises ValueError if there is no such coder, or if the file is not a
    sheet."""
    return Form(path, coder).box


class Form:
    """The form's widgets, and the item that the coder is at; each item is looked up in the file as
    it is at that moment."""

    def __init__(self, path, coder=None):
        import ipywidgets

        self.path = Path(path)
        self.sheet = read_sheet(path)
        coders = coder_columns(self.sheet)
        if not coders or coder not in (None, *coders):
            raise ValueError(
                f"{path}: there is no coder {coder!r}; "
                f"choose one of {', '.join(coders)}, or add a column"
            )
        self.coder = coder or coders[0]
        self.items = self.sheet["item"].tolist()
        self.choices = []
        blank = self.sheet.index[self.sheet[self.coder] == ""]
        self.place = int(blank[0]) if len(blank) else len(self.items)
        self.text = ipywidgets.HTML()
        self.status = ipywidgets.HTML()
        self.buttons = ipywidgets.Box(layout={"flex_flow": "row wrap"})
        self.field = ipywidgets.Text(description="Answer no.", layout={"width": "14em"})
        self.field.observe(self.type_number, "value")
        back = ipywidgets.Button(description="Back", icon="arrow-left")
        back.on_click(lambda _: self.go(-1))
        forward = ipywidgets.Button(description="Next", icon="arrow-right")
        forward.on_click(lambda _: self.go(1))
        clear = ipywidgets.Button(description="Clear", icon="eraser")
        clear.on_click(lambda _: self.write(""))
        moves = ipywidgets.HBox([back, forward, clear])
        self.box = ipywidgets.VBox([self.text, self.buttons, self.field, moves, self.status])
        self.show()

    def row(self):
        """Return the item that the coder is at, or None after the last; raise LookupError if it is
        no longer in the file."""
        if self.place == len(self.items):
            return None
        rows = self.sheet[self.sheet["item"] == self.items[self.place]]
        if rows.empty or self.coder not in rows:
            raise LookupError(f"this item, or the column {self.coder}, is no longer in the file")
        return rows.iloc[0]

    def show(self):
        """Show the item that the coder is at, or that all are done."""
        row = self.row()
        done = int((self.sheet[self.coder] != "").sum())
        progress = f"{done} of {len(self.sheet)} coded, in {escape(str(self.path))}"
        self.status.value = f"<p>{escape(self.coder)}: {progress}</p>"
        if row is None:
            self.choices = []
            self.text.value = LAST
            self.buttons.children = []
        else:
            self.choices = row["choices"].split(" | ")
            self.text.value = item_html(row, self.place + 1, len(self.items))
            answer = row[self.coder].strip().casefold()
            numbered = enumerate(self.choices, 1)
            self.buttons.children = [self.button(*choice, answer) for choice in numbered]
        self.show_field()

    def show_field(self):
        """Set the field to the number of answers that there are to type."""
        needs_enter = len(self.choices) > KEYS
        self.field.continuous_update = not needs_enter
        self.field.disabled = not self.choices
        self.field.placeholder = f"1 to {len(self.choices)}" if self.choices else ""
        if needs_enter:
            self.field.placeholder += ", then Enter"

    def button(self, number, choice, answer):
        import ipywidgets

        style = "info" if answer == choice.casefold() else ""
        button = ipywidgets.Button(
            description=f"{number} {choice}", button_style=style, layout={"width": "auto"}
        )
        button.on_click(lambda _: self.write(choice))
        return button

    def type_number(self, change):
        """Write the answer whose number was typed, and empty the field."""
        number = change["new"].strip()
        if number.isdecimal() and 1 <= int(number) <= len(self.choices):
            choice = self.choices[int(number) - 1]
            self.field.value = ""
            self.write(choice)

    def write(self, answer):
        """Write an answer into the file as it is at this moment, and go on unless it is blank; show
        why if it cannot be saved."""
        if self.place == len(self.items):
            return
        try:
            self.sheet = read_sheet(self.path)
            row = self.row()
            self.sheet.loc[row.name, self.coder] = answer
            save_sheet(self.sheet, self.path, replace=True)
            self.go(1 if answer else 0)
        except (OSError, ValueError, LookupError) as error:
            self.status.value = f"<p>Not saved: {escape(' '.join(str(error).split()))}</p>"

    def go(self, step):
        self.place = min(max(self.place + step, 0), len(self.items))
        self.show()


def item_html(item, number, size):
    """Return an item as HTML: its text in its context with the marks, and the question."""
    before, _, after = item["context"].partition(f">>{item['text']}<<")
    marked = f'{escape(before)}<mark style="{MARK}">{escape(item["text"])}</mark>{escape(after)}'
    return (
        f'<div class="{IGNORE}"><p>Item {number} of {size}</p>'
        f'<blockquote style="{TEXT}">{marked}</blockquote>'
        f'<p style="font-weight: bold">{escape(item["question"])}</p></div>'
    )

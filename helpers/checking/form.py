"""Takes the file of a coding sheet, gives a form for JupyterLab to fill it in: by buttons or keys,
saved at each answer."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.base.wording import IGNORE
from helpers.checking.sheets import coder_columns, read_sheet, save_sheet

if TYPE_CHECKING:
    from ipywidgets import VBox

TEXT = "max-width: 50em; line-height: 1.5; white-space: pre-wrap; color: var(--jp-content-font-color1, inherit)"
MARK = "background: #f0e442; color: #000000; padding: 0 2px"
LAST = "<p>This was the last one. Go back to change an answer.</p>"
KEYS = 9  # answers that have a key of their own; of more, the number is typed and Enter pressed


def code_here(path: str | Path, *, coder: str | None = None) -> VBox:
    """Return a form in which a coder goes through a sheet, item by item; each answer is saved in
    the file at once.

    `path` is a sheet saved by `save_sheet`; `coder` is one of its columns, the first if none is
    given. Answers are given by their buttons, or by typing their number into the field below them.
    It starts at the first item without an answer; an item is left blank by going on to the next,
    and made blank by Clear. Raises ValueError if there is no such coder, or if the file is no
    sheet."""
    return Form(path, coder).box


class Form:
    """The form's widgets, and where among the items the coder is; each item is looked up in the
    file as it is by now."""

    def __init__(self, path, coder=None):
        import ipywidgets

        self.path, self.sheet = Path(path), read_sheet(path)
        coders = coder_columns(self.sheet)
        if not coders or coder not in (None, *coders):
            raise ValueError(
                f"{path}: there is no coder {coder!r}; choose one of {', '.join(coders)}, or add a column"
            )
        self.coder = coder or coders[0]
        self.items = self.sheet["item"].tolist()
        self.choices = []
        blank = self.sheet.index[self.sheet[self.coder] == ""]
        self.place = int(blank[0]) if len(blank) else len(self.items)
        self.text = ipywidgets.HTML()
        self.told = ipywidgets.HTML()
        self.buttons = ipywidgets.Box(layout={"flex_flow": "row wrap"})
        self.field = ipywidgets.Text(description="Answer no.", layout={"width": "14em"})
        self.field.observe(self.type_number, "value")
        moves = [
            ("Back", "arrow-left", lambda _: self.go(-1)),
            ("Next", "arrow-right", lambda _: self.go(1)),
            ("Clear", "eraser", lambda _: self.write("")),
        ]
        buttons = [ipywidgets.Button(description=name, icon=icon) for name, icon, _ in moves]
        for button, (_, _, act) in zip(buttons, moves, strict=True):
            button.on_click(act)
        self.box = ipywidgets.VBox(
            [self.text, self.buttons, self.field, ipywidgets.HBox(buttons), self.told]
        )
        self.show()

    def row(self):
        """Return the item that the coder is at, or None behind the last; raise LookupError if it is
        no longer there."""
        if self.place == len(self.items):
            return None
        found = self.sheet[self.sheet["item"] == self.items[self.place]]
        if found.empty or self.coder not in found:
            raise LookupError(f"this item, or the column {self.coder}, is no longer in the file")
        return found.iloc[0]

    def show(self):
        """Show the item that the coder is at, or that all are done."""
        row = self.row()
        done = int((self.sheet[self.coder] != "").sum())
        self.told.value = f"<p>{escape(self.coder)}: {done} of {len(self.sheet)} coded, in {escape(str(self.path))}</p>"
        self.choices = [] if row is None else row["choices"].split(" | ")
        self.text.value = LAST if row is None else item_html(row, self.place + 1, len(self.items))
        given = "" if row is None else row[self.coder].strip().casefold()
        self.buttons.children = [
            self.button(number, name, given) for number, name in enumerate(self.choices, 1)
        ]
        self.field.continuous_update = len(self.choices) <= KEYS
        self.field.disabled = row is None
        hint = f"1 to {len(self.choices)}" + ", then Enter" * (len(self.choices) > KEYS)
        self.field.placeholder = hint if self.choices else ""

    def button(self, number, choice, given):
        import ipywidgets

        style = "info" if given == choice.casefold() else ""
        button = ipywidgets.Button(
            description=f"{number} {choice}", button_style=style, layout={"width": "auto"}
        )
        button.on_click(lambda _: self.write(choice))
        return button

    def type_number(self, change):
        """Take a number that was typed for the answer that has it, and empty the field."""
        number = change["new"].strip()
        if number.isdecimal() and 1 <= int(number) <= len(self.choices):
            choice = self.choices[int(number) - 1]
            self.field.value = ""
            self.write(choice)

    def write(self, answer):
        """Write an answer into the file as it is by now, and go on unless it is blank; if that
        cannot be done, say so."""
        if self.place == len(self.items):
            return
        try:
            self.sheet = read_sheet(self.path)
            row = self.row()
            self.sheet.loc[row.name, self.coder] = answer
            save_sheet(self.sheet, self.path, replace=True)
            self.go(1 if answer else 0)
        except (OSError, ValueError, LookupError) as error:
            self.told.value = f"<p>Not saved: {escape(' '.join(str(error).split()))}</p>"

    def go(self, step):
        self.place = min(max(self.place + step, 0), len(self.items))
        self.show()


def item_html(item, number, size):
    """Return an item as HTML: its text in its context with the marks, and the question."""
    before, _, after = item["context"].partition(f">>{item['text']}<<")
    marked = f'{escape(before)}<mark style="{MARK}">{escape(item["text"])}</mark>{escape(after)}'
    return (
        f'<div class="{IGNORE}"><p>Item {number} of {size}</p><blockquote style="{TEXT}">{marked}</blockquote>'
        f'<p style="font-weight: bold">{escape(item["question"])}</p></div>'
    )

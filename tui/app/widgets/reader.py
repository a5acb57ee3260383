"""The reading pane: an article, and the keys that move in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.render.paint import Part
from tui.app.render.units import Point, Unit, Units
from tui.app.widgets.counting import DIGITS, Count
from tui.app.widgets.labelling import KEYS as LABELLING
from tui.app.widgets.labelling import Labelling
from tui.app.widgets.selecting import KEYS as SELECTING
from tui.i18n import _

STEP = 4
"""Cells by which the measure changes: two Chinese characters."""

SHORTEST, LONGEST = 40, 120
"""Cells that a measure may be set to."""


class Reader(Labelling, inherit_bindings=False):
    """Moves over the sheet by rows, pages, paragraphs, sections, sentences and words;
    where something is selected, these extend it."""

    BINDING_GROUP_TITLE = _("正文")

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(keys, action, description, id=f"reader.{name}", show=False)
            for keys, action, name, description in (
                ("j,down", "row(1)", "down", _("下一行")),
                ("k,up", "row(-1)", "up", _("上一行")),
                ("ctrl+d", "half_page(1)", "half_page_down", _("下半页")),
                ("ctrl+u", "half_page(-1)", "half_page_up", _("上半页")),
                ("space,pagedown", "page(1)", "page_down", _("下一页")),
                ("b,pageup", "page(-1)", "page_up", _("上一页")),
                ("g,home", "start", "start", _("到开头")),
                ("G,end", "end", "end", _("到末尾")),
                ("right_curly_bracket", "paragraph(1)", "next_paragraph", _("下一段")),
                ("left_curly_bracket", "paragraph(-1)", "last_paragraph", _("上一段")),
                ("right_parenthesis", "sentence(1)", "next_sentence", _("下一句")),
                ("left_parenthesis", "sentence(-1)", "last_sentence", _("上一句")),
                ("right_square_bracket", "section(1)", "next_section", _("下一节")),
                ("left_square_bracket", "section(-1)", "last_section", _("上一节")),
                ("plus,equals_sign", "measure(1)", "wider", _("加宽")),
                ("minus", "measure(-1)", "narrower", _("收窄")),
                ("s", "lines", "line_spacing", _("行距一行 / 两行")),
                ("S", "apart", "paragraph_spacing", _("段间空行")),
                ("I", "indent", "first_line_indent", _("首行缩进")),
                ("l,right", "word(1)", "next_word", _("后一词")),
                ("h,left", "word(-1)", "last_word", _("前一词")),
                ("enter", "screen.keywords", "keywords", _("关键词")),
                ("escape", "leave", "leave", _("取消选择、字母、次数")),
                ("L", "source", "source", _("原文行号")),
            )
        ),
        *SELECTING,
        *LABELLING,
        *DIGITS,
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.count = Count()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave keys to others where they do nothing here."""
        match action:
            case "leave":
                return self.is_selecting or self.is_labelled or bool(self.count)
            case "digit":
                return parameters != (0,) or bool(self.count)
        return super().check_action(action, parameters)

    def on_blur(self) -> None:
        self.count.take()

    # Actions

    def action_digit(self, digit: int) -> None:
        self.count.add(digit)

    def action_leave(self) -> None:
        """Select nothing, take the labels away, and forget the count."""
        self.count.take()
        self.select(None)
        self.unlabel()

    def action_row(self, step: int) -> None:
        step *= self.count.take()
        if not self.extend(Unit.ROW, step) and self._galley is not None:
            self._go(self._galley, self.scroll_offset.y + step)

    def action_half_page(self, step: int) -> None:
        self.action_row(step * max(1, self.size.height // 2))

    def action_page(self, step: int) -> None:
        """A page less one row, which shows where one was."""
        self.action_row(step * max(1, self.size.height - 1))

    def action_start(self) -> None:
        self.count.take()
        if self._galley is not None:
            self._bring(self._galley.blocks[0].passage, 0)

    def action_end(self) -> None:
        self.count.take()
        if self._galley is not None:
            last = len(self._galley.blocks) - 1
            self._settle(self._galley, last, len(self._galley.rows(last)) - 1)
            self._go(self._galley, self._galley.height)

    def action_paragraph(self, step: int) -> None:
        times = self.count.take()
        if self.extend(Unit.PARAGRAPH, step * times) or self._galley is None:
            return
        for _time in range(min(times, len(self._galley.blocks))):
            row = self._galley.neighbour(self.scroll_offset.y, step)
            self._go(self._galley, row)

    def action_section(self, step: int) -> None:
        """To the next section, or the start of this one, then of the one before."""
        if self._page is None:
            return
        times = self.count.take()
        article = self._page.articles[self._number]
        starts = [(each.first, 0) for each in article.sections]
        starts = sorted({(article.first, 0), *starts})
        if step > 0:
            way = starts[bisect_right(starts, self._position) :]
        else:
            way = starts[: bisect_left(starts, self._position)][::-1]
        if way:
            self._bring(*way[:times][-1])

    def action_measure(self, step: int) -> None:
        step *= self.count.take()
        self.measure = min(max(self.measure + step * STEP, SHORTEST), LONGEST)

    def action_lines(self) -> None:
        """One row from line to line, or two."""
        lines = 1 if self.spacing.lines > 1 else 2
        self.spacing = self.spacing._replace(lines=lines)

    def action_apart(self) -> None:
        self.spacing = self.spacing._replace(apart=not self.spacing.apart)

    def action_indent(self) -> None:
        self.spacing = self.spacing._replace(indented=not self.spacing.indented)

    def action_source(self) -> None:
        self.show_source = not self.show_source

    def action_sentence(self, step: int) -> None:
        """Put the cursor on the first character of the next sentence, or of the one
        before."""
        step *= self.count.take()
        units = self.units
        if units is None or self.extend(Unit.SENTENCE, step):
            return
        move = units.after if step > 0 else units.before
        here = point = Point(*(self.cursor or self.position)[:2])
        for _time in range(abs(step)):
            there = move(point, Unit.SENTENCE)
            if there in (point, units.end):
                break
            point = there
        if point != here:
            self._put_cursor(Part(*point, point.offset + 1))

    def action_word(self, step: int) -> None:
        """Put the cursor on the next word, or the one before; first, on the one that
        is read."""
        times = self.count.take()
        units = self.units
        if units is None or self.extend(Unit.WORD, step * times):
            return
        part = None
        at = self.cursor
        for _time in range(times):
            passage, offset = (at.passage, at.start) if at else self._position
            if at is not None:
                offset = at.stop if step > 0 else at.start - 1
            at = self._word(units, passage, offset, step)
            if at is None:
                break
            part = at
        if part is not None:
            self._put_cursor(part)

    # What is meant

    def meant(self, unit: Unit) -> Part | None:
        """What is selected, or the cursor's word, or the unit that holds `first`; as
        far as its first passage goes. None where there is no text."""
        units, cursor = self.units, self.cursor
        if units is None or (part := self.part) is not None:
            return part if units else None
        if cursor is not None and cursor.stop - cursor.start > 1:
            return cursor
        start, end = units.around(self.first, unit)
        is_inside = end.passage == start.passage
        return Part(*start, end.offset if is_inside else len(units.text(start.passage)))

    def pick(self) -> str:
        """Put the cursor on what is selected, which ends the selection, or on the word
        that it is at, or else on the first one that is read; returns its text, empty
        where there is none."""
        if not self.is_selecting and self.cursor is None:
            self.action_word(1)
        if not self.is_selecting and self.cursor is None:
            return ""
        part, units = self.meant(Unit.WORD), self.units
        if part is None or units is None:
            return ""
        self.select(None)
        self.point(part)
        return units.text(part.passage)[part.start : part.stop].strip()

    def _put_cursor(self, part: Part) -> None:
        self.reveal(part.passage, part.start)
        self.point(part)

    def _word(self, units: Units, passage: int, offset: int, step: int) -> Part | None:
        """The word at an offset; past the end of its passage, one of the next."""
        while units.start.passage <= passage < units.end.passage:
            text = units.text(passage)
            while 0 <= offset < len(text):
                start, stop = units.word(text, offset)
                if text[start:stop].isalnum():
                    return Part(passage, start, stop)
                offset = stop if step > 0 else start - 1
            passage += step
            inside = units.start.passage <= passage < units.end.passage
            offset = len(units.text(passage)) - 1 if step < 0 and inside else 0
        return None

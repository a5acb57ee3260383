"""What a piece of a page may be, and what may stand behind what."""

from __future__ import annotations

from enum import IntEnum


class Tag(IntEnum):
    CHROME = 0
    BANNER = 1
    NOTE = 2
    LABEL = 3
    """A label alone on its line, above a title."""
    KICKER = 4
    TITLE = 5
    MORE_TITLE = 6
    """The second line of a title."""
    DECK = 7
    BYLINE = 8
    CAPTION = 9
    HEADING = 10
    PARAGRAPH = 11
    REST = 12
    """A further piece of the paragraph before it."""
    HEAD_BYLINE = 13
    """A byline between the title and the text."""
    CUT_BY_CAPTION = 14
    """A caption in the middle of a paragraph."""
    CUT_BY_CHROME = 15
    HEAD_CAPTION = 16
    HEAD_CHROME = 17
    MORE_HEADING = 18
    """A further line of the heading before it."""


OPEN = (Tag.PARAGRAPH, Tag.REST, Tag.CUT_BY_CAPTION, Tag.CUT_BY_CHROME)
"""What a paragraph may go on behind."""
CUTS = (Tag.CUT_BY_CAPTION, Tag.CUT_BY_CHROME)
TITLES = (Tag.TITLE, Tag.MORE_TITLE, Tag.DECK)
HEAD = (Tag.HEAD_BYLINE, Tag.HEAD_CAPTION, Tag.HEAD_CHROME)
"""What stands between a title and its text."""
TEXTLESS = (*TITLES, Tag.HEAD_BYLINE, Tag.HEAD_CHROME)
"""What no article ends with; one that ends with a caption is a photograph."""
ABOVE = (Tag.LABEL, Tag.KICKER)
"""What may stand above a title."""
HEADS = (*ABOVE, Tag.TITLE)
"""What an article starts with."""
HEADINGS = (Tag.HEADING, Tag.MORE_HEADING)
MORE = (Tag.MORE_TITLE, Tag.DECK, Tag.MORE_HEADING)
"""What only goes on with a line of its kind."""


def may_open(tag: Tag) -> bool:
    """Whether a page may start with a tag."""
    return tag not in (Tag.REST, *CUTS, *HEAD, *MORE)


def follows(before: Tag, tag: Tag) -> bool:
    """Whether one tag may stand behind another."""
    if before in CUTS:
        return tag in (*CUTS, Tag.REST)
    if before in TEXTLESS:
        below = (*HEAD, Tag.HEADING, Tag.PARAGRAPH)
        more = {Tag.MORE_TITLE: TITLES[:2], Tag.DECK: TEXTLESS}
        return tag in below or before in more.get(tag, ())
    match tag:
        case Tag.REST | Tag.CUT_BY_CAPTION | Tag.CUT_BY_CHROME:
            return before in OPEN
        case Tag.HEAD_BYLINE | Tag.HEAD_CAPTION | Tag.HEAD_CHROME:
            return before is Tag.HEAD_CAPTION
        case Tag.CAPTION | Tag.CHROME:
            return before is not Tag.HEAD_CAPTION
        case Tag.MORE_HEADING:
            return before in HEADINGS
    return tag not in MORE

"""The English texts are complete, and the shipped catalog is the one in the source."""

from __future__ import annotations

import gettext
import string

from tests.catalog import MO, PO, messages, read_po


def test_every_message_has_an_english_text() -> None:
    catalog = read_po(PO)
    missing = [each for each in messages() if not all(_forms(catalog, each))]
    assert missing == []


def test_no_english_text_is_left_over() -> None:
    kept = {"\0".join(each) for each in messages()}
    assert read_po(PO).keys() - {""} - kept == set()


def test_a_translation_has_the_fields_of_its_message() -> None:
    """A field that is missing, or one too many, would fail where it is filled in."""
    for message in messages():
        for text in _forms(read_po(PO), message):
            assert _fields(text) == _fields(message[0]), message


def test_the_compiled_catalog_equals_its_source() -> None:
    """Else run `python tests/catalog.py`."""
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for ids, text in read_po(PO).items():
        one, *more = ids.split("\0")
        forms = text.split("\0")
        if one and more:
            numbers = [compiled.ngettext(one, more[0], number) for number in (1, 2)]
            assert numbers == forms
        elif one:
            assert compiled.gettext(one) == text


def _forms(catalog: dict[str, str], message: tuple[str, ...]) -> list[str]:
    """The translation's forms, one for each of the message's; empty ones if missing."""
    forms = catalog.get("\0".join(message), "").split("\0")
    return forms if len(forms) == len(message) else [""]


def _fields(text: str) -> set[str]:
    return {
        name for _, name, _, _ in string.Formatter().parse(text) if name is not None
    }

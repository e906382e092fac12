"""Words shown to the reader, through gettext: a German edition is then a translation file and not a fork."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The translations for one language, or English as written where there are none.

    >>> catalogue("en").gettext("Years")
    'Years'
    """
    return gettext.translation("helpers", LOCALE, [language], fallback=True)


def _(text: str) -> str:
    """The reader's word for `text`, in the language of the edition.

    The language comes from TEMPO_LANG and never from the machine's locale: stored outputs must not depend on it.

    >>> _("Party")
    'Party'
    """
    return catalogue(os.environ.get("TEMPO_LANG", "en")).gettext(text)


def marked(text: str) -> str:
    """`text` unchanged, but listed for translators: for words that are only translated when they are shown.

    >>> marked("lane")
    'lane'
    """
    return text


def in_a_row(things: Iterable[object]) -> str:
    """Things in a row, as a sentence names them; there is at least one.

    >>> in_a_row(["A8", "A13", "A14"]), in_a_row([1926])
    ('A8, A13 and A14', '1926')
    """
    *most, last = map(str, things)
    return _("{most} and {last}").format(most=", ".join(most), last=last) if most else last

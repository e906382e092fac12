"""The best share by horizon and aim as a table: the point of the model is that there is no best share as such."""

from __future__ import annotations

from html import escape

from helpers.growth_inputs import START, Economy, within
from helpers.growth_search import HORIZONS, Best, best_share
from helpers.views.tabular import cell, framed, heads
from helpers.words import _, marked

DISCOUNT = 0.05
AIMS = (
    (marked("Consumption in the last year"), "consumption", 0.0),
    (marked("Consumption of all years together, each counting alike"), "sum", 0.0),
    (marked("Consumption of all years together, each counting 5 per cent less than the one before"), "sum", DISCOUNT),
    (marked("Output in the last year"), "output", 0.0),
)
EDGES = {"": "", "zero": marked("lower edge"), "one": marked("upper edge"), "floor": marked("floor")}


class BestShares:
    """Best shares for each aim and horizon; static HTML, so that it also stands on paper."""

    def __init__(self, economy: Economy) -> None:
        self.economy = economy
        self.found = {
            name: [best_share(years, discount, aim=aim, economy=economy) for years in HORIZONS]
            for name, aim, discount in AIMS
        }

    def __repr__(self) -> str:
        shares = ", ".join(
            f"{years} {best.share:.0%}" for years, best in zip(HORIZONS, self.found[AIMS[0][0]], strict=True)
        )
        return _("Best shares by horizon in years, for consumption in the last year: {shares}").format(shares=shares)

    def _repr_html_(self) -> str:
        caption = _("Best share of new capital goods for the capital-goods sector, one share for all years")
        names = [_("{years} years, to {last}").format(years=years, last=START + years) for years in HORIZONS]
        rows = "".join(self.row(name, names) for name in self.found)
        table = (
            f"<table class='tt-table'><caption>{escape(caption)}</caption>{heads([_('What shall be largest'), *names])}"
            f"<tbody>{rows}</tbody></table>"
        )
        return framed("best-shares", f"{table}<p class='tt-muted'>{escape(self.assumed())}</p>")

    def row(self, name: str, names: list[str]) -> str:
        """One aim as a table row."""
        cells = "".join(cell(head, share_html(best)) for head, best in zip(names, self.found[name], strict=True))
        return f"<tr><th scope='row'>{escape(_(name))}</th>{cells}</tr>"

    def assumed(self) -> str:
        """What was assumed, and what an edge means."""
        words = _(
            "Computed here from the model, not recorded: capital-output ratios of {one:g} (capital goods) and {two:g} "
            "(consumer goods) years, {wear:g} per cent of capital worn out a year, outputs of 1928 as the laboratory "
            "has them at the start. Lower edge: all new machines make consumer goods. Upper edge: all make machines, "
            "and consumption never grows. Defence is not in the model."
        )
        economy = self.economy
        return words.format(one=economy.ratio_capital, two=economy.ratio_consumer, wear=100 * economy.depreciation)


def share_html(best: Best) -> str:
    """A share with its bar, and in words whether it lies on an edge."""
    edge = f" ({escape(_(EDGES[best.edge]))})" if best.edge else ""
    per_cent = f"{100 * best.share:.0f}"
    bar = f"<span class='tt-meter' aria-hidden='true'><span style='width: {per_cent}%'></span></span>"
    return f"<strong>{per_cent} %</strong>{edge}{bar}"


def show_best_shares(ratio_capital: float = 3, ratio_consumer: float = 3, depreciation: float = 0) -> BestShares:
    """The best share of new capital goods for the capital-goods sector, for horizons of 5 to 50 years and four aims.

    `ratio_capital` and `ratio_consumer`: capital-output ratios in years, 0.2 to 100; `depreciation` a year in per cent,
    0 to 100. Other values raise DataError. Model and source: `helpers.growth`; search: `helpers.growth_search`.

    >>> show_best_shares()
    Best shares by horizon in years, for consumption in the last year: 5 0%, 10 53%, 20 82%, 30 89%, 50 94%
    >>> show_best_shares(ratio_capital=0)
    Traceback (most recent call last):
    helpers.errors.DataError: ratio_capital is a number from 0.2 to 100; found 0.
    """
    per_cent = within("depreciation", depreciation, 0, 100)
    return BestShares(Economy(ratio_capital, ratio_consumer, depreciation=per_cent / 100))

"""The lab of base years: the same quantities, other prices, another winner."""

from __future__ import annotations

from functools import cache

from helpers.pictures.lab_chart import Line, point, time_chart
from helpers.series import estimates
from helpers.two_goods import FIRST, LAST, Path, faster, growth, index, paths, price_of_machine
from helpers.views.lab import COMPUTED, Lab, Outcome, sure
from helpers.views.lab_controls import Control, State, number
from helpers.words import _, marked

Recorded = tuple[tuple[str, ...], ...]


class BaseYearLab(Lab):
    """The lab of base years; the repr says which path wins in which prices."""

    title = marked("Choose a base year (constructed example)")
    task = marked("Two paths, one start: which grows faster? Move the base year of the prices and watch the winner.")

    def controls_for(self, _state: State) -> list[Control]:
        """Base year, and two figures of the constructed economy."""
        return [
            number("base_year", _("Base year of the prices"), FIRST, LAST),
            number("price", _("Price of a machine in 1937 (1928: 10)"), 1, 10),
            number("machines", _("Machines made in 1937 on the first path (1928: 10)"), 20, 120),
        ]

    def compute(self, state: State) -> Outcome:
        """Index of output on both paths in the prices of the base year, beside the recorded rates."""
        base, price, made = state["base_year"], state["price"], state["machines"]
        both = paths(made)
        rates = [growth(path, base, price) for path in both]
        winner = {path.id: path.name for path in both}.get(faster(base, made, price), "")
        line = _(
            "Base year {base}, constructed: {winner} ahead, machines {first:.1f}, bread {second:.1f} per cent a year"
        )
        ends = {p.name: round(index(p, LAST, base, price)) for p in both}
        alt = _("Lines of output from 1928 (100) to 1937 in prices of {base}, constructed: {ends}.")
        return Outcome(
            line=line.format(base=base, winner=winner or _("neither"), first=rates[0], second=rates[1]),
            sentence=sentence(base, made, price, winner, rates),
            chart=time_chart(
                _("Output in prices of {base}, 1928 = 100 (constructed)").format(base=base),
                (FIRST, LAST),
                lines=[line_of(path, n, base, price) for n, path in enumerate(both)],
                rule=(base + 0.5, _("base year")),
            ),
            alt=alt.format(base=base, ends=", ".join(f"{name} {end}" for name, end in ends.items())),
            heads=[_("What"), _("1928"), _("1937"), _("Growth a year"), _("Prices"), _("Source"), _("Confidence")],
            rows=[*rows_of(both, base, price), *recorded()],
            notes=[
                _("The two paths are constructed: no source has them. Recorded beside them: {said}").format(said=said())
            ],
            signs=COMPUTED,
        )


def line_of(path: Path, tone: int, base: int, price: int) -> Line:
    """One path as a line."""
    points = [point(year + 0.5, index(path, year, base, price)) for year in range(FIRST, LAST + 1)]
    return {"name": path.name, "tone": tone, "dash": tone == 1, "points": points}


def sentence(base: int, made: int, price: int, winner: str, rates: list[float]) -> str:
    """Who is ahead in these prices, and from which base year on it is the other one."""
    winners = {year: faster(year, made, price) for year in range(FIRST, LAST + 1)}
    turns = [year for year in range(FIRST + 1, LAST + 1) if winners[year] != winners[year - 1]]
    first = _("In prices of {base} the path with {winner} grows faster: {more:.1f} against {less:.1f} per cent a year.")
    if not winner:
        first = _("In prices of {base} both paths grow by {more:.1f} per cent a year.")
    then = _("The quantities are the same in every base year; the winner changes with base year {year}.")
    never = _("No base year from 1928 to 1937 changes the winner.")
    start = first.format(base=base, winner=winner, more=max(rates), less=min(rates))
    return f"{start} {then.format(year=turns[0]) if turns else never}"


def rows_of(both: tuple[Path, Path], base: int, price: int) -> list[tuple[str, ...]]:
    """The constructed figures: quantities, the price of a machine, output and growth of each path."""
    who, blank = _("constructed"), "–"
    rows: list[tuple[str, ...]] = [
        (
            _("Price of a machine, in bread"),
            f"{price_of_machine(FIRST, price):g}",
            f"{price_of_machine(LAST, price):g}",
            blank,
            _("{base}: {price:.1f}").format(base=base, price=price_of_machine(base, price)),
            who,
            blank,
        )
    ]
    for path in both:
        goods = ((_("machines"), path.machines), (_("bread"), path.bread))
        rows += [
            (f"{path.name}: {good}", f"{start:g}", f"{end:g}", blank, blank, who, blank) for good, (start, end) in goods
        ]
        rate, end = growth(path, base, price), index(path, LAST, base, price)
        name = _("{path}: all output, index").format(path=path.name)
        rows.append((name, "100", f"{end:.0f}", _("{rate:.1f} per cent").format(rate=rate), str(base), who, blank))
    return rows


@cache
def recorded() -> Recorded:
    """Bergson's two rates as the data have them, the higher one first."""
    rows = estimates("gnp_growth", "1928-1937").sort_values("value_num", ascending=False)
    name = _("Recorded: Soviet GNP, {who}")
    return tuple(
        (name.format(who=who), "–", "–", _("{value} per cent").format(value=value), base, source, sure(step))
        for who, value, base, source, step in rows[["estimate_by", "value", "base", "source", "step"]].values
    )


def said() -> str:
    """The recorded rates in words, each with its confidence."""
    each = _("{rate} a year in {prices} ({sure})")
    rates = "; ".join(each.format(rate=row[3], prices=row[4], sure=row[6]) for row in recorded())
    return _("Bergson's rates for Soviet GNP from 1928 to 1937, {rates}. Source: {source}.").format(
        rates=rates, source=recorded()[0][5]
    )


def choose_base_year(base_year: int = 1928, price: int = 1, machines: int = 60) -> BaseYearLab:
    """A constructed economy of two goods in the prices of a base year, beside the recorded rates of 11.9 and 4.8.

    `base_year` 1928 to 1937; `price` of a machine in 1937, 1 to 10 (in 1928 it is 10); `machines` made in 1937 on the
    path with more machines, 20 to 120. The economy is constructed and says so. Other values raise DataError.

    >>> choose_base_year(1928)
    Base year 1928, constructed: more machines ahead, machines 14.9, bread 7.4 per cent a year
    >>> choose_base_year(1937)
    Base year 1937, constructed: more bread ahead, machines 4.3, bread 6.9 per cent a year
    """
    return BaseYearLab({"base_year": base_year, "price": price, "machines": machines})

"""The lab of plans: which plan, which product, which year - and how far the target was met."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from helpers.choices import place_of
from helpers.errors import DataError
from helpers.figures import Derived
from helpers.pictures.lab_chart import STEPS, Row, row_chart
from helpers.plans import output_series, plan_name
from helpers.series import fulfilment, targets
from helpers.views.lab import SIGNS, Lab, Outcome, sure
from helpers.views.lab_controls import Control, State, select
from helpers.words import _, marked

PRODUCTS = ("pig_iron", "crude_steel", "coal", "crude_oil", "electricity", "tractors", "motor_vehicles")
YEARS = ("1928", "1929", "1930", "1931", "1932", "1932/33", "1933", "1937")
NO_TARGET = ("base-year",)  # stands among the targets, but is what had been made


def spaced(name: str) -> str:
    """A name of the tables as readers see it."""
    return name.replace("_", " ")


@cache
def done(product: str, variant: str, year: str) -> Derived | None:
    """How far a target was met, or None where the data cannot say."""
    try:
        return fulfilment(product, variant, year)
    except DataError:
        return None


@cache
def variants(product: str) -> tuple[str, ...]:
    """The plans of a product whose targets can be set against output, in the order in which they were made."""
    plans = [p for p in targets(product)["kind"].unique() if p not in NO_TARGET]
    return tuple(p for p in plans if any(done(product, p, year) for year in ("1932", "1937")))


@cache
def years(product: str) -> tuple[str, ...]:
    """The years for which output of a product is known."""
    made = set(output_series(product, None).dropna(subset=["value_num"])["period"])
    return tuple(y for y in YEARS if y in made or (y == "1932/33" and {"1932", "1933"} <= made))


class PlanLab(Lab):
    """The lab of plans; the repr says product, plan, year and fulfilment."""

    title = marked("Choose a plan")
    task = marked("Fulfilled? Choose the plan, the product and the year that output is taken from.")

    def controls_for(self, _state: State) -> list[Control]:
        """Product, then the plans and years that the data have for it."""
        product = _state["product"] if _state["product"] in PRODUCTS else PRODUCTS[0]
        return [
            select("product", _("Product"), {p: spaced(p) for p in PRODUCTS}),
            select("variant", _("Plan"), {v: plan_name(v) for v in variants(product)}),
            select("year", _("Output of the year"), {y: y for y in years(product)}),
        ]

    def settle(self, state: State) -> State:
        """A plan or year that the new product does not have gives way to its optimal variant and to 1932."""
        product = state["product"]
        if product == self.state["product"] or product not in PRODUCTS:
            return state
        variant = state["variant"] if state["variant"] in variants(product) else "optimal"
        return {**state, "variant": variant, "year": state["year"] if state["year"] in years(product) else "1932"}

    def compute(self, state: State) -> Outcome:
        """Output beside the targets of all plans; fulfilment of the plan chosen."""
        product, variant, year = state["product"], state["variant"], state["year"]
        value = done(product, variant, year) or fulfilment(product, variant, year)  # which says why there is none
        made, unit, _made_rows = output(product, year)
        line = _("Plan: {product}, {plan}, {year}: {value:.0f} per cent").format(
            product=spaced(product), plan=plan_name(variant), year=year, value=value.value
        )
        all_plans = [(v, d) for v in variants(product) if (d := done(product, v, year))]
        bars = [bar_of(v, d, made, v == variant) for v, d in all_plans]
        alt = _("Horizontal bars: targets for {product} in {unit}, with a rule at output of {year}, {made:g}. {bars}.")
        said = "; ".join(f"{bar['name']} {bar['text']}" for bar in bars)
        return Outcome(
            line=line,
            sentence=sentence(state, value, made, unit),
            chart=row_chart(
                _("Target, {unit}; in brackets per cent met in {year}").format(unit=unit, year=year),
                bars,
                (made, _("output {year}: {made:g}").format(year=year, made=round(made, 3))),
            ),
            alt=alt.format(product=spaced(product), unit=unit, year=year, made=round(made, 3), bars=said),
            heads=[_("What"), _("For"), _("Value"), _("Unit"), _("Met"), _("Stated by"), _("Source"), _("Confidence")],
            rows=table(all_plans, variant),
            notes=warnings(value),
            signs=SIGNS,
        )


def output(product: str, year: str) -> tuple[float, str, pd.DataFrame]:
    """Output of a year with its unit and rows; from any plan, since all are set against the same output."""
    value = next(d for v in variants(product) if (d := done(product, v, year)))
    rows = value.rows[value.rows["table"] == "production"]
    series = output_series(product, None)
    if not value.constructed:
        return float(series.iloc[place_of(series, year)]["value_num"]), rows["unit"].iloc[0], rows
    first, second = rows["value_num"]
    return 0.25 * first + 0.75 * second, rows["unit"].iloc[0], rows


def bar_of(variant: str, value: Derived, made: float, strong: bool) -> Row:
    """A target as a bar, in the unit of output."""
    goal = goals(value).iloc[0]
    target = made / value.value * 100
    return {
        "name": name_with_period(variant, goal["period"]),
        "value": target,
        "text": f"{target:.4g} ({value.value:.0f} %)",
        "step": STEPS[goal["step"]],
        "strong": strong,
    }


def name_with_period(variant: str, period: str) -> str:
    """A plan with the year that its target was set for, said once.

    >>> name_with_period("optimal", "1932/33"), name_with_period("gosplan-draft", "1930/31")
    ('optimal variant, for 1932/33', 'Gosplan draft for 1930/31')
    """
    name = plan_name(variant)
    return name if period in name else _("{plan}, for {period}").format(plan=name, period=period)


def goals(value: Derived) -> pd.DataFrame:
    """The rows that state the target."""
    return value.rows[value.rows["table"] == "plan_targets"]


def sentence(state: State, value: Derived, made: float, unit: str) -> str:
    """How far the target was met, and whether output and target are of the same year."""
    product, year, goal = spaced(state["product"]), state["year"], goals(value).iloc[0]
    first = _(
        "{product} in {year}: {made:g} {unit}, which is {value:.0f} per cent of the target of {goal} {by} ({plan})."
    )
    said = first.format(
        product=product.capitalize(),
        year=year,
        made=round(made, 3),
        unit=unit,
        value=value.value,
        plan=plan_name(state["variant"]),
        goal=f"{goal['value']} {goal['unit']}",
        by=_("for {period}").format(period=goal["period"]),
    )
    if value.constructed:
        return f"{said} " + _("Output of {year} is constructed: a quarter of 1932 and three quarters of 1933.").format(
            year=year
        )
    if year != goal["period"]:
        return f"{said} " + _("The target was set for {period}, not for {year}.").format(
            period=goal["period"], year=year
        )
    return said


def table(all_plans: list[tuple[str, Derived]], variant: str) -> list[list[str]]:
    """Output first, then every target with the per cent reached; the plan chosen is marked."""
    lines = [
        line_of(row, _("Output"), "–")
        for row in all_plans[0][1].rows.to_dict("records")
        if row["table"] != "plan_targets"
    ]
    for plan, value in all_plans:
        name = _("Target, {plan}").format(plan=plan_name(plan)) + (_(" (chosen)") if plan == variant else "")
        met = _("{value:.0f} %").format(value=value.value)
        lines += [line_of(row, name, met) for row in goals(value).to_dict("records")]
    return lines


def line_of(row: dict[Any, Any], name: str, met: str) -> list[str]:
    """One figure of the data as a row of the table."""
    return [name, row["period"], row["value"], row["unit"], met, row["estimate_by"], row["source"], sure(row["step"])]


def warnings(value: Derived) -> list[str]:
    """What the rows warn of, each once."""
    return [warning for warning in value.rows["warning"].unique() if warning]


def choose_plan(product: str = "pig_iron", variant: str = "optimal", year: int | str = 1932) -> PlanLab:
    """How far a plan was met: choose product, plan and year and see the per cent change.

    `product` one of the seven products with targets and output; `variant` a plan as `targets` lists them; `year` of
    output, 1928 to 1933, 1937 or "1932/33", which is constructed and says so. What the data do not have raises
    DataError and names the nearest.

    >>> choose_plan("pig_iron")
    Plan: pig iron, optimal variant, 1932: 62 per cent
    >>> choose_plan("crude_oil", "basic")
    Plan: crude oil, basic variant, 1932: 113 per cent
    >>> choose_plan("tractors", "basic")
    Traceback (most recent call last):
    helpers.errors.DataError: Plan: there is no 'basic'; did you mean 'raised'?
    """
    return PlanLab({"product": product, "variant": variant, "year": str(year)})

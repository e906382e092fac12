"""Plan targets and how far they were met: which plan, which year, whose figure of output."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from helpers.choices import Period, name_of, one, place_of
from helpers.errors import DataError, as_text, brief, nearest, shorten
from helpers.figures import Derived, scale_between, spell
from helpers.quantities import LONG, long_form, whole
from helpers.words import _, marked


def targets(product: str, variant: str | None = None) -> pd.DataFrame:
    """The targets set for a product, in the order in which they were set; `variant` keeps those of one plan.

    Long form as in `estimates`; the plan stands in `kind`, the day of adoption in `adopted` (as printed),
    `adopted_first` and `adopted_last`. Variants of the first plan: basic, optimal, additional, raised, and the drafts.

    >>> targets("pig_iron")["kind"].unique().tolist()[-4:]
    ['additional', 'raised', 'second-directives', 'second-plan']
    >>> targets("tractors", "basic")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no plan 'basic' for tractors; did you mean 'raised'? Known are optimal,
    additional, raised.
    """
    rows = whole(f"plan_targets/{product}")
    if variant is None:
        return rows.reset_index(drop=True)
    kept = rows[rows["kind"] == variant] if isinstance(variant, str) else rows.iloc[:0]
    if kept.empty:
        known = rows["kind"].unique().tolist()
        raise DataError(
            _("There is no plan {variant} for {product}; did you mean {near!r}? Known are {known}.").format(
                variant=shorten(variant), product=product, near=nearest(variant, known), known=", ".join(known)
            )
        )
    return kept.reset_index(drop=True)


# Plans whose printed name says who adopted them as well: too long for a chart.
SHORT_NAMES = {
    "additional": marked("additional assignments"),
    "raised": marked("raised target of June 1930"),
    "second-directives": marked("second plan, first directives"),
    "second-plan": marked("second plan as adopted"),
}


@cache
def plan_name(variant: str) -> str:
    """A plan as its sources call it, in short; where they differ, the shortest name.

    >>> plan_name("optimal"), plan_name("vsnkh-control-1931/32"), plan_name("second-plan")
    ('optimal variant', 'VSNKh control figures for 1931/32', 'second plan as adopted')
    """
    if variant in SHORT_NAMES:
        return _(SHORT_NAMES[variant])
    rows = long_form("plan_targets")
    return str(min(rows.loc[rows["kind"] == variant, "variant_as_printed"], key=len))


def target_of(product: str, variant: str, target_by: str | None) -> pd.DataFrame:
    """The rows that state one target. Sources may agree on it; where they differ one has to be chosen."""
    rows = targets(product, variant)
    if target_by is not None:
        rows = rows[rows["estimate_by"] == as_text(target_by, _("the name of a source"))]
    rows = rows[rows["value_num"].notna()]
    if rows.empty:
        raise DataError(
            _("The plan {variant!r} has no target in numbers for {product} by {who}.").format(
                variant=variant, product=product, who=brief(target_by) if target_by else _("anybody")
            )
        )
    unit = rows["unit"].iloc[0]
    values = {n * scale_between(u, unit) for n, u in zip(rows["value_num"], rows["unit"], strict=True)}
    if len(values) > 1 or rows["period"].nunique() > 1:
        listed = ", ".join(f"{v} {u} [{who}]" for v, u, who in rows[["value", "unit", "estimate_by"]].values)
        raise DataError(
            _("The sources differ on the target for {product}: {listed}; choose one with target_by=.").format(
                product=product, listed=listed
            )
        )
    return rows


def output_series(product: str, estimate_by: str | None) -> pd.DataFrame:
    """Output of a product: the estimate asked for, else the one that the table production sets against plans."""
    made = long_form("production")
    rows = made[made["series"] == product]
    if rows.empty:
        raise DataError(
            _("No output of {product} is recorded, so no target for it can be set against what was made.").format(
                product=product
            )
        )
    against = rows[rows["against_plan"]]
    if estimate_by is None and len(against):
        return one(against)
    return one(rows, estimate_by=estimate_by)


def output_in(series: pd.DataFrame, year: Period) -> tuple[float, pd.DataFrame, str]:
    """Output of a year with its rows, and how it was got at.

    An economic year that nobody recorded is put together from a quarter of the first calendar year and three quarters
    of the second, which assumes even output within each year.
    """
    economic = re.fullmatch(r"(\d{4})/(\d{2})", str(year))
    if not economic or str(year) in set(series["period"]):
        row = series.iloc[[place_of(series, year)]]
        return float(row["value_num"].iloc[0]), row, ""
    first = int(economic[1])
    rows = series.iloc[[place_of(series, first), place_of(series, first + 1)]]
    parts = rows["value_num"].tolist()
    how = _("constructed: a quarter of {first} and three quarters of {second}, as if output were even within each year")
    return 0.25 * parts[0] + 0.75 * parts[1], rows, how.format(first=first, second=first + 1)


def fulfilment(
    product: str, variant: str, year: Period = 1932, estimate_by: str | None = None, target_by: str | None = None
) -> Derived:
    """Output of `year` in per cent of the target of one plan.

    `variant` is a plan as `targets` lists them (basic, optimal, raised, additional, second-plan and others). `year` is
    a calendar year, or an economic year such as "1932/33" that is then constructed from two calendar years and marked
    so. Output is the estimate that the table production sets against plans, or that of `estimate_by`; where sources
    differ on a target, `target_by` chooses. Targets in other units than the output are refused.

    >>> [round(fulfilment("pig_iron", plan).value) for plan in ("basic", "optimal", "raised", "additional")]
    [77, 62, 36, 35]
    >>> fulfilment("pig_iron", "optimal", "1932/33")
    Derived: 68.73 per cent, from 4 rows, constructed
    >>> fulfilment("cement", "optimal")
    Traceback (most recent call last):
    helpers.errors.DataError: The units 'million tonnes' and 'million barrels' do not fit: their ratio would mean
    nothing.
    """
    goal = target_of(product, variant, target_by)
    series = output_series(product, estimate_by)
    made, rows, constructed = output_in(series, year)
    unit, planned = rows["unit"].iloc[0], goal.iloc[0]
    value = made * scale_between(unit, planned["unit"]) / float(planned["value_num"]) * 100
    how = _("{made} {unit} of {product} in {year} [{by}] against {target} {target_unit} for {period} [{plan}]").format(
        made=spell(made),
        unit=unit,
        product=name_of(series),
        year=year,
        by=rows["estimate_by"].iloc[0],
        target=planned["value"],
        target_unit=planned["unit"],
        period=planned["period"],
        plan=planned["variant_as_printed"],
    )
    table = pd.concat([rows[list(LONG)], goal[list(LONG)]], ignore_index=True)
    how = "; ".join(part for part in (how, constructed) if part)
    return Derived(value, "per cent", how, table, constructed=bool(constructed))

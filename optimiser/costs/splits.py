"""Splits of cost and time: each a table whose columns sum exactly to the roster's totals.

By worker, constituency, day or night and category every line belongs to one key. By programme and funder only time
with people (and posts) does; the rest of the cost and of the paid time is shared in proportion to contact minutes, or,
where there is no contact, to posts' minutes; where there is neither, it stands under "unallocated".
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import pandas as pd

from models.request import RotaRequest
from models.service_users import FundingShare
from optimiser.costs.apportion import round_half_up, shared, whole_parts
from optimiser.costs.lines import UNITS_PER_PENNY
from optimiser.ledger.categories import Category

UNALLOCATED = "unallocated"
Amounts = dict[str, Fraction]


def split_by(lines: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return cost, paid and contact minutes for each value of a key that every line has."""
    sums = lines.groupby(key)[["cost", "minutes", "contact_minutes"]].sum()
    cost, minutes, contact = (_exact(sums[column]) for column in sums)
    return _table(key, _in_pence(cost), minutes, contact)


def split_by_category(lines: pd.DataFrame) -> pd.DataFrame:
    """Return cost and paid minutes of each ledger category, in the ledger's order; mileage is a cost of travel."""
    split = split_by(lines, "category").set_index("category")
    used = [category.value for category in Category if category.value in split.index]
    return split.loc[used, ["cost_pence", "paid_minutes", "cost_per_paid_hour_pence"]].reset_index()


def split_by_programme(request: RotaRequest, lines: pd.DataFrame) -> pd.DataFrame:
    """Return cost, paid and contact minutes for each programme of service users and posts."""
    users = {visit.id: request.service_user_by_id[visit.service_user_id].programme for visit in request.visits}
    visit_shares = {visit_id: {programme: Fraction(1)} for visit_id, programme in users.items()}
    post_shares = {post.id: {post.programme: Fraction(1)} for post in request.posts}
    return _split_shared("programme", lines, visit_shares, post_shares)


def split_by_funder(request: RotaRequest, lines: pd.DataFrame) -> pd.DataFrame:
    """Return cost, paid and contact minutes for each funder, by the shares of service users and posts."""
    user_shares = {user.id: _funder_shares(user.funding) for user in request.service_users}
    visit_shares = {visit.id: user_shares[visit.service_user_id] for visit in request.visits}
    post_shares = {post.id: _funder_shares(post.funding) for post in request.posts}
    return _split_shared("funder", lines, visit_shares, post_shares)


def _funder_shares(funding: Iterable[FundingShare]) -> Amounts:
    weights: Amounts = {}
    for share in funding:
        weights[share.funder] = weights.get(share.funder, Fraction(0)) + share.percent
    return shared(Fraction(1), weights)


def _split_shared(
    key: str, lines: pd.DataFrame, visit_shares: Mapping[str, Amounts], post_shares: Mapping[str, Amounts]
) -> pd.DataFrame:
    contact = _by_share(lines, "minutes", "visit_id", visit_shares)
    standby = _by_share(lines, "minutes", "post_id", post_shares)
    basis = next((each for each in (contact, standby) if sum(each.values())), {UNALLOCATED: Fraction(1)})
    cost = _plus(_by_share(lines, "cost", "visit_id", visit_shares), _by_share(lines, "cost", "post_id", post_shares))
    return _table(
        key,
        _in_pence(_with_rest(cost, int(lines["cost"].sum()), basis)),
        _with_rest(_plus(contact, standby), int(lines["minutes"].sum()), basis),
        contact,
    )


def _by_share(lines: pd.DataFrame, column: str, id_column: str, shares: Mapping[str, Amounts]) -> Amounts:
    """Add up a column by visit or post and give each one's programme or funders their shares."""
    result: Amounts = {}
    for own_id, amount in _exact(lines.groupby(id_column)[column].sum()).items():
        for name, share in shares.get(own_id, {}).items():
            result[name] = result.get(name, Fraction(0)) + amount * share
    return result


def _with_rest(direct: Amounts, whole: int, basis: Amounts) -> Amounts:
    """Add what belongs to no key of its own, in proportion to the basis."""
    return _plus(direct, shared(whole - sum(direct.values(), Fraction(0)), basis))


def _exact(sums: "pd.Series[int]") -> Amounts:
    return {str(name): Fraction(int(amount)) for name, amount in sums.items()}


def _in_pence(units: Amounts) -> Amounts:
    return {name: amount / UNITS_PER_PENNY for name, amount in units.items()}


def _plus(first: Amounts, second: Amounts) -> Amounts:
    names = sorted(first.keys() | second.keys())
    return {name: first.get(name, Fraction(0)) + second.get(name, Fraction(0)) for name in names}


def _table(key: str, cost: Amounts, minutes: Amounts, contact: Amounts) -> pd.DataFrame:
    columns = {
        "cost_pence": _whole(cost),
        "paid_minutes": _whole(minutes),
        "contact_minutes": _whole({name: contact.get(name, Fraction(0)) for name in cost}),
    }
    table = pd.DataFrame(columns, index=pd.Index(sorted(cost), name=key, dtype=object), dtype="int64")
    table["cost_per_paid_hour_pence"] = _per_hour(table, "paid_minutes")
    table["cost_per_contact_hour_pence"] = _per_hour(table, "contact_minutes")
    return table.reset_index()


def _whole(exact: Amounts) -> dict[str, int]:
    return whole_parts(exact, round_half_up(sum(exact.values(), Fraction(0))))


def _per_hour(table: pd.DataFrame, minutes: str) -> "pd.Series[int]":
    rates = [per_hour(int(cost), int(time)) for cost, time in zip(table["cost_pence"], table[minutes], strict=True)]
    return pd.Series(rates, index=table.index, dtype="Int64")


def per_hour(pence: int, minutes: int) -> int | None:
    """Return whole pence an hour, half a penny up; None where there are no minutes."""
    return round_half_up(Fraction(pence * 60, minutes)) if minutes else None

"""The pages of `key,value` rows: settings, rules, prices, pay, travel. A key left out has its default."""

from models.base import Record, Word
from models.clock import Horizon
from models.files.cells import CHOICE, DAY, DAYS, TEXT, TIME, WHOLE
from models.files.nested_cells import ENHANCEMENTS, SUCCESSIONS
from models.files.tables import Column, Table
from models.money import PayTerms, Prices
from models.rules import Rules
from models.travel import TravelTerms


class Settings(Record):
    """What the request is called and which days it plans."""

    name: Word = "rota"
    horizon: Horizon


SETTINGS = Table(
    "settings",
    "What the request is called and which days it plans.",
    Settings,
    (
        Column("name", TEXT, "What the request is called.", "Hall Green week 3"),
        Column("horizon_start", DAY, "The first day planned.", "2026-01-12", field="horizon.start"),
        Column("horizon_days", WHOLE, "How many days are planned.", "7", unit="days", field="horizon.days"),
    ),
    is_page=True,
    is_mandatory=True,
)

RULES = Table(
    "rules",
    "The values of the rules; defaults are the Working Time Regulations 1998, or assumed (models/rules.py says).",
    Rules,
    (
        Column("daily_rest_minutes", WHOLE, "Least rest from one duty to the next.", "660", unit="minutes"),
        Column("weekly_rest", CHOICE, "How weekly rest is given.", "24h_in_7_days"),
        Column("average_week_minutes", WHOLE, "Most working time in an average week.", "2880", unit="minutes"),
        Column("average_weeks", WHOLE, "Over how many weeks that average is taken.", "17", unit="weeks"),
        Column("night_average_minutes", WHOLE, "A night worker's most in an average 24 hours.", "480", unit="minutes"),
        Column("night_start", TIME, "When night time begins.", "23:00"),
        Column("night_end", TIME, "When night time ends.", "06:00"),
        Column("night_duty_least_minutes", WHOLE, "Night time that makes a duty a night duty.", "180", unit="minutes"),
        Column("break_after_minutes", WHOLE, "A duty longer than this has a break.", "360", unit="minutes"),
        Column("break_minutes", WHOLE, "How long that break is.", "20", unit="minutes"),
        Column("break_from_edge_minutes", WHOLE, "Least time from a break to a duty's ends.", "60", unit="minutes"),
        Column("most_consecutive_days", WHOLE, "Most days worked in one run.", "6", unit="days"),
        Column("most_split_duties_a_week", WHOLE, "Most split duties a week.", "2", unit="duties"),
        Column("most_weekends_in_a_row", WHOLE, "Most weekends worked in a row.", "1", unit="weekends"),
        Column("handover_minutes", WHOLE, "Paid handover that begins each duty with visits.", "10", unit="minutes"),
        Column(
            "forbidden_successions",
            SUCCESSIONS,
            "A duty of the second pattern never begins on the date after one of the first.",
            "night > early; late > early",
        ),
    ),
    is_page=True,
)

PRICES = Table(
    "prices",
    "What the plan weighs, in pence.",
    Prices,
    (
        Column("required_visit_unserved", WHOLE, "Each promised visit not made.", "30000", unit="pence"),
        Column("required_minute_unserved", WHOLE, "On top, each of its minutes, for each worker.", "54", unit="pence"),
        Column("time_critical_visit_unserved", WHOLE, "On top, if it is time-critical.", "50000", unit="pence"),
        Column("waiting_list_visit_unserved", WHOLE, "Each waiting-list visit not made.", "0", unit="pence"),
        Column("waiting_list_minute_unserved", WHOLE, "On top, each minute, for each worker.", "40", unit="pence"),
        Column("training_not_held", WHOLE, "Each training or supervision not held.", "10000", unit="pence"),
        Column("overtime_percent", WHOLE, "Pay above contract, as a percentage of pay.", "125", unit="per cent"),
        Column("waiting_minute", WHOLE, "Each minute with nothing to do between stops.", "0", unit="pence"),
        Column("most_idle_minute", WHOLE, "Each idle minute of the idlest part of any duty.", "0", unit="pence"),
        Column("late_minute", WHOLE, "Each minute a visit starts after its window.", "30", unit="pence"),
        Column("early_minute", WHOLE, "Each minute a visit starts before its window.", "30", unit="pence"),
        Column(
            "very_late_visit",
            WHOLE,
            "Each visit expected over 30 minutes late; above 0 leaves slack.",
            "0",
            unit="pence",
        ),
        Column("unfamiliar_worker", WHOLE, "Each pair of a person and a worker new to them.", "150", unit="pence"),
        Column("not_preferred_worker", WHOLE, "Each share of a visit by one not preferred.", "0", unit="pence"),
        Column("preference_refused", WHOLE, "Each wish refused, times its strength.", "800", unit="pence"),
        Column("fairness", WHOLE, "Each wish refused, times those refused before.", "200", unit="pence"),
        Column("balance_hour", WHOLE, "Each hour of a worker's balance away from zero.", "100", unit="pence"),
        Column("rostered_hour", WHOLE, "Each hour of duty; above 0 hours are released.", "0", unit="pence"),
    ),
    is_page=True,
)

PAY = Table(
    "pay",
    "What a paid hour costs besides basic pay; for each minute only the highest enhancement counts.",
    PayTerms,
    (
        Column(
            "enhancements", ENHANCEMENTS, "Extra pay: name: days hours percent.", "night: every_day 23:00-08:00 25%"
        ),
        Column("bank_holidays", DAYS, "Dates paid as bank holidays.", "2026-04-03; 2026-04-06"),
        Column("split_duty_pence_per_hour", WHOLE, "Extra for each hour of a split duty.", "6", unit="pence"),
        Column("on_cost_percent", WHOLE, "The employer's pension and insurance on top of pay.", "30", unit="per cent"),
        Column("overhead_pence_per_paid_hour", WHOLE, "Management, premises, equipment.", "300", unit="pence"),
    ),
    is_page=True,
)


def _speed(mode: str, metres_per_hour: str, fixed_minutes: str) -> tuple[Column, Column]:
    return (
        Column(
            f"{mode}_metres_per_hour",
            WHOLE,
            f"How far one gets in an hour by {mode}.",
            metres_per_hour,
            unit="metres",
            field=f"{mode}.metres_per_hour",
        ),
        Column(
            f"{mode}_fixed_minutes",
            WHOLE,
            f"Added to each journey by {mode}: parking, waiting.",
            fixed_minutes,
            unit="minutes",
            field=f"{mode}.fixed_minutes",
        ),
    )


TRAVEL = Table(
    "travel",
    "How long journeys take and what a car mile is paid.",
    TravelTerms,
    (
        Column("detour_percent", WHOLE, "Road distance over straight line.", "130", unit="per cent"),
        *_speed("car", "28000", "2"),
        *_speed("walk", "4800", "0"),
        *_speed("bus", "14000", "6"),
        Column("mileage_pence_per_mile", WHOLE, "Paid for each mile by car.", "45", unit="pence"),
    ),
    is_page=True,
)

"""A roster stands inside, below or above each of the review's bands, and the sentence says of what."""

from optimiser.bands import BANDS, place_in_bands


def _sentences(**values):
    return place_in_bands(values)


def test_todays_contact_time_and_cost_lie_inside_the_bands_the_review_found():
    told = _sentences(contact_time_pct=27.1, cost_per_contact_hour_pence=6_712, cost_per_paid_hour_pence=1_819)
    assert told == [
        "27.1% of rostered paid time: inside 26-28% (what the review found)",
        "27.1% of rostered paid time: 22.9 points below 50% (the review's target)",
        "£18.19 per hour of all paid time: £6.81 below £25 (the review's benchmark)",
        "£67.12 per contact hour: £17.12 above £45-50 (the review's benchmark)",
        "£67.12 per contact hour: inside £65-70 (the service the review describes)",
    ]


def test_the_ends_of_a_band_are_inside_it():
    told = _sentences(contact_time_pct=28.0, cost_per_contact_hour_pence=4_500, cost_per_paid_hour_pence=2_500)
    assert "inside 26-28%" in told[0]
    assert "at £25" in told[2]
    assert "inside £45-50" in told[3]
    assert "£20.00 below £65-70" in told[4]


def test_without_a_figure_nothing_is_claimed():
    assert all(sentence.startswith("No figure") for sentence in _sentences(contact_time_pct=None))


def test_every_band_names_its_source():
    assert all("2020" in band.source for band in BANDS)

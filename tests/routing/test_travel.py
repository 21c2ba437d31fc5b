"""The travel matrix holds exactly the journeys of `TravelTerms`, pair by pair and mode by mode."""

from hypothesis import example, given
from hypothesis import strategies as st

from models.places import Place
from models.travel import ModeSpeed, TravelTerms
from optimiser.routing.travel import MODES, travel_matrix

degrees = st.tuples(st.floats(49, 61.5), st.floats(-9, 2.5))
near = st.tuples(st.floats(52.4, 52.6), st.floats(-2.0, -1.7))
speeds = st.builds(ModeSpeed, metres_per_hour=st.integers(500, 120_000), fixed_minutes=st.integers(0, 15))
terms = st.builds(
    TravelTerms,
    detour_percent=st.integers(100, 300),
    car=speeds,
    walk=speeds,
    bus=speeds,
    mileage_pence_per_mile=st.integers(0, 100),
)


@given(st.lists(degrees | near, min_size=1, max_size=8), terms)
@example([(52.5, -1.85), (52.5, -1.85), (52.500001, -1.85)], TravelTerms())
def test_every_journey_is_the_one_of_the_travel_terms(points: list[tuple[float, float]], agreed: TravelTerms) -> None:
    places = tuple(Place(id=f"P{n}", latitude=lat, longitude=lon) for n, (lat, lon) in enumerate(points))
    matrix = travel_matrix(places, agreed)
    for row, origin in enumerate(places):
        for column, destination in enumerate(places):
            metres = agreed.metres(origin, destination)
            minutes = [agreed.minutes(metres, mode) for mode in MODES]
            assert matrix.minutes[:, row, column].tolist() == minutes
            assert matrix.pence[row, column] == agreed.pence(metres, MODES[0])


def test_staying_where_one_is_takes_no_time() -> None:
    here = Place(id="P0", latitude=52.5, longitude=-1.85)
    matrix = travel_matrix((here, here), TravelTerms())
    assert matrix.minutes.max() == 0
    assert matrix.pence.max() == 0

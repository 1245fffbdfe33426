"""What the matrix of courses and market roles says to a company."""

import pytest

from training.rules.recommending import Advised, advised_for

PARENTS = {"QSE": None, "QSE-R": "QSE", "SQSE": "QSE", "LSE": None, "TDSP": None, "TSP": "TDSP", "TO": "TSP"}


@pytest.mark.parametrize(
    ("roles", "cells", "found"),
    [
        (["QSE"], {"QSE": "recommended"}, Advised("recommended", "QSE", True)),
        (["SQSE"], {"QSE": "recommended"}, Advised("recommended", "QSE", True)),
        (["TO"], {"TDSP": "useful"}, Advised("useful", "TDSP", True)),
        (["TO"], {"TDSP": "recommended", "TSP": "useful"}, Advised("useful", "TSP", True)),
        (["QSE"], {"QSE-R": "recommended"}, Advised("recommended", "QSE-R", False)),
        (["QSE"], {"QSE-R": "required", "QSE": "useful"}, Advised("useful", "QSE", True)),
        (["QSE", "LSE"], {"QSE": "useful", "LSE": "recommended"}, Advised("recommended", "LSE", True)),
        (["LSE", "QSE"], {"QSE": "useful", "LSE": "useful"}, Advised("useful", "LSE", True)),
        (["LSE"], {"QSE": "recommended"}, None),
        ([], {"QSE": "recommended"}, None),
        (["QSE"], {}, None),
    ],
)
def test_nearest_cell_counts_and_the_strongest_role_wins(
    roles: list[str], cells: dict[str, str], found: Advised | None
) -> None:
    assert advised_for(roles, cells, PARENTS) == found


def test_roles_in_a_circle_do_not_hang_the_page() -> None:
    assert advised_for(["A"], {"C": "useful"}, {"A": "B", "B": "A"}) is None

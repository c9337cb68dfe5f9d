"""Several names in one cell: where one ends and the next begins."""

import pytest

from crawler.exchange.name_list import common_names, scientific_name, scientific_names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        ("Testudo ibera", ["Testudo ibera"]),
        ("Testudo boettgeri Mojsisovics, 1889, Chersus hermanni (Gmelin, 1789)",
         ["Testudo boettgeri", "Chersus hermanni"]),
        ("Alpha beta Smith, Jones & Brown, 1850, Gamma delta Nobody, 1900",
         ["Alpha beta", "Gamma delta"]),
        ("Alpha beta Smith, Jones, 1850", ["Alpha beta"]),
        ("Alpha beta Van der Hoeven, 1833, Gamma delta de Vis, 1890",
         ["Alpha beta", "Gamma delta"]),
        ("Alpha beta, Gamma delta, Alpha beta", ["Alpha beta", "Gamma delta"]),
        ("Alpha beta gamma L., Alpha beta var. delta Mill.",
         ["Alpha beta gamma", "Alpha beta var. delta"]),
        ("Alpha (Omega) beta Nobody, 1900", ["Alpha beta"]),
        ("× Alphabeta gamma Hort.", ["Alphabeta gamma"]),
        ("Alpha beta [Palearctic, Nearctic], Gamma delta", ["Alpha beta", "Gamma delta"]),
        ("<i>Alpha beta</i> Nobody, 1900", ["Alpha beta"]),
        ('"Alpha beta Smith, 1850", "Gamma delta"', ["Alpha beta", "Gamma delta"]),
        ("Alpha, Beta", ["Alpha", "Beta"]),
        ("Alpha beta (open Smith, 1850, Gamma delta", ["Alpha beta", "Gamma delta"]),
        ("auct. non Gmelin, 1788", []),
    ],
)  # fmt: skip
def test_synonyms(cell: str, names: list[str]):
    assert scientific_names(cell) == names


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("CROCODYLIA spp.", "Crocodylia"),
        ("Falconidae spp.", "Falconidae"),
        ("Pandinus", "Pandinus"),
        ("Testudo hermanni Gmelin, 1789", "Testudo hermanni"),
        (" Testudo  hermanni ", "Testudo hermanni"),
        ("Python molurus molurus", "Python molurus molurus"),
        ("", ""),
        ("?", ""),
    ],
)
def test_a_name_less_its_author(cell: str, name: str):
    assert scientific_name(cell) == name


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        ("Greek Tortoise, Spur-thighed Tortoise", ["Greek Tortoise", "Spur-thighed Tortoise"]),
        ("Monitor, long-tailed, Tree Monitor", ["Monitor, long-tailed", "Tree Monitor"]),
        ("perroquet jaco, perroquet gris", ["perroquet jaco", "perroquet gris"]),
        ('"Parrot, African grey", "Grey Parrot"', ["Parrot, African grey", "Grey Parrot"]),
        ("Cat (big, small), Dog, Cat (big, small)", ["Cat (big, small)", "Dog"]),
        ("Tortue d'Hermann; Tortue", ["Tortue d'Hermann", "Tortue"]),
        (", ,", []),
    ],
)
def test_common_names(cell: str, names: list[str]):
    assert common_names(cell) == names

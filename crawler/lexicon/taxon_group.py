"""Everyday words for parts of the animal and plant kingdoms: ``taxon: {group: tortoise}``."""

from __future__ import annotations

from crawler.lexicon.taxon import Taxon

TAXON_GROUPS: dict[str, frozenset[str]] = {
    group: frozenset(taxa.casefold().split())
    for group, taxa in {
        "mammal": "Mammalia",
        "primate": "Primates",
        "cat": "Felidae",
        "bear": "Ursidae",
        "elephant": "Elephantidae",
        "rhino": "Rhinocerotidae",
        "pangolin": "Manidae",
        "whale": "Cetacea Balaenidae Balaenopteridae Delphinidae "
        "Eschrichtiidae Monodontidae Neobalaenidae Phocoenidae Physeteridae Ziphiidae Iniidae "
        "Platanistidae",
        "bird": "Aves",
        "parrot": "Psittaciformes",
        "raptor": "Falconiformes Accipitriformes",
        "owl": "Strigiformes",
        "reptile": "Reptilia",
        "tortoise": "Testudinidae",
        "turtle": "Testudines",
        "crocodile": "Crocodylia",
        "snake": "Serpentes Boidae Pythonidae Bolyeriidae Tropidophiidae Loxocemidae Colubridae "
        "Elapidae Viperidae",
        "lizard": "Sauria Agamidae Anguidae Chamaeleonidae Cordylidae Gekkonidae Diplodactylidae "
        "Carphodactylidae Sphaerodactylidae Eublepharidae Helodermatidae Iguanidae Lacertidae "
        "Lanthanotidae Scincidae Teiidae Varanidae Xenosauridae Phrynosomatidae "
        "Polychrotidae Shinisauridae",
        "amphibian": "Amphibia",
        "fish": "Actinopteri Actinopterygii Elasmobranchii Chondrichthyes Dipneusti Sarcopterygii "
        "Coelacanthi",
        "shark": "Elasmobranchii Chondrichthyes",
        "sturgeon": "Acipenseriformes",
        "eel": "Anguillidae",
        "seahorse": "Syngnathidae",
        "insect": "Insecta",
        "spider": "Arachnida",
        "mollusc": "Mollusca Bivalvia Gastropoda Cephalopoda",
        "coral": "Anthozoa Hydrozoa",
        "plant": "Plantae",
        "orchid": "Orchidaceae",
        "cactus": "Cactaceae",
        "cycad": "Cycadaceae Zamiaceae Stangeriaceae",
    }.items()
}
"""For each word the taxa, of any rank above species, that it means, in small letters."""


def is_in(taxon: Taxon, group: str) -> bool:
    """Whether ``taxon`` is, or belongs to, one of the taxa that ``group`` means."""
    above = (taxon.kingdom, taxon.phylum, taxon.class_, taxon.order, taxon.family, taxon.name)
    return not TAXON_GROUPS[group].isdisjoint(each.casefold() for each in above)

"""Keyword files → lexicon: reading them strictly, and saying everything that is wrong at once."""

from crawler.lexicon.contact import Contact, ContactKind, read_contact
from crawler.lexicon.entry import LANGUAGES
from crawler.lexicon.group import DEFAULT_WEIGHT, Group, MatchKind, Role, Term, TermsFrom
from crawler.lexicon.keyword_file import FileLevels, KeywordFile, Reference, Status
from crawler.lexicon.lexicon import Lexicon
from crawler.lexicon.loading import Loaded, Part, load, load_files, load_sound
from crawler.lexicon.pattern import INVISIBLE, compile_pattern
from crawler.lexicon.rule import KeywordTest, PriceRange, Rule, SellerCondition
from crawler.lexicon.sharing import bring_in
from crawler.lexicon.species_list import BrokenListError, SpeciesList
from crawler.lexicon.taxon import Taxon
from crawler.lexicon.taxon_filter import TaxonFilter
from crawler.lexicon.typed import written_out

__all__ = [
    "DEFAULT_WEIGHT",
    "INVISIBLE",
    "LANGUAGES",
    "BrokenListError",
    "Contact",
    "ContactKind",
    "FileLevels",
    "Group",
    "KeywordFile",
    "KeywordTest",
    "Lexicon",
    "Loaded",
    "MatchKind",
    "Part",
    "PriceRange",
    "Reference",
    "Role",
    "Rule",
    "SellerCondition",
    "SpeciesList",
    "Status",
    "Taxon",
    "TaxonFilter",
    "Term",
    "TermsFrom",
    "bring_in",
    "compile_pattern",
    "load",
    "load_files",
    "load_sound",
    "read_contact",
    "written_out",
]

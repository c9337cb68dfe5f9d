"""``terms_from: {taxon: …}``: which taxa of the imported species list, and which of their names."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field

from crawler.lexicon.entry import Entry, Text
from crawler.lexicon.taxon import RANKS, Taxon, annex_like
from crawler.lexicon.taxon_group import TAXON_GROUPS, is_in
from crawler.strict_yaml import suggest


class NameKind(StrEnum):
    """Which names of a taxon."""

    SCIENTIFIC = "scientific"
    SYNONYMS = "synonyms"
    COMMON = "common"
    ALL = "all"


CommonLanguage = Literal["en", "fr", "es"]
"""A language in which the Checklist has common names."""


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _check_rank(text: str) -> str:
    if text not in RANKS:
        raise ValueError(
            f"'{text}' is no rank{suggest(text, [*RANKS])} (known: {', '.join(RANKS)})"
        )
    return text


def _check_group(text: str) -> str:
    if text not in TAXON_GROUPS:
        known = list(TAXON_GROUPS)
        raise ValueError(f"'{text}' is no group{suggest(text, known)} (known: {', '.join(known)})")
    return text


_Rank = Annotated[str, AfterValidator(_check_rank), Field(json_schema_extra={"enum": list(RANKS)})]
_Group = Annotated[
    str, AfterValidator(_check_group), Field(json_schema_extra={"enum": list(TAXON_GROUPS)})
]
_Names = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many)]
_Annexes = tuple[Literal["A", "B", "C", "D"], ...]
_Appendices = tuple[Literal["I", "II", "III"], ...]


class TaxonFilter(Entry):
    """Conditions on a taxon; all that are given must hold, and of several values one."""

    annex: Annotated[_Annexes, BeforeValidator(_one_or_many)] = ()
    """EU annex; a taxon in several counts as in the strictest."""
    appendix: Annotated[_Appendices, BeforeValidator(_one_or_many)] = ()
    """CITES appendix, likewise."""
    rank: Annotated[tuple[_Rank, ...], BeforeValidator(_one_or_many)] = ()
    kingdom: _Names = ()
    phylum: _Names = ()
    class_: _Names = Field(default=(), alias="class")
    order: _Names = ()
    family: _Names = ()
    genus: _Names = ()
    group: Annotated[tuple[_Group, ...], BeforeValidator(_one_or_many)] = ()
    """Everyday words such as ``tortoise``."""
    names: Annotated[tuple[NameKind, ...], BeforeValidator(_one_or_many)] = (
        NameKind.SCIENTIFIC,
        NameKind.SYNONYMS,
    )
    lang: Annotated[tuple[CommonLanguage, ...], BeforeValidator(_one_or_many)] = get_args(
        CommonLanguage
    )
    """Of the common names."""

    @property
    def named(self) -> dict[str, tuple[str, ...]]:
        """The conditions that name taxa, by the field of :class:`Taxon` that they ask."""
        fields = ("kingdom", "phylum", "class_", "order", "family", "genus")
        return {field: wanted for field in fields if (wanted := getattr(self, field))}

    @cached_property
    def _folded(self) -> tuple[tuple[int, frozenset[str]], ...]:
        return tuple(
            (Taxon._fields.index(field), frozenset(name.casefold() for name in wanted))
            for field, wanted in self.named.items()
        )

    def belongs(self, taxon: Taxon) -> bool:
        """Whether ``taxon`` is, or is below, what is named, however it is listed."""
        if any(taxon[field].casefold() not in wanted for field, wanted in self._folded):
            return False
        return not self.group or any(is_in(taxon, group) for group in self.group)

    def wants(self, kind: NameKind) -> bool:
        """Whether names of this kind are asked for."""
        return kind in self.names or NameKind.ALL in self.names

    def test(self, *, annexes_known: bool) -> Callable[[Taxon], bool]:
        """A test whether a taxon meets all conditions.

        :param annexes_known: whether the list says annexes at all. If not, a taxon is taken to be
            in the annex that its appendix leads to.
        """
        ranks, appendices, annexes = self.rank, self.appendix, self.annex

        def fits(taxon: Taxon) -> bool:
            if ranks and taxon.rank not in ranks:
                return False
            if appendices and taxon.strictest_appendix not in appendices:
                return False
            if annexes:
                like = annex_like(taxon.strictest_appendix)
                if (taxon.strictest_annex if annexes_known else like) not in annexes:
                    return False
            return self.belongs(taxon)

        return fits

"""``use``: groups of shared files, acting in another file as if written there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crawler.lexicon.group import Group
from crawler.lexicon.keyword_file import KeywordFile
from crawler.strict_yaml import suggest


@dataclass(frozen=True, slots=True)
class Unusable:
    """A group that a file wants to use and cannot."""

    file: str
    """Id of the file that wants it."""
    number: int
    """Its place in the file's ``use``, from 0."""
    message: str


def bring_in(files: Iterable[KeywordFile]) -> tuple[dict[str, KeywordFile], list[Unusable]]:
    """The files by id with the groups that they use; one that cannot have them all is left out.

    :param files: each id once.
    """
    by_id = {file.id: file for file in files}
    whole: dict[str, KeywordFile] = {}
    unusable: list[Unusable] = []
    for file in by_id.values():
        names = {*(group.id for group in file.groups), *file.use}
        brought = []
        for number, name in enumerate(file.use):
            try:
                brought.append(_rename(_find(name, by_id), name, names))
            except LookupError as error:
                unusable.append(Unusable(file.id, number, str(error)))
        if len(brought) == len(file.use):
            whole[file.id] = file.model_copy(update={"groups": (*file.groups, *brought)})
    return whole, unusable


def _find(name: str, files: Mapping[str, KeywordFile]) -> Group:
    file_id, slash, group_id = name.partition("/")
    if not slash:
        raise LookupError(f"use: '{name}' should be written file-id/group")
    if file_id not in files:
        near = suggest(file_id, list(files))
        raise LookupError(f"use: there is no usable file with the id '{file_id}'{near}")
    groups = {group.id: group for group in files[file_id].groups}
    if group_id not in groups:
        near = suggest(group_id, list(groups))
        raise LookupError(f"use: file '{file_id}' has no group '{group_id}'{near}")
    return groups[group_id]


def _rename(group: Group, name: str, names: set[str]) -> Group:
    """The group under its full name, and so the groups it needs, if they are brought in too."""
    home = name.partition("/")[0]

    def here(needed: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{home}/{one}" if f"{home}/{one}" in names else one for one in needed)

    terms = []
    for term in group.terms:
        changed = {
            key: here(needed)
            for key, needed in (("needs", term.needs), ("needs_not", term.needs_not))
            if needed is not None
        }
        terms.append(term.model_copy(update=changed))
    renamed = group.model_copy(
        update={
            "id": name,
            "needs": here(group.needs),
            "needs_not": here(group.needs_not),
            "terms": tuple(terms),
        }
    )
    for needed in _needed(renamed):
        if needed not in names:
            raise LookupError(f"use: '{name}' needs '{needed}'; use '{home}/{needed}' as well")
    return renamed


def _needed(group: Group) -> Iterator[str]:
    yield from (*group.needs, *group.needs_not)
    for term in group.terms:
        yield from (*(term.needs or ()), *(term.needs_not or ()))

"""``use``: groups of shared files, acting in another file as if written there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crawler.lexicon.group import Group
from crawler.lexicon.keyword_file import KeywordFile
from crawler.strict_yaml import Document, suggest


def bring_in(files: Mapping[str, tuple[Document, KeywordFile]]) -> dict[str, KeywordFile]:
    """The files with the groups that they use; a file that names an unknown one is left out."""
    whole = {}
    for file_id, (document, file) in files.items():
        names = {*(group.id for group in file.groups), *file.use}
        brought = []
        for number, name in enumerate(file.use):
            try:
                brought.append(_rename(_find(name, files), name, names))
            except LookupError as error:
                document.findings.append(document.finding(("use", number), str(error)))
        if len(brought) == len(file.use):
            whole[file_id] = file.model_copy(update={"groups": (*file.groups, *brought)})
    return whole


def _find(name: str, files: Mapping[str, tuple[Document, KeywordFile]]) -> Group:
    file_id, slash, group_id = name.partition("/")
    if not slash:
        raise LookupError(f"use: '{name}' should be written file-id/group")
    if file_id not in files:
        near = suggest(file_id, list(files))
        raise LookupError(f"use: there is no usable file with the id '{file_id}'{near}")
    groups = {group.id: group for group in files[file_id][1].groups}
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

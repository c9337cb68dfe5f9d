"""Which keyword file and group each new word goes to, and the texts that come of it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from unicodedata import normalize

from crawler.editing.addition import Addition
from crawler.editing.insertion import NoPlaceError, insert, new_file
from crawler.errors import KeywordError
from crawler.lexicon import KeywordFile, Loaded, Part, Role, Term, written_out
from crawler.lexicon.typed import entries, text
from crawler.strict_yaml import Finding, suggest

_SHORT_FORM = "terms"
"""Id of the one group of a file in short form."""


class Plan:
    """Takes words one after the other.

    :param before: the keyword files as they are, none of them broken.
    :param table: what messages call the place that the words come from.
    """

    def __init__(self, folder: Path, before: Loaded, table: str) -> None:
        self._folder, self._table = folder, table
        self._parts = {part.file.id: part for part in before.parts if part.file is not None}
        self._taken: list[Addition] = []
        self._domains: dict[str, str] = {}
        self.added: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        """Terms by file and group."""
        self.there_already: list[tuple[Addition, str]] = []
        """What is not added, and where it stands."""
        self.paths: dict[str, Path] = {}
        """The files that change, by id."""
        self.wrong: list[str] = []
        """What has no place, and why."""

    def add(self, addition: Addition) -> None:
        """Find a place for a word, or note why there is none."""
        part = self._parts.get(addition.file)
        if part is None or part.file is None:
            self._add_to_new(addition)
            return
        group = addition.group or self._only_signal(part.file)
        known = {each.id: number for number, each in enumerate(part.file.groups)}
        if group not in known:
            self._refuse(addition, _which_group(part.file, group))
            return
        number = known[group]
        for place, term in enumerate(part.file.groups[number].terms):
            if _same(term, addition.term, part.file):
                line, _ = part.document.at(("groups", number, "terms", place))
                self.there_already.append((addition, f"{part.document.path}:{line}"))
                return
        self.paths[addition.file] = Path(part.document.path)
        self._take(addition, group)

    def text_of(self, file: str, original: bytes | None) -> str:
        """The new text of a file.

        :param original: what stands there now.
        :raises KeywordError: if a group has no list to add to.
        """
        part = self._parts.get(file)
        if original is None or part is None or part.file is None:
            terms = self.added[file][_SHORT_FORM]
            return new_file(file, self._domains[file], terms)
        new = original.decode("utf-8-sig")
        numbers = {group.id: number for number, group in enumerate(part.file.groups)}
        for group, terms in self.added[file].items():
            try:
                new = insert(new, numbers[group], terms)
            except NoPlaceError as error:
                raise KeywordError(f"{part.document.path}: group '{group}' {error}") from None
        return new

    def told(self, found: Finding, after: Loaded) -> str:
        """A finding about the new texts, at the line of the table that it comes from."""
        part = next(part for part in after.parts if part.document.path == found.path)
        for addition in self._taken:
            for loc, group in entries(part.document.data, "groups"):
                for place, term in entries(group, "terms", loc):
                    here = part.document.at(place)[0] == found.line
                    if here and text(term, "term") == addition.term.term:
                        return self._line(addition, found.message)
        return str(found)

    def prove(self, after: Loaded) -> None:
        """That the new texts say what they should: the old terms, and the new ones."""
        parts = {part.file.id: part for part in after.parts if part.file is not None}
        for file, groups in self.added.items():
            was = _written(self._parts.get(file))
            for group, terms in _written(parts[file]).items():
                if terms != was.get(group, set()).union(groups.get(group, ())):
                    raise KeywordError(
                        f"{self.paths[file]}: the words for group '{group}' could not be added "
                        "without changing others; add them with an editor"
                    )

    def _add_to_new(self, addition: Addition) -> None:
        domain = addition.domain or self._domains.get(addition.file, "")
        if not domain:
            message = f"there is no keyword file '{addition.file}'{self._near(addition.file)}"
            self._refuse(addition, f"{message}; for a new one, say its 'domain'")
        elif addition.group not in ("", _SHORT_FORM):
            self._refuse(addition, "a new file has one group; leave 'group' empty")
        elif not all(sign.isalnum() or sign in "-_." for sign in addition.file + domain):
            self._refuse(addition, f"'{addition.file}', '{domain}': letters, digits, '-' and '_'")
        else:
            self._domains[addition.file] = domain
            self.paths[addition.file] = self._folder / domain / f"{addition.file}.yaml"
            if self.paths[addition.file].exists():
                self._refuse(addition, f"{self.paths[addition.file]} is there, with another id")
            self._take(addition, _SHORT_FORM)

    def _near(self, file: str) -> str:
        """``ivory`` for ``wildlife-ivory`` is no typing mistake, but what people write."""
        longer = next((known for known in self._parts if known.endswith(f"-{file}")), None)
        return f"; did you mean '{longer}'?" if longer else suggest(file, list(self._parts))

    def _take(self, addition: Addition, group: str) -> None:
        terms = self.added[addition.file][group]
        if any(_key(each) == _key(addition.term) for each in terms):
            self.there_already.append((addition, f"{self._table}, further up"))
        else:
            terms.append(addition.term)
            self._taken.append(addition)

    def _refuse(self, addition: Addition, message: str) -> None:
        self.wrong.append(self._line(addition, message))

    def _line(self, addition: Addition, message: str) -> str:
        return f"{self._table}:{addition.line}: {addition.term.term}: {message}"

    @staticmethod
    def _only_signal(file: KeywordFile) -> str:
        signals = [group.id for group in file.groups if group.role is Role.SIGNAL]
        return signals[0] if len(signals) == 1 else ""


def _written(part: Part | None) -> dict[str, set[Term]]:
    """The terms that stand in a file itself or in its tables, by group."""
    if part is None or part.file is None:
        return {}
    return {
        group.id: {*written_out(part.document.data, number, group.terms)}
        for number, group in enumerate(part.file.groups)
    }


def _which_group(file: KeywordFile, group: str) -> str:
    groups = ", ".join(f"{each.id} ({each.role.value})" for each in file.groups)
    if not group:
        return f"which group of '{file.id}'? There are: {groups}"
    near = suggest(group, [each.id for each in file.groups])
    return f"'{file.id}' has no group '{group}'{near}; there are: {groups}"


def _same(one: Term, other: Term, file: KeywordFile) -> bool:
    languages = {term.lang or file.default_language for term in (one, other)}
    spellings = {normalize("NFC", spelling) for spelling in one.spellings}
    return len(languages) == 1 and normalize("NFC", other.term) in spellings


def _key(term: Term) -> tuple[str | None, str]:
    return term.lang, normalize("NFC", term.term)

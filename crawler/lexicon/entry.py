"""The types that all parts of a keyword file are built from."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from crawler.lexicon.pattern import INVISIBLE

ANY_LANGUAGE = "mul"
EMOJI = "emoji"
# ISO 639-1, https://www.loc.gov/standards/iso639-2/php/code_list.php
LANGUAGES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy
    hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li
    ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa
    pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905 -- the table reads better than 184 quoted strings
) | {ANY_LANGUAGE, EMOJI}


_ID = r"^[\w.-]+$"
_COUNTRY = "^[A-Z]{2}$"


def _check_id(text: str) -> str:
    if not re.fullmatch(_ID, text):
        raise ValueError(f"'{text}' is not an id: letters, digits, '-', '_' and '.' only")
    return text


def _check_text(text: str) -> str:
    if not INVISIBLE.sub("", text).strip():
        raise ValueError("is empty")
    return text


def _check_language(text: str) -> str:
    if text not in LANGUAGES:
        raise ValueError(f"'{text}' is no ISO 639-1 code such as 'nl', nor 'mul' nor 'emoji'")
    return text


def _check_country(text: str) -> str:
    if not re.fullmatch(_COUNTRY, text):
        raise ValueError(f"'{text}' is not an ISO 3166 code such as 'BE'")
    return text


Id = Annotated[str, AfterValidator(_check_id), Field(json_schema_extra={"pattern": _ID})]
Text = Annotated[str, AfterValidator(_check_text), Field(json_schema_extra={"pattern": r"\S"})]
Language = Annotated[
    str, AfterValidator(_check_language), Field(json_schema_extra={"enum": sorted(LANGUAGES)})
]
Country = Annotated[
    str, AfterValidator(_check_country), Field(json_schema_extra={"pattern": _COUNTRY})
]
Points = Annotated[int, Field(ge=-100, le=100)]


class Entry(BaseModel):
    """A part of a keyword file: frozen, and no key is accepted that it does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Valid(Entry):
    """When a file or term is in force, both days included."""

    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    review_by: date | None = None
    """Day by which somebody should look at it again; a warning afterwards."""

    @model_validator(mode="after")
    def _in_order(self) -> Valid:
        if self.from_ and self.until and self.from_ > self.until:
            raise ValueError(f"'from' ({self.from_}) is after 'until' ({self.until})")
        return self

    def holds(self, on: date) -> bool:
        """Whether ``on`` lies inside."""
        return (self.from_ or on) <= on <= (self.until or on)

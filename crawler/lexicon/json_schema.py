"""The keyword file format as a JSON schema: editors complete and check by it while you type."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from crawler.lexicon.keyword_file import KeywordFile

FILE_NAME = "lexicon.schema.json"
"""Beside the keyword files; written by ``patrol keywords schema``."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": ["string", "number", "boolean"]}
"""An editor takes 420 for a number and ``no`` for a boolean; keyword files read all as text."""


class _AsTyped(GenerateJsonSchema):
    """Texts as they are typed in YAML, without the titles that pydantic makes up."""

    def str_schema(self, schema: Any) -> dict[str, Any]:
        return {**super().str_schema(schema), **_TEXT}

    def decimal_schema(self, schema: Any) -> dict[str, Any]:
        amount = core_schema.float_schema(
            **{key: schema[key] for key in ("ge", "gt") if key in schema}
        )
        return self.float_schema(amount)

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def json_schema() -> dict[str, Any]:
    """The schema of one keyword file, in long or short form.

    It knows the shape of each part. That names exist, patterns compile and tests hold, only
    ``patrol keywords check`` and ``test`` know.
    """
    schema = KeywordFile.model_json_schema(by_alias=True, schema_generator=_AsTyped)
    parts, whole = schema["$defs"], schema["properties"]
    for part in parts.values():
        part.pop("title", None)
    bare_or_whole = {"anyOf": [_TEXT, {"$ref": "#/$defs/Term"}]}
    terms = parts["Group"]["properties"]["terms"]
    terms["items"] = bare_or_whole
    whole["terms"] = {**terms, "description": "The short form: one signal group of these words."}
    # what is said in short, and understood before the model sees it
    where = parts["TermsFrom"]["properties"]["where"]
    where["additionalProperties"] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    for condition in parts["TaxonFilter"]["properties"].values():
        one_or_many = [condition.pop("items"), {"type": condition.pop("type")}]
        one_or_many[1]["items"] = one_or_many[0]
        condition["anyOf"] = one_or_many
    parts["Term"]["properties"]["fuzzy"]["anyOf"].append({"enum": ["no", "off", False]})
    for part in (parts["Term"], parts["Group"]):
        part["properties"]["search"]["type"] = ["boolean", "string"]
    return {
        "$schema": _DIALECT,
        **schema,
        "title": "Keyword file (lexicon/1)",
        "anyOf": [{"required": ["groups"]}, {"required": ["terms"]}],
    }


def as_text() -> str:
    """The schema as it stands in its file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"

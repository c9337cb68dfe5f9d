"""What all parts of ``config.yaml`` share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A part of the file: frozen, and no key is accepted that it does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

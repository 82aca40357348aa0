"""What every entry of a catalog's file has in common. Every scalar arrives as text; the types decide what it is."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer


class Entry(BaseModel):
    """Nothing but the named fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Terse(Entry):
    """What a later version of the schema added is written only where it says something, so that older documents keep their hash."""

    @model_serializer(mode="wrap")
    def _without_what_is_not_said(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        said: dict[str, Any] = write(self)
        fields = type(self).model_fields
        return {name: value for name, value in said.items() if name not in self._added or getattr(self, name) != fields[name].default}

    _added: ClassVar[frozenset[str]] = frozenset()

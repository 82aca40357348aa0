"""{% beside "grants.mine" agreement.pk as links %}: what apps higher up hang beside the thing."""

from typing import Any

from django import template

from dure.platform import beside as registry

register = template.Library()


@register.simple_tag(takes_context=True)
def beside(context: dict[str, Any], place: str, thing_id: int) -> list[registry.Beside]:
    """The links of the place for whoever reads the page."""
    return registry.links(place, context["request"].actor, thing_id)

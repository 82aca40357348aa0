"""The outline icons, one path each on a 24 px grid; they stand beside words and stay silent to screen readers."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ICONS: dict[str, str] = {
    "search": '<circle cx="11" cy="11" r="7"/><path d="m20 20-3.8-3.8"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="M6 6l12 12M18 6 6 18"/>',
    "bell": '<path d="M6 10a6 6 0 0 1 12 0c0 6 2.5 7 2.5 7h-17S6 16 6 10Z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20a6.5 6.5 0 0 1 13 0"/><path d="M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.2a6.5 6.5 0 0 1 3.5 5.8"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.2 2"/>',
    "calendar": '<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 3v4M16 3v4"/>',
    "calendar-add": '<path d="M20.5 12V7.5A2.5 2.5 0 0 0 18 5H6a2.5 2.5 0 0 0-2.5 2.5V18A2.5 2.5 0 0 0 6 20.5h7M3.5 10h17M8 3v4M16 3v4M18.5 15.5v6M15.5 18.5h6"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "check-round": '<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.8"/>',
    "minus": '<path d="M6 12h12"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.2"/>',
    "warning": '<path d="M12 3.8 2.8 19.5h18.4L12 3.8Z"/><path d="M12 10v4.5M12 17v.2"/>',
    "stop": '<circle cx="12" cy="12" r="9"/><path d="M8.5 8.5l7 7M15.5 8.5l-7 7"/>',
    "bulb": '<path d="M9 17.5h6M10 20.5h4M8.5 14.5a6 6 0 1 1 7 0c-.6.5-.8 1.2-.8 3H9.3c0-1.8-.2-2.5-.8-3Z"/>',
    "arrow-right": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "arrow-left": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "chevron-right": '<path d="m9.5 6 6 6-6 6"/>',
    "chevron-down": '<path d="m6 9.5 6 6 6-6"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17H4.5A1.5 1.5 0 0 1 3 15.5v-5A1.5 1.5 0 0 1 4.5 9h15a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H17"/><path d="M7 14h10v6.5H7z"/>',
    "download": '<path d="M12 4v11M7.5 11 12 15.5 16.5 11M4 16.5v2A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5v-2"/>',
    "upload": '<path d="M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4 16.5v2A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5v-2"/>',
    "file": '<path d="M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5l-5-5Z"/><path d="M13.5 3.5v5h5M9 13h6M9 16.5h6"/>',
    "folder": '<path d="M3.5 18V6.5A1.5 1.5 0 0 1 5 5h4.5l2 2.5H19A1.5 1.5 0 0 1 20.5 9v9a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18Z"/>',
    "inbox": '<path d="M3.5 13.5 6 5.5A1.5 1.5 0 0 1 7.4 4.5h9.2A1.5 1.5 0 0 1 18 5.5l2.5 8V18a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18v-4.5Z"/><path d="M3.5 13.5H8a4 4 0 0 0 8 0h4.5"/>',
    "scales": '<path d="M12 4v16M7.5 20.5h9M5 7.5l7-1.5 7 1.5M5 7.5 2.5 14h5L5 7.5ZM19 7.5 16.5 14h5L19 7.5Z"/>',
    "signature": '<path d="M3.5 17c3-1 6-9 7-11.5.4-1.2 2.2-1.2 2 .5-.4 3-4.5 9.5-2.5 10.5 1.5.7 2.5-3 4-3s.8 2.5 2 2.5 1.5-1 2-1M3.5 20.5h17"/>',
    "money": '<rect x="2.5" y="6" width="19" height="12" rx="2"/><circle cx="12" cy="12" r="2.8"/><path d="M6 9.5v5M18 9.5v5"/>',
    "chart": '<path d="M4 20h16M6.5 20v-6M12 20V6M17.5 20v-9.5"/>',
    "building": '<path d="M5 20.5V5a1.5 1.5 0 0 1 1.5-1.5h7A1.5 1.5 0 0 1 15 5v15.5M15 10h3a1.5 1.5 0 0 1 1.5 1.5v9M3 20.5h18M8.5 8h3M8.5 12h3M8.5 16h3"/>',
    "settings": '<path d="M4 8h9M17 8h3M4 16h3M11 16h9"/><circle cx="15" cy="8" r="2.2"/><circle cx="9" cy="16" r="2.2"/>',
    "list": '<path d="M8.5 6.5h12M8.5 12h12M8.5 17.5h12M4 6.5h.1M4 12h.1M4 17.5h.1"/>',
    "edit": '<path d="M4 20h4L19.5 8.5a2.1 2.1 0 0 0 0-3l-1-1a2.1 2.1 0 0 0-3 0L4 16v4ZM13.5 6.5l4 4"/>',
    "trash": '<path d="M4 6.5h16M9 6.5v-2h6v2M6 6.5l1 13a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1l1-13M10 10.5v6M14 10.5v6"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "cloud": '<path d="M7 18.5a4.5 4.5 0 0 1-.4-9A6 6 0 0 1 18 10.6a4 4 0 0 1-.7 7.9H7Z"/><path d="m9.5 13.8 2 2 3.3-3.5"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.5 7 8.5 6 8.5-6"/>',
    "phone": '<path d="M7.5 3.5h-2A2 2 0 0 0 3.5 5.7 16 16 0 0 0 18.3 20.5a2 2 0 0 0 2.2-2v-2.4l-4.6-1.6-1.9 2A13 13 0 0 1 7.5 10l2-1.9-2-4.6Z"/>',
    "chat": '<path d="M4 20.5 5 16a8 8 0 1 1 3.2 3.3L4 20.5Z"/>',
    "pin": '<path d="M12 21s7-6.2 7-11.5a7 7 0 1 0-14 0C5 14.8 12 21 12 21Z"/><circle cx="12" cy="9.5" r="2.5"/>',
    "eye-off": '<path d="M4 4l16 16M10 5.2A9.5 9.5 0 0 1 12 5c6 0 9.5 7 9.5 7a16 16 0 0 1-3 3.8M6.3 6.8A15.5 15.5 0 0 0 2.5 12S6 19 12 19a9 9 0 0 0 4.2-1"/><path d="M10 10a2.8 2.8 0 0 0 4 4"/>',
    "star": '<path d="m12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8L12 3.800Z"/>',
    "repeat": '<path d="M4 11V9.500A3.5 3.5 0 0 1 7.5 6H20M16.5 2.5 20 6l-3.5 3.500M20 13v1.500a3.5 3.5 0 0 1-3.5 3.500H4M7.5 21.5 4 18l3.5-3.5"/>',
    "link-out": '<path d="M14 4h6v6M20 4l-9 9M18 14v4.500a1.5 1.5 0 0 1-1.5 1.500h-11A1.5 1.5 0 0 1 4 18.500v-11A1.5 1.5 0 0 1 5.5 6H10"/>',
    "filter": '<path d="M4 6h16M7 12h10M10 18h4"/>',
}


@register.filter
def icon_paths(name: str) -> SafeString:
    """The drawing of an icon; an unknown name draws a dot, so that a page never breaks over one."""
    return mark_safe(ICONS.get(name, '<circle cx="12" cy="12" r="2"/>'))


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """{% icon "search" %} where a component tag would be too long."""
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">{1}</svg>',
        size,
        icon_paths(name),
    )

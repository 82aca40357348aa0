"""Going by the keyboard alone: every thing that gets the focus must be seen, with its outline, and not lie under a bar."""

from typing import Any

from playwright.sync_api import Locator, expect

MOST_STEPS = 160

SEEN = """() => {
    const thing = document.activeElement;
    if (!thing || thing === document.body || thing.id === "main") return "";
    const marked = [thing, ...(thing.labels ?? []), thing.closest(".choice, .card-link, .file-drop")].filter(Boolean);
    const hasOutline = (one) => getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
    const box = (marked.find(hasOutline) ?? thing).getBoundingClientRect();
    const name = thing.outerHTML.slice(0, 160);
    if (!marked.some(hasOutline) && !thing.matches(".file-drop input")) return `no outline: ${name}`;
    let top = 0, bottom = innerHeight;
    window.bars ??= [...document.querySelectorAll("body *")].filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position));
    for (const bar of window.bars) {
        if (bar.contains(thing) || thing.contains(bar)) continue;
        const over = bar.getBoundingClientRect();
        const [left, right] = [Math.max(over.left, box.left), Math.min(over.right, box.right)];
        const [upper, lower] = [Math.max(over.top, box.top), Math.min(over.bottom, box.bottom)];
        if (left >= right || upper >= lower) continue;
        const above = document.elementFromPoint((left + right) / 2, (upper + lower) / 2);
        if (!bar.contains(above)) continue;
        if (over.top <= box.top && over.bottom > box.top) top = Math.max(top, over.bottom);
        else if (over.top < box.bottom && over.bottom >= box.bottom) bottom = Math.min(bottom, over.top);
    }
    const seen = Math.min(box.bottom, bottom) - Math.max(box.top, top);
    const wanted = box.height > innerHeight / 3 ? 48 : box.height - 1;
    return seen >= wanted ? "" : `${Math.round(seen)} of ${Math.round(box.height)} seen between ${Math.round(top)} and ${Math.round(bottom)}: ${name}`;
}"""


def presses(person: Any, *keys: str) -> None:
    for key in keys:
        person.page.keyboard.press(key)


def types(person: Any, words: str) -> None:
    """Korean goes in as an input method gives it."""
    person.page.keyboard.insert_text(words)


def focus_is_seen(person: Any) -> None:
    barrier = person.page.evaluate(SEEN)
    assert not barrier, f"{barrier} at {person.page.url}"


def goes_to(person: Any, here: Locator, *, back: bool = False) -> None:
    """Press Tab until that thing has the focus; whatever has it on the way is seen there."""
    expect(here).to_be_visible()
    for _ in range(MOST_STEPS):
        person.page.keyboard.press("Shift+Tab" if back else "Tab")
        focus_is_seen(person)
        if here.evaluate("thing => thing === document.activeElement"):
            return
    raise AssertionError(f"{here} cannot be reached by Tab on {person.page.url}")


def takes(person: Any, role: Any, words: str, key: str = "Enter") -> None:
    """Go to a link or a button of the page by those words and press the key on it."""
    goes_to(person, person.page.locator("#main").get_by_role(role, name=words).first)
    presses(person, key)


def writes(person: Any, name: str, words: str) -> None:
    """Go to the field of that name and type; what stood there is typed over."""
    goes_to(person, person.page.locator(f"[name='{name}']:not([type=hidden])").first)
    presses(person, "ControlOrMeta+a")
    types(person, words)

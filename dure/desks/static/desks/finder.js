// The finder's button says how many programs the sentence finds; without scripts it just leads there.
const PAUSE = 150;

for (const form of document.querySelectorAll("[data-finder]")) {
  const button = form.querySelector("[data-count]");
  let waiting, asking;
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    try {
      const answer = await fetch(`${form.dataset.finder}?${said}`, { signal: asking.signal });
      if (answer.ok) button.textContent = (await answer.json()).label;
    } catch {
      // A count that does not come leaves the button as it was.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}

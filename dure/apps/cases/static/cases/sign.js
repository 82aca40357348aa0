// A signature drawn with a finger: whole points in a box of 320 by 120, kept in a hidden field. Without it a typed name signs.

for (const form of document.querySelectorAll("form[data-sign]")) {
  const pad = form.querySelector(".sign-pad");
  const svg = pad.querySelector("svg");
  const path = svg.querySelector("path");
  const field = form.elements.strokes;
  let drawing = false;
  pad.hidden = false;

  const point = (event) => {
    const box = svg.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * 320);
    const y = Math.round(((event.clientY - box.top) / box.height) * 120);
    return `${Math.min(Math.max(x, 0), 320)} ${Math.min(Math.max(y, 0), 120)}`;
  };
  const put = (words) => {
    if (words && field.value.length > 11900) return;
    field.value = words === "" ? "" : `${field.value} ${words}`.trim();
    path.setAttribute("d", field.value);
  };

  svg.addEventListener("pointerdown", (event) => {
    drawing = true;
    svg.setPointerCapture(event.pointerId);
    put(`M${point(event)}`);
  });
  svg.addEventListener("pointermove", (event) => {
    if (drawing) put(`L${point(event)}`);
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { drawing = false; });
  pad.querySelector("[data-clear]").addEventListener("click", () => put(""));
}

// What is signed is what is kept: words that are still on their way are waited for, and the record's version goes along.
const record = document.querySelector("form.visit");
const signing = document.querySelector("form[data-sign]");
if (record && signing) {
  signing.addEventListener("submit", (event) => {
    signing.elements.version.value = record.elements.version.value;
    if (!record.dataset.unsaved) return;
    event.preventDefault();
    if (signing.dataset.waiting) return;
    signing.dataset.waiting = "yes";
    record.addEventListener("dure:kept", () => { delete signing.dataset.waiting; signing.requestSubmit(event.submitter); }, { once: true });
    record.dispatchEvent(new Event("focusout"));
  });
}

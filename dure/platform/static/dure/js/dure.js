// What pages gain when scripts run. Without them every form still posts and every link still leads somewhere.
import { watchDrafts } from "./drafts.js";
import { watchMoney } from "./money.js";
import { watchTime } from "./time.js";

document.documentElement.classList.replace("no-js", "js");

function openDialogs() {
  for (const opener of document.querySelectorAll("[data-opens]")) {
    const dialog = document.getElementById(opener.dataset.opens);
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }
  document.addEventListener("click", (event) => {
    const dialog = event.target.closest("dialog");
    if (dialog && (event.target === dialog || event.target.closest("[data-closes]"))) dialog.close();
  });
}

function closeMenusOutside() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".account[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// A form goes out once: a second press while the first is on its way does nothing. The browser's back button wakes it again.
function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });
}

function dropFiles() {
  for (const place of document.querySelectorAll(".file-drop")) {
    const input = place.querySelector("input");
    for (const kind of ["dragover", "dragleave", "drop"]) {
      place.addEventListener(kind, (event) => {
        event.preventDefault();
        place.classList.toggle("is-over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) {
          input.files = event.dataTransfer.files;
          input.dispatchEvent(new Event("change", { bubbles: true }));
        }
      });
    }
  }
}

function printButtons() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  window.addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("main details:not([open])")) {
      folded.open = true;
      folded.dataset.unfolded = "yes";
    }
  });
  window.addEventListener("afterprint", () => {
    for (const unfolded of document.querySelectorAll("details[data-unfolded]")) {
      unfolded.open = false;
      delete unfolded.dataset.unfolded;
    }
  });
}

openDialogs();
closeMenusOutside();
sendOnce();
dropFiles();
printButtons();
watchMoney();
watchDrafts();
watchTime();
document.querySelector("[data-focus-now]")?.focus();

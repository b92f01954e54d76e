// Only adds: mark and card light up together, n and p go from mark to mark, the contents show where one is.
"use strict";
(() => {
  const sheets = document.querySelector(".sheets");
  if (!sheets) return;

  // An anchor that stands on another page of a long document.
  const query = new URLSearchParams(location.search);
  const anchor = location.hash.slice(1);
  if (sheets.dataset.leaf && /^[\w-]+$/.test(anchor) && !document.getElementById(anchor) && !query.has("to")) {
    query.delete("at");
    query.set("to", anchor);
    location.replace("?" + query + location.hash);
  }

  // The other end of what is pointed at or has the focus.
  let lit = [];
  const light = (from) => {
    lit.forEach((e) => e.classList.remove("on"));
    lit = [];
    if (!(from instanceof Element)) return;
    const card = from.closest(".n li[id]");
    const link = from.closest(".o a[aria-label]");
    const mark = from.closest(".o :is(mark, u, s, .r, .w)[id]");
    const id = card ? card.id.slice(0, -1) : link ? link.hash.slice(1, -1) : mark ? mark.id : "";
    if (!id) return;
    lit = [document.getElementById(id), document.getElementById(id + "n")].filter(Boolean);
    lit.forEach((e) => e.classList.add("on"));
  };
  sheets.addEventListener("pointerover", (e) => light(e.target));
  sheets.addEventListener("pointerleave", () => light(null));
  sheets.addEventListener("focusin", (e) => light(e.target));

  // Keys, which can be turned off; never with a modifier, in a field, or while a word is being composed.
  const last = document.querySelector("label.c");
  const box = document.createElement("input");
  if (last) {
    Object.assign(box, { type: "checkbox", id: "v-n", checked: true, className: "v keys" });
    const label = document.createElement("label");
    label.htmlFor = "v-n";
    label.className = "keys";
    label.textContent = sheets.dataset.keys;
    last.after(" ", box, "\u00a0", label);
  }
  const field = (e) => e instanceof Element && e.closest("textarea, select, [contenteditable], input:not([type=checkbox])");
  document.addEventListener("keydown", (e) => {
    if (!box.checked || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey || e.isComposing || e.keyCode === 229 || field(e.target)) return;
    if (e.key !== "n" && e.key !== "p") return;
    const all = [...sheets.querySelectorAll(".o a[aria-label]")].filter((a) => a.checkVisibility ? a.checkVisibility() : a.offsetParent);
    if (!all.length) return;
    const at = document.activeElement;
    let next = all.indexOf(at);
    if (next >= 0) next += e.key === "n" ? 1 : -1;
    else {
      // From where one is looking.
      next = all.findIndex((a) => a.getBoundingClientRect().top > 0);
      if (e.key === "p") next -= 1;
    }
    const to = all[Math.max(0, Math.min(all.length - 1, next))];
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "center" });
    e.preventDefault();
  });

  // The heading one has passed last.
  const entries = new Map();
  document.querySelectorAll(".toc a").forEach((a) => entries.set(a.hash.slice(1), a));
  const heads = [...entries.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let waiting = false;
  const follow = () => {
    waiting = false;
    let now = null;
    for (const h of heads) {
      if (h.getBoundingClientRect().top > innerHeight * 0.3) break;
      now = h;
    }
    entries.forEach((a, id) => {
      if (now && id === now.id) {
        if (!a.hasAttribute("aria-current")) {
          const list = a.closest(".toc");
          // Not from under somebody who is in it.
          if (!list.matches(":hover, :focus-within")) list.scrollTop = a.offsetTop - list.clientHeight / 2;
        }
        a.setAttribute("aria-current", "true");
      } else a.removeAttribute("aria-current");
    });
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  }, { passive: true });
})();

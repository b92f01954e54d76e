// What must hold of a page in a real browser. usage: node check.mjs FOLDER-OF-PAGES
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";

const folder = process.argv[2];
const pages = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
const address = (name) => pathToFileURL(join(folder, name)).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
let failed = 0;
let held = 0;
const expect = (holds, what) => {
  if (holds) held += 1;
  else {
    failed += 1;
    console.log(`   FAILED: ${what}`);
  }
};

/** Opens a page, does something with it, and sees that it asked for nothing and broke no rule of its own. */
const open = async (name, options, work) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN", reducedMotion: "reduce", ...options });
  const tab = await context.newPage();
  const said = [];
  const asked = [];
  tab.on("console", (message) => message.type() === "error" && said.push(message.text()));
  tab.on("pageerror", (error) => said.push(String(error)));
  tab.on("request", (request) => request.url().startsWith("file:") || asked.push(request.url()));
  tab.on("dialog", (dialog) => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await tab.goto(address(name));
  try {
    await work(tab);
  } catch (error) {
    expect(false, `${name}: ${error}`);
  }
  expect(said.length === 0 && asked.length === 0, `${name}: ${[...said, ...asked].join("; ")}`);
  await context.close();
};

const promises = (name) => name.startsWith("promises");

// Content that the browser leaves out of sight is not looked at by axe: here everything is laid out.
const whole = (tab) => tab.addStyleTag({ content: ".row, .rows > li { content-visibility: visible !important; }" }).catch(() => {});

const axe = async (name) => {
  // Pages of our own in every form; published ones, which are long, narrow and dark or wide and light.
  const ours = ["by-hand-en.html", "by-hand.html", "demo.html", "promises-en.html", "promises.html", "several.html"].includes(name);
  for (const width of [promises(name) ? 320 : 390, 1280]) {
    for (const colorScheme of ours ? ["light", "dark"] : [width === 1280 ? "light" : "dark"]) {
      // axe puts a script into the page, which the page's own policy forbids: for this look only, it is set aside.
      await open(name, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true }, async (tab) => {
        await whole(tab);
        const { violations, passes } = await new AxeBuilder({ page: tab }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
        const told = violations.map((v) => `${v.id} ×${v.nodes.length}: ${v.nodes[0].target} ${v.nodes[0].failureSummary}`);
        expect(passes.length > 10, `${name}: axe looked at ${passes.length} rules`);
        expect(told.length === 0, `${name} ${width} ${colorScheme}: ${told.join("\n      ")}`);
      });
    }
  }
};

const widths = (name) => open(name, { bypassCSP: true }, async (tab) => {
  await whole(tab);
  for (const width of [320, 360, 390, 480, 600, 768, 960, 1024, 1200, 1280, 1440, 1920]) {
    await tab.setViewportSize({ width, height: 900 });
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    expect(wide <= width, `${name}: ${wide} px wide in a window of ${width}`);
  }
});

/** Links within the page: each target is there; what is numbered leads to its card and back. Without script. */
const links = (name) => open(name, { javaScriptEnabled: false }, async (tab) => {
  const lost = await tab.locator('a[href^="#"]').evaluateAll((all) =>
    all.filter((a) => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map((a) => a.hash));
  expect(lost.length === 0, `${name}: no ${lost.slice(0, 5)}`);
  const numbers = tab.locator(".o a[aria-label]:not(.go)");
  const count = await numbers.count();
  for (let n = 0; n < count; n += Math.max(1, Math.ceil(count / 8))) {
    const number = numbers.nth(n);
    const to = (await number.getAttribute("href")).slice(1);
    await number.evaluate((a) => a.scrollIntoView({ block: "center" }));
    if (!(await number.isVisible())) continue;
    await number.click();
    expect(new URL(tab.url()).hash === `#${to}`, `${name}: ${to} is gone to`);
    const card = tab.locator(`[id="${to}"]`);
    await tab.waitForTimeout(50);
    const seen = await card.evaluate((e) => { const r = e.getBoundingClientRect(); return r.height > 0 && r.bottom > 0 && r.top < innerHeight; });
    expect(seen, `${name}: card ${to} is in sight`);
    const back = await card.locator("a").first().getAttribute("href");
    await card.locator("a").first().click();
    await tab.waitForTimeout(50);
    const there = await tab.locator(`[id="${back.slice(1)}"]`).first().evaluate((e) => { const r = (e.getClientRects()[0] ?? e.parentElement.getBoundingClientRect()); return r.bottom > 0 && r.top < innerHeight; });
    expect(there, `${name}: ${back} is in sight again`);
  }
});

/** Filters work without script: what is taken away is gone from text and notes, and the words stay. */
const filters = (name) => open(name, { javaScriptEnabled: false }, async (tab) => {
  const text = () => tab.locator(".o").evaluateAll((all) => all.map((e) => e.textContent).join(""));
  const before = await text();
  for (const [box, notes, number] of [["v-f", ".n li.f", ".nf"], ["v-g", ".n li.g", ".ng"], ["v-t", ".n li:not([class])", "a[aria-label]:not([class])"], ["v-k", ".ks", null], ["v-r", ".n li.r", ".nr, .nj"]]) {
    if (!(await tab.locator(`#${box}`).count())) continue;
    await tab.locator(`label[for=${box}]`).click();
    const shown = (what) => tab.locator(what).evaluateAll((all) => all.filter((e) => e.getClientRects().length).length);
    expect((await shown(notes)) === 0, `${name}: ${box} takes ${notes} away`);
    if (number) expect((await shown(number.split(", ").map((s) => `.o ${s}`).join(", "))) === 0, `${name}: ${box} takes ${number} away`);
    await tab.locator(`label[for=${box}]`).click();
  }
  expect((await text()) === before, `${name}: the words stay`);
});

/** With Tab from the top: in the order of the page, each stop in sight and ringed. */
const keyboard = (name) => open(name, {}, async (tab) => {
  let last = -1;
  for (let n = 0; n < 60; n += 1) {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(() => {
      const e = document.activeElement;
      const all = [...document.querySelectorAll("a[href], input, summary")];
      const r = e.getClientRects()[0];
      const style = getComputedStyle(e);
      return { at: all.indexOf(e), what: e.outerHTML.slice(0, 80), seen: !!r && r.bottom > 0 && r.top < innerHeight, ringed: style.outlineStyle !== "none" };
    });
    if (stop.at < 0) break;
    expect(stop.at > last, `${name}: ${stop.what} comes in its turn`);
    expect(stop.seen && stop.ringed, `${name}: ${stop.what} is in sight and ringed`);
    last = stop.at;
  }
  expect(last >= 0, `${name}: something can be reached`);
});

/** n and p, guarded. */
const keys = (name) => open(name, {}, async (tab) => {
  const at = () => tab.evaluate(() => document.activeElement.closest(".o a")?.getAttribute("aria-label") ?? null);
  await tab.keyboard.press("n");
  const first = await at();
  await tab.keyboard.press("n");
  const second = await at();
  expect(first !== null && second !== null && first !== second, `${name}: n goes on, ${first} ${second}`);
  await tab.keyboard.press("p");
  expect((await at()) === first, `${name}: p goes back`);
  await tab.keyboard.press("Control+n").catch(() => {});
  await tab.keyboard.press("Alt+n");
  expect((await at()) === first, `${name}: not with a modifier`);
  await tab.evaluate(() => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "n", isComposing: true, bubbles: true })));
  expect((await at()) === first, `${name}: not while composing`);
  await tab.locator("#v-n").uncheck();
  await tab.keyboard.press("n");
  expect((await at()) === null, `${name}: not when turned off`);
  const mark = tab.locator(".o mark").first();
  await mark.hover();
  expect(await tab.locator(".n li.on").count() === 1, `${name}: the card lights up with its mark`);
});

/** On paper: everything of the text, then the notes, numbered; nothing beside each other. */
const print = (name) => open(name, {}, async (tab) => {
  await tab.emulateMedia({ media: "print" });
  const seen = await tab.evaluate(() => {
    const box = (e) => e.getBoundingClientRect();
    const docs = [...document.querySelectorAll(".doc")];
    return docs.map((doc) => {
      const text = [...doc.querySelectorAll(".o")].filter((e) => box(e).height > 0);
      const notes = [...doc.querySelectorAll(".n > ol > li")];
      return {
        notes: notes.length,
        after: Math.max(...text.map((e) => box(e).bottom)) <= Math.min(...notes.map((e) => box(e).top)),
        rising: notes.every((e, n) => n === 0 || box(notes[n - 1]).bottom <= box(e).top + 1),
        shown: notes.every((e) => box(e).height > 0 && e.textContent.trim()),
      };
    });
  });
  for (const doc of seen) expect(doc.notes === 0 || (doc.after && doc.rising && doc.shown), `${name}: notes after the text, ${JSON.stringify(doc)}`);
  const pdf = await tab.pdf({ preferCSSPageSize: true });
  const sheets = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  expect(sheets > 0, `${name}: a PDF`);
  return sheets;
});

/** Only lines and the system's own colours: a figure keeps a frame. */
const forced = (name) => open(name, { forcedColors: "active" }, async (tab) => {
  const frame = await tab.locator(".o mark").first().evaluate((e) => getComputedStyle(e).outlineStyle);
  expect(frame !== "none", `${name}: a figure has a frame in forced colours`);
});

/** A ledger: one picture of each course on any screen, its table with as many years, two sentences with what differs marked. */
const ledger = async (name) => {
  for (const width of [320, 1280]) {
    await open(name, { viewport: { width, height: 900 }, javaScriptEnabled: false }, async (tab) => {
      const courses = await tab.locator(".series").evaluateAll((all) => all.map((e) => {
        const seen = [...e.querySelectorAll("svg")].filter((s) => s.getClientRects().length);
        return { seen: seen.length, fits: seen.every((s) => s.getBoundingClientRect().right <= innerWidth), named: seen.every((s) => s.getAttribute("aria-label") || s.querySelector("title")), years: e.querySelectorAll("tbody tr").length };
      }));
      expect(courses.length > 0 && courses.every((c) => c.seen === 1 && c.fits && c.named && c.years > 2), `${name} ${width}: courses ${JSON.stringify(courses).slice(0, 300)}`);
      const told = await tab.locator(".rows > li").evaluateAll((all) => all.map((e) => e.querySelectorAll("mark").length));
      expect(told.length > 0 && told.some((marks) => marks >= 2), `${name} ${width}: sentences with what differs marked`);
      const summary = tab.locator(".series summary").first();
      await summary.focus();
      await tab.keyboard.press("Enter");
      expect(await tab.locator(".series table").first().isVisible(), `${name} ${width}: the table opens with the keyboard`);
    });
  }
};

const hostile = (name) => open(name, {}, async (tab) => {
  expect(!(await tab.title()).includes("gone"), `${name}: a script in a report stays text`);
  expect((await tab.locator("img").count()) === 0, `${name}: a tag in a report stays text`);
  expect((await tab.locator(".o i.u").textContent()) === "U+202E", `${name}: what turns the line round is named`);
});

/** How long a long page takes to come and to scroll through. */
const speed = (name) => open(name, {}, async (tab) => {
  const { load, height, frames, worst } = await tab.evaluate(async () => {
    const [entry] = performance.getEntriesByType("navigation");
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    const took = [];
    for (let y = 0; y < document.documentElement.scrollHeight && took.length < 2000; y += 600) {
      const begun = performance.now();
      scrollTo(0, y);
      await frame();
      took.push(performance.now() - begun);
    }
    took.sort((a, b) => a - b);
    return { load: entry.loadEventEnd, height: document.documentElement.scrollHeight, frames: took.length, worst: took[Math.floor(took.length * 0.99)] };
  });
  console.log(`   ${name}: loaded in ${Math.round(load)} ms; ${frames} steps through ${height} px, 99 of 100 within ${Math.round(worst)} ms`);
  expect(load < 4000 && worst < 250, `${name}: quick to load and to scroll`);
});

const long = (name) => name === "long.html";
for (const name of pages) {
  const begun = Date.now();
  if (!long(name)) {
    await axe(name);
    await print(name);
  }
  await widths(name);
  await links(name);
  await filters(name);
  if (["demo.html", "by-hand.html", "by-hand-en.html"].includes(name)) {
    await keyboard(name);
    await keys(name);
    await forced(name);
  }
  if (promises(name)) await ledger(name);
  if (name === "hostile.html") await hostile(name);
  if (long(name)) await speed(name);
  console.log(`   ${name}: ${Date.now() - begun} ms`);
}
await browser.close();
console.log(`   ${held} held, ${failed} failed`);
process.exit(failed ? 1 : 0);

// Pages in the browser: what axe finds, how wide they are, what they ask for, what is left on paper, in large text and without colours.
import AxeBuilder from "@axe-core/playwright";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
// What the browser leaves out of sight while it is off the screen is not looked at by axe: here all is laid out.
const WHOLE = ".row { content-visibility: visible !important; }";

/** Opens a page, does something with it, and sees that it broke no rule of its own and asked nobody else. */
export const opened = async ({ browser, base, expect }, path, options, work) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: path.startsWith("/en") ? "en" : "zh-CN", reducedMotion: "reduce", ...options });
  const tab = await context.newPage();
  const said = [];
  // That a page which is not there is not there, the browser says as an error.
  tab.on("console", (message) => message.type() === "error" && !/status of 404/.test(message.text()) && said.push(message.text()));
  tab.on("pageerror", (error) => said.push(String(error)));
  tab.on("request", (request) => request.url().startsWith(`${base}/`) || said.push(`asks for ${request.url()}`));
  tab.on("dialog", (dialog) => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  try {
    await tab.goto(base + path);
    await work(tab);
  } catch (error) {
    expect(false, `${path}: ${error}`);
  }
  expect(said.length === 0, `${path}: ${said.slice(0, 3).join("; ")}`);
  await context.close();
};

const narrow = async (tab, path, expect, where) => {
  const { wide, room, who } = await tab.evaluate(() => {
    const room = document.documentElement.clientWidth;
    // What scrolls within itself may be wider.
    const inner = (e) => { for (let up = e.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return true; return false; };
    const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > room + 1 && !inner(e));
    return { wide: document.documentElement.scrollWidth, room, who: out.slice(-1).map((e) => e.outerHTML.slice(0, 120)) };
  });
  expect(wide <= room, `${path} ${where}: ${wide} px wide in a window of ${room}: ${who}`);
};

/** axe, and the width, in each of the forms given: `[width, colours]`. */
export const axe = (site, path, forms) =>
  // axe puts a script into the page, which the page's own policy forbids: for this look only, it is set aside.
  opened(site, path, { bypassCSP: true }, async (tab) => {
    await tab.addStyleTag({ content: WHOLE });
    await tab.evaluate(() => document.querySelectorAll("details").forEach((e) => { e.open = true; }));
    for (const [width, colorScheme] of forms) {
      await tab.setViewportSize({ width, height: 900 });
      await tab.emulateMedia({ colorScheme });
      const { violations, passes } = await new AxeBuilder({ page: tab }).withTags(RULES).analyze();
      const told = violations.map((v) => `${v.id} ×${v.nodes.length}: ${v.nodes[0].target} ${v.nodes[0].failureSummary}`);
      site.expect(passes.length > 10, `${path}: axe looked at ${passes.length} rules`);
      site.expect(told.length === 0, `${path} ${width} ${colorScheme}: ${told.join("\n      ")}`);
      await narrow(tab, path, site.expect, `${width} ${colorScheme}`);
    }
  });

/** Every page at the narrowest, and some at all widths. */
export const widths = (site, path, all) =>
  opened(site, path, { bypassCSP: true, javaScriptEnabled: true }, async (tab) => {
    await tab.addStyleTag({ content: WHOLE });
    for (const width of all) {
      await tab.setViewportSize({ width, height: 900 });
      await narrow(tab, path, site.expect, `${width}`);
    }
  });

/** Text twice as large, as the browser's own setting makes it: nothing runs out, nothing is cut off. */
export const twice = (site, path) =>
  opened(site, path, { bypassCSP: true }, async (tab) => {
    const session = await tab.context().newCDPSession(tab);
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    await tab.addStyleTag({ content: WHOLE });
    const root = await tab.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    site.expect(parseFloat(root) >= 32, `${path}: the browser's own size is taken, ${root}`);
    for (const width of [640, 1280]) {
      await tab.setViewportSize({ width, height: 900 });
      await narrow(tab, path, site.expect, `${width}, text twice as large`);
      const cut = await tab.evaluate(() => [...document.querySelectorAll("body *")]
        .filter((e) => ["hidden", "clip"].includes(getComputedStyle(e).overflowY) && !e.closest(".vh, svg") && e.scrollHeight > e.clientHeight + 2 && e.textContent.trim())
        .map((e) => e.outerHTML.slice(0, 100)));
      site.expect(cut.length === 0, `${path}: text twice as large is cut off in ${cut.slice(0, 2)}`);
    }
  });

/** Only the system's own colours: what is said by colour is said by a line or a fill that stays. */
export const forced = (site, path) =>
  opened(site, path, { forcedColors: "active" }, async (tab) => {
    const lost = await tab.evaluate(() => {
      const bare = (e) => { const s = getComputedStyle(e); return s.fill === "none" && s.stroke === "none"; };
      const ground = getComputedStyle(document.body).backgroundColor;
      const out = [...document.querySelectorAll(".st svg *, .strip rect, main figure svg :is(rect, path, line, circle, polyline, polygon)")]
        .filter((e) => e.getBoundingClientRect().width + e.getBoundingClientRect().height > 0)
        .filter((e) => { const s = getComputedStyle(e); return bare(e) ? false : [s.fill, s.stroke].every((c) => c === "none" || c === ground) && !e.matches(".t, .bed, .tint, .under, .lc-tick"); });
      const marks = [...document.querySelectorAll("main mark")].filter((e) => { const s = getComputedStyle(e); return s.outlineStyle === "none" && s.borderBlockEndStyle === "none"; });
      return [...out, ...marks].map((e) => `${e.outerHTML.slice(0, 90)} in ${e.closest("figure, .strip, .st, p, section")?.className}`);
    });
    site.expect(lost.length === 0, `${path}: ${lost.length} cannot be seen in forced colours, ${lost.slice(0, 2).join(" ; ")}`);
  });

/** On paper: all words of the page, links told by a line, tables not cut at the edge. The sheets of a document have checks of
    their own (`check.mjs`). */
export const print = (site, path) =>
  opened(site, path, { viewport: { width: 700, height: 990 } }, async (tab) => {
    const words = () => tab.evaluate(() => {
      const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      const out = [];
      for (let n = walk.nextNode(); n; n = walk.nextNode()) {
        const e = n.parentElement;
        // What serves to get about has no use on paper; of drawings in two widths one is shown.
        if (!n.data.trim() || e.closest("form, nav, .acts, .show, label, .vh, svg, .skip, .sheets")) continue;
        if (!e.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true })) out.push(n.data.trim().slice(0, 40));
      }
      return out;
    });
    await tab.emulateMedia({ media: "print" });
    const lost = await words();
    site.expect(lost.length === 0, `${path}: ${lost.length} pieces are lost on paper, ${lost.slice(0, 3)}`);
    const cut = await tab.evaluate(() => [...document.querySelectorAll("main .scroll, main pre")].filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => `${e.outerHTML.slice(0, 80)} ${e.scrollWidth}>${e.clientWidth}`));
    site.expect(cut.length === 0, `${path}: cut at the edge of the paper: ${cut.slice(0, 2)}`);
    const plain = await tab.evaluate(() => [...document.querySelectorAll("main a")].filter((e) => e.checkVisibility() && getComputedStyle(e).textDecorationLine === "none" && !e.closest("svg, .glance, h1, .filters, .btn, .sheets")).map((e) => e.outerHTML.slice(0, 80)));
    site.expect(plain.length === 0, `${path}: links that paper does not tell: ${plain.slice(0, 2)}`);
    const pdf = await tab.pdf({ preferCSSPageSize: true });
    site.expect((pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length > 0, `${path}: a PDF`);
  });

/** The boxes above a document: what is not ticked is not shown. */
export const ticks = (site, path) =>
  opened(site, path, {}, async (tab) => {
    const seen = () => tab.evaluate(() => ({
      fill: getComputedStyle(document.querySelector(".sheets mark:not(.ct)")).backgroundColor,
      cards: [...document.querySelectorAll(".sheets .n li.f")].filter((e) => e.checkVisibility()).length,
    }));
    const before = await seen();
    await tab.uncheck("#v-f");
    const after = await seen();
    site.expect(before.cards > 0 && after.cards === 0 && before.fill !== after.fill, `${path}: figures unticked: ${JSON.stringify([before, after])}`);
    await tab.setViewportSize({ width: 360, height: 800 });
    await tab.check("#v-c");
    site.expect(await tab.locator(".sheets .toc").first().isVisible(), `${path}: the contents, ticked`);
  });

/** An anchor that stands on another page of a document: the page is asked for once, by the name of the anchor, and stays where that
    is found nowhere. The city's documents have one page each, so this one is told that it is one of several. */
export const elsewhere = (site, path) =>
  opened(site, path, {}, async (tab) => {
    let asked = 0;
    await tab.route(`${site.base}${path}*`, async (route) => {
      asked += 1;
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('<div class="sheets"', '<div class="sheets" data-leaf="1"') });
    });
    // Not the page that is open already: going to an anchor of it would ask for nothing.
    await tab.goto("about:blank");
    await tab.goto(`${site.base}${path}?at=5#nowhere-1`);
    // Waited for as long as it takes: a machine at work may be slow.
    await tab.waitForURL(`${site.base}${path}?to=nowhere-1#nowhere-1`);
    await tab.waitForLoadState();
    site.expect(asked === 2, `${path}: asked for ${asked} times`);
  });

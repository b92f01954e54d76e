// A walk with the keyboard, and lists without a script.
import { opened } from "./look.mjs";

/** With Tab from the top: the way to the content first, then in the order of the page, each stop in sight and ringed. */
export const walk = (site, path) =>
  opened(site, path, {}, async (tab) => {
    const { expect } = site;
    await tab.keyboard.press("Tab");
    const first = await tab.evaluate(() => ({ href: document.activeElement.getAttribute("href"), top: document.activeElement.getBoundingClientRect().top }));
    expect(first.href === "#main" && first.top >= 0, `${path}: the first stop is the way to the content, in sight: ${JSON.stringify(first)}`);
    let last = -1;
    let stops = 0;
    for (let n = 0; n < 400; n += 1) {
      const stop = await tab.evaluate(() => {
        const e = document.activeElement;
        const all = [...document.querySelectorAll("a[href], input, button, select, summary, [tabindex]")];
        const r = [...e.getClientRects()].find((one) => one.width > 0) ?? { top: -1, bottom: -1, left: -1, right: -1 };
        const s = getComputedStyle(e);
        // In the middle of what has the focus lies it, or what is in it: nothing covers it.
        const over = document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2);
        return {
          at: all.indexOf(e), what: e.outerHTML.slice(0, 90), ringed: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
          seen: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth, free: !over || e.contains(over) || over.contains(e),
        };
      });
      if (stop.at < 0) break;
      if (!expect(stop.at > last, `${path}: ${stop.what} comes in its turn`)) break;
      expect(stop.seen && stop.ringed && stop.free, `${path}: in sight, ringed and free: ${JSON.stringify(stop)}`);
      last = stop.at;
      stops += 1;
      await tab.keyboard.press("Tab");
    }
    expect(stops > 8, `${path}: ${stops} stops`);
  });

/** The way to the content leads there: the next stop is within. */
export const skip = (site, path) =>
  opened(site, path, {}, async (tab) => {
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await tab.keyboard.press("Tab");
    // A page of words alone has no stop in its content.
    const within = await tab.evaluate(() => !!document.activeElement.closest("main") || !document.querySelector("main :is(a, input, button, select, summary, [tabindex])"));
    site.expect(within, `${path}: behind the way to the content comes the content`);
  });

const counted = async (tab) => Number((await tab.locator("#count").textContent()).replace(/[^\d]/g, ""));

/** A page that the browser has already, looked at again: it is asked for anew, found unchanged, and is as it was. */
export const again = (site, path) =>
  opened(site, path, {}, async (tab) => {
    const look = () => tab.evaluate(() => [getComputedStyle(document.body).backgroundColor, document.querySelectorAll("main *").length, document.styleSheets.length].join(" "));
    const first = await look();
    await tab.goto(`${site.base}/robots.txt`);
    await tab.goto(site.base + path);
    site.expect((await look()) === first, `${path}: as it was, ${first}, when looked at again: ${await look()}`);
  });

/** The lists filtered with keys alone and without script; the address says what is shown. */
export const filters = async (site, path) =>
  opened(site, path, { javaScriptEnabled: false }, async (tab) => {
    const { expect } = site;
    const all = await counted(tab);
    const name = (await tab.locator("main ol :is(a.name, h2.name)").first().textContent()).slice(0, 4);
    await tab.locator("main form input[type=search]").focus();
    await tab.keyboard.type(name);
    await tab.keyboard.press("Enter");
    await tab.waitForURL(/[?&]q=/);
    const found = await counted(tab);
    expect(found > 0 && found <= all, `${path}: ${name} is in ${found} of ${all}`);
    expect((await tab.locator("main form input[type=search]").inputValue()) === name, `${path}: what was asked for stands in the field`);
    const chips = tab.locator("main .filters a, main .verdicts a");
    for (let n = 0; n < (await chips.count()); n += 1) {
      await tab.goto(site.base + path);
      await chips.nth(n).focus();
      await tab.keyboard.press("Enter");
      await tab.waitForLoadState();
      const now = await counted(tab);
      expect(now <= all, `${tab.url()}: ${now} of ${all}`);
      expect((await tab.locator("main [aria-current], main .here").count()) > 0 || (await tab.locator("main .verdicts").count()) > 0, `${tab.url()}: which filter holds is said`);
    }
    const goals = tab.locator("main form select");
    if (await goals.count()) {
      await tab.goto(site.base + path);
      await goals.selectOption({ index: 1 });
      await tab.locator("main form button").focus();
      await tab.keyboard.press("Enter");
      await tab.waitForURL(/[?&]goal=\d/);
      const now = await counted(tab);
      expect(now > 0 && now < all, `${tab.url()}: ${now} of ${all}`);
    }
  });

/** A table under a chart opens with keys. */
export const details = (site, path) =>
  opened(site, path, { javaScriptEnabled: false }, async (tab) => {
    const summary = tab.locator("main summary").first();
    if (!(await summary.count())) return;
    await summary.focus();
    await tab.keyboard.press("Enter");
    site.expect(await tab.locator("main details").first().locator("table").isVisible(), `${path}: the table under the chart opens`);
  });

// The public site in a real browser: every kind of page of the invented city, in both languages. usage: node site.mjs PROGRAM
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { crawl, ends, kind } from "./site/crawl.mjs";
import * as keys from "./site/keys.mjs";
import * as look from "./site/look.mjs";
import { numbers } from "./site/numbers.mjs";
import { Told, start } from "./site/server.mjs";
import { ordered, valid } from "./site/valid.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [program, ...only] = process.argv.slice(2);
const wanted = (part) => only.length === 0 || only.includes(part);
const told = new Told();
const server = await start(program);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const site = { browser, base: server.base, expect: told.expect };
const timed = async (part, work) => {
  if (!wanted(part)) return;
  const begun = Date.now();
  await work();
  console.log(`   ${part}: ${Date.now() - begun} ms`);
};

const all = await crawl(server.base, told.expect);
// Searches, with something found and with nothing, and an address where nothing is.
const sought = [...all.pages].find(([path]) => /^\/zh\/p\/\d+\/indicators\/i/.test(path))?.[1].match(/<h1[^>]*>([^<]+)/)?.[1] ?? "";
const more = ["zh", "en"].flatMap((language) => [`/${language}/search?q=${encodeURIComponent(sought)}`, `/${language}/search?q=%E9%BE%98%E9%BE%98qxz`, `/${language}/nowhere`]);
for (const path of more) {
  const answer = await fetch(server.base + path);
  told.expect(answer.status === (path.endsWith("nowhere") ? 404 : 200), `${path}: ${answer.status}`);
  all.pages.set(path, await answer.text());
}
const kinds = ends(all.pages);
const most = new Set([...[...kinds.values()].map(({ most }) => most), ...more]);
// A list filtered looks like the list: in the browser each is looked at once, and the searches.
const plain = [...most].filter((path) => !path.includes("?") || more.includes(path));
const least = [...kinds.values()].map(({ least }) => least).filter((path) => !most.has(path) && !path.includes("?"));
console.log(`   ${all.pages.size} pages of ${kinds.size} kinds`);
const languages = (tail) => [...most].filter((path) => new RegExp(`^/(zh|en)/${tail}$`).test(path));

await timed("valid", async () => {
  valid(site, all, join(here, "../target/site-pages"), join(here, "node_modules/vnu-jar/build/dist/vnu.jar"));
  await ordered(site, all);
});
await timed("numbers", () => numbers(site, all));
// Two at a time: a page is drawn on one processor.
const each = async (paths, work) => {
  const left = [...paths];
  const go = async () => { for (let path = left.shift(); path !== undefined; path = left.shift()) await work(path); };
  await Promise.all([go(), go()]);
};
// An English page has other words in the same places and colours: between the two languages every kind of page is seen in
// every form, and with LUOSHI_BROWSER=all each Chinese one is.
const four = [[320, "light"], [320, "dark"], [1280, "light"], [1280, "dark"]];
const two = [[320, "dark"], [1280, "light"]];
const others = [[320, "light"], [1280, "dark"]];
const every = process.env.LUOSHI_BROWSER === "all";
await timed("axe", async () => {
  await each(plain, (path) => look.axe(site, path, every ? four : path.startsWith("/zh") ? others : two));
  if (every) await each(least, (path) => look.axe(site, path, two));
});
// All pages there are take minutes: LUOSHI_BROWSER=all looks at each, else at the longest and the shortest of each kind.
await timed("widths", () => each([...all.pages.keys()].filter((path) => every ? !path.includes("?") || more.includes(path) : plain.includes(path) || least.includes(path)),
  (path) => look.widths(site, path, plain.includes(path) ? [320, 360, 390, 480, 600, 768, 960, 1024, 1280, 1440, 1920] : [320])));
await timed("twice", () => each(plain, (path) => look.twice(site, path)));
await timed("forced", () => each(plain, (path) => look.forced(site, path)));
await timed("print", () => each(plain, (path) => look.print(site, path)));
await timed("keys", async () => {
  for (const path of [...languages(""), ...languages("p/\\d+/tasks/"), ...languages("p/\\d+/indicators/i\\d+"), ...languages("ledger/"), ...more.slice(0, 1)]) await keys.walk(site, path);
  for (const path of plain) await keys.skip(site, path);
  for (const path of languages("p/\\d+/tasks/")) await keys.again(site, path);
  for (const path of [...languages("p/\\d+/tasks/"), ...languages("p/\\d+/indicators/"), ...languages("ledger/")]) await keys.filters(site, path);
  for (const path of plain.filter((path) => kind(path).includes("/indicators/iN"))) await keys.details(site, path);
  for (const path of languages("reports/\\d+")) await look.elsewhere(site, path);
  for (const path of languages("reports/\\d+")) await look.ticks(site, path);
});
await browser.close();
await server.stop();
console.log(`   the site: ${told.held} held, ${told.failed} failed`);
process.exit(told.failed ? 1 : 0);

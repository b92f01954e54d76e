// Every number of every page leads to where it comes from: the link is followed, and its end has the number in a marked
// passage, in a formula with its inputs, or is the list of so many things. Done with the browser's own reading of the markup.

/** Runs in the browser. `pages` are address and markup, `rows` the lines of tables for programs. */
const look = ({ pages, more, rows }) => {
  const known = { ...more, ...pages };
  const NAMED = "time, svg, mark, code, pre, blockquote, q, option, title, .name, .src, .no, .sheets, .st, .day";
  // 6.0 and 6 are one number.
  const numbers = (text) => [...text.matchAll(/\d[\d.,]*/g)].map(([n]) => n.replace(/[.,]+$/, "").replace(/,/g, "").replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""));
  const parsed = new Map();
  const parse = (path) => {
    if (!parsed.has(path)) parsed.set(path, path in known ? new DOMParser().parseFromString(known[path], "text/html") : null);
    return parsed.get(path);
  };
  // What a Chinese document writes in 万 or 亿 an English page says in thousands or millions: the same digits.
  const digits = (number) => number.replace(".", "").replace(/^0+|0+$/g, "");
  const said = (elements, number, from) => has(elements, number) || (from.startsWith("/en/") && [...elements].some((e) => numbers(e.textContent).some((n) => digits(n) === digits(number))));
  const has = (elements, number) => [...elements].some((e) => numbers(e.textContent).includes(number));
  const withinAll = (e, selector) => [...(e.closest(selector) ? [e] : []), ...e.querySelectorAll(selector)];
  const told = { all: 0, passages: 0, formulas: 0, counts: 0, without: 0, lost: [] };
  const follow = (from, number, href) => {
    const [path, anchor] = href.split("#");
    const to = path || from;
    if (to.endsWith(".csv")) return String(rows[to]) === number ? "counts" : `is not the rows of ${to}`;
    const page = parse(to);
    if (!page) return `leads to ${to}, which is no page`;
    if (!anchor) return has(page.querySelectorAll("main .how"), number) ? "counts" : `is no count of ${to}`;
    const there = page.getElementById(decodeURIComponent(anchor));
    if (!there) return `leads to ${href}, which is not there`;
    if (to.includes("/reports/") && said(withinAll(there, "mark"), number, from)) return "passages";
    if (has(withinAll(there, ".how"), number)) return "formulas";
    if (there.querySelector(".none")) return "without";
    return `is not at ${href}`;
  };
  for (const path of Object.keys(pages)) {
    const main = parse(path).querySelector("main");
    if (!main) { told.lost.push(`${path}: no main`); continue; }
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      if (n.parentElement.closest(NAMED)) continue;
      const href = n.parentElement.closest("a")?.getAttribute("href");
      for (const number of numbers(n.data)) {
        if (href === undefined && n.parentElement.closest(".how")) continue;
        told.all += 1;
        const end = href === undefined ? `in ${JSON.stringify(n.data.trim().slice(0, 60))} leads nowhere` : follow(path, number, href);
        if (end in told) told[end] += 1;
        else told.lost.push(`${path}: ${number} ${end}`);
      }
    }
  }
  return told;
};

/** Where the numbers of pages lead, and what is there: lists that a crawl had no need to open among them. */
const ends = async (base, pages, expect) => {
  const more = {};
  for (const text of pages.values()) {
    for (const [, href] of text.matchAll(/<a href="([^"#]+)[^"]*">[\d.,]+</g)) {
      const path = href.replace(/&amp;|&#38;/g, "&");
      if (pages.has(path) || path in more || path.endsWith(".csv")) continue;
      const answer = await fetch(base + path);
      expect(answer.ok, `${path}: ${answer.status}`);
      more[path] = await answer.text();
    }
  }
  return more;
};

export const numbers = async ({ browser, base, expect }, { pages, others }) => {
  const rows = {};
  for (const [path, { type, text }] of others) if ((type ?? "").startsWith("text/csv")) rows[path] = text.trimEnd().split("\n").length - 1;
  const tab = await browser.newPage();
  const told = await tab.evaluate(look, { pages: Object.fromEntries(pages), more: await ends(base, pages, expect), rows });
  await tab.close();
  const linked = told.passages + told.formulas + told.counts + told.without;
  console.log(`   ${pages.size} pages, ${told.all} numbers, ${linked} linked: ${told.passages} to a marked passage, ${told.formulas} to a formula, ${told.counts} to what is counted, ${told.without} said to have no source`);
  expect(told.lost.length === 0, `${told.lost.length} numbers lost\n      ${told.lost.slice(0, 40).join("\n      ")}`);
  expect(told.passages > 50 && told.formulas > 50 && told.counts > 50, "numbers of every sort were followed");
};

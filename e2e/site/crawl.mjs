// Every page that can be reached from the front in both languages, by its links, and of which kind each is.

/** `/zh/p/3/tasks/t17` is of the kind `/zh/p/N/tasks/tN`; the rules of a method page are one kind. */
export const kind = (path) =>
  path.replace(/\?.*/, (asked) => `?${[...new URLSearchParams(asked).keys()].join("&")}`).replace(/\d+/g, "N").replace(/\/method\/.+/, "/method/RULE");

const decoded = (text) => text.replace(/&amp;/g, "&").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, "<");

/** All pages: address → markup. Filters make as many addresses as one likes: one of each sort on each list is enough. */
export const crawl = async (base, expect) => {
  const pages = new Map();
  const others = new Map();
  const asked = new Set();
  const open = ["/zh/", "/en/"];
  const seen = new Set(open);
  for (let path = open.shift(); path; path = open.shift()) {
    const answer = await fetch(base + path);
    expect(answer.ok, `${path}: ${answer.status}`);
    const here = answer.url.slice(base.length);
    const text = await answer.text();
    if (!(answer.headers.get("content-type") ?? "").startsWith("text/html")) {
      others.set(path, { type: answer.headers.get("content-type"), text });
      continue;
    }
    pages.set(here, text);
    for (const [, href] of text.matchAll(/\shref="([^"]*)"/g)) {
      const link = decoded(href).replace(/#.*/, "");
      if (!link.startsWith("/")) {
        expect(href.startsWith("#") || link === "" || link.startsWith("?"), `${here}: a link out of the site: ${href}`);
        continue;
      }
      if (link.includes("?")) {
        if (here.includes("?") || asked.has(kind(link))) continue;
        asked.add(kind(link));
      }
      if (!seen.has(link)) {
        seen.add(link);
        open.push(link);
      }
    }
  }
  return { pages, others };
};

/** The largest and the smallest page of each kind: what has most on it, and what has least. */
export const ends = (pages) => {
  const kinds = new Map();
  for (const [path, text] of pages) {
    const known = kinds.get(kind(path)) ?? { most: path, least: path };
    if (text.length > pages.get(known.most).length) known.most = path;
    if (text.length < pages.get(known.least).length) known.least = path;
    kinds.set(kind(path), known);
  }
  return kinds;
};

// Whether the markup is HTML, by the validator of the standard's own people; what runs without Java is the browser's part.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Every page through vnu, and headings in their order. */
export const valid = ({ expect }, { pages, others }, folder, jar) => {
  const java = spawnSync("java", ["-version"]).status === 0;
  if (!java) {
    console.log("   no Java here: the markup was not put before the validator");
    expect(process.env.LUOSHI_BROWSER !== "required", "the validator needs Java");
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const named = new Map();
  const write = (path, text, suffix) => {
    const name = join(folder, `${named.size}.${suffix}`);
    named.set(name, path);
    writeFileSync(name, text);
  };
  for (const [path, text] of pages) write(path, text, "html");
  for (const [path, { type, text }] of others) if (/^image\/svg/.test(type ?? "")) write(path, text, "svg");
  const done = spawnSync("java", ["-jar", jar, "--format", "json", "--exit-zero-always", "--also-check-svg", folder], { maxBuffer: 1 << 28 });
  const { messages } = JSON.parse(done.stderr.toString() || '{"messages":[{"type":"error","message":"said nothing"}]}');
  const wrong = messages.filter((m) => m.type === "error" || m.subType === "warning");
  const sorts = new Map();
  for (const m of wrong) {
    const path = [...named].find(([name]) => m.url?.endsWith(name))?.[1];
    const known = sorts.get(m.message) ?? { count: 0, first: `${path}:${m.lastLine}: ${m.extract}` };
    known.count += 1;
    sorts.set(m.message, known);
  }
  for (const [message, { count, first }] of sorts) expect(false, `${message} ×${count}: ${first}`);
  console.log(`   ${named.size} pages and drawings put before the validator: ${wrong.length} errors and warnings`);
  expect(named.size > 20 && wrong.length === 0, "HTML as the standard has it");
};

/** Headings: one of the first rank, none left out; fields have names; no id twice. Looked at in the browser. */
export const ordered = async ({ browser, expect }, { pages }) => {
  const tab = await browser.newPage();
  const lost = await tab.evaluate((all) => Object.entries(all).flatMap(([path, text]) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const out = [];
    let last = 0;
    for (const h of page.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")) {
      const rank = Number(h.tagName[1]);
      if (rank > last + 1) out.push(`${path}: h${rank} after h${last}: ${h.textContent.trim().slice(0, 30)}`);
      last = rank;
    }
    if (page.querySelectorAll("h1").length !== 1) out.push(`${path}: ${page.querySelectorAll("h1").length} h1`);
    const ids = [...page.querySelectorAll("[id]")].map((e) => e.id);
    if (new Set(ids).size !== ids.length) out.push(`${path}: an id twice`);
    for (const field of page.querySelectorAll("input:not([type=hidden]), select, textarea")) if (!page.querySelector(`label[for="${field.id}"]`)) out.push(`${path}: a field without a name`);
    if (!page.documentElement.lang || !page.title.trim()) out.push(`${path}: no language or title`);
    return out;
  }), Object.fromEntries(pages));
  await tab.close();
  expect(lost.length === 0, `${lost.length}: ${lost.slice(0, 20).join("\n      ")}`);
};

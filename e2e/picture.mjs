// Makes the pictures in the README: docs/page.png from the page of the invented demo report, the others from the site of the
// invented city.
// usage: target/release/luoshi demo --lang zh --out demo-out && node e2e/picture.mjs demo-out/report.html docs/page.png
//        target/release/luoshi demo --listen 127.0.0.1:8000 & node e2e/picture.mjs http://127.0.0.1:8000/zh/ledger/ docs/ledger.png
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, picture] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const tab = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
if (/^https?:/.test(page)) {
  await tab.goto(page);
  await tab.screenshot({ path: picture });
  await browser.close();
  process.exit();
}
await tab.goto(pathToFileURL(resolve(page)).href);
// The first paragraph with a goal, under its heading; one figure pointed at, with its card.
const top = () => tab.evaluate(() => {
  const heading = document.querySelector(".n li.g").closest(".row").previousElementSibling;
  scrollBy(0, heading.getBoundingClientRect().top - 8);
});
// Twice: what comes near is laid out only then, and moves the rest.
await top();
await tab.waitForTimeout(200);
await top();
await tab.locator(".row:has(li.g) .o mark").nth(1).hover();
await tab.waitForTimeout(300);
await tab.screenshot({ path: picture });
await browser.close();

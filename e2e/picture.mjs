// Makes docs/page.png, the picture in the README, from the page of the invented demo report.
// usage: target/release/luoshi demo --lang zh --out demo-out && node e2e/picture.mjs demo-out/report.html docs/page.png
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, picture] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const tab = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
await tab.goto(pathToFileURL(resolve(page)).href);
// Below the head, where the text begins; and one figure gone to, with its card.
await tab.evaluate(() => document.querySelector(".row.t").scrollIntoView({ block: "start" }));
await tab.evaluate(() => scrollBy(0, document.querySelector(".row.t").getBoundingClientRect().top - 8));
await tab.locator(".row.t .o mark").nth(1).hover();
await tab.waitForTimeout(300);
await tab.screenshot({ path: picture });
await browser.close();

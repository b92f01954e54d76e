// Pictures of a page, to look at. usage: node shoot.mjs PAGE.html PREFIX [WIDTH…]
import { chromium } from "playwright-core";

const [page, prefix, ...widths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const width of widths.length ? widths.map(Number) : [390, 1280]) {
  for (const scheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 }, colorScheme: scheme, locale: "zh-CN" });
    const tab = await context.newPage();
    await tab.goto(new URL(page, `file://${process.cwd()}/`).href);
    await tab.screenshot({ path: `${prefix}-${width}-${scheme}.png`, fullPage: process.env.FULL === "1" });
    await context.close();
  }
}
await browser.close();

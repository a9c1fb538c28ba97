// The search page as visitors have it: in a browser, by mouse and keyboard, with and without
// script, wide and narrow, light and dark; and the search box on another site.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const pages = {
  start: "/",
  results: "/?q=pulmonary+embolism",
  filtered: "/?q=diabetes&filter=language:en&sort=title",
  question: "/?q=" + encodeURIComponent("Hi, it burns when I wee and since last night my back hurts. Do I need antibiotics? Thank you"),
  nothing: "/?q=zzzz",
  error: "/?q=asthma&page=none",
  article: "/articles/text/bone-cement-joint-replacement.txt",
};
const made_up = {
  suggestions: [
    { text: "Asthma", kind: "title", id: "a", title: "Asthma", ranges: [[0, 3]] },
    { text: "Ménière's <b>x</b>", kind: "name", id: "b", title: "Vertigo & more", ranges: [[0, 4]] },
    { text: "Ast", kind: "title", id: "c", title: "Ast", ranges: [[0, 3]] },
  ],
};
const ending = [];
let browser, sample, hostile, site;

/** `medlar serve` on a free port; its address. */
function serve(index, config) {
  writeFileSync(`${index}.json`, JSON.stringify({ ...config, index, listen: "127.0.0.1:0" }));
  const server = spawn(process.env.MEDLAR, ["serve", "--config", `${index}.json`], { stdio: ["ignore", "ignore", "pipe"] });
  ending.push(() => server.kill());
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (bytes) => {
      said += bytes;
      const address = said.match(/ on (http:\/\/127\.0\.0\.1:\d+)/);
      if (address) resolve(address[1]);
    });
    server.on("exit", () => reject(new Error(said)));
  });
}

/** Another site, whose page has the search box; its address. */
function otherSite() {
  const example = readFileSync(`${process.env.SOURCE_DIR}/tools/embed/example.html`, "utf8");
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(example.replace("https://search.example.org", sample));
  });
  ending.push(() => { server.close(); server.closeAllConnections(); });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`)));
}

before(async () => {
  site = await otherSite();
  sample = await serve("sample", { cors_origins: [site] });
  hostile = await serve("hostile", {});
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  ending.push(() => browser.close());
});

after(async () => {
  for (const end of ending.reverse()) await end();
});

/**
 * A page whose complaints (errors, forbidden script or style, dialogs) end in `complaints`. Asking
 * for completions is answered with what is made up, unless `suggest` says otherwise.
 */
async function open(t, options = {}, suggest = (route) => route.fulfill({ json: made_up })) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.complaints = [];
  page.on("dialog", (dialog) => { page.complaints.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => {
    const is_status = /^Failed to load resource: the server responded with a status of [45]/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !is_status) page.complaints.push(message.text());
  });
  if (suggest) await page.route("**/v1/suggest?*", suggest);
  return page;
}

/** Clicks on what leads to another page, and waits for that. */
async function follow(page, link) {
  const arrived = page.waitForEvent("framenavigated");
  await link.click();
  await arrived;
  await page.waitForLoadState();
}

/** Types into the box and waits for the list. */
async function type(page, text) {
  await page.getByRole("combobox").pressSequentially(text);
  await page.getByRole("listbox").waitFor();
}

test("a search leads to articles with their sections, dates and marks", async (t) => {
  const page = await open(t);
  await page.goto(sample);
  await page.getByLabel("What would you like to know?").fill("pulmonary embolism");
  await follow(page, page.getByRole("button", { name: "Search" }));
  assert.equal(await page.title(), "pulmonary embolism \u2013 Health search");
  assert.match(await page.locator("h1").textContent(), /^\d+ results for/);
  const hit = page.locator(".hits li").first();
  assert.equal(await hit.getByRole("link").first().getAttribute("href"), "https://sample.example/conditions/pulmonary-embolism");
  assert.ok(await hit.locator("mark").count() > 0);
  assert.match(await hit.textContent(), /Last reviewed 19 February 2024/);
  assert.equal(await page.getByRole("combobox").inputValue(), "pulmonary embolism");
  assert.deepEqual(page.complaints, []);
});

test("a filter is added and taken away by links", async (t) => {
  const page = await open(t);
  await page.goto(sample + "/?q=diabetes");
  const count = await page.locator("h1").textContent();
  await follow(page, page.getByRole("navigation", { name: "Filter results" }).getByRole("link", { name: "Spanish" }));
  assert.notEqual(await page.locator("h1").textContent(), count);
  assert.equal(await page.locator(".hits li").count(), await page.locator(".hits h2[lang=es]").count());
  await follow(page, page.getByRole("link", { name: "Remove the filter Language: Spanish" }));
  assert.equal(await page.locator("h1").textContent(), count);
});

test("pages and orders are links", async (t) => {
  const page = await open(t);
  await page.goto(sample + "/?q=pain");
  await follow(page, page.getByRole("link", { name: "Next" }));
  assert.match(await page.getByRole("navigation", { name: "Pages of results" }).textContent(), /Page 2 of \d+/);
  assert.equal(await page.locator(".hits").getAttribute("start"), "11");
  await follow(page, page.getByRole("link", { name: "Previous" }));
  await follow(page, page.getByRole("link", { name: "Title", exact: true }));
  const titles = await page.locator(".hits h2").allTextContents();
  assert.deepEqual(titles, [...titles].sort((a, b) => a.localeCompare(b, "en", { sensitivity: "base" })));
});

test("an article without an address is shown whole, from the section that was found", async (t) => {
  const page = await open(t);
  await page.goto(sample + "/?q=cement");
  await follow(page, page.locator(".section a").first());
  assert.match(page.url(), /\/articles\/.+#section-\d+$/);
  assert.ok(await page.locator(":target").count() === 1);
  assert.deepEqual(page.complaints, []);
});

test("nothing is found, or asked in the wrong way, and the page helps", async (t) => {
  const page = await open(t);
  await page.goto(sample + pages.nothing);
  assert.match(await page.locator("main").textContent(), /No results for .*zzzz.*Check the spelling/s);
  assert.equal((await page.goto(sample + pages.error)).status(), 400);
  assert.match(await page.locator("main").textContent(), /Page is a whole number from 1 to 100/);
  assert.equal((await page.goto(sample + "/no/such/page")).status(), 404);
  await follow(page, page.getByRole("link", { name: "Start a new search" }));
  assert.equal(page.url(), sample + "/");
});

test("completions are chosen by keyboard", async (t) => {
  const page = await open(t);
  await page.goto(sample);
  const box = page.getByRole("combobox");
  const active = () => box.evaluate((input) => {
    const option = document.getElementById(input.getAttribute("aria-activedescendant"));
    return option && option.getAttribute("aria-selected") === "true" ? option.textContent : null;
  });
  assert.equal(await box.getAttribute("aria-expanded"), "false");
  await type(page, "ast");
  assert.equal(await box.getAttribute("aria-expanded"), "true");
  assert.equal(await page.getByRole("option").count(), 3);
  assert.equal(await page.getByRole("status").textContent(), "3 suggestions.");
  assert.equal(await page.getByRole("option").nth(0).innerHTML(), "<span>Ast</span><b>hma</b>");
  assert.equal(await page.getByRole("option").nth(1).textContent(), "Ménière's <b>x</b> Vertigo & more", "bytes are not characters, text is not markup");
  for (const [key, expected] of [["ArrowDown", "Asthma"], ["ArrowDown", "Ménière's <b>x</b> Vertigo & more"], ["ArrowUp", "Asthma"],
    ["ArrowUp", null], ["ArrowUp", "Ast"], ["ArrowDown", null], ["ArrowDown", "Asthma"], ["Home", null], ["ArrowDown", "Asthma"], ["End", null]]) {
    await page.keyboard.press(key);
    assert.equal(await active(), expected, key);
  }
  await page.keyboard.press("Escape");
  assert.equal(await box.getAttribute("aria-expanded"), "false");
  assert.equal(await box.inputValue(), "ast", "Escape closes the list first");
  await page.keyboard.press("ArrowDown");
  assert.equal(await active(), "Asthma", "and Down opens it again");
  await page.keyboard.press("Tab");
  assert.equal(await box.getAttribute("aria-expanded"), "false");
  await box.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(sample + "/?q=Asthma");
  assert.deepEqual(page.complaints, []);
});

test("a completion is chosen by mouse, and what was typed by Enter alone", async (t) => {
  const page = await open(t);
  await page.goto(sample);
  await type(page, "as");
  await page.getByRole("option").first().click();
  await page.waitForURL(sample + "/?q=Asthma");
  await page.goto(sample);
  await type(page, "as");
  await page.keyboard.press("Enter");
  await page.waitForURL(sample + "/?q=as");
});

test("an abbreviation is completed by what it means", async (t) => {
  const meanings = ["multiple sclerosis", "mitral <b>stenosis</b>"];
  const page = await open(t, {}, (route) => route.fulfill({ json: { suggestions: [
    ...meanings.map((meaning) => ({ text: "MS", kind: "abbreviation", id: "", title: "", concept: meaning, ranges: [[0, 2]] })),
    { text: "heart attack", kind: "concept", id: "", title: "", concept: "myocardial infarction", ranges: [] },
  ] } }));
  await page.goto(sample);
  await type(page, "ms");
  assert.deepEqual(await page.getByRole("option").allTextContents(), [...meanings.map((meaning) => "MS " + meaning), "heart attack myocardial infarction"]);
  await page.getByRole("option").nth(1).click();
  await page.waitForURL(sample + "/?q=" + encodeURIComponent(meanings[1]).replaceAll("%20", "+"));
  await page.goto(sample);
  await type(page, "ms");
  await page.getByRole("option").last().click();
  await page.waitForURL(sample + "/?q=heart+attack");
  assert.deepEqual(page.complaints, []);
});

test("only the last letters are asked for, and an old answer never shows", async (t) => {
  const asked = [];
  const page = await open(t, {}, async (route) => {
    const q = new URL(route.request().url()).searchParams.get("q");
    asked.push(q);
    if (q === "slow") await new Promise((resolve) => setTimeout(resolve, 600));
    await route.fulfill({ json: { suggestions: [{ text: q, kind: "title", id: q, title: q, ranges: [] }] } }).catch(() => {});
  });
  await page.goto(sample);
  const box = page.getByRole("combobox");
  // Letter by letter, but at once: on a busy machine the keyboard's letters come too slowly.
  const write = (letters) => box.evaluate((input, text) => {
    for (const letter of text) {
      input.value += letter;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }, letters);
  await box.focus();
  const first = page.waitForRequest("**/v1/suggest?*");
  await write("slow");
  await first;
  await write("er");
  await page.getByRole("option", { name: "slower" }).waitFor();
  await page.waitForTimeout(700);
  assert.deepEqual(await page.getByRole("option").allTextContents(), ["slower"]);
  assert.deepEqual(asked, ["slow", "slower"]);
});

test("where completions fail, the box is a plain box", async (t) => {
  const page = await open(t, {}, (route) => route.fulfill({ status: 500, body: "no" }));
  await page.goto(sample);
  await page.getByRole("combobox").pressSequentially("asthma");
  const box = page.getByRole("searchbox");
  await box.waitFor();
  assert.equal(await page.getByRole("listbox").count(), 0);
  await box.press("Enter");
  await page.waitForURL(sample + "/?q=asthma");
});

test("the server's own completions are of the form that the page reads", async (t) => {
  const answer = await fetch(sample + "/v1/suggest?q=asth&limit=8");
  if (answer.status === 404) return t.skip("this server has no completions");
  const page = await open(t, {}, null);
  await page.goto(sample);
  await type(page, "asth");
  assert.equal(await page.getByRole("option").first().textContent(), "Asthma");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(sample + "/?q=Asthma");
});

test("all works without script", async (t) => {
  const page = await open(t, { javaScriptEnabled: false });
  await page.goto(sample);
  await page.getByRole("searchbox").fill("diabetes");
  await follow(page, page.getByRole("button", { name: "Search" }));
  assert.match(await page.locator("h1").textContent(), /results for/);
  await follow(page, page.getByRole("navigation", { name: "Filter results" }).getByRole("link", { name: "English" }));
  await follow(page, page.getByRole("link", { name: "Remove the filter Language: English" }));
  await page.goto(sample + "/?q=pain");
  await follow(page, page.getByRole("link", { name: "Next" }));
  assert.equal(await page.locator(".hits").getAttribute("start"), "11");
});

for (const scheme of ["light", "dark"]) {
  test(`no fault of accessibility, ${scheme}`, async (t) => {
    const page = await open(t, { colorScheme: scheme, bypassCSP: true });
    const check = async (name) => {
      await page.evaluate(axe);
      const result = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), wcag);
      const faults = result.violations.map((v) => `${name}: ${v.id} ${v.nodes.map((node) => node.html).join(" ")}`);
      assert.deepEqual(faults, []);
      assert.ok(result.passes.length > 10, name);
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(sample + path);
      await check(name);
    }
    await page.goto(sample);
    await type(page, "ast");
    await page.keyboard.press("ArrowDown");
    await check("completions");
    await page.goto(site);
    await page.getByRole("combobox").waitFor();
    await type(page, "ast");
    await page.evaluate(axe);
    const embedded = await page.evaluate((tags) => axe.run("#search", { runOnly: tags }), wcag);
    assert.deepEqual(embedded.violations.map((v) => v.id), []);
  });
}

test("nothing is wider than the window", async (t) => {
  for (const width of [320, 390, 768, 1280]) {
    const page = await open(t, { viewport: { width, height: 700 } });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(sample + path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${name} is ${wide} of ${width}`);
    }
  }
});

test("what is to be clicked is at least 24 pixels high, or stands in a line of text", async (t) => {
  const page = await open(t, { viewport: { width: 320, height: 700 } });
  for (const path of [pages.results, pages.filtered, pages.nothing]) {
    await page.goto(sample + path);
    const small = await page.locator("button, input, summary, nav a, .chips a, h2 a, .section a").evaluateAll((all) =>
      all.filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 24).map((element) => element.outerHTML));
    assert.deepEqual(small, []);
  }
});

test("nothing moves while a page loads or completions come", async (t) => {
  const page = await open(t);
  await page.addInitScript(() => {
    window.moved = [];
    new PerformanceObserver((list) => window.moved.push(...list.getEntries().map((entry) => entry.value)))
      .observe({ type: "layout-shift", buffered: true });
  });
  for (const path of Object.values(pages)) {
    await page.goto(sample + path, { waitUntil: "networkidle" });
    if (path !== pages.error) await type(page, " ast");
    assert.deepEqual(await page.evaluate(() => window.moved), [], path);
  }
});

test("headings are in order, and the keyboard gets past the header", async (t) => {
  const page = await open(t);
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(sample + path);
    const levels = await page.locator("h1, h2, h3, h4, h5, h6").evaluateAll((all) => all.map((heading) => Number(heading.tagName[1])));
    assert.equal(levels.filter((level) => level === 1).length, 1, name);
    levels.reduce((last, level) => { assert.ok(level <= last + 1, `${name}: ${levels}`); return level; }, 0);
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(":focus").textContent(), "Skip to the content", name);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(":focus").getAttribute("id"), "main", name);
  }
});

test("page, style and script are less than 30 KB", async () => {
  let bytes = 0;
  const html = await (await fetch(sample + "/?q=pain")).text();
  assert.equal(html.match(/<li>\n<h2/g).length, 10);
  for (const text of [html, ...await Promise.all(html.match(/\/assets\/[^"]+/g).map(async (path) => {
    const answer = await fetch(sample + path);
    assert.match(answer.headers.get("cache-control"), /immutable/);
    return answer.text();
  }))]) bytes += new TextEncoder().encode(text).length;
  assert.ok(bytes > 5000 && bytes < 30_000, String(bytes));
});

test("hostile articles and queries run nothing and break nothing", async (t) => {
  const page = await open(t);
  const at = async (path) => {
    await page.goto(hostile + path);
    await page.locator("a, button").evaluateAll((all) => all.forEach((element) => { element.focus(); element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })); }));
    assert.deepEqual(await page.locator("a, form").evaluateAll((all) =>
      all.map((element) => element.href || element.action).filter((address) => !/^https?:/.test(address))), [], path);
    assert.equal(await page.locator("script").count(), 1, path);
    assert.equal(await page.locator("iframe, style, base, img, main form, main input, [onclick], [onfocus], [onmouseover], [onerror], [style]").count(), 0, path);
    assert.equal(await page.locator("aside.advice + main#main").count(), 1, "the page is whole");
    assert.deepEqual(page.complaints, [], path);
  };
  const links = new Set();
  for (const start of ["/?q=hostile", "/?q=hostile&page=2", "/?q=hostile&sort=title", "/?q=hostile&sort=reviewed&page=2"]) {
    await at(start);
    for (const link of await page.locator("main a").evaluateAll((all) => all.map((a) => a.getAttribute("href")))) {
      if (link.startsWith("/")) links.add(link);
    }
  }
  assert.ok(links.size > 40);
  for (const link of links) await at(link);
  for (const query of ["<script>alert(1)</script>", "\"><script>alert(1)</script>", "' onfocus='alert(1)' autofocus='", "\" autofocus onfocus=\"alert(1)",
    "</title><script>alert(1)</script>", "{{main}}", "\u202egnidaeh", "<b>\" AND (title:\"<i>", "javascript:alert(1)", "\r\nSet-Cookie: a=b"]) {
    await at("/?q=" + encodeURIComponent(query));
    await at("/?q=hostile&filter=" + encodeURIComponent("source:" + query.replaceAll("\"", "")));
    await at("/?q=hostile&sort=" + encodeURIComponent(query));
    await at("/?q=hostile&" + encodeURIComponent(query) + "=1");
    await at("/articles/" + encodeURIComponent(query.replace("\r\n", "")));
  }
});

test("hostile completions are text", async (t) => {
  const text = "<img src=x onerror=alert(1)>";
  const page = await open(t, {}, (route) => route.fulfill({
    json: { suggestions: ["name", "concept", "abbreviation"].map((kind) =>
      ({ text, kind, id: text, title: text + "!", concept: kind === "name" ? null : text + "?", ranges: [[5, 2], [0, 9999], [-3, 1]] })) },
  }));
  await page.goto(sample);
  await type(page, "a");
  assert.equal(await page.locator("[role=option] img").count(), 0);
  assert.deepEqual(page.complaints, []);
});

test("another site's search box completes and leads to the server's page", async (t) => {
  const page = await open(t);
  await page.goto(site);
  const box = page.getByRole("combobox", { name: "Search health articles" });
  await box.waitFor();
  assert.equal(await box.getAttribute("placeholder"), "Asthma, back pain, my results…");
  await type(page, "ast");
  const styles = await page.getByRole("option").first().evaluate((option) => [option, option.closest("form").querySelector("input")]
    .map((element) => getComputedStyle(element)).map((style) => [style.textTransform, style.fontFamily, style.borderTopStyle]));
  assert.deepEqual(styles, [["none", "system-ui, sans-serif", "none"], ["none", "system-ui, sans-serif", "solid"]], "the site's style stays outside");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(sample + "/?q=Asthma");
  assert.deepEqual(page.complaints, []);
});

test("another site's search box searches where completions may not be read", async (t) => {
  const page = await open(t, {}, (route) => route.abort());
  await page.goto(site);
  await page.getByRole("combobox").pressSequentially("asthma");
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(sample + "/?q=asthma");
});

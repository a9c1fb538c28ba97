
// <script src="https://search.example.org/assets/embed.js" async></script> puts a search box where
// it stands, or into what data-target selects.
const script = document.currentScript;
const server = new URL(script.src).origin;
const said = script.dataset;

function searchBox() {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(`
/* Light or dark as the page is, by its color-scheme; the label is in the page's own colour. */
:host { display: block; --paper: light-dark(#fff, #10181c); --ink: light-dark(#16262d, #e4ecef);
  --soft: light-dark(#4d5f68, #a7b7be); --wash: light-dark(#f2f6f7, #182328); --edge: #75878f;
  --accent: var(--medlar-accent, light-dark(#00607a, #74cbe2)); --on-accent: var(--medlar-on-accent, light-dark(#fff, #08222b)) }
* { box-sizing: border-box; font: inherit }
form { all: initial; color: inherit; color-scheme: inherit; position: relative; display: flex; flex-wrap: wrap; gap: .5rem; font: 1rem/1.4 system-ui, sans-serif; text-align: start }
label { flex: 0 0 100%; font-weight: 600 }
input { flex: 1; min-width: 0; height: 2.75rem; padding: 0 .8rem; font-size: max(1rem, 16px); color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 8px }
button { height: 2.75rem; padding: 0 1.1rem; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 8px; cursor: pointer }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
ul { position: absolute; z-index: 1000; top: calc(100% + .3rem); left: 0; right: 0; margin: 0; padding: .3rem; list-style: none; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; box-shadow: 0 8px 24px #0003 }
[hidden] { display: none }
li { padding: .5rem .6rem; border-radius: 5px; cursor: pointer }
li[aria-selected=true] { background: var(--wash); box-shadow: inset 3px 0 var(--accent) }
b { font-weight: 700 }
small { color: var(--soft) }
:has(+ small) { margin-right: .4rem }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }`);
  root.adoptedStyleSheets = [style];

  const make = (parent, tag, attributes, text) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  };
  const form = make(root, "form", { action: server + "/", role: "search" });
  make(form, "label", { for: "q" }, said.label || "Search health articles");
  const input = make(form, "input", { id: "q", name: "q", type: "search", autocomplete: "off", autocapitalize: "none", enterkeyhint: "search" });
  if (said.placeholder) input.placeholder = said.placeholder;
  if (said.language) make(form, "input", { type: "hidden", name: "language", value: said.language });
  make(form, "button", {}, said.button || "Search");
  complete(input, server);
  return host;
}

function place() {
  const target = said.target ? document.querySelector(said.target) : null;
  if (target) target.append(searchBox());
  else if (!said.target) script.after(searchBox());
  else console.warn("medlar: nothing on this page is " + said.target);
}

if (said.target && document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
else place();

// Completes what is typed into a box: an editable combobox with a list (WAI-ARIA 1.2; ARIA
// Authoring Practices, "Editable Combobox With List Autocomplete"). All text goes in as text. When
// a request fails, the box is a plain box again.
function complete(input, server) {
  const form = input.form;
  const list = document.createElement("ul");
  const status = document.createElement("div");
  const typing = { timer: 0, request: null };
  let texts = [];
  let active = -1;

  list.id = input.id + "-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  status.className = "hidden";
  status.setAttribute("role", "status");
  input.after(list);
  form.append(status);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const name in attributes) input.setAttribute(name, attributes[name]);

  const isOpen = () => !list.hidden;

  function choose(index) {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[active].id);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  }

  function open(isShown) {
    list.hidden = !isShown;
    input.setAttribute("aria-expanded", String(isShown));
    choose(-1);
    if (!isShown) status.textContent = "";
  }

  function stop() {
    clearTimeout(typing.timer);
    if (typing.request) typing.request.abort();
    typing.request = null;
  }

  function close() {
    stop();
    open(false);
  }

  function submit(index) {
    input.value = texts[index];
    close();
    form.requestSubmit();
  }

  // What was typed stands in ranges of the text's bytes; the rest is bold.
  function fill(option, suggestion) {
    const bytes = new TextEncoder().encode(suggestion.text);
    const decoder = new TextDecoder();
    const add = (begin, end, tag) => {
      if (begin >= end) return;
      const part = document.createElement(tag);
      part.textContent = decoder.decode(bytes.subarray(begin, end));
      option.append(part);
    };
    let at = 0;
    for (const [begin, end] of suggestion.ranges || []) {
      add(at, begin, "b");
      add(Math.max(at, begin), end, "span");
      at = Math.max(at, end);
    }
    add(at, bytes.length, "b");
    const beside = suggestion.concept || (suggestion.kind === "name" && suggestion.title);
    if (beside && beside !== suggestion.text) {
      option.append(" ");
      const small = document.createElement("small");
      small.textContent = beside;
      option.append(small);
    }
  }

  function show(suggestions) {
    // An abbreviation that was chosen for what it means is searched for by that.
    texts = suggestions.map((suggestion) => (suggestion.kind === "abbreviation" && suggestion.concept) || suggestion.text);
    list.replaceChildren(...suggestions.map((suggestion, i) => {
      const option = document.createElement("li");
      option.id = list.id + "-" + i;
      option.setAttribute("role", "option");
      fill(option, suggestion);
      option.addEventListener("click", () => submit(i));
      return option;
    }));
    open(texts.length > 0);
    status.textContent = texts.length === 0 ? "No suggestions." : texts.length === 1 ? "1 suggestion." : texts.length + " suggestions.";
  }

  function giveUp() {
    close();
    for (const name in attributes) input.removeAttribute(name);
    for (const name in listeners) input.removeEventListener(name, listeners[name]);
    list.remove();
    status.remove();
  }

  async function ask() {
    const typed = input.value.trim();
    const request = typing.request = new AbortController();
    try {
      const answer = await fetch(server + "/v1/suggest?limit=8&q=" + encodeURIComponent(typed), { signal: request.signal, credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      const { suggestions } = await answer.json();
      if (typing.request === request) show(suggestions);
    } catch (error) {
      if (error.name !== "AbortError") giveUp();
    }
  }

  function move(event) {
    const last = texts.length - 1;
    const keys = {
      ArrowDown: () => {
        if (!isOpen()) open(true);
        if (!event.altKey) choose(active === last ? -1 : active + 1);
      },
      ArrowUp: () => {
        if (event.altKey) return close();
        if (!isOpen()) open(true);
        choose(active === -1 ? last : active - 1);
      },
    };
    if (last < 0 || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  }

  const listeners = {
    input() {
      stop();
      if (input.value.trim() !== "") typing.timer = setTimeout(ask, 120);
      else {
        texts = [];
        close();
      }
    },
    keydown(event) {
      if (event.isComposing) return;
      if (event.key === "Enter") {
        if (active < 0) return close();
        event.preventDefault();
        submit(active);
      } else if (event.key === "Escape") {
        if (!isOpen()) return;
        event.preventDefault();
        close();
      } else if (event.key === "Tab") {
        close();
      } else if (event.key === "Home" || event.key === "End") {
        choose(-1);  // the cursor moves in the box
      } else {
        move(event);
      }
    },
    blur: close,
  };
  for (const name in listeners) input.addEventListener(name, listeners[name]);
  list.addEventListener("mousedown", (event) => event.preventDefault());  // the box keeps the focus
}

// Suggestions while typing, as an ARIA 1.2 combobox with a list. Without this script the form simply searches.
const WAIT = 150;
const SHORTEST = 1;

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = this.element("ul", { id: `${this.input.id}-list`, role: "listbox", "aria-label": form.dataset.label });
    this.list.className = "search__list";
    this.list.hidden = true;
    this.status = this.element("p", { role: "status" });
    this.status.className = "sr-only";
    form.append(this.list, this.status);
    this.active = -1;
    this.asked = 0;
    this.describe();
    this.listen();
  }

  element(name, attributes) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  describe() {
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [key, value] of Object.entries(attributes)) this.input.setAttribute(key, value);
  }

  listen() {
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // Before the input loses its focus, and with it the list.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const typed = this.input.value.trim();
    if (typed.length < SHORTEST) return this.close();
    const turn = (this.asked += 1);
    const url = `${this.form.dataset.suggestions}?q=${encodeURIComponent(typed.slice(0, 50))}`;
    let found;
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (!answer.ok) return this.close();
      found = (await answer.json()).suggestions;
    } catch {
      return this.close();
    }
    // A slower answer to what was typed before, or to a box that was left, is not shown.
    if (turn === this.asked && document.activeElement === this.input) this.show(found);
  }

  show(found) {
    this.list.replaceChildren(...found.map((each, index) => this.option(each, index)));
    this.mark(-1);
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.status.textContent = found.length ? this.form.dataset.some.replace("{count}", found.length) : this.form.dataset.none;
  }

  option({ text, kind, url }, index) {
    const option = this.element("li", { id: `${this.list.id}-${index}`, role: "option", "aria-selected": "false" });
    const name = document.createElement("span");
    name.textContent = text;
    const what = document.createElement("span");
    what.className = "search__kind";
    what.textContent = ` ${kind}`;
    option.append(name, what);
    option.dataset.url = url;
    return option;
  }

  key(event) {
    // Half-composed Hangul: the keys belong to the input method.
    if (event.isComposing) return;
    const last = this.list.children.length - 1;
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" && this.list.hidden) {
      event.preventDefault();
      this.ask();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = this.active + step;
      this.mark(next > last ? -1 : next < -1 ? last : next);
    } else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) {
      event.preventDefault();
      this.choose(this.list.children[this.active]);
    }
  }

  mark(index) {
    const options = [...this.list.children];
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    this.active = index;
    if (index < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    location.assign(option.dataset.url);
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
    this.active = -1;
  }
}

for (const form of document.querySelectorAll("form[data-suggestions]")) new Suggestions(form);

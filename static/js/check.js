// The check without reloading. Pages seen are kept in this page's memory only, so that the browser's
// own "back" works; the address and the history hold a number and nothing that somebody answered.
const seen = [document.querySelector("main").innerHTML];
history.replaceState({ step: 0 }, "");

function show(html, title) {
  const main = document.querySelector("main");
  main.innerHTML = html;
  if (title) document.title = title;
  offerPrinting();
  window.scrollTo(0, 0);
  main.querySelector("h1")?.focus({ preventScroll: true });
}

function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-check]");
  if (!form) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const response = await fetch(form.action, { method: "POST", body, cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const main = page.querySelector("main");
    if (!main) throw new Error("not a page of ours");
    const step = (history.state?.step ?? 0) + 1;
    seen.length = step;
    seen.push(main.innerHTML);
    history.pushState({ step }, "");
    show(main.innerHTML, page.title);
  } catch {
    sendPlainly(form, event.submitter);
  }
});

// What a browser would have done by itself.
function sendPlainly(form, submitter) {
  if (submitter?.name) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: submitter.name, value: submitter.value });
    form.append(field);
  }
  form.submit();
}

window.addEventListener("popstate", (event) => {
  const html = seen[event.state?.step ?? 0];
  if (html === undefined) location.reload();
  else show(html);
});

offerPrinting();

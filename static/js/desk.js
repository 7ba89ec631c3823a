// The desk by keyboard and pointer. Every step is a form that also works without this.
(() => {
  const waiting = document.querySelector("[data-state-url]");
  if (waiting) {
    watch(waiting);
  }
  const stale = document.getElementById("stale");
  if (stale) {
    stale.focus();
  }
  const cards = [...document.querySelectorAll(".card")];
  if (!cards.length) {
    return;
  }

  // Both sides light up together
  const desk = document.querySelector(".desk");
  const of = (key) => desk.querySelectorAll(`[data-item="${key}"]`);
  const lit = (event, isLit) => {
    const part = event.target.closest?.("[data-item]");
    if (part) {
      of(part.dataset.item).forEach((one) => one.classList.toggle("is-lit", isLit));
    }
  };
  for (const [name, isLit] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    desk.addEventListener(name, (event) => lit(event, isLit));
  }
  desk.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card === event.target) {
      showOriginal(card.dataset.item);
    }
  });

  function showOriginal(key) {
    const box = document.querySelector(".desk-original");
    const piece = box.querySelector(`.piece[data-item="${key}"]`);
    if (piece && box.scrollHeight > box.clientHeight) {
      box.scrollTop += piece.getBoundingClientRect().top - box.getBoundingClientRect().top - 40;
    }
  }

  // After a step the item that it was about is looked at again
  function arrive() {
    const card = document.getElementById(location.hash.slice(1));
    if (card && card.classList.contains("card")) {
      card.focus();
    }
  }
  window.addEventListener("hashchange", arrive);
  arrive();

  const step = (card, name) => card.querySelector(`button[name=step][value=${name}]:enabled:not(.visually-hidden)`)?.click();
  const go = (card, by) => cards[cards.indexOf(card) + by]?.focus();

  function onCard(event, card) {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return false;
    }
    const doing = {
      ArrowUp: () => (event.shiftKey ? step(card, "up") : go(card, -1)),
      ArrowDown: () => (event.shiftKey ? step(card, "down") : go(card, 1)),
      m: () => step(card, "merge"),
      s: () => card.querySelector("select[name$=split_at]")?.focus(),
      k: () => card.querySelector("select[name$=kind]")?.focus(),
      x: () => step(card, "leave_out") ?? step(card, "put_back"),
      e: () => toggle(card),
    }[key];
    doing?.();
    return Boolean(doing);
  }

  function toggle(card) {
    const details = card.querySelector(".card__edit");
    if (details) {
      details.open = !details.open;
      if (details.open) {
        details.querySelector("input").focus();
      }
    }
  }

  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest("textarea, input:not([type=checkbox], [type=radio])");
    if (event.target.classList.contains("card") && onCard(event, event.target)) {
      event.preventDefault();
    } else if (isWriting && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.target.form?.requestSubmit();
    } else if (event.key === "Escape" && event.target.closest(".card__form")) {
      event.target.closest(".card").focus();
    } else if (!isWriting && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      document.querySelector(event.shiftKey ? "[data-redo]:enabled" : "[data-undo]:enabled")?.click();
    }
  });

  // Cutting where the cursor stands: places are counted in whole characters, as the server counts them
  const length = (text) => Array.from(text).length;
  for (const button of desk.querySelectorAll("[data-cut]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = button.form.querySelector("textarea[name$=-text]");
      button.form.elements.cursor.value = length(text.value.slice(0, text.selectionStart));
    });
  }
  document.getElementById("original").addEventListener("click", (event) => {
    const piece = event.target.closest(".piece");
    const caret = getSelection();
    if (!piece || !caret.isCollapsed || caret.anchorNode?.parentNode?.className !== "piece__text") {
      return;
    }
    const place = Number(piece.dataset.start) + length(caret.anchorNode.data.slice(0, caret.anchorOffset));
    offer(piece.dataset.item, place, caret.anchorNode.data.slice(caret.anchorOffset, caret.anchorOffset + 24).trim());
  });

  function offer(key, place, words) {
    const select = document.getElementById(`split-${key}`);
    if (!select || !words) {
      return;
    }
    let option = [...select.options].find((one) => Number(one.value) === place);
    if (!option) {
      option = new Option(`… ${words}`, place);
      select.prepend(option);
    }
    option.selected = true;
    select.closest(".card").scrollIntoView({ block: "nearest" });
  }

  function watch(place) {
    const pauses = [1, 1, 2, 3, 5, 8, 10];
    let asked = 0;
    const ask = async () => {
      if (!document.hidden) {
        try {
          const response = await fetch(place.dataset.stateUrl, { headers: { Accept: "application/json" } });
          const answer = await response.json();
          if (!answer.is_under_way) {
            location.reload();
            return;
          }
          if (place.textContent !== answer.words) {
            place.textContent = answer.words;
          }
        } catch {
          // The next time may go better.
        }
      }
      asked += 1;
      setTimeout(ask, 1000 * pauses[Math.min(asked, pauses.length - 1)]);
    };
    setTimeout(ask, 1000 * pauses[0]);
  }
})();

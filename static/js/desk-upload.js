// Files are dropped or chosen and sent one by one, each with its progress. Without this the form is sent as it is.
(() => {
  const form = document.getElementById("upload_form");
  const input = form.elements.files;
  const drop = document.getElementById("drop");
  const list = document.getElementById("sent");
  const status = document.getElementById("upload_status");
  const words = form.dataset;
  const MOST = 20;
  let isSending = false;

  drop.querySelector(".desk-drop__hint").hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("desk-drop--over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("desk-drop--over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });

  form.addEventListener("submit", (event) => {
    if (isSending) {
      event.preventDefault();
      return;
    }
    const parts = partsToSend();
    if (!parts.length) {
      return; // the server says what is missing
    }
    event.preventDefault();
    send(parts);
  });

  function partsToSend() {
    const parts = [...input.files].map((file) => ({ name: file.name, file }));
    for (const field of ["text", "address"]) {
      if (form.elements[field].value.trim()) {
        parts.push({ name: field === "text" ? labelOf("text") : form.elements.address.value, field });
      }
    }
    return parts;
  }

  function labelOf(name) {
    return form.querySelector(`label[for="id_${name}"]`).textContent;
  }

  async function send(parts) {
    if (input.files.length > MOST) {
      status.className = "desk-error";
      status.textContent = words.tooMany;
      return;
    }
    isSending = true;
    status.className = "visually-hidden"; // the list shows the same to the eye
    list.replaceChildren();
    list.hidden = false;
    const lines = parts.map((part) => newLine(part.name));
    const failed = new DataTransfer();
    const addresses = [];
    for (const [number, part] of parts.entries()) {
      const answer = await one(part, lines[number]);
      if (answer.address) {
        addresses.push(answer.address);
        if (part.field) {
          form.elements[part.field].value = "";
        }
      } else if (part.file) {
        failed.items.add(part.file);
      }
      finish(lines[number], answer);
    }
    // What was not taken stays chosen.
    input.files = failed.files;
    isSending = false;
    if (addresses.length === parts.length) {
      location.assign(addresses.length === 1 ? addresses[0] : words.list);
    } else {
      list.querySelector(".desk-error")?.focus();
    }
  }

  function newLine(name) {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    line.append(name, document.createElement("br"), bar);
    list.append(line);
    return line;
  }

  function finish(line, answer) {
    line.querySelector("progress").remove();
    const sentence = document.createElement("span");
    sentence.textContent = `${answer.sentence} `;
    if (!answer.address) {
      sentence.className = "desk-error";
      sentence.tabIndex = -1;
    }
    line.append(sentence);
    if (answer.address) {
      const link = document.createElement("a");
      link.href = answer.address;
      link.textContent = words.open;
      line.append(link);
    }
    status.textContent = answer.sentence;
  }

  function one(part, line) {
    if (part.file && part.file.size > Number(words.mostBytes)) {
      return Promise.resolve({ sentence: words.tooLarge });
    }
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("publisher", form.elements.publisher.value);
    if (part.file) {
      data.append("files", part.file);
    } else {
      data.append(part.field, form.elements[part.field].value);
    }
    return posted(data, line.querySelector("progress"));
  }

  function posted(data, bar) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", location.pathname);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) {
          bar.value = event.loaded / event.total;
        }
      });
      request.addEventListener("load", () => resolve(understood(request)));
      request.addEventListener("error", () => resolve({ sentence: words.failed }));
      request.send(data);
    });
  }

  function understood(request) {
    try {
      const answer = JSON.parse(request.responseText);
      const outcome = answer.outcomes[0];
      return { sentence: outcome ? outcome.sentence : answer.errors.join(" "), address: outcome && outcome.address };
    } catch {
      return { sentence: request.status === 413 ? words.tooLarge : words.signedOut };
    }
  }
})();

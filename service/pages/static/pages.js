// Forms that speak to the API: data-method and data-path say what is sent, data-then where to go afterwards.
"use strict";

const csrfSecret = document.querySelector("meta[name=csrf-secret]")?.content;

function gathered(form) {
  const body = {};
  for (const input of form.querySelectorAll("input[name]")) {
    if (input.type === "checkbox") {
      body[input.name] ??= [];
      if (input.checked) body[input.name].push(input.value);
    } else {
      body[input.name] = "number" in input.dataset ? Number(input.value) : input.value;
    }
  }
  return body;
}

function tell(form, kind, role, lines, shown) {
  form.querySelector(".problems, .said")?.remove();
  const box = document.createElement("div");
  box.className = kind;
  box.setAttribute("role", role);
  for (const line of lines) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    box.append(paragraph);
  }
  if (shown) {
    const code = document.createElement("code");
    code.textContent = shown;
    box.append(code);
  }
  form.append(box);
}

function inWords(problem) {
  return `${problem.cause[0].toUpperCase()}${problem.cause.slice(1)}: ${problem.action}. (${problem.code})`;
}

async function send(form) {
  const { method, path, then, said, shows } = form.dataset;
  const headers = { "Content-Type": "application/json" };
  if (csrfSecret) headers["X-CSRF-Token"] = csrfSecret;
  const body = method === "DELETE" ? undefined : JSON.stringify(gathered(form));
  const answer = await fetch(path, { method, headers, body });
  const told = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) {
    tell(form, "problems", "alert", told.problems.map(inWords));
  } else if (then) {
    location.assign(then);
  } else {
    form.reset();
    tell(form, "said", "status", [said], told[shows]);
  }
}

for (const form of document.querySelectorAll("form[data-path]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      await send(form);
    } catch {
      tell(form, "problems", "alert", ["The service did not answer: try again."]);
    } finally {
      button.disabled = false;
    }
  });
}

// A sign-in link's secret stands after the #: it is not sent before its holder presses the button, and not kept.
const byLink = document.querySelector("#by-link");
if (byLink && location.hash.length > 1) {
  byLink.querySelector("input[name=secret]").value = location.hash.slice(1);
  byLink.hidden = false;
  history.replaceState(null, "", location.pathname);
}

// Forms that speak to the API. A form's data- attributes say what is sent and what follows:
//   method, path  where to; version  the version read, sent as If-Match
//   field         the name of the JSON beside files that are sent
//   then          where to go afterwards, {id} being the answer's; said  what is told instead, or beside notes
//   shows         which of the answer's secrets is shown, once; keep  what was typed stays; once  it is sent only once
//   row-name      what its rows (data-row) are called in problems
// and a field's: number, flag (true or false), optional (left out while empty), also (further JSON of an option).
"use strict";

const csrfSecret = document.querySelector("meta[name=csrf-secret]")?.content;

function put(body, name, value) {
  const steps = name.split(".");
  const last = steps.pop();
  steps.reduce((part, step) => (part[step] ??= {}), body)[last] = value;
}

function valueOf(field) {
  if ("flag" in field.dataset) return field.checked;
  return "number" in field.dataset ? Number(field.value) : field.value;
}

function isSent(field, scope) {
  const isOwn = field.closest("[data-row]") === scope.closest("[data-row]");
  return isOwn && !field.disabled && field.type !== "file" && !("optional" in field.dataset && field.value === "");
}

function gathered(scope) {
  const body = {};
  for (const field of scope.querySelectorAll("input[name], select[name]")) {
    if (!isSent(field, scope)) continue;
    if (field.type === "checkbox" && !("flag" in field.dataset)) {
      body[field.name] ??= [];
      if (field.checked) body[field.name].push(field.value);
    } else {
      put(body, field.name, valueOf(field));
      Object.assign(body, JSON.parse(field.selectedOptions?.[0]?.dataset.also ?? "{}"));
    }
  }
  for (const rows of scope.querySelectorAll("[data-rows]")) {
    body[rows.dataset.rows] = [...rows.children].map(gathered);
  }
  return body;
}

function sentBy(form) {
  const { method, version, field } = form.dataset;
  const headers = {};
  if (csrfSecret) headers["X-CSRF-Token"] = csrfSecret;
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  if (method === "DELETE") return { method, headers };
  const told = JSON.stringify(gathered(form));
  if (field === undefined) return { method, headers: { ...headers, "Content-Type": "application/json" }, body: told };
  const body = new FormData();
  body.append(field, told);
  for (const file of form.querySelector("input[type=file]").files) body.append("files", file);
  return { method, headers, body };
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

function whereIs(problem, rowName) {
  if (rowName && problem.row) return `${rowName} ${problem.row}: `;
  const row = problem.row ? `row ${problem.row}` : "";
  const column = problem.column ? `column ${problem.column}` : "";
  const place = rowName ? "" : [problem.file, row, column].filter(Boolean).join(", ");
  return place && `${place}: `;
}

function inWords(problem, rowName) {
  const told = `${whereIs(problem, rowName)}${problem.cause}: ${problem.action}. (${problem.code})`;
  return problem.file ? told : `${told[0].toUpperCase()}${told.slice(1)}`;
}

// What went well but should be known: warnings, and what reading a file left out.
function notesOf(told) {
  const problems = [...(told.warnings ?? []), ...(told.read?.problems ?? [])].map((each) => inWords(each));
  const unread = (told.read?.not_read ?? []).map((file) => `${file} was not read.`);
  const over = told.visits_left_out ?? [];
  return [...problems, ...unread, ...(over.length ? [`Over, and left out: visits ${over.join(", ")}.`] : [])];
}

function refused(form, problems) {
  const { rowName } = form.dataset;
  form.querySelectorAll("[data-row]").forEach((row, place) => {
    row.classList.toggle("wrong", problems.some((problem) => problem.row === place + 1));
  });
  const lines = problems.map((problem) => inWords(problem, rowName));
  tell(form, "problems", "alert", lines.length > 1 ? [`${lines.length} problems; nothing was changed.`, ...lines] : lines);
}

function accepted(form, told) {
  const { then, said, shows } = form.dataset;
  const notes = notesOf(told);
  const goesTo = then?.replace("{id}", told.id);
  if (goesTo && !(said && notes.length)) {
    location.assign(goesTo);
    return;
  }
  if (!("keep" in form.dataset)) form.reset();
  if ("version" in form.dataset) form.dataset.version = told.version;
  form.querySelectorAll("[data-row].wrong").forEach((row) => row.classList.remove("wrong"));
  tell(form, "said", "status", [said, ...notes], told[shows]);
  if (goesTo) goOn(form, goesTo);
  if (goesTo || "once" in form.dataset) form.querySelector("button").hidden = true;
}

function goOn(form, address) {
  const link = document.createElement("a");
  link.className = "button";
  link.href = address;
  link.textContent = "Go on";
  form.querySelector(".said").append(link);
}

async function send(form) {
  const answer = await fetch(form.dataset.path, sentBy(form));
  const told = answer.status === 204 ? {} : await answer.json();
  if (answer.ok) accepted(form, told);
  else refused(form, told.problems);
}

for (const form of document.querySelectorAll("form[data-path]")) {
  form.addEventListener("input", () => form.querySelector(".said")?.remove());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button:not([type=button])");
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

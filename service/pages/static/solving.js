// A solve under way: each better roster's figures as the service sends them, the time that passes, and its end.
"use strict";

const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

function show(solving, name, words) {
  solving.querySelector(`[data-figure=${name}]`).textContent = words;
}

function inPounds(pence) {
  return pence === null ? "–" : pounds.format(pence / 100);
}

function better(solving, reached) {
  const contact = reached.contact_time_pct;
  show(solving, "contact", contact === null ? "–" : `${contact.toFixed(1)}%`);
  show(solving, "cost", inPounds(reached.cost_per_contact_hour_pence));
  show(solving, "unserved", reached.visits_required_unserved.toLocaleString("en-GB"));
  show(solving, "objective", inPounds(reached.objective_pence));
}

function say(solving, words) {
  const status = solving.querySelector("[role=status]");
  if (status.textContent !== words) status.textContent = words;
}

// How planning goes is no news once it is being stopped.
function sayOfPlanning(solving, words) {
  if (!("stopping" in solving.dataset)) say(solving, words);
}

function keepTime(solving, began) {
  const limit = Number(solving.dataset.limit ?? Infinity);
  const elapsed = (performance.now() - began) / 1000;
  show(solving, "elapsed", `${Math.floor(elapsed)} s`);
  const after = "ceiling" in solving.dataset ? "the roster is checked, and the ceiling worked out" : "the roster is checked";
  if (elapsed > limit) sayOfPlanning(solving, `The time to plan is up: ${after}.`);
}

function watch(solving) {
  const { events: address, seconds } = solving.dataset;
  let began = seconds === undefined ? undefined : performance.now() - 1000 * seconds; // unknown while it waits
  const events = new EventSource(address);
  events.addEventListener("progress", (event) => {
    const reached = JSON.parse(event.data);
    began ??= performance.now() - 1000 * reached.elapsed_seconds;
    sayOfPlanning(solving, "Planning. The best checked roster so far:");
    better(solving, reached);
  });
  events.addEventListener("end", () => {
    events.close();
    location.reload();
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) say(solving, "The service tells nothing more: load this page again.");
  });
  setInterval(() => began !== undefined && keepTime(solving, began), 1000);
}

document.querySelectorAll("[data-events]").forEach(watch);

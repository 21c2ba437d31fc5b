// Day tabs, table filters and sorting, one route alone, the section in view. The page is whole without any of it.
"use strict";

function addTabs(holder) {
  const panels = [...holder.querySelectorAll(":scope > .panel")];
  const list = document.createElement("div");
  list.className = "tablist";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", holder.dataset.tabs);
  const tabs = panels.map((panel) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `tab-${panel.id}`;
    tab.textContent = panel.dataset.label;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    list.append(tab);
    return tab;
  });
  const choose = (chosen) => tabs.forEach((tab, index) => {
    tab.setAttribute("aria-selected", String(index === chosen));
    tab.tabIndex = index === chosen ? 0 : -1;
    panels[index].hidden = index !== chosen;
  });
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => choose(index));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (index + step + tabs.length) % tabs.length;
      choose(next);
      tabs[next].focus();
    });
  });
  holder.prepend(list);
  choose(0);
}

const WORTH_FILTERING = 10;
const ROWS_AT_ONCE = 100;

// Shows the rows that a filter lets through, a hundred at a time.
function addRows(table) {
  const box = table.parentElement;
  let wanted = "";
  let most = ROWS_AT_ONCE;
  const more = document.createElement("button");
  more.type = "button";
  more.className = "more";
  more.hidden = true;
  more.addEventListener("click", () => {
    most += ROWS_AT_ONCE;
    table.showRows();
  });
  table.showRows = () => {
    let found = 0;
    for (const row of table.tBodies[0].rows) {
      const matches = row.textContent.toLowerCase().includes(wanted);
      found += matches;
      row.hidden = !matches || found > most;
    }
    more.hidden = found <= most;
    more.textContent = `Show ${ROWS_AT_ONCE} more: ${most} of ${found} rows are shown`;
  };
  if (table.tBodies[0].rows.length > ROWS_AT_ONCE) {
    box.after(more);
    table.showRows();
  }
  if (!table.dataset.filter || table.tBodies[0].rows.length < WORTH_FILTERING) return;
  const label = document.createElement("label");
  label.className = "filter";
  label.append(table.dataset.filter);
  const input = document.createElement("input");
  input.type = "search";
  label.append(input);
  input.addEventListener("input", () => {
    wanted = input.value.trim().toLowerCase();
    most = ROWS_AT_ONCE;
    table.showRows();
  });
  box.before(label);
}

function valueOf(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.value || cell.textContent.trim();
  const number = parseFloat(text.replace(/[£,%]/g, "").replace("−", "-"));
  return cell.classList.contains("n") ? (Number.isNaN(number) ? -Infinity : number) : text.toLowerCase();
}

function addSorting(table) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending" && head.classList.contains("n")
        || head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows];
      rows.sort((one, two) => {
        const [a, b] = [valueOf(one, column), valueOf(two, column)];
        return (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1);
      });
      table.tBodies[0].append(...rows);
      table.showRows();
    });
  });
}

function addRouteChoice(list) {
  const map = list.parentElement.querySelector(":scope > figure > .map");
  const show = (key) => {
    map.classList.toggle("alone", key !== null);
    for (const route of map.querySelectorAll("g")) route.classList.toggle("chosen", route.dataset.route === key);
  };
  for (const item of list.children) {
    for (const event of ["pointerenter", "focus"]) item.addEventListener(event, () => show(item.dataset.route));
    for (const event of ["pointerleave", "blur"]) item.addEventListener(event, () => show(null));
  }
}

function followSections() {
  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      links.forEach((link) => link.removeAttribute("aria-current"));
      links.get(entry.target.id).setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  document.querySelectorAll("main > section").forEach((section) => watcher.observe(section));
}

function letKeysScroll() {
  for (const box of document.querySelectorAll(".scroll")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

document.querySelectorAll("[data-tabs]").forEach(addTabs);
document.querySelectorAll(".scroll > table").forEach(addRows);
document.querySelectorAll("table[data-sort]").forEach(addSorting);
document.querySelectorAll(".routes").forEach(addRouteChoice);
addEventListener("beforeprint", () => {
  document.querySelectorAll("details.group").forEach((each) => { each.open = true; });
  document.querySelectorAll(".scroll > table tbody tr").forEach((row) => { row.hidden = false; });
});
addEventListener("afterprint", () => document.querySelectorAll(".scroll > table").forEach((table) => table.showRows()));
followSections();
letKeysScroll();
addEventListener("resize", letKeysScroll);

"use strict";
// What the page can do beside being read: long tables are sorted, searched and turned over page by page, and shapes of
// charts say what they are under the pointer. Words go in as text alone, never as markup; the page is whole without this.
(() => {
  const words = document.body.dataset;
  const PAGE = 100;

  function made(tag, properties, ...within) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...within);
    return element;
  }

  function live(table) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...body.rows];
    const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    const chosen = new Map();
    let sorted = rows, found = rows, first = 0, sortedBy = -1, rising = true, needles = [], payer = -1;

    const read = heads.map(() => new Map());
    const text = (row, column) => {
      if (!read[column].has(row)) read[column].set(row, row.cells[column].textContent);
      return read[column].get(row);
    };
    const number = (row, column) => {
      const digits = text(row, column).replace(/[^0-9.-]/g, "");
      return digits === "" ? NaN : Number(digits);
    };
    const whole = new Map();
    const wholeText = (row) => {
      if (!whole.has(row)) whole.set(row, row.textContent.toLowerCase());
      return whole.get(row);
    };

    const shown = made("output", {});
    const back = made("button", { type: "button", textContent: words.back, onclick: () => turn(-PAGE) });
    const on = made("button", { type: "button", textContent: words.on, onclick: () => turn(PAGE) });

    function show() {
      const page = found.slice(first, first + PAGE);
      body.replaceChildren(...page);
      shown.textContent = !found.length ? words.none : words.shown
        .replace("{first}", (first + 1).toLocaleString())
        .replace("{last}", (first + page.length).toLocaleString())
        .replace("{count}", found.length.toLocaleString());
      back.disabled = first === 0;
      on.disabled = first + PAGE >= found.length;
    }

    function turn(by) {
      first += by;
      show();
      table.parentElement.scrollTop = 0;
    }

    function filter() {
      found = sorted.filter((row) =>
        [...chosen].every(([column, value]) => text(row, column) === value)
        && (payer < 0 || number(row, payer) > 0)
        && needles.every((needle) => wholeText(row).includes(needle)));
      first = 0;
      show();
    }

    function sort(column) {
      rising = column === sortedBy ? !rising : true;
      sortedBy = column;
      const figures = heads[column].classList.contains("figure");
      const sign = rising ? 1 : -1;
      const keyed = rows.map((row) => [figures ? number(row, column) : text(row, column), row]);
      const empty = figures ? Number.isNaN : (key) => key === "";
      keyed.sort(([one], [other]) => {
        if (empty(one) || empty(other)) return empty(one) - empty(other);
        return sign * (figures ? one - other : order(one, other));
      });
      sorted = keyed.map(([, row]) => row);
      heads.forEach((head, place) => {
        if (place === column) head.setAttribute("aria-sort", rising ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      filter();
    }

    function choice(label, options, choose) {
      const select = made("select", { onchange: () => { choose(select.value); filter(); } });
      select.append(made("option", { value: "", textContent: words.all }));
      for (const [value, name] of options) select.append(made("option", { value, textContent: name }));
      return made("label", { textContent: label }, select);
    }

    const controls = made("div", { className: "controls" });
    const find = made("input", { type: "search", oninput: () => {
      needles = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      filter();
    } });
    controls.append(made("label", { textContent: words.find }, find));
    heads.forEach((head, column) => {
      const name = head.textContent;
      if ("choose" in head.dataset) {
        const values = [...new Set(rows.map((row) => text(row, column)))].filter(Boolean).sort(order);
        controls.append(choice(name, values.map((value) => [value, value]), (value) =>
          value === "" ? chosen.delete(column) : chosen.set(column, value)));
      }
    });
    const payers = heads.map((head, column) => [head, column]).filter(([head]) => "pays" in head.dataset);
    if (payers.length) {
      controls.append(choice(words.payer, payers.map(([head, column]) => [String(column), head.textContent]),
        (value) => { payer = value === "" ? -1 : Number(value); }));
    }
    controls.append(back, on, shown);
    heads.forEach((head, column) =>
      head.replaceChildren(made("button", { type: "button", textContent: head.textContent, onclick: () => sort(column) })));
    table.parentElement.before(controls);
    show();
    window.addEventListener("beforeprint", () => body.replaceChildren(...found));
    window.addEventListener("afterprint", show);
  }

  // Tables are taken in hand while they are folded: thousands of rows are never laid out together.
  for (const table of document.querySelectorAll("table.live")) live(table);

  const says = document.getElementById("says");
  document.addEventListener("pointermove", (event) => {
    const mark = event.target instanceof Element ? event.target.closest("svg [aria-label]") : null;
    says.hidden = mark === null;
    if (mark === null) return;
    says.textContent = mark.getAttribute("aria-label");
    const wide = says.offsetWidth, high = says.offsetHeight;
    says.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - wide - 4))}px`;
    says.style.top = `${event.clientY + 18 + high > innerHeight ? event.clientY - high - 10 : event.clientY + 18}px`;
  });
})();

/** Functions that run inside the page. They are sent as text: each stands alone. */
/**
 * Returns the visible elements of a role whose accessible name is the one wanted. The name follows
 * the order of the accessible name computation: labelledby, label attribute, label element, content.
 */
export function find(role, wanted) {
  const selectors = {
    button: 'button, [role="button"], input[type="button"], input[type="submit"]',
    link: "a[href]",
    textbox: 'input:not([type]):not([list]), input[type="text"]:not([list]), textarea',
    searchbox: 'input[type="search"]',
    checkbox: 'input[type="checkbox"]',
    radio: 'input[type="radio"]',
    combobox: 'select, [role="combobox"], input[list]',
    heading: "h1, h2, h3, h4",
    dialog: "dialog[open]",
    disclosure: "summary",
    article: "article",
    complementary: "aside",
    listitem: "li",
    row: "tr",
    region: "section",
  };
  const clean = (text) => text.replace(/[\s\u00a0\u202f]+/g, " ").replace(/’/g, "'").trim();
  const content = (element) => {
    let text = "";
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) text += node.textContent;
      else if (node.nodeType === Node.ELEMENT_NODE && node.getAttribute("aria-hidden") !== "true") {
        const gap = getComputedStyle(node).display.startsWith("inline") ? "" : " ";
        text += gap + content(node) + gap;
      }
    }
    return text;
  };
  const nameOf = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (by) return by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    const label = element.getAttribute("aria-label");
    if (label) return label;
    if (element.labels?.length) return [...element.labels].map(content).join(" ");
    if (/^(row|article|complementary|region|dialog)$/.test(role) && role !== "row") return "";
    return content(element);
  };
  const whole = wanted.whole === undefined ? null : clean(wanted.whole);
  const pattern = whole === null ? new RegExp(wanted.pattern, wanted.flags) : null;
  const top = document.querySelector("dialog[open]") ?? document;
  return [...top.parentNode ? [top] : [], ...top.querySelectorAll(selectors[role])].filter((element) => {
    if (element.nodeType !== Node.ELEMENT_NODE || !element.matches(selectors[role])) return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const name = clean(nameOf(element));
    return pattern ? pattern.test(name) : name === whole;
  });
}

/** Tells where a control stands from the focus: here, before, after, or gone. */
export function position(control) {
  const active = document.activeElement;
  if (!control.isConnected) return "gone";
  if (control === active) return "here";
  if (!active || active === document.body) return "after";
  return active.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_PRECEDING ? "before" : "after";
}

/** How many options lie between the one chosen in a list and the one wanted; null = it is not there. */
export function wayTo(select, wanted) {
  const clean = (text) => text.replace(/[\s\u00a0\u202f]+/g, " ").replace(/’/g, "'").trim();
  const at = [...select.options].findIndex((option) => clean(option.textContent) === wanted);
  return at < 0 ? null : at - select.selectedIndex;
}

/** Where Tab stops in the group of a radio button: the checked one, else the first. */
export function stopOf(radio) {
  const group = [...document.querySelectorAll(`input[type="radio"][name="${CSS.escape(radio.name)}"]`)];
  return group.find((one) => one.checked) ?? group[0];
}

/** Which way a radio button lies from the focused one of its group. */
export function wayInGroup(radio) {
  if (radio.checked) return "checked";
  if (radio === document.activeElement) return "here";
  const after = document.activeElement.compareDocumentPosition(radio) & Node.DOCUMENT_POSITION_FOLLOWING;
  return after ? "after" : "before";
}

/**
 * Runs axe-core and returns what is wrong, short. Meanwhile the page is laid out whole: what has
 * scrolled out of its box is judged too, and, if `strict`, a contrast that axe cannot tell counts as wrong.
 */
export function runAxe(strict, done) {
  const options = {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    resultTypes: ["violations", "incomplete"],
  };
  const whole = new CSSStyleSheet();
  whole.replaceSync(`
    .frame, .tender, .panes { height: auto !important; }
    main, .part, .panes > *, nav, article { overflow: visible !important; max-height: none !important; position: static !important; }
    select { background-image: none !important; }
  `);
  const short = (violation) => ({
    id: violation.id,
    impact: violation.impact,
    help: violation.help,
    nodes: violation.nodes.slice(0, 5).map((node) => ({
      target: node.target.join(" "),
      html: node.html.slice(0, 160),
      why: (node.failureSummary ?? "").replace(/\s+/g, " ").slice(0, 300),
    })),
  });
  // A sign of one character is no text: its word stands beside it. Words in a drawing are told by its
  // sentence and by a table, and axe can never tell what is behind them; their colours are the theme's.
  const drawn = (node) => document.querySelector(node.target[0])?.closest('svg[role="img"]') != null;
  const untold = (node) => !drawn(node) && node.any.some((check) => /obscured|gradient|overlap|image/.test(check.message));
  const doubts = (result) =>
    result.incomplete
      .filter((one) => one.id === "color-contrast")
      .map((one) => ({ ...one, id: "color-contrast, not told", nodes: one.nodes.filter(untold) }))
      .filter((one) => one.nodes.length > 0);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, whole];
  globalThis.axe
    .run(document, options)
    .then(
      (result) => ({ violations: [...result.violations, ...(strict ? doubts(result) : [])].map(short) }),
      (error) => ({ error: String(error) }),
    )
    .then((answer) => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== whole);
      done(answer);
    });
}

/** Every control that Tab must find, in reading order, described for a failure. */
export function controls() {
  const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';
  return [...document.querySelectorAll(focusable)].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type !== "radio") return true;
    // One stop for a group of radio buttons: the checked one, else the first.
    const group = [...document.querySelectorAll(`input[type="radio"][name="${CSS.escape(element.name)}"]`)];
    const checked = group.find((one) => one.checked);
    return checked ? checked === element : true;
  });
}

/** Describes the focused element and how its focus shows. */
export function focus() {
  const active = document.activeElement;
  const style = getComputedStyle(active);
  const box = active.getBoundingClientRect();
  return {
    body: active === document.body,
    html: active.outerHTML.slice(0, 140),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    onScreen: box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth,
  };
}

/**
 * Elements that make the page, or a box of it, scroll sideways. Only a table of two dimensions may, in a region
 * that has a name and that Tab reaches.
 */
export function overflow() {
  const root = document.scrollingElement;
  const wide = root.scrollWidth > root.clientWidth;
  const allowed = (element) => element.closest('[role="region"][tabindex="0"]:is([aria-label], [aria-labelledby])')?.querySelector("table") != null;
  const scrolled = [...document.querySelectorAll("body *")].filter((element) => {
    if (allowed(element) || element.scrollWidth <= element.clientWidth + 1) return false;
    return /auto|scroll/.test(getComputedStyle(element).overflowX) && element.clientWidth > 0;
  });
  const culprits = [...document.querySelectorAll("body *")].filter(
    (element) => !allowed(element) && element.getBoundingClientRect().right > window.innerWidth + 1 && element.checkVisibility(),
  );
  return { wide, elements: [...scrolled, ...(wide ? culprits : [])].slice(0, 5).map((element) => element.outerHTML.slice(0, 140)) };
}

/** Cells of a table that became cards, and whose header does not show above them. */
export function unlabelled() {
  const cells = [...document.querySelectorAll("[data-stacked] > tbody > tr > :is(td, th):not([colspan])")].filter((cell) => cell.checkVisibility());
  const shows = (cell) => {
    const wanted = cell.dataset.label;
    const label = getComputedStyle(cell, "::before");
    return wanted === "" || (wanted && label.display === "block" && label.content.includes(wanted.slice(0, 3)));
  };
  return cells.filter((cell) => !shows(cell)).map((cell) => cell.outerHTML.slice(0, 140));
}

/** Text cut by its own box: hidden overflow that hides something. */
export function clipped() {
  return [...document.querySelectorAll("body *")]
    .filter((element) => {
      const style = getComputedStyle(element);
      if (element.closest(".visually-hidden") || !element.checkVisibility()) return false;
      const hides = /hidden|clip/.test(style.overflowX) || /hidden|clip/.test(style.overflowY);
      const cut = element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + 2;
      return hides && cut && element.clientWidth > 0 && element.textContent.trim() !== "";
    })
    .map((element) => element.outerHTML.slice(0, 140));
}

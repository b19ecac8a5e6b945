import type { Attachment } from "svelte/attachments";

/**
 * A table that has no room to stand becomes one card a row, each cell under the header of its column
 * (`[data-stacked]` in `base.css`). Roles are written out: an engine forgets those of a table laid out as a grid.
 * `least` = width that it needs as a table, in rem.
 */
export function stacked(least: number): Attachment<HTMLTableElement> {
  return (table) => {
    const box = table.parentElement ?? table;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const fit = () => table.toggleAttribute("data-stacked", box.clientWidth < least * rem);
    const width = new ResizeObserver(fit);
    const rows = new MutationObserver(() => describe(table));
    describe(table);
    fit();
    width.observe(box);
    rows.observe(table, { childList: true, subtree: true, characterData: true });
    return () => {
      width.disconnect();
      rows.disconnect();
    };
  };
}

/** Gives each cell its role and the header of its column. */
export function describe(table: HTMLTableElement): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent.trim());
  put(table, "role", "table");
  for (const part of table.querySelectorAll(":scope > :is(thead, tbody)")) put(part, "role", "rowgroup");
  for (const row of table.rows) {
    put(row, "role", "row");
    let column = 0;
    for (const cell of row.cells) {
      put(cell, "role", cell.tagName === "TD" ? "cell" : cell.scope === "row" ? "rowheader" : "columnheader");
      // A cell over several columns belongs to none of them.
      if (row.parentElement !== table.tHead && cell.colSpan === 1) put(cell, "data-label", heads[column] ?? "");
      column += cell.colSpan;
    }
  }
}

function put(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

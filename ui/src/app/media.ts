/**
 * WebKitGTK keeps the answers that the media queries of a style sheet had when the page was loaded
 * already zoomed: back at 100 %, the window would stay in one column. `matchMedia` does see the change,
 * so each sheet is asked again when one of the widths or heights that the styles know is crossed.
 */
export const KNOWN = ["(max-width: 47.5rem)", "(max-width: 68rem)", "(max-height: 30rem)"];

/** Keeps the styles true to the size of the window, for as long as the page lives. */
export function followSize(): void {
  for (const query of KNOWN) matchMedia(query).addEventListener("change", askSheetsAgain);
}

function askSheetsAgain(): void {
  for (const sheet of document.styleSheets) {
    sheet.disabled = true;
    // Reading a style makes the engine notice that the sheet is gone, before it comes back.
    void getComputedStyle(document.body).color;
    sheet.disabled = false;
  }
}

/** Gives the focus to the title of a screen, at its place: the screen is read from its beginning. */
export function arrive(heading: HTMLElement): void {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView?.({ block: "start" });
}

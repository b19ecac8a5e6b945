import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import TextInput from "./TextInput.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function field(value = "") {
  const commit = vi.fn();
  const shown = render(TextInput, { value, commit, "aria-label": "champ" });
  return { commit, input: screen.getByLabelText<HTMLInputElement>("champ"), ...shown };
}

describe("a text field", () => {
  it("tells what was typed after a pause, once", async () => {
    const { commit, input } = field();
    await fireEvent.input(input, { target: { value: "Cr" } });
    await fireEvent.input(input, { target: { value: "Crèche" } });
    vi.advanceTimersByTime(299);
    expect(commit).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(commit.mock.calls).toEqual([["Crèche", false]]);
  });

  it("tells at once when it is left, and says that it was left", async () => {
    const { commit, input } = field();
    await fireEvent.input(input, { target: { value: "150 k" } });
    await fireEvent.blur(input);
    expect(commit.mock.calls).toEqual([["150 k", true]]);
  });

  it("says again that it was left, even when the pause has already told the text", async () => {
    const { commit, input } = field();
    await fireEvent.input(input, { target: { value: "beaucoup" } });
    vi.advanceTimersByTime(300);
    await fireEvent.blur(input);
    expect(commit.mock.calls).toEqual([["beaucoup", false], ["beaucoup", true]]);
  });

  it("tells nothing when nothing was typed", async () => {
    const { commit, input } = field("déjà là");
    await fireEvent.focus(input);
    await fireEvent.blur(input);
    expect(commit).not.toHaveBeenCalled();
  });

  it("keeps what is being typed, whatever comes back, and shows it once left", async () => {
    const { input, rerender } = field("150 000");
    await fireEvent.input(input, { target: { value: "150 k€" } });
    await rerender({ value: "150 000" });
    expect(input.value).toBe("150 k€");
    await fireEvent.blur(input);
    await rerender({ value: "150 000" });
    expect(input.value).toBe("150 000");
  });

  it("loses nothing when its screen goes away before the pause ends", async () => {
    const { commit, input, unmount } = field();
    await fireEvent.input(input, { target: { value: "Groupe scolaire" } });
    unmount();
    expect(commit.mock.calls).toEqual([["Groupe scolaire", true]]);
  });
});

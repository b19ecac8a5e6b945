import { beforeEach, describe, expect, it, vi } from "vitest";

import { announcer } from "./announce.svelte";

describe("what the status bar says", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    announcer.clear();
  });

  it("goes with the screen that said it, what was about to be said too", () => {
    announcer.say("Copié.");
    vi.advanceTimersByTime(2_500);
    expect(announcer.message).toBe("Copié.");
    announcer.say("Encore.");
    announcer.clear();
    vi.advanceTimersByTime(5_000);
    expect(announcer.message).toBe("");
  });

  it("leaves by itself once there was time to read it", () => {
    announcer.say("Copié.");
    vi.advanceTimersByTime(20_000);
    expect(announcer.message).toBe("");
  });
});

import { describe, expect, it } from "vitest";
import { address, read, type Route } from "./router.svelte";

describe("an address", () => {
  it.each<[string, Route]>([
    ["", { screen: "home" }],
    ["#/library", { screen: "library" }],
    ["#/library/own", { screen: "library", part: "own" }],
    ["#/library/write/env-08", { screen: "library", part: "write", detail: "env-08" }],
    ["#/library/ailleurs", { screen: "library" }],
    ["#/ailleurs", { screen: "home" }],
    ["#/tender/abc", { screen: "tender", id: "abc", part: "dashboard", detail: null }],
    ["#/tender/abc/clauses/insertion", { screen: "tender", id: "abc", part: "clauses", detail: "insertion" }],
    ["#/tender/abc/facts/buyer.kind", { screen: "tender", id: "abc", part: "facts", detail: "buyer.kind" }],
  ])("« %s » leads somewhere", (hash, route) => {
    expect(read(hash)).toEqual(route);
  });

  it("is read as it was written", () => {
    const route: Route = { screen: "tender", id: "a b/c", part: "obligations", detail: "exec-social" };
    expect(read(address(route))).toEqual(route);
    const own: Route = { screen: "library", part: "own", detail: "verger-01" };
    expect(read(address(own))).toEqual(own);
  });
});

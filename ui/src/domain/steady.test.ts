import { expect, it } from "vitest";
import { Steady } from "./steady";

const steady = () => new Steady<string>((item) => item);

it("keeps the order of the first sight, whatever comes next", () => {
  const list = steady();
  expect(list.sort("insertion", ["a", "b", "c"])).toEqual(["a", "b", "c"]);
  expect(list.sort("insertion", ["c", "a", "b"])).toEqual(["a", "b", "c"]);
});

it("puts what is new last and forgets nothing of what comes back", () => {
  const list = steady();
  list.sort("insertion", ["a", "b"]);
  expect(list.sort("insertion", ["n", "b"])).toEqual(["b", "n"]);
  expect(list.sort("insertion", ["n", "b", "a"])).toEqual(["a", "b", "n"]);
});

it("starts again under another key", () => {
  const list = steady();
  list.sort("insertion", ["a", "b"]);
  expect(list.sort("environment", ["b", "a"])).toEqual(["b", "a"]);
});

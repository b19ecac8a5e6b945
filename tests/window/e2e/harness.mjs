/**
 * The real window, driven from outside: one program per session, on a data folder of its own.
 *
 * A person's keyboard is the only way in: nothing here clicks. Controls are looked for by their role
 * and their name, as a screen reader tells them, and reached with Tab.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { Builder, Capabilities, Key } from "selenium-webdriver";
import * as page from "./page.mjs";

export { Key };

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const program = process.env.CLAUSIER_PROGRAM ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, "target"), "debug/clausier");
const artefacts = process.env.CLAUSIER_ARTEFACTS ?? path.join(root, "artefacts");

/** Day shown to the program: what the law says does not change with the day of the test. */
export const TODAY = "2026-09-01";
/** Longest wait for anything, in milliseconds: two slow cores, a debug build. */
const PATIENCE = 15_000;

/** Polls until `probe` gives something true; says what was waited for when it never does. */
export async function until(what, probe, patience = PATIENCE) {
  const limit = Date.now() + patience;
  let last;
  for (;;) {
    try {
      const found = await probe();
      if (found) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > limit) {
      throw new Error(`never happened: ${what}${last ? ` (${last.message})` : ""}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Gives up a promise that does not come in time. */
function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A folder that disappears with the session. */
function temporaryFolder() {
  return fs.mkdtempSync(path.join(os.tmpdir(), "clausier-e2e-"));
}

/** One program with its window. */
export class Session {
  #axe = false;

  /** Starts the program on `folder` (fresh when not given) and waits for its first painting. */
  static async start({ folder = temporaryFolder() } = {}) {
    const session = new Session();
    session.folder = folder;
    session.data = path.join(folder, "donnees");
    session.answers = path.join(folder, "reponses.txt");
    session.browsed = path.join(folder, "adresses.txt");
    session.pidFile = path.join(folder, "pid");
    fs.writeFileSync(session.answers, "");
    await session.open();
    return session;
  }

  /** Opens the window; also after `kill`, on the same folder. `width` = its pixels, when it is zoomed. */
  async open(options = {}) {
    // The driver at times never answers a new session after a program was killed: it is asked once more.
    try {
      await within(PATIENCE * 3, this.#open(options));
    } catch {
      this.#abandon();
      await this.#open(options);
    }
  }

  async #open({ width } = {}) {
    const wrapper = path.join(this.folder, "clausier.sh");
    fs.writeFileSync(wrapper, this.#script(), { mode: 0o755 });
    fs.rmSync(this.pidFile, { force: true });
    const capabilities = new Capabilities({
      browserName: "wry",
      "webkitgtk:browserOptions": { binary: wrapper, args: [] },
    });
    this.agent = new http.Agent();
    this.driver = await new Builder().usingServer(driverAddress()).usingHttpAgent(this.agent).withCapabilities(capabilities).build();
    this.#axe = false;
    await until("the window is painted", () => this.script(() => document.documentElement.dataset.ready === "1"));
    if (width === undefined) await this.size(1366, 768);
    else {
      await this.driver.manage().window().setRect({ width: 1280, height: 720 });
      await until(`the page is ${width} wide`, () => this.script((wide) => window.innerWidth === wide, width));
    }
  }

  /** Ends a program that was started for a session that never came. */
  #abandon() {
    this.driver = null;
    this.#expectNothing();
    try {
      process.kill(Number(fs.readFileSync(this.pidFile, "utf8")), "SIGKILL");
    } catch {
      // It was not even started.
    }
  }

  /** The program's environment: a driver may start several programs, each with its own folder. */
  #script() {
    const inFolder = (name) => path.join(this.folder, name);
    return [
      "#!/bin/sh",
      `export CLAUSIER_DATA_DIR='${this.data}'`,
      `export CLAUSIER_ANSWERS='${this.answers}'`,
      `export CLAUSIER_BROWSED='${this.browsed}'`,
      `export CLAUSIER_TODAY='${TODAY}'`,
      `export XDG_DATA_HOME='${inFolder("xdg")}' XDG_CONFIG_HOME='${inFolder("xdg")}'`,
      `echo $$ > '${this.pidFile}'`,
      `exec '${program}' "$@" 2>> '${inFolder("erreurs.txt")}'`,
      "",
    ].join("\n");
  }

  /** Ends the program as a power cut does: no chance to save anything. */
  async kill() {
    const pid = Number(fs.readFileSync(this.pidFile, "utf8"));
    process.kill(pid, "SIGKILL");
    await until("the program is dead", () => !alive(pid));
    await this.#leave();
  }

  /** Closes the window and forgets the folder. */
  async close() {
    await this.#leave();
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Ends the session; the driver of a dead program answers late or with an error. */
  async #leave() {
    const driver = this.driver;
    this.driver = null;
    if (!driver) return;
    const late = new Promise((resolve) => setTimeout(resolve, 5_000).unref());
    await Promise.race([driver.quit().catch(() => undefined), late]);
    this.#expectNothing();
  }

  /** An answer that the driver still owes never keeps the tests from ending. */
  #expectNothing() {
    Object.values(this.agent.sockets).flat().forEach((socket) => socket.unref());
  }

  /** What the next native dialogs answer, one path each; an empty one is a cancelled dialog. */
  answer(...paths) {
    fs.appendFileSync(this.answers, paths.map((one) => `${one}\n`).join(""));
  }

  /** A path in the session's folder. */
  path(name) {
    return path.join(this.folder, name);
  }

  /** Runs a function in the page. */
  script(body, ...given) {
    return this.driver.executeScript(body, ...given);
  }

  /** Gives the page that many CSS pixels. */
  async size(width, height) {
    await this.driver.manage().window().setRect({ width, height });
    await until(`the window is ${width} wide`, () => this.script((wide) => window.innerWidth === wide, width));
  }

  // --- keyboard ---

  /** Presses keys one after the other, on whatever has the focus. */
  async press(...keys) {
    let actions = this.driver.actions({ async: false });
    for (const key of keys) actions = actions.keyDown(key).keyUp(key);
    await actions.perform();
  }

  /** Presses a key with modifiers held: `chord(Key.CONTROL, "z")`. */
  async chord(...keys) {
    let actions = this.driver.actions({ async: false });
    for (const key of keys) actions = actions.keyDown(key);
    for (const key of [...keys].reverse()) actions = actions.keyUp(key);
    await actions.perform();
  }

  /** Enlarges a window of 1280 pixels to 400 %. A busy machine may lose a press: one after the other, until the page says so. */
  async enlarge() {
    await until("the page has 320 pixels", async () => {
      if (await this.script(() => window.innerWidth === 320)) return true;
      await this.chord(Key.CONTROL, "=");
      return false;
    });
  }

  /** Types a text into what has the focus, letter by letter. */
  async type(text) {
    await this.press(...text);
  }

  /** Replaces what the field holds. */
  async retype(text) {
    await this.chord(Key.CONTROL, "a");
    if (text === "") await this.press(Key.DELETE);
    else await this.type(text);
  }

  /** Reaches a control with Tab, backwards when it stands before the focus. */
  async reach(role, name) {
    const control = await this.find(role, name);
    await until(`Tab reaches ${role} « ${name} »`, () => this.#walk(control, role, name));
    return control;
  }

  /** Reaches an element that a test has found by itself. */
  async walkTo(control, what) {
    await until(`Tab reaches « ${what} »`, () => this.#walk(control, "element", what));
  }

  /** Waits as a person does; only where time itself is what is tested. */
  pause(milliseconds) {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  async #walk(control, role, name) {
    const limit = 250;
    for (let pressed = 0; pressed < limit; pressed++) {
      const where = await this.script(page.position, control);
      if (where === "here") return true;
      if (where === "gone") throw new Error(`${role} « ${name} » left the page`);
      if (where === "before") await this.chord(Key.SHIFT, Key.TAB);
      else await this.press(Key.TAB);
    }
    throw new Error(`${role} « ${name} » is not reached in ${limit} presses`);
  }

  /** Reaches a button or a link and presses Enter. */
  async activate(role, name) {
    await this.reach(role, name);
    await this.press(Key.ENTER);
  }

  /** Reaches a field, types, and leaves it, so that it is saved at once. */
  async fill(name, text, role = "textbox") {
    await this.reach(role, name);
    await this.retype(text);
    await this.press(Key.TAB);
  }

  /** Replaces what a search field holds. */
  async fillSearch(text) {
    await this.reach("searchbox", "Chercher");
    await this.retype(text);
  }

  /** Reaches a checkbox and presses Space. */
  async tick(role, name) {
    await this.reach(role, name);
    await this.press(Key.SPACE);
  }

  /** Reaches a group of radio buttons and goes to one of them with the arrows, as people do. */
  async pick(name) {
    const wanted = await this.find("radio", name);
    await this.pickElement(wanted, name);
  }

  /** The same, for a radio button that a test has found by itself. */
  async pickElement(wanted, name) {
    await this.walkTo(await this.script(page.stopOf, wanted), name);
    await until(`« ${name} » is chosen`, async () => {
      const way = await this.script(page.wayInGroup, wanted);
      if (way === "checked") return true;
      await this.press(way === "here" ? Key.SPACE : way === "after" ? Key.ARROW_DOWN : Key.ARROW_UP);
      await this.saved();
      return false;
    });
  }

  /** Reaches a list, types the first word of an option, then goes on with the arrows, as people do. */
  async choose(name, option) {
    const list = await this.reach("combobox", name);
    await this.type(option.split(" ")[0]);
    await until(`« ${name} » is « ${option} »`, async () => {
      const way = await this.script(page.wayTo, list, plain(option));
      if (way > 0) await this.press(Key.ARROW_DOWN);
      if (way < 0) await this.press(Key.ARROW_UP);
      if (way === null) throw new Error("the list has no such option");
      return way === 0;
    });
    return list;
  }

  // --- what the page says ---

  /** Finds the one visible control of that role and name. A string is the whole name, a pattern a part. */
  async find(role, name) {
    const wanted = name instanceof RegExp ? { pattern: name.source, flags: name.flags } : { whole: name };
    return until(`${role} « ${name} » is on screen`, async () => {
      const found = await this.script(page.find, role, wanted);
      if (found.length > 1) throw new Error(`${found.length} of ${role} « ${name} »`);
      return found[0];
    });
  }

  /** Tells whether a control is there now. */
  async has(role, name) {
    const wanted = name instanceof RegExp ? { pattern: name.source, flags: name.flags } : { whole: name };
    return (await this.script(page.find, role, wanted)).length > 0;
  }

  /** Waits until the page shows a text (a string, or a pattern). */
  async sees(text, patience) {
    await until(`the page shows « ${text} »`, async () => includes(await this.text(), text), patience);
  }

  /** Waits until the page no longer shows a text. */
  async seesNoMore(text) {
    await until(`the page no longer shows « ${text} »`, async () => !includes(await this.text(), text));
  }

  /** Everything that the page shows, with ordinary spaces. */
  async text() {
    return plain(await this.script(() => document.body.innerText));
  }

  /** The text of one region, found by role and name. */
  async textOf(role, name) {
    const region = await this.find(role, name);
    return plain(await this.script((element) => element.innerText, region));
  }

  /** What the status bar last said aloud. */
  async announces(text) {
    await until(`the status bar says « ${text} »`, async () =>
      includes(plain(await this.script(() => document.querySelector(".announce")?.textContent ?? "")), text),
    );
  }

  /** Waits until everything typed is saved. */
  async saved() {
    await until("everything is saved", async () => {
      const text = plain(await this.script(() => document.querySelector("footer span")?.textContent ?? ""));
      return !text.startsWith("Enregistrement");
    });
  }

  /** Role and name of what has the focus, as the engine computes them for a screen reader. */
  async focused() {
    const element = await this.driver.switchTo().activeElement();
    return { role: await element.getAriaRole(), name: plain(await element.getAccessibleName()) };
  }

  /** Title of the window. */
  async title() {
    return plain(await this.driver.getTitle());
  }

  /** Goes to an address of the program, as a link of it does. */
  async goTo(hash) {
    await this.script((where) => {
      window.location.hash = where;
    }, hash);
  }

  /** Goes to a step of the tender on screen, by its link. */
  async step(name) {
    await this.activate("link", name);
    await until(`the step « ${name} » is shown`, () =>
      this.script((label) => document.querySelector('[aria-current="step"]')?.textContent.trim() === label, name),
    );
  }

  /** Waits until two frames in a row are the same. */
  async settled() {
    let before = null;
    await until("the screen is still", async () => {
      const now = await this.script(() => document.body.innerText.length);
      const still = now === before;
      before = now;
      return still;
    });
  }

  /** Waits until what the page holds is also what it shows: a picture is of the last painted frame. */
  async painted() {
    await this.driver.executeAsyncScript((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
  }

  // --- proof ---

  /** Keeps a picture of the window in `artefacts/`. */
  async screenshot(name) {
    fs.mkdirSync(artefacts, { recursive: true });
    await this.painted();
    const picture = Buffer.from(await this.driver.takeScreenshot(), "base64");
    fs.writeFileSync(path.join(artefacts, `${name}.png`), picture);
    return picture;
  }

  /**
   * Keeps pictures of a long screen at 400 %, from its title to its end: a person looks at them. The window is made
   * taller than any screen, which changes nothing in a page of one column, and goes down slice after slice.
   */
  async pictures(name) {
    const HEIGHT = 2800;
    const MOST = 6;
    const { width, height } = await this.driver.manage().window().getRect();
    const small = await this.script(() => window.innerHeight);
    await this.driver.manage().window().setRect({ width, height: HEIGHT });
    await until("the window is tall", () => this.script((least) => window.innerHeight > least, 2 * small));
    await this.settled();
    const { from, to, slice } = await this.script(() => ({
      from: (document.querySelector("main h1") ?? document.body).getBoundingClientRect().top + window.scrollY - 8,
      to: document.documentElement.scrollHeight,
      slice: window.innerHeight,
    }));
    // Slices share a line or two, so that none is cut in half in both.
    const starts = Array.from({ length: MOST }, (_, at) => from + at * (slice - 40)).filter((start, at) => at === 0 || start + 40 < to);
    for (const [at, start] of starts.entries()) {
      await this.script((top) => window.scrollTo(0, top), start);
      await this.screenshot(`${name}-${at + 1}`);
    }
    await this.driver.manage().window().setRect({ width, height });
    await until("the window is small again", () => this.script((usual) => window.innerHeight === usual, small));
  }

  /** Finds nothing wrong with the screen as it stands, or lists what is wrong. */
  async accessibleScreen(state, { strict = true } = {}) {
    const violations = await this.axe(strict);
    assert.equal(violations.length, 0, `axe-core on « ${state} »:\n${violations.map(readable).join("\n")}`);
  }

  /** Runs axe-core: the WCAG A and AA rules up to 2.2. */
  async axe(strict = true) {
    if (!this.#axe) {
      await this.driver.executeScript(axeSource());
      this.#axe = true;
    }
    const result = await this.driver.executeAsyncScript(page.runAxe, strict);
    if (result.error) throw new Error(result.error);
    return result.violations;
  }
}

function includes(text, wanted) {
  return wanted instanceof RegExp ? wanted.test(text) : text.includes(plain(wanted));
}

/** French typography uses spaces that tests should not have to type. */
export function plain(text) {
  return text.replace(/[\u00a0\u202f]/g, " ").replace(/’/g, "'");
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    // A killed program waits for its parent to read its end: it is dead all the same.
    return !fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.startsWith("Z");
  } catch {
    return false;
  }
}

let axeText;
function axeSource() {
  axeText ??= fs.readFileSync(path.join(root, "tests/window/node_modules/axe-core/axe.min.js"), "utf8");
  return axeText;
}

function readable(violation) {
  const places = violation.nodes.map((node) => `      ${node.target}\n        ${node.html}\n        ${node.why}`);
  return `  ${violation.id} (${violation.impact}): ${violation.help}\n${places.join("\n")}`;
}

function driverAddress() {
  const address = process.env.CLAUSIER_DRIVER;
  assert.ok(address, "CLAUSIER_DRIVER names the WebKitWebDriver: these tests are run by `cargo xtask test`");
  return address;
}

/**
 * Declares the tests of a file: they share one window, run in order, and a failure keeps a picture
 * of the screen. `story(step, window)` gives `step(name, work)`.
 */
export function story(title, tell) {
  const shared = { session: null };
  before(async () => {
    assert.ok(fs.existsSync(program), `${program} is missing: build the window first`);
    shared.session = await Session.start();
  }, { timeout: 60_000 });
  after(async () => {
    await shared.session?.close();
  }, { timeout: 30_000 });
  let broken = null;
  const step = (name, work) =>
    test(name, { timeout: 180_000 }, async (context) => {
      if (broken) return context.skip(`« ${broken} » failed before`);
      try {
        await work(shared.session, context);
      } catch (error) {
        if (step.chained) broken = name;
        await keepTrace(shared.session, `echec-${title}-${name}`);
        throw error;
      }
    });
  step.chained = true;
  tell(step);
}

/** A picture and the text of a screen on which a test failed. */
async function keepTrace(session, name) {
  const file = name.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-zA-Z0-9]+/g, "-").slice(0, 80);
  try {
    await session.screenshot(file);
    fs.writeFileSync(path.join(artefacts, `${file}.txt`), await session.text());
  } catch {
    // The window itself may be gone: the failure already says it.
  }
}

/** Version of WebKitGTK, for the record. */
export function engine() {
  try {
    return execFileSync("WebKitWebDriver", ["--version"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}

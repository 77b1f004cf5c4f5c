// `npm run screenshots`: every page of the dashboard and every state it may be in, in both themes, on a desk, on a phone
// and on a narrow one, the main pages on a wide screen, into .screens/ to be looked at. It starts a server of its own with
// the demo schools, and fills a fleet for the scenes that want one.
// Words and patterns narrow it by the names of the pictures: `npm run screenshots -- theme phone`, `-- "^(audit|stay)" desk`.
// `-- --pictures` takes the README's own anew, into docs/pictures/.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packed from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import { makeFleet } from "./screenshots/fleet.mjs";
import { makePeople } from "./screenshots/people.mjs";
import { PICTURES } from "./screenshots/pictures.mjs";
import { SCENES, WIDE } from "./screenshots/scenes.mjs";
import { makeSchools } from "./screenshots/schools.mjs";
import { startServer } from "./screenshots/server.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const args = process.argv.slice(2);
const isPictures = args.includes("--pictures");
const target = join(root, isPictures ? "docs/pictures" : ".screens");
const words = args.filter((word) => !word.startsWith("--"));
const SCREENS = {
  wide: { width: 1600, height: 900 },
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  narrow: { width: 360, height: 740 },
};

const server = await startServer(root);
const executablePath = existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : await packed.executablePath();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  mkdirSync(target, { recursive: true });
  const signedIn = await makeSession();
  const ids = await makeSchools(signedIn, server);
  Object.assign(ids, await makePeople(signedIn, { browser, server, school: ids.open }));
  const storageState = await signedIn.context.storageState();
  const shots = (isPictures ? PICTURES : SCENES.flatMap(onEachScreen)).filter(({ name }) =>
    words.every((word) => new RegExp(word).test(name)),
  );
  for (const shot of shots.filter(({ fleet }) => !fleet)) await shoot(shot, { storageState, ids });
  if (shots.some(({ fleet }) => fleet)) await makeFleet(signedIn);
  for (const shot of shots.filter(({ fleet }) => fleet)) await shoot(shot, { storageState, ids });
  await signedIn.context.close();
} finally {
  await browser.close();
  await server.stop();
}

/** A page of somebody who is signed in, and what calls the server as them. */
async function makeSession() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.origin}/healthz`);
  const call = (path, body) =>
    page.evaluate(
      async ([url, text]) => {
        const init = text ? { method: "POST", headers: { "content-type": "application/json" }, body: text } : {};
        const { result, error } = await (await fetch(url, init)).json();
        return error ? { refused: error.data.pepro.code } : result.data;
      },
      [`/trpc/${path}`, body && JSON.stringify(body)],
    );
  await call("auth.signIn", server.account);
  return { context, call };
}

/** The letters are there, and what comes in late has come. In the page. */
async function settled() {
  await document.fonts.ready;
  const ending = document
    .getAnimations()
    .filter((one) => one.effect.getTiming().iterations !== Number.POSITIVE_INFINITY);
  await Promise.all(ending.map((one) => one.finished.catch(() => undefined)));
}

function onEachScreen(scene) {
  const screens = scene.on ?? ["desk", "phone", "narrow", ...(WIDE.includes(scene.name) ? ["wide"] : [])];
  return screens.flatMap((screen) =>
    ["light", "dark"].map((colorScheme) => ({
      ...scene,
      name: `${scene.name}.${screen}.${colorScheme}`,
      viewport: SCREENS[screen],
      colorScheme,
    })),
  );
}

async function shoot({ name, viewport, colorScheme, ...scene }, { storageState, ids }) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: scene.english && colorScheme === "dark" ? "en-GB" : "fr-FR",
    reducedMotion: "reduce",
    hasTouch: viewport.width < 800,
    ...(scene.signedOut ? {} : { storageState }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  try {
    await scene.before?.(page, server);
    await page.goto(new URL(typeof scene.path === "function" ? scene.path(ids) : scene.path, server.origin).href);
    await page
      .locator(scene.until ?? "h1")
      .first()
      .waitFor();
    if (!scene.before) await page.waitForLoadState("networkidle");
    await scene.act?.(page);
    await page.evaluate(settled);
    await page.screenshot({ path: join(target, `${name}.png`), fullPage: !scene.act && !isPictures });
  } catch (error) {
    // The others are worth looking at, too.
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  } finally {
    await context.close();
  }
}

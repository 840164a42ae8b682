// Makes the pictures of the README from a running demo. It starts nothing itself:
//
//   dotnet run --project src/InBeeld                     (in another window; wait for the address)
//   npm install --no-save playwright-core
//   node tools/pictures.mjs [http://localhost:5080] [docs/pictures]
//
// Needs Chromium: CHROMIUM=/path/to/chromium, default /usr/bin/chromium. Language: PICTURES_LANGUAGE=en, default nl.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const base = (process.argv[2] ?? 'http://localhost:5080').replace(/\/$/, '');
const folder = process.argv[3] ?? 'docs/pictures';
const language = process.env.PICTURES_LANGUAGE === 'en' ? 'en-GB' : 'nl-NL';

// The first persona is the teacher whose group is shown; the principal is found by role, in either language.
const pictures = [
  { name: 'class-list', persona: buttons => buttons.first(), path: '/my-class' },
  { name: 'school', persona: buttons => buttons.filter({ hasText: /Schoolleider|Principal/ }).first(), path: '/school' },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // A sandbox is not allowed to root; nothing but our own pages is opened.
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});
try {
  await mkdir(folder, { recursive: true });
  for (const picture of pictures) {
    await take(picture);
  }
} finally {
  await browser.close();
}

async function take({ name, persona, path }) {
  // A context of its own: nobody is signed in yet, and no message of an earlier page is left.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce' });
  await context.addCookies([{ name: 'inbeeld-language', value: encodeURIComponent(`c=${language}|uic=${language}`), url: base }]);
  const page = await context.newPage();
  await open(page, '/sign-in');
  const button = persona(page.locator('.ib-personas button'));
  if (await button.count() === 0) {
    throw new Error(`${base}/sign-in shows no persona for ${name}. Is it running with the demo?`);
  }

  await Promise.all([page.waitForURL(url => url.pathname !== '/sign-in'), button.click()]);
  await open(page, path);
  await page.evaluate(() => document.fonts.ready);
  // As high as the page, so that the menu beside it is too.
  await page.setViewportSize({ width: 1280, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
  console.log(`${file}: ${await page.title()}`);
  await context.close();
}

async function open(page, path) {
  const answer = await page.goto(base + path);
  if (!answer?.ok()) {
    throw new Error(`${base}${path} answered ${answer?.status()}`);
  }
}

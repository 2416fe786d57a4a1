'use strict';
// Shows a page in Debian's Chromium and prints what the page put into its body, and what the browser said. Argument: the page's URL.
const { chromium } = require('playwright-core');

const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync'];

async function main() {
  // Without a sandbox, which cannot be had as root; the page is ours.
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: QUIET, chromiumSandbox: false });
  try {
    const page = await browser.newPage();
    const said = [];
    page.on('console', message => said.push(message.text()));
    page.on('pageerror', error => said.push(error.message));
    await page.goto(process.argv[2]);
    await page.waitForFunction(() => document.title === 'done', undefined, { timeout: 30_000 }).catch(() => {});
    console.log(JSON.stringify({ ...JSON.parse(await page.textContent('body') || '{}'), said }));
  } finally {
    await browser.close();
  }
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});

// The browser that judges look at pages with.
import { chromium } from 'playwright-core';

/** Starts Chromium, which asks nobody for anything by itself. `limit` ms is when one that hangs is given up. */
export function launch(limit) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    timeout: limit,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

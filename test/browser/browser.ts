/** A real Chromium from npm. Works as root and without a display. */
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

// In one process the browser dies with its first closed context; switched-off web security would hide our own mistakes.
const unwanted = new Set(['--single-process', '--no-zygote', '--disable-web-security'])

/** Launches the browser, with `more` arguments; the caller closes it. */
export const openBrowser = async (more: readonly string[] = []): Promise<Browser> =>
  playwright.launch({
    args: [...chromium.args.filter((argument) => !unwanted.has(argument)), ...more],
    executablePath: await chromium.executablePath(),
    headless: true,
  })

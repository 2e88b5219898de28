/**
 * Axe as a script of the site: a page asks for it by its address, so that the browser compiles it once and not once for
 * every page. Playwright's own builder sends its half megabyte each time, which took a quarter of the whole test.
 */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

const path = '/axe.js'

/** For `openSite`. */
export const axeScripts: ReadonlyMap<string, string> = new Map([[path, axe.source]])

const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export type Asked = {
  /** Only these; all of WCAG 2.2 AA and the best practices when absent. */
  readonly only?: readonly string[]
  readonly without?: readonly string[]
}

/** Brings axe into the page that is open. */
export const bringAxe = async (page: Page): Promise<void> => {
  await page.addScriptTag({ url: path })
}

/** What axe finds in the page that is open, as rules with the elements that break them. Wants `bringAxe` before. */
export function findings(
  page: Page,
  { only, without = [] }: Asked,
): Promise<[rule: string, elements: string[]][]> {
  const options: axe.RunOptions = {
    runOnly: only ? { type: 'rule', values: [...only] } : { type: 'tag', values: allRules },
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations'],
  }
  // The mail's frame is sandboxed and answers no script.
  const asked = JSON.stringify([{ exclude: ['iframe'] }, options])
  return page.evaluate(
    `axe.run(...${asked}).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
  )
}

/** The same in a page without a network, which cannot ask for axe by its address. */
export async function findingsOffline(page: Page): Promise<[rule: string, elements: string[]][]> {
  await page.evaluate(axe.source)
  return findings(page, {})
}

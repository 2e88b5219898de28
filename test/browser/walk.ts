/**
 * A walk through a page by Tab alone: everything that acts is reached, in the order in which it is read, one sees where one
 * is, and nothing holds one back (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11).
 */
import type { Page } from 'playwright-core'

type Step = {
  readonly place: number
  readonly isMarked: boolean
  readonly isInView: boolean
  readonly what: string
}

/** Goes through the main part of the page that is open; gives what is wrong with the way. */
export async function walkByTab(page: Page): Promise<string[]> {
  const expected = await page.evaluate<string[]>(prepare)
  // A field for a date is a stop for each of its parts and for its calendar.
  const presses = expected.length + 4 * expected.filter((what) => what.includes('type="date"')).length
  const keys = await page.context().newCDPSession(page)
  const tab = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }
  // Sent without waiting for one another: what was reached is written down in the page.
  const pressed = Array.from({ length: presses }, () =>
    keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...tab }),
  )
  await Promise.all(pressed)
  await keys.detach()
  const steps = await page.evaluate<Step[]>('walked')
  return [
    ...expected
      .filter((_, place) => !steps.some((step) => step.place === place))
      .map((what) => `never reached: ${what}`),
    ...steps
      .filter(({ place }, at) => at > 0 && place < (steps[at - 1]?.place ?? 0))
      .map(({ what }) => `out of order: ${what}`),
    ...steps.filter(({ isMarked }) => !isMarked).map(({ what }) => `not marked: ${what}`),
    ...steps.filter(({ isInView }) => !isInView).map(({ what }) => `out of view: ${what}`),
  ]
}

/**
 * Runs in the page: whether one sees that this element has the focus, and where it stands: in the window, and under nothing
 * that stays in place while the page moves.
 */
export const seenAt = `(target) => {
  const isDrawn = (style) =>
    (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none'
  // A box to tick is drawn by its label.
  const label = ['radio', 'checkbox'].includes(target.type) ? (target.labels?.[0] ?? target) : target
  const { top, bottom, height } = label.getBoundingClientRect()
  const [{ left: x, top: y, width, height: high } = {}] = target.getClientRects()
  const above = width > 1 ? document.elementFromPoint(x + width / 2, y + high / 2) : null
  const isCovered = above !== null && ![target, label].some((one) => one.contains(above) || above.contains(one))
  return {
    isMarked: [[target], [label, '::before'], [target, '::before'], [target, '::after']].some((of) => isDrawn(getComputedStyle(...of))),
    isInView: (bottom > 0 && top < innerHeight && !isCovered) || height === 0,
  }
}`

/** Runs in the page: names what Tab has to reach, and writes down what it does reach. A group of radios is one stop. */
const prepare = `(() => {
  const acting = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]'
  const named = (one) => one.outerHTML.slice(0, 120)
  const stops = [...document.querySelectorAll('main :is(' + acting + ')')].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }))
  const groups = new Map()
  for (const one of stops) if (one.type === 'radio') {
    const key = one.name + ' ' + [...document.forms].indexOf(one.form)
    if (!groups.has(key) || one.checked) groups.set(key, one)
  }
  const all = stops.filter((one) => one.type !== 'radio' || [...groups.values()].includes(one))
  const seenAt = ${seenAt}
  window.walked = []
  document.querySelector('main').focus()
  addEventListener('focusin', ({ target }) => {
    const place = all.indexOf(target)
    if (place < 0) return
    walked.push({ place, what: named(target), ...seenAt(target) })
  })
  return all.map(named)
})()`

/**
 * Hands that know a keyboard only: Tab, Enter, Space, arrows and letters. On the way to what is wanted one has to see at every
 * stop where one is (WCAG 2.1.1, 2.4.7, 2.4.11); what cannot be reached, or not seen, ends the test.
 */
import type { Locator, Page } from 'playwright-core'
import type { Hands } from '../../scripts/walk/applying.ts'
import { seenAt } from './walk.ts'

/** More than any page has. */
const stopsAtMost = 250

type Stop = { readonly at: 'wanted' | 'skip-link' | 'else'; readonly wrong?: string }

/** Runs in the page: what the focus is on, and what is wrong there. A group of radios is one stop. */
const stop = `(() => {
  const one = document.activeElement
  if (one === document.body) return { at: 'else' }
  const isGroup = wanted.type === 'radio' && one.type === 'radio' && one.name === wanted.name && one.form === wanted.form
  const { isMarked, isInView } = (${seenAt})(one)
  // A date marks the part of it that one is in; the page's own walk holds that it is marked when it is come to.
  const isWhole = one.tabIndex < 0 || ((isMarked || one.type === 'date') && isInView)
  return {
    at: one === wanted || isGroup ? 'wanted' : one.matches('.govuk-skip-link') ? 'skip-link' : 'else',
    ...(!isWhole && { wrong: (isMarked ? 'out of view: ' : 'not marked: ') + one.outerHTML.slice(0, 160) }),
  }
})()`

/** By Tab from where the focus is to this element; over the head by the skip link where there is one on the way. */
export async function reach(page: Page, wanted: Locator): Promise<void> {
  await wanted.evaluate((one) => void Object.assign(globalThis, { wanted: one }))
  for (let stops = 0; stops < stopsAtMost; stops += 1) {
    const { at, wrong } = await page.evaluate<Stop>(stop)
    if (wrong) throw new Error(wrong)
    if (at === 'wanted') return
    await page.keyboard.press(at === 'skip-link' ? 'Enter' : 'Tab')
    if (at === 'skip-link') await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${await wanted.evaluate(({ outerHTML }) => outerHTML.slice(0, 160))}`)
}

/** The keyboard of one page. */
export const keysOf = (page: Page): Hands => ({
  write: async (field, text) => {
    if (text === '') return
    await reach(page, field)
    if ((await field.getAttribute('type')) === 'date') {
      // In the order of the browser's own language: month, day, year.
      const [year, month, day] = text.split('-')
      await page.keyboard.type(`${month}${day}${year}`)
      return
    }
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(text)
  },
  choose: async (select, value) => {
    await reach(page, select)
    const values = await select
      .locator('option')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value')))
    const away = values.indexOf(value) - values.indexOf(await select.inputValue())
    for (let step = 0; step < Math.abs(away); step += 1)
      await page.keyboard.press(away > 0 ? 'ArrowDown' : 'ArrowUp')
  },
  tick: async (box, on) => {
    if ((await box.isChecked()) === on) return
    await reach(page, box)
    await page.keyboard.press('Space')
    // The first of a group is ticked now, or the one that was; the arrows go on from there.
    for (let step = 0; step < 20 && (await box.isChecked()) !== on; step += 1)
      await page.keyboard.press('ArrowDown')
  },
  bring: async (field, files) => {
    // Waited for before the way there: the browser has to be told that somebody waits.
    const chooser = page.waitForEvent('filechooser')
    await reach(page, field)
    await page.keyboard.press('Enter')
    await (await chooser).setFiles([...files])
  },
  press: async (act) => {
    await reach(page, act)
    const loaded = page.waitForEvent('load')
    await page.keyboard.press('Enter')
    await loaded
  },
})

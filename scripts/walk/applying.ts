/**
 * A participant in a browser who answers the application's questions, one a page, with what a sample says; pointing, unless
 * other hands are given.
 */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { drawProof } from '../../server/demonstration/proof.ts'
import { fieldsOf } from '../../server/portal/application-form.ts'
import type { Application } from '../../server/programmes/application.ts'
import type { Typed } from '../../server/web/forms.ts'

/** How many pages were answered, and how many fields were typed in. */
export type Effort = { readonly pages: number; readonly typed: number }

/** What a person does to what a page holds. */
export type Hands = {
  readonly write: (field: Locator, text: string) => Promise<void>
  readonly choose: (select: Locator, value: string) => Promise<void>
  readonly tick: (box: Locator, isOn: boolean) => Promise<void>
  readonly bring: (field: Locator, files: readonly string[]) => Promise<void>
  /** Presses a button or a link, and waits for the page that it leads to. */
  readonly press: (act: Locator) => Promise<void>
}

const pointing: Hands = {
  write: (field, text) => field.fill(text),
  choose: async (select, value) => void (await select.selectOption(value)),
  tick: (box, isOn) => box.setChecked(isOn),
  bring: (field, files) => field.setInputFiles([...files]),
  press: (act) => act.click(),
}

/** More than any application has; a page that does not lead on would be answered for ever. */
const pagesAtMost = 40

/** Answers from the page that is open until the answers are to be checked. */
export async function answerAll(page: Page, sample: Application, hands: Hands = pointing): Promise<Effort> {
  const proof = join(tmpdir(), `faktura-${sample.purchase.invoiceNumber}.pdf`)
  writeFileSync(proof, await drawProof(sample))
  const answers = fieldsOf(sample)
  let effort: Effort = { pages: 0, typed: 0 }
  while (!page.url().endsWith('/check') && effort.pages < pagesAtMost) {
    let typed = 0
    for (const field of await page.locator('form.question [name]:not([type="hidden"]):not(button)').all())
      if ((await answer(hands, field, answers, proof)) === 'typed') typed += 1
    await hands.press(page.locator('button[value="next"]:not([tabindex])'))
    effort = { pages: effort.pages + 1, typed: effort.typed + typed }
  }
  return effort
}

/** Types, chooses, ticks or brings, as the field asks. */
async function answer(
  hands: Hands,
  field: Locator,
  answers: Typed,
  proof: string,
): Promise<'typed' | 'chosen' | 'blank'> {
  const value = answers[(await field.getAttribute('name')) ?? ''] ?? ''
  const tag = await field.evaluate(({ tagName }) => tagName)
  const type = await field.getAttribute('type')
  if (type === 'file') await hands.bring(field, [proof])
  else if (tag === 'SELECT') await hands.choose(field, String(value))
  else if (type === 'radio' || type === 'checkbox')
    await hands.tick(field, [value].flat().includes((await field.getAttribute('value')) ?? ''))
  else {
    await hands.write(field, String(value))
    return value === '' ? 'blank' : 'typed'
  }
  return 'chosen'
}

/** Checklists that can be answered and whose answers mean something (R17, R43). */
import type { Check } from './mistake.ts'

/** No check twice in a category, and a condition for what does not work. */
export const checklists: Check = ({ categories, conditions }, report) => {
  const canFail = conditions.some(({ working }) => working === 'no')
  categories.forEach(({ id: category, checklist }, index) => {
    const path = ['categories', index, 'checklist']
    const asked = checklist.map(({ check }) => check)
    asked.forEach((check, place) => {
      if (asked.indexOf(check) < place) report('checks-repeated', [...path, place], { category, check })
    })
    if (!canFail && checklist.some(({ failure }) => failure === 'not-working'))
      report('failure-without-condition', path, { category })
  })
}

/** Dates that contradict each other (R18, R19, R54, R60). */
import { dayOf } from '../schema/words.ts'
import type { Check } from './mistake.ts'

/** R60: purchases and applications that can never meet. */
export const windows: Check = ({ purchaseWindow: bought, applicationWindow: applied }, report) => {
  if (bought.to !== undefined && bought.to < bought.from) {
    report('purchases-end-before-start', ['purchaseWindow', 'to'], { from: bought.from, to: bought.to })
  }
  if (applied.to === undefined) return
  const at = ['applicationWindow', 'to']
  const { to } = applied
  if (applied.from !== undefined && to < applied.from) {
    report('applications-end-before-start', at, { from: applied.from, to })
  }
  // R60: as published, the cashback took registrations only for part of its purchases.
  if (bought.to === undefined) report('applications-end-purchases-do-not', at, { to })
  else if (to < bought.to) report('applications-end-before-purchases', at, { to, boughtTo: bought.to })
  else if (applied.withinDaysOfPurchase !== undefined) {
    const last = dayOf(bought.to).add({ days: applied.withinDaysOfPurchase }).toString()
    if (last < to) report('last-application-out-of-reach', at, { to, last })
  }
}

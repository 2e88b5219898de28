/** When it was bought and when it was applied for (R18-R20, R54, R60). All ends are inclusive. */
import { Temporal } from 'temporal-polyfill'
import { dayOf } from '../schema/words.ts'
import { voice, type Rule } from './finding.ts'

const boughtOnPath = '/purchase/boughtOn'

/** R18, R60: bought within the purchase window. A date that is missing is not passed (R92). */
export const boughtInWindow: Rule = ({ application, programme }) => {
  const say = voice(programme, 'R18')
  const { boughtOn } = application.purchase
  const { from, to } = programme.purchaseWindow
  if (boughtOn === '') return [say.missing('purchase-date-missing', boughtOnPath)]
  if (boughtOn < from) return [say.fail('bought-too-early', boughtOnPath, { boughtOn, windowFrom: from })]
  if (to !== undefined && boughtOn > to)
    return [say.fail('bought-too-late', boughtOnPath, { boughtOn, windowTo: to })]
  return [say.pass('bought-in-window', boughtOnPath, { boughtOn })]
}

/** R19: applied for from the first to the last day of application. */
export const appliedInTime: Rule = ({ programme, facts }) => {
  const say = voice(programme, 'R19')
  const { from, to } = programme.applicationWindow
  const submittedOn = facts.submittedOn.toString()
  if (from !== undefined && submittedOn < from) {
    return [say.fail('applied-too-early', '', { submittedOn, windowFrom: from })]
  }
  if (to !== undefined && submittedOn > to)
    return [say.fail('applied-too-late', '', { submittedOn, windowTo: to })]
  return [say.pass('applied-in-time', '', { submittedOn })]
}

/** R20: nobody applies before having bought. */
export const boughtBeforeApplying: Rule = ({ application, programme, facts }) => {
  const say = voice(programme, 'R20')
  const { boughtOn } = application.purchase
  const submittedOn = facts.submittedOn.toString()
  if (boughtOn === '') return [say.missing('purchase-date-missing', boughtOnPath)]
  return boughtOn <= submittedOn
    ? [say.pass('bought-before-applying', boughtOnPath, { boughtOn, submittedOn })]
    : [say.fail('bought-after-applying', boughtOnPath, { boughtOn, submittedOn })]
}

/** R54: where the programme says so, at most so many days after the sale. The last of them still counts. */
export const appliedSoonEnough: Rule = (context) => {
  const { application, programme, facts } = context
  const say = voice(programme, 'R54')
  const { withinDaysOfPurchase: days } = programme.applicationWindow
  if (days === undefined) return [say.pass('no-days-after-sale')]
  const { boughtOn } = application.purchase
  if (boughtOn === '') return [say.missing('purchase-date-missing', boughtOnPath)]
  const lastDay = dayOf(boughtOn).add({ days })
  const found = { boughtOn, days, lastOn: lastDay.toString() }
  return Temporal.PlainDate.compare(facts.submittedOn, lastDay) <= 0
    ? [say.pass('applied-soon-enough', boughtOnPath, found)]
    : [say.fail('applied-too-long-after-sale', boughtOnPath, found)]
}

export const dateRules: readonly Rule[] = [
  boughtInWindow,
  appliedInTime,
  boughtBeforeApplying,
  appliedSoonEnough,
]

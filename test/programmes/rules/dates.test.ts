import {
  appliedInTime,
  appliedSoonEnough,
  boughtBeforeApplying,
  boughtInWindow,
} from '../../../server/programmes/rules/dates.ts'
import { application, ask, day, said } from '../samples.ts'

const bought = (boughtOn: string) => ({ application: { purchase: { ...application().purchase, boughtOn } } })

test.each([
  ['2018-09-30', 'fail bought-too-early'],
  ['2018-10-01', 'pass bought-in-window'],
  ['2021-03-31', 'pass bought-in-window'],
  ['2021-04-01', 'fail bought-too-late'],
  ['', 'missing purchase-date-missing'],
])('bought on "%s": %s (R18)', (boughtOn, outcome) => {
  expect(said(ask(boughtInWindow, bought(boughtOn)))).toEqual([outcome])
})

test('a purchase window may stay open at its end (R18)', () => {
  const open = { ...bought('2099-12-31'), programme: { purchaseWindow: { from: '2018-10-01' } } }
  expect(said(ask(boughtInWindow, open))).toEqual(['pass bought-in-window'])
})

test.each([
  ['2018-09-30', 'fail applied-too-early'],
  ['2018-10-01', 'pass applied-in-time'],
  ['2021-06-30', 'pass applied-in-time'],
  ['2021-07-01', 'fail applied-too-late'],
])('applied on %s: %s (R19)', (submittedOn, outcome) => {
  expect(said(ask(appliedInTime, { facts: { submittedOn: day(submittedOn) } }))).toEqual([outcome])
})

test.each([
  ['2019-03-31', 'pass bought-before-applying'],
  ['2019-04-01', 'pass bought-before-applying'],
  ['2019-04-02', 'fail bought-after-applying'],
  ['', 'missing purchase-date-missing'],
])('bought on "%s", applied on 2019-04-01: %s (R20)', (boughtOn, outcome) => {
  expect(said(ask(boughtBeforeApplying, bought(boughtOn)))).toEqual([outcome])
})

test.each([
  ['2019-03-02', 30, 'pass applied-soon-enough'],
  ['2019-03-01', 30, 'fail applied-too-long-after-sale'],
  ['', 30, 'missing purchase-date-missing'],
  ['2018-10-01', undefined, 'pass no-days-after-sale'],
])('sold on "%s", within %s days, applied on 2019-04-01: %s (R54)', (boughtOn, days, outcome) => {
  const applicationWindow = { to: '2021-06-30', ...(days && { withinDaysOfPurchase: days }) }
  expect(said(ask(appliedSoonEnough, { ...bought(boughtOn), programme: { applicationWindow } }))).toEqual([
    outcome,
  ])
})

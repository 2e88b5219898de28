/** The editions as they were published: the days that count, and what has to be sent in (R51, R52, R55, R60, R63, R66). */
import { dateIn } from '../../server/base/calendar.ts'
import { dueOn } from '../../server/programmes/clocks.ts'
import { appliedInTime, boughtInWindow } from '../../server/programmes/rules/dates.ts'
import { evidenceComplete } from '../../server/programmes/rules/purchase.ts'
import { parseProgramme } from '../../server/programmes/source.ts'
import { Temporal } from 'temporal-polyfill'
import { application, ask, day, programmeText, said } from './samples.ts'

const editions = {
  SCT: parseProgramme(programmeText('smart-collaboration-trade-in')),
  CB: parseProgramme(programmeText('it-accessories-cashback')),
} as const
type Edition = keyof typeof editions

test.each<[Edition, string, string, string]>([
  ['SCT', '2024-09-01', 'fail bought-too-early', 'R52'],
  ['SCT', '2024-09-02', 'pass bought-in-window', 'R52'],
  ['SCT', '2025-02-28', 'pass bought-in-window', 'R52'],
  ['SCT', '2025-03-01', 'fail bought-too-late', 'R52'],
  ['CB', '2023-05-21', 'fail bought-too-early', 'R60'],
  ['CB', '2023-05-22', 'pass bought-in-window', 'R60'],
  ['CB', '2023-12-31', 'pass bought-in-window', 'R60'],
  ['CB', '2024-01-01', 'fail bought-too-late', 'R60'],
])('%s bought on %s: %s (%s)', (edition, boughtOn, outcome) => {
  const purchase = { ...application().purchase, boughtOn }
  expect(said(ask(boughtInWindow, { application: { purchase }, programme: editions[edition] }))).toEqual([
    outcome,
  ])
})

test.each<[Edition, string, string, string]>([
  ['SCT', '2025-03-31T21:59:59Z', 'pass applied-in-time', 'R52, the last second, in summer time already'],
  ['SCT', '2025-03-31T22:00:00Z', 'fail applied-too-late', 'R52, midnight'],
  ['CB', '2024-01-31T22:59:59Z', 'pass applied-in-time', 'R60, the last second'],
  ['CB', '2024-01-31T23:00:00Z', 'fail applied-too-late', 'R60, midnight'],
])('%s sent in at %s: %s (%s)', (edition, instant, outcome) => {
  const under = editions[edition]
  const submittedOn = dateIn(Temporal.Instant.from(instant), under.timeZone)
  expect(said(ask(appliedInTime, { facts: { submittedOn }, programme: under }))).toEqual([outcome])
})

test.each<[Edition, string, string, string, string]>([
  ['SCT', 'pay-by', '2025-03-31', '2025-05-15', 'R55'],
  ['SCT', 'ask-after', '2025-03-31', '2025-05-20', 'R55: five days for the bank'],
  ['CB', 'pay-by', '2024-01-31', '2024-03-16', 'R66, over a leap day'],
  ['CB', 'ask-after', '2024-01-31', '2024-03-21', 'R66: five days for the bank'],
])('%s: the clock %s from %s is due on %s (%s)', (edition, id, start, due) => {
  const clock = editions[edition].clocks.find((one) => one.id === id)
  expect(clock && dueOn(clock, day(start)).toString()).toBe(due)
})

test.each<[Edition, string[], string[], string]>([
  ['SCT', ['proof-of-sale', 'device-picture'], ['pass evidence-there', 'pass evidence-there'], 'R51'],
  ['SCT', ['proof-of-sale'], ['pass evidence-there', 'missing evidence-missing'], 'R51'],
  ['CB', ['proof-of-purchase'], ['pass evidence-there'], 'R63'],
  ['CB', ['delivery-note'], ['missing evidence-missing'], 'R63'],
])('%s with %j: %j (%s)', (edition, kinds, outcomes) => {
  const evidence = kinds.map((kind) => ({ kind, file: `file-${kind}` }))
  expect(said(ask(evidenceComplete, { application: { evidence }, programme: editions[edition] }))).toEqual([
    ...outcomes,
  ])
})

/** What is owed to us over HTTP: charges and their invoices, cases, what is given up by two people, set-off by consent (R47). */
import { z } from 'zod'
import type { Office } from '../claims/advance.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { openCharges } from './charge-store.ts'
import { invoiceCharges, waiveCharge } from './charging.ts'
import { openRecoveries, recoveriesOf } from './recovery-store.ts'
import { leftOf, type Recovery } from './recovery.ts'
import { consentToSetOff, setOff, writeOff } from './recovering.ts'

const tag = 'payments'
const params = z.object({ number: z.string().max(40) })

/** What staff write when they decide something about money. */
export const becauseOf = z.strictObject({ reason: z.string().trim().min(10).max(500) })

/** O3: how the participant agreed, in the words of whoever heard it. */
export const agreedWords = z.strictObject({ words: z.string().trim().min(10).max(500) })

/** The debt of ours that a case is taken off. */
export const takenOff = z.strictObject({ payable: z.string().trim().min(1).max(40) })

const recoveryView = z
  .object({
    number: z.string(),
    reference: z.string(),
    cause: z.enum(['credited', 'overpaid', 'charge']),
    amountMinor: z.int(),
    leftMinor: z.int(),
    currency: z.string(),
    dueOn: z.iso.date(),
    state: z.enum(['open', 'repaid', 'written-off']),
    writeOffReason: z.string().optional(),
  })
  .meta({ id: 'Recovery' })

const viewOf = (recovery: Recovery): z.infer<typeof recoveryView> => {
  const { number, reference, cause, amountMinor, currency, dueOn, state, writeOff: proposed } = recovery
  const about = { number, reference, cause, amountMinor, currency, state, dueOn: dueOn.toString() }
  const leftMinor = leftOf(recovery)
  return { ...about, leftMinor, ...(proposed && { writeOffReason: proposed.reason }) }
}

/** Cases and charges: looking, and everything that ends them but money. */
export const recoveryOperations = (office: Office): Operation[] => [
  ...looking(),
  ...charging(office),
  ...ending(office),
]

const looking = (): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/recoveries',
      move: 'see-payments',
      tag,
      summary: 'What is owed to us and open, those due first coming first (R47)',
      output: z.array(recoveryView),
    },
    async ({ db }) => (await openRecoveries(db, 500)).map(viewOf),
  ),
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/recoveries',
      move: 'see-payments',
      tag,
      summary: 'Everything that a claim ever owed to us',
      output: z.array(recoveryView),
    },
    async ({ db, params: { reference } }) => (await recoveriesOf(db, reference)).map(viewOf),
  ),
]

const charging = (office: Office): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/charges',
      move: 'see-payments',
      tag,
      summary: 'Charges that wait for their invoice, the oldest first (R39, R41)',
      output: z.array(
        z.object({
          id: z.int(),
          reference: z.string(),
          kind: z.string(),
          amountMinor: z.int(),
          currency: z.string(),
          reason: z.string(),
          chargedAt: z.string(),
          waiverReason: z.string().optional().describe('Why somebody wants to waive it.'),
        }),
      ),
    },
    async ({ db }) =>
      (await openCharges(db, 500)).map(({ waiver, ...charge }) => ({
        ...charge,
        chargedAt: charge.chargedAt.toString(),
        ...(waiver && { waiverReason: waiver.reason }),
      })),
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/charge-invoices',
      move: 'invoice-charges',
      tag,
      summary: 'Invoice what a claim is charged; the invoice is mailed',
      input: z.strictObject({}),
      output: z.object({ number: z.string() }),
      status: 201,
    },
    async ({ db, params: { reference } }) => ({ number: await invoiceCharges({ ...office, db }, reference) }),
  ),
  operation(
    {
      method: 'post',
      path: '/charges/{id}/waiver',
      move: 'propose-waiver',
      tag,
      summary: 'Say why a charge should be waived before it is invoiced (R41); another person does it',
      params: z.object({ id: rowId }),
      input: becauseOf,
    },
    ({ db, actor, params: { id }, input }) => waiveCharge({ ...office, db }, id, actor, input.reason),
  ),
  operation(
    {
      method: 'post',
      path: '/charges/{id}/waiver/confirmation',
      move: 'confirm-waiver',
      tag,
      summary: 'Waive a charge on the word of somebody else',
      params: z.object({ id: rowId }),
      input: z.strictObject({}),
    },
    ({ db, actor, params: { id } }) => waiveCharge({ ...office, db }, id, actor),
  ),
]

const ending = (office: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/recoveries/{number}/write-off',
      move: 'propose-write-off',
      tag,
      summary: 'Say why a case should be written off; another person does it (O2)',
      params,
      input: becauseOf,
    },
    ({ db, actor, params: { number }, input }) => writeOff({ ...office, db }, number, actor, input.reason),
  ),
  operation(
    {
      method: 'post',
      path: '/recoveries/{number}/write-off/confirmation',
      move: 'confirm-write-off',
      tag,
      summary: 'Write a case off on the word of somebody else',
      params,
      input: z.strictObject({}),
    },
    ({ db, actor, params: { number } }) => writeOff({ ...office, db }, number, actor),
  ),
  operation(
    {
      method: 'post',
      path: '/recoveries/{number}/set-off-consent',
      move: 'record-consent',
      tag,
      summary: 'Record that the participant agreed to a set-off, and how it was said (O3)',
      params,
      input: agreedWords,
    },
    ({ db, actor, params: { number }, input }) =>
      consentToSetOff({ ...office, db }, number, actor, input.words),
  ),
  operation(
    {
      method: 'post',
      path: '/recoveries/{number}/set-off',
      move: 'set-off',
      tag,
      summary:
        'Take a case off a debt of ours to the same participant, with its consent that somebody else recorded (O3)',
      params,
      input: takenOff,
    },
    ({ db, actor, params: { number }, input }) => setOff({ ...office, db }, number, input.payable, actor),
  ),
]

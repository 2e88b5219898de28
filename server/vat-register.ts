/**
 * VAT numbers and the register of the European Union: when it is asked, and what its answer sets in motion. Its every
 * answer is kept as evidence; while it is silent the number is pending, which blocks what the law wants to be certain.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Clock } from './base/calendar.ts'
import { currentProposal, proposalsIn } from './billing/proposal-store.ts'
import { confirmVatId, vatIdsOf } from './billing/vat-checking.ts'
import { advance, type Happened, type Office } from './claims/advance.ts'
import type { Claim } from './claims/claim.ts'
import { claimOf } from './claims/store.ts'
import { inTransaction, type Database, type Transaction } from './database.ts'
import type { Handler } from './jobs/queue.ts'
import { recordVatCheck } from './parties/vat-check-store.ts'
import type { VatRegister } from './parties/vies.ts'
import { programmeVersion } from './programmes/store.ts'

export type RegisterDesk = {
  readonly clock: Clock
  /** Undefined where no register is set: then the reviewer who approves has looked the number up. */
  readonly vatRegister?: VatRegister | undefined
  readonly enqueue: (
    trx: Transaction,
    job: {
      kind: string
      key: string
      payload: { claim: string }
      dueAt: Temporal.Instant
      lane: 'registers'
    },
  ) => Promise<void>
}

/** Asks the register of the claim's numbers; without one the approval itself is the check. */
export async function checkVatIds(desk: RegisterDesk, happened: Happened): Promise<void> {
  if (!desk.vatRegister) return confirmVatId(desk, happened)
  await orderCheck(desk, happened.trx, happened.claim.reference)
}

/** Asks again when a proposal is made: a number can die before it is accepted. */
export async function checkAgain(desk: RegisterDesk, { trx, claim }: Happened): Promise<void> {
  if (desk.vatRegister) await orderCheck(desk, trx, claim.reference)
}

/** Asks of every claim whose proposal waits for its answer. Once a day. */
export async function checkWaiting(desk: RegisterDesk & { readonly db: Database }): Promise<void> {
  if (!desk.vatRegister) return
  for (const { content } of await proposalsIn(desk.db, 'open', 5000))
    await inTransaction(desk.db, (trx) => orderCheck(desk, trx, content.reference))
}

const orderCheck = ({ clock, enqueue }: RegisterDesk, trx: Transaction, reference: string): Promise<void> =>
  enqueue(trx, {
    kind: 'check-vat-ids',
    key: reference,
    payload: { claim: reference },
    dueAt: clock.now(),
    lane: 'registers',
  })

/**
 * Asks of both sides' numbers. What is kept is kept also when another number stays without an answer: then the job fails,
 * and is tried again by the queue's patience.
 */
export const vatCheckJob =
  (office: Office & RegisterDesk): Handler =>
  async ({ claim: reference }) => {
    const { db, clock, vatRegister } = office
    if (!vatRegister) return
    const claim = await claimOf(db, String(reference))
    const programme = await programmeVersion(db, claim.programmeVersion)
    let silent = 0
    for (const vatId of vatIdsOf(claim, programme)) {
      const { answer, evidence } = await vatRegister(vatId)
      if (answer === 'pending') silent += 1
      const check = {
        vatId,
        answer,
        source: 'vies',
        by: 'system:vies',
        at: clock.now(),
        evidence,
      } as const
      await inTransaction(db, (trx) => recordVatCheck(trx, check))
    }
    if (silent > 0) throw new Error('the register of VAT numbers is silent')
    return (trx) => proposeBlocked({ ...office, db: trx }, claim)
  }

/** What waited for the register only is proposed as soon as it has answered. */
async function proposeBlocked(office: Office, { reference }: Claim): Promise<void> {
  const claim = await claimOf(office.db, reference)
  const current = await currentProposal(office.db, reference)
  const waits = claim.state === 'approved' && claim.units.some(({ settlement }) => settlement === 'proposed')
  if (!waits || current?.content.version === claim.proposalVersion) return
  const by = { kind: 'system', part: 'vies' } as const
  await advance(office, reference, { kind: 'propose-again', by })
}

/** Examples of money: proposals, invoices, corrections, runs, holds, what is owed to us, movements in suspense. */
import type { ClaimView } from '../../server/claims/view.ts'
import { inTransaction } from '../../server/database.ts'
import { recordCharge } from '../../server/payments/charge-store.ts'
import { bankEntry, notification } from '../walk/bank.ts'
import { callerAt, expected } from '../walk/caller.ts'
import { foundAs } from '../walk/people.ts'
import { applies, type Applied } from './claims.ts'
import type { Ask } from './person.ts'
import type { Stage } from './stage.ts'

type Proposal = { readonly version: number; readonly contentHash: string }

/** A claim whose device was found as declared, so that a proposal waits for its answer. */
async function proposed(stage: Stage): Promise<Applied & { readonly owner: Ask; readonly path: string }> {
  const { desk, people } = stage
  const one = await applies(stage)
  const path = `/claims/${one.reference}`
  const { units } = await desk<ClaimView>('POST', `${path}/approval`, {})
  await desk('POST', '/scans', { scanned: one.reference })
  const device = units[0]?.device
  if (!device) throw new Error('nothing to look at')
  await desk('POST', `${path}/units/1/audits`, { finding: foundAs(device, people.programme), photos: [] })
  return { ...one, path, owner: await stage.owner(one) }
}

async function accepts(owner: Ask, path: string): Promise<void> {
  const { version, contentHash } = await owner<Proposal>('GET', `${path}/proposal`)
  await owner('POST', `${path}/acceptance`, { version, contentHash })
}

/** From the proposal to the bank, and back. */
export async function walkMoney(stage: Stage): Promise<void> {
  const { desk, people } = stage
  const one = await proposed(stage)
  const { version, contentHash } = await one.owner<Proposal>('GET', `${one.path}/proposal`)
  await one.owner('POST', `${one.path}/disputes`, {
    version,
    contentHash,
    lines: [1],
    reason: 'It was grade A.',
  })
  await desk('POST', `${one.path}/proposals`, {})
  await desk('GET', '/proposals')
  await accepts(one.owner, one.path)
  const [invoice] = await desk<{ number: string }[]>('GET', '/invoices')
  await desk('GET', '/series')
  const number = invoice?.number ?? ''
  await one.owner('POST', `${one.path}/invoices/${number}/objections`, {
    lines: [1],
    reason: 'It was grade A.',
  })
  await desk('POST', `${one.path}/payment-holds/lifting`, {
    kind: 'dispute',
    reason: 'Settled by telephone.',
  })
  await desk('POST', `/invoices/${number}/credit-notes`, { lines: [{ no: 1 }], reason: 'Proposed anew.' })
  await desk('POST', `${one.path}/proposals`, {})
  await accepts(one.owner, one.path)
  await walkAccounts(stage, one.path, one.owner)
  const [payable] = (
    await desk<{ included: { number: string }[] }>('GET', `/payables?programme=${people.programme.id}`)
  ).included
  await walkDebts(stage, one.path, payable?.number ?? '')
  await proposed(stage).then(({ owner, path }) => accepts(owner, path))
  await walkRuns(stage)
  await walkSuspense(stage)
}

/** Accounts given late, shown to somebody with a reason, confirmed by a second person; money that is held. */
async function walkAccounts({ desk, approver }: Stage, path: string, owner: Ask): Promise<void> {
  await desk('POST', `${path}/payment-holds`, { kind: 'suspicion', reason: 'Two claims share one account.' })
  await desk('GET', '/payment-holds')
  await approver('POST', `${path}/payment-holds/lifting`, {
    kind: 'suspicion',
    reason: 'It is one group of companies.',
  })
  await owner('POST', `${path}/bank-account`, { holder: 'Virksomhed ApS', iban: 'DK5000400440116243' })
  await desk('POST', `${path}/bank-account/confirmation`, { reason: 'Asked by telephone.' })
  await desk('POST', `${path}/bank-account/showings`, {
    reason: 'bank-asks',
    words: 'The bank asks for the holder.',
  })
}

/** A run that is given up, one that loses a payment, and one that is paid. */
async function walkRuns({ desk, approver, people }: Stage): Promise<void> {
  const programme = people.programme.id
  const { included } = await desk<{ included: { number: string }[] }>(
    'GET',
    `/payables?programme=${programme}`,
  )
  await desk('GET', '/payables/due')
  const first = await desk<{ id: number }>('POST', '/payment-runs', { programme })
  await desk('GET', `/payment-runs/${first.id}`)
  const removal = { number: included[0]?.number, reason: 'Its account is being asked about.' }
  await desk('POST', `/payment-runs/${first.id}/removals`, removal)
  await desk('POST', `/payment-runs/${first.id}/cancellation`, { reason: 'Made a day too early.' })
  const run = await desk<{ id: number }>('POST', '/payment-runs', { programme })
  await desk('GET', '/payment-runs')
  await approver('POST', `/payment-runs/${run.id}/approval`, {})
  await desk('POST', `/payment-runs/${run.id}/exports`, {})
  await desk('GET', `/payment-runs/${run.id}/file`)
  await desk('POST', `/payment-runs/${run.id}/bookings`, { paidOn: '2026-03-20' })
}

/** What is owed to us: a charge that is invoiced, one that is waived, one written off, one set off. */
async function walkDebts({ desk, approver, house }: Stage, path: string, payable: string): Promise<void> {
  const reference = path.slice('/claims/'.length)
  const { db, clock } = house.context
  const charge = (cause: string) =>
    inTransaction(db, (trx) =>
      recordCharge(
        trx,
        {
          reference,
          kind: 'second-visit',
          amountMinor: 24_500,
          currency: 'DKK',
          cause,
          side: 'participant',
          reason: 'not-ready',
        },
        clock.now(),
      ),
    )
  await charge('example:1')
  const [open] = await desk<{ id: number }[]>('GET', '/charges')
  await desk('POST', `/charges/${open?.id}/waiver`, { reason: 'The carrier came on another day.' })
  await approver('POST', `/charges/${open?.id}/waiver/confirmation`, {})
  await charge('example:2')
  await desk('POST', `${path}/charge-invoices`, {})
  const [owed] = await desk<{ number: string }[]>('GET', `${path}/recoveries`)
  await desk('GET', '/recoveries')
  await desk('POST', `/recoveries/${owed?.number}/write-off`, {
    reason: 'Dearer to collect than it is worth.',
  })
  await approver('POST', `/recoveries/${owed?.number}/write-off/confirmation`, {})
  await charge('example:3')
  await desk('POST', `${path}/charge-invoices`, {})
  const left = await desk<{ number: string; state: string }[]>('GET', `${path}/recoveries`)
  const next = left.find(({ state }) => state === 'open')?.number
  await desk('POST', `/recoveries/${next}/set-off-consent`, { words: 'Agreed by mail on 2026-03-20.' })
  await approver('POST', `/recoveries/${next}/set-off`, { payable })
}

/** A movement on the account that nobody can tell, and what it was. */
async function walkSuspense({ desk, approver, house }: Stage): Promise<void> {
  const form = new FormData()
  const entry = bankEntry({ id: 'NOTPROVIDED', amount: '12.50', side: 'DBIT' })
  form.append('file', new Blob([new Uint8Array(notification('N-1', entry))]), 'camt.054.xml')
  const { token } = expected<{ token: string }>(
    await callerAt(house.url).post('/sessions', { email: 'desk@backhaul.example', password: house.password }),
    201,
  )
  const answer = await fetch(`${house.url}/api/bank-answers`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: form,
  })
  if (!answer.ok) throw new Error(await answer.text())
  const [movement] = await desk<{ key: string }[]>('GET', '/bank-movements')
  await desk('POST', `/bank-movements/${movement?.key}/match`, {
    target: 'charges',
    reason: 'The bank charges for the transfer.',
  })
  await approver('POST', `/bank-movements/${movement?.key}/match/confirmation`, {})
}

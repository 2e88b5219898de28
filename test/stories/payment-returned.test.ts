/** Money that comes back: the debt opens, another account is given and confirmed, and paid by another run (B1-B3, P2, R56). */
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import fc from 'fast-check'
import { expected, type Answer } from '../../scripts/walk/caller.ts'
import {
  acceptsProposal,
  foundAs,
  type Participant,
  type RunView,
  pageOf,
} from '../../scripts/walk/people.ts'
import { entriesAfter, entriesOf } from '../../server/claims/journal-store.ts'
import { continuity, gapsIn, invoicesOfClaim } from '../../server/billing/invoice-store.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { inTransaction } from '../../server/database.ts'
import { leftOf } from '../../server/payments/recovery.ts'
import { recoveriesOf } from '../../server/payments/recovery-store.ts'
import { takeRepayment } from '../../server/payments/recovering.ts'
import { balancesOf, stillOwed } from '../../server/payments/posting-store.ts'
import { differencesBetween, standingsFrom } from '../../server/payments/reconciliation.ts'
import { detail, entry, notificationFile, statusFile } from '../payments/bank-answers.ts'
import { handsInTo } from './bank-counter.ts'
import { openWorld, type World } from './world.ts'

let world: World

beforeEach(async () => {
  world = await openWorld({ today: '2026-03-02' })
})

afterEach(() => world.close())

const handsIn = (file: Buffer, type?: string): Promise<Answer> => handsInTo(world, file, type)

/** Sends so many megabytes of blanks as a bank's file; gives the status of the answer. */
async function sends(megabytes: number, headers: Record<string, string>): Promise<number> {
  const { token } = expected<{ token: string }>(
    await world.people.visitor.post('/sessions', {
      email: 'desk@backhaul.example',
      password: world.password,
    }),
    201,
  )
  const asked = request(`${world.url}/api/bank-answers`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/xml', ...headers },
  })
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>
  // The server answers in the middle of it and hangs up.
  asked.on('error', () => undefined)
  asked.flushHeaders()
  const megabyte = Buffer.alloc(1024 * 1024, ' ')
  for (let sent = 0; sent < megabytes && !asked.destroyed; sent += 1)
    if (!asked.write(megabyte)) await Promise.race([once(asked, 'drain'), answered])
  const [{ statusCode }] = await answered
  asked.destroy()
  return statusCode ?? 0
}

async function accepted(): Promise<Participant> {
  const { desk, programme, appliesWell } = world.people
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'R-1' })
  const { reference } = participant
  const approved = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  const shipments = await participant.get(`/claims/${reference}/shipments`)
  const [shipment] = expected<{ parcels: { sscc: string }[] }[]>(shipments, 200)
  world.setClock('2026-03-09')
  expected(await desk.post('/scans', { scanned: `00${shipment?.parcels[0]?.sscc}` }), 201)
  const { device } = approved.units[0] ?? {}
  if (!device) throw new Error('no device')
  const finding = foundAs(device, programme)
  expected(await desk.post(`/claims/${reference}/units/1/audits`, { finding }), 201)
  await acceptsProposal(participant)
  return participant
}

async function runSent(): Promise<{ id: number; number: string; file: string }> {
  const { desk, approver, programme } = world.people
  const made = await desk.post('/payment-runs', { programme: programme.id })
  const run = expected<RunView & { payments: { number: string }[] }>(made, 201)
  expected(await approver.post(`/payment-runs/${run.id}/approval`, {}), 201)
  expected(await desk.post(`/payment-runs/${run.id}/exports`, {}), 201)
  const file = (await desk.get(`/payment-runs/${run.id}/file`)).bytes.toString('utf8')
  return { id: run.id, number: run.payments[0]?.number ?? '', file }
}

const settlementOf = async (reference: string): Promise<string> => {
  const claim = expected<ClaimView>(await world.people.desk.get(`/claims/${reference}`), 200)
  return `${claim.state} ${claim.units[0]?.settlement}`
}

const booked = (id: string, amount = '1500.00') =>
  notificationFile(entry(amount, 'DBIT', detail(id, amount, 'DBIT')))
const returned = (id: string, amount = '1500.00') =>
  notificationFile(
    entry(amount, 'CRDT', detail(id, amount, 'CRDT', '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>')),
  )

const ledgerOf = async (reference: string) =>
  Object.fromEntries(
    (await balancesOf(world.context.db, reference)).map(({ account, balanceMinor }) => [
      account,
      balanceMinor,
    ]),
  )

test('paid, given back, paid again to another account, and never twice (B3, R97)', async () => {
  const { desk, programme } = world.people
  const participant = await accepted()
  const { reference } = participant
  const first = await runSent()
  expect((await handsIn(statusFile({ group: 'ACSP' }))).status).toBe(201)
  expect(await settlementOf(reference)).toBe('approved queued')
  expected(await handsIn(booked(first.number)), 201)
  expect(await settlementOf(reference)).toBe('closed paid')
  expect(await ledgerOf(reference)).toEqual({ bank: -150_000, payable: 0, purchases: 150_000 })
  expect(expected<RunView>(await desk.get(`/payment-runs/${first.id}`), 200).state).toBe('executed')

  expected(await handsIn(returned(first.number)), 201)
  expect(expected(await handsIn(returned(first.number)), 201)).toMatchObject({ moved: 0, asked: 0 })
  expect(await settlementOf(reference)).toBe('approved final')
  expect(await ledgerOf(reference)).toEqual({ bank: 0, payable: -150_000, purchases: 150_000 })
  await world.work()
  expect((await mailsAbout(world.context.db, reference)).map(({ name }) => name)).toContain(
    'payment-returned',
  )
  // Saying by hand that the run was booked may not pay again what has come back.
  expected(await desk.post(`/payment-runs/${first.id}/bookings`, { paidOn: '2026-03-16' }), 201)
  expect(await settlementOf(reference)).toBe('approved final')

  const reasons = async (): Promise<string[]> => {
    const owed = await desk.get(`/payables?programme=${programme.id}`)
    return expected<{ excluded: { reasons: string[] }[] }>(owed, 200).excluded.flatMap((one) => one.reasons)
  }
  expect(await reasons()).toEqual(['account-bounced'])
  const another = { holder: 'Jørgensen & Søn A/S', iban: '0400 0440116243' }
  expect(await pageOf(world, participant)).toContain('/account"')
  expected(await participant.post(`/claims/${reference}/bank-account`, another), 201)
  expect(await reasons()).toEqual(['account-changed-recently'])
  const confirmation = { reason: 'Asked Asta Jørgensen by telephone on 16 March.' }
  expect((await desk.post(`/claims/${reference}/bank-account/confirmation`, confirmation)).status).toBe(204)
  expect(await reasons()).toEqual([])

  // The whole number: finance alone, for a reason that the journal keeps. Nobody's account is told to anybody else.
  const showings = `/claims/${reference}/bank-account/showings`
  const why = { reason: 'payment-returned', words: 'To compare it with what Asta Jørgensen says.' }
  expect((await desk.post(showings, { ...why, words: 'because' })).status).toBe(422)
  expect((await participant.post(showings, why)).status).toBe(403)
  expect((await world.people.approver.post(showings, why)).status).toBe(403)
  const shown = { holder: another.holder, iban: 'DK4004000440116243' }
  expect(expected(await desk.post(showings, why), 201)).toMatchObject(shown)
  const [seen, ...others] = (await entriesOf(world.context.db, reference)).filter(
    ({ kind }) => kind === 'account-shown',
  )
  expect([seen?.facts, others]).toEqual([{ reason: why.reason, version: 2 }, []])

  const second = await runSent()
  expect(second.file).toContain(`<EndToEndId>${first.number}-2</EndToEndId>`)
  expect(second.file).toContain('04000440116243')
  expected(await handsIn(booked(`${first.number}-2`)), 201)
  expect(await settlementOf(reference)).toBe('closed paid')
  expect(await ledgerOf(reference)).toEqual({ bank: -150_000, payable: 0, purchases: 150_000 })
  const entries = await entriesAfter(world.context.db, 0, 1000)
  const standings = standingsFrom(entries, (number) => (number === first.number ? 150_000 : undefined))
  expect(standings).toEqual(new Map([[reference, { owed: 150_000, paid: 150_000 }]]))
  expect(differencesBetween(standings, await stillOwed(world.context.db))).toEqual([])
})

/** One accepted claim in a real database, and what may happen to its money in any order. */
async function openBooks() {
  const { desk } = world.people
  const { context } = world
  const participant = await accepted()
  const { reference } = participant
  const [invoice] = await invoicesOfClaim(context.db, reference)
  if (!invoice) throw new Error('nothing was issued')
  const { number } = invoice
  let [payments, repayments] = [0, 0]
  const paidNow = { id: '', amount: '' }
  const owed = async (): Promise<number> => -((await ledgerOf(reference))['payable'] ?? 0)
  const owedBack = async () =>
    (await recoveriesOf(context.db, reference)).find(({ state }) => state === 'open')
  return {
    /** Takes a part of the line back; more than is left of it is refused. */
    credit: async (part: number) => {
      const order = { lines: [{ no: 1, awardMinor: part }], reason: 'Found to be worth less.' }
      expect([201, 409]).toContain((await desk.post(`/invoices/${number}/credit-notes`, order)).status)
    },
    pay: async () => {
      const left = await owed()
      if (left === 0) return
      expect((await runSent()).file).toContain('<PmtInf>')
      payments += 1
      paidNow.id = payments === 1 ? number : `${number}-${payments}`
      paidNow.amount = (left / 100).toFixed(2)
      expected(await handsIn(booked(paidNow.id, paidNow.amount)), 201)
    },
    /** The bank gives the last payment back; another account is given and confirmed. */
    giveBack: async () => {
      if (paidNow.id === '') return
      expected(await handsIn(returned(paidNow.id, paidNow.amount)), 201)
      paidNow.id = ''
      const iban = payments % 2 === 1 ? '0400 0440116243' : 'DK47 2000 0987 6543 21'
      expected(await participant.post(`/claims/${reference}/bank-account`, { holder: 'Søn A/S', iban }), 201)
      await desk.post(`/claims/${reference}/bank-account/confirmation`, { reason: 'Asked by telephone.' })
    },
    /** The participant pays back what was asked, or a part of it. */
    repay: async (part: number) => {
      const recovery = await owedBack()
      if (!recovery) return
      repayments += 1
      const amountMinor = Math.min(part, leftOf(recovery))
      const repayment = {
        number: recovery.number,
        source: `s${repayments}`,
        amountMinor,
        from: 'bank',
      } as const
      await inTransaction(context.db, (trx) => takeRepayment(context, trx, repayment))
    },
    cases: () => recoveriesOf(context.db, reference),
    balances: async () => {
      const all = await invoicesOfClaim(context.db, reference)
      const sum = (type: '389' | '261') =>
        all
          .filter((one) => one.type === type)
          .reduce((total, one) => total + one.content.totals.payableMinor, 0)
      const { purchases = 0, bank = 0, payable = 0, recovery = 0 } = await ledgerOf(reference)
      expect(purchases).toBe(sum('389') - sum('261'))
      // Paid less returned and repaid, and still owed, less what is owed to us.
      expect(-bank - payable - recovery).toBe(purchases)
      expect(payable === 0 || recovery === 0).toBe(true)
      expect((await continuity(context.db)).filter((series) => gapsIn(series) !== 0)).toEqual([])
    },
  }
}

test('credited, paid, given back and repaid in any order: the books balance, and nobody owes the other at once (A5, B3, O5)', async () => {
  const books = await openBooks()
  const random = fc.sample(fc.record({ act: fc.nat(3), part: fc.integer({ min: 1, max: 40_000 }) }), {
    numRuns: Number(process.env['STEPS'] ?? 5),
    seed: Number(process.env['SEED'] ?? 7),
  })
  // First what once left a debt and a case of the same money side by side.
  const fixed = [
    { act: 1, part: 0 },
    { act: 0, part: 30_000 },
    { act: 2, part: 0 },
  ]
  for (const { act, part } of [...fixed, ...random]) {
    await [books.credit, books.pay, books.giveBack, books.repay][act]?.(part)
    await books.balances()
  }
  // The first case was folded into the debt that its payment came back to.
  expect((await books.cases())[0]).toMatchObject({ amountMinor: 30_000, state: 'repaid' })
})

test('what no bank would send is refused whole, and who may not hand it in reads no answer (B1)', async () => {
  const xxe =
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Document>&b;</Document>'
  expect((await handsIn(Buffer.from(xxe))).status).toBe(400)
  expect((await handsIn(Buffer.from('{}'), 'application/json')).status).toBe(415)
  expect((await world.people.visitor.post('/bank-answers', {})).status).toBe(401)
  // 200 MB: refused before a byte of it is read when its size is told, and at the limit when it is not.
  expect(await sends(0, { 'Content-Length': String(200 * 1024 * 1024) })).toBe(413)
  expect(await sends(66, {})).toBe(413)
  expect(readdirSync(world.context.incoming)).toEqual([])
  expect(await world.context.db('bank_files')).toEqual([])
})

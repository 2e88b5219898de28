/** A mistake after the final document: objection, credit note, new proposal, new invoice, and the money right (A5, N5, O5). */
import { differences, table, totals, units as exact } from '../../scripts/verify-ledger.ts'
import { expected } from '../../scripts/walk/caller.ts'
import {
  acceptsProposal,
  foundAs,
  paysEverything,
  type DocumentView,
  type Participant,
} from '../../scripts/walk/people.ts'
import { messageOf } from '../../server/billing/peppol-store.ts'
import { entriesAfter } from '../../server/claims/journal-store.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { bookLines, type BookName } from '../../server/desks/ledger-view.ts'
import { fileOf } from '../../server/documents/store.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { balancesOf, stillOwed } from '../../server/payments/posting-store.ts'
import { differencesBetween, standingsFrom } from '../../server/payments/reconciliation.ts'
import { detail, entry, notificationFile } from '../payments/bank-answers.ts'
import { handsInTo } from './bank-counter.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ today: '2026-03-02' })
})
afterEach(() => world.close())

async function invoiced(): Promise<Participant> {
  const { desk, programme, appliesWell } = world.people
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'C-1' })
  const { reference } = participant
  const { units } = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  expected(await desk.post('/scans', { scanned: reference }), 201)
  const device = units[0]?.device
  if (!device) throw new Error('no device')
  const finding = foundAs(device, programme)
  expected(await desk.post(`/claims/${reference}/units/1/audits`, { finding }), 201)
  await acceptsProposal(participant)
  return participant
}

const first = 'TI-SB-2026-000001'
const second = 'TI-SB-2026-000002'
const reason = 'The seller had moved; the address was the old one.'

const payables = async () =>
  expected<{ included: { number: string }[]; excluded: { number: string; reasons: string[] }[] }>(
    await world.people.desk.get(`/payables?programme=${world.people.programme.id}`),
    200,
  )

const balances = async (reference: string) =>
  Object.fromEntries(
    (await balancesOf(world.context.db, reference)).map(({ account, balanceMinor }) => [
      account,
      balanceMinor,
    ]),
  )

async function bookText(name: BookName): Promise<string> {
  let text = ''
  for await (const line of bookLines(world.context.db, name)) text += line
  return text
}

test('objected to, credited, proposed anew, paid once; and a credit of what was paid is owed to us', async () => {
  const { desk, second: stranger } = world.people
  const participant = await invoiced()
  const { reference } = participant

  const objections = `/claims/${reference}/invoices/${first}/objections`
  expect((await participant.post(objections, { lines: [7], reason })).status).toBe(422)
  expected(await participant.post(objections, { lines: [1], reason }), 201)
  expect((await payables()).excluded).toMatchObject([{ number: first, reasons: ['disputed'] }])

  const credits = `/invoices/${first}/credit-notes`
  const excess = await desk.post(credits, { lines: [{ no: 1, awardMinor: 150_001 }], reason })
  expect(expected(excess, 409)).toMatchObject({ errors: [{ code: 'credit-exceeds-line' }] })
  expect((await stranger.post(credits, { lines: [{ no: 1 }], reason })).status).toBe(403)
  const credit = { number: 'TI-CN-2026-000001', corrects: first, payableMinor: 150_000 }
  expect(expected(await desk.post(credits, { lines: [{ no: 1 }], reason }), 201)).toEqual(credit)
  expect(await payables()).toMatchObject({ included: [], excluded: [] })
  expect(await balances(reference)).toEqual({ payable: 0, purchases: 0 })

  expected(await desk.post(`/claims/${reference}/proposals`, {}), 201)
  expect(await acceptsProposal(participant)).toMatchObject({ version: 2, payableMinor: 150_000 })
  expect((await payables()).included).toMatchObject([{ number: second }])
  await paysEverything(world.people, '2026-03-16')
  expect(await balances(reference)).toEqual({ bank: -150_000, payable: 0, purchases: 150_000 })

  const part = { lines: [{ no: 1, awardMinor: 50_000 }], reason: 'A power supply was missing.' }
  expected(await desk.post(`/invoices/${second}/credit-notes`, part), 201)
  expect(await balances(reference)).toEqual({
    bank: -150_000,
    payable: 0,
    purchases: 100_000,
    recovery: 50_000,
  })
  const entries = await entriesAfter(world.context.db, 0, 1000)
  const standings = standingsFrom(entries, () => 150_000)
  expect(differencesBetween(standings, await stillOwed(world.context.db))).toEqual([])

  // R47: asked back within 28 days, and repaid by the number that the mail names, in two parts.
  const recoveries = async () =>
    expected<{ number: string }[]>(await desk.get(`/claims/${reference}/recoveries`), 200)
  const [asked] = await recoveries()
  expect(asked).toMatchObject({ cause: 'credited', leftMinor: 50_000, dueOn: '2026-03-30', state: 'open' })
  for (const amount of ['200.00', '300.00']) {
    const words = `<RmtInf><Ustrd>${asked?.number}</Ustrd></RmtInf>`
    const paidBack = notificationFile(entry(amount, 'CRDT', detail('NOTPROVIDED', amount, 'CRDT', words)))
    expect(expected(await handsInTo(world, paidBack), 201)).toMatchObject({ asked: 0 })
  }
  expect(await recoveries()).toMatchObject([{ leftMinor: 0, state: 'repaid' }])
  expect(await balances(reference)).toMatchObject({ bank: -100_000, payable: 0, recovery: 0 })

  const books = {
    ledger: table(await bookText('ledger')),
    documents: table(await bookText('documents')),
    vat: table(await bookText('vat')),
  }
  expect(differences(books)).toEqual([])
  expect(totals(books)).toEqual([{ currency: 'DKK', bought: exact('1000.00'), off: 0n }])

  await world.work()
  const mails = (await mailsAbout(world.context.db, reference)).filter(({ name }) => name === 'credit-note')
  expect(mails.map(({ attachments }) => attachments[0]?.name)).toEqual([
    'TI-CN-2026-000001.pdf',
    'TI-CN-2026-000002.pdf',
  ])
  const documents = expected<DocumentView[]>(await participant.get(`/claims/${reference}/documents`), 200)
  const ubl = documents.filter(({ kind }) => kind === 'credit-note-ubl')
  expect(ubl).toHaveLength(2)
  for (const number of [first, second, 'TI-CN-2026-000001', 'TI-CN-2026-000002'])
    expect(await messageOf(world.context.db, number)).toMatchObject({ state: 'sent' })
  const { bytes } = await fileOf(world.context, ubl[1]?.id ?? 0)
  expect(bytes.toString('utf8')).toContain(`<cbc:ID>${second}</cbc:ID>`)
})

test('what is in a run is not credited, and no document is credited through another claim', async () => {
  const { desk, programme } = world.people
  const participant = await invoiced()
  expected(await desk.post('/payment-runs', { programme: programme.id }), 201)
  const refused = await desk.post(`/invoices/${first}/credit-notes`, { lines: [{ no: 1 }], reason })
  expect(expected(refused, 409)).toMatchObject({ code: 'credit-in-run' })
  const series = expected<{ series: string; count: number }[]>(await desk.get('/series'), 200)
  expect(series.map(({ series: name, count }) => `${name} ${count}`)).toEqual(['TI-SB-2026 1'])
  const elsewhere = `/claims/TI-0000-0000/invoices/${first}/objections`
  expect((await participant.post(elsewhere, { lines: [1], reason })).status).toBe(404)
})

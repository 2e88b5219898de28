/** Cashback over HTTP: buy, apply, be accepted. No device travels, and the last claim is cut to what is left (R59-R66). */
import { expected } from '../../scripts/walk/caller.ts'
import { tablesInOrder } from '../../scripts/backup/tables.ts'
import type { RunView } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { entriesAfter } from '../../server/claims/journal-store.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { stillOwed } from '../../server/payments/posting-store.ts'
import { differencesBetween, standingsFrom } from '../../server/payments/reconciliation.ts'
import { programmeFiles } from '../../server/prepare.ts'
import type { Application } from '../../server/programmes/application.ts'
import { loadProgrammes } from '../../server/programmes/store.ts'
import { openWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ today: '2023-06-05', programme: 'it-accessories-cashback' })
})

afterAll(() => world.close())

const rowsIn = async (table: string): Promise<number> =>
  Number((await world.context.db(table).count<{ count: number | string }[]>({ count: '*' }))[0]?.count)

/** So many docking stations of DKK 400 on one invoice. */
const docks = (count: number) => (application: Application) => ({
  ...application,
  units: Array.from({ length: count }, (_, place) => ({
    product: {
      model: 'ThinkPad Universal USB-C Dock',
      serial: `ZB${application.purchase.invoiceNumber}${place}`,
    },
  })),
})

const appliesFor = async (count: number, invoiceNumber: string): Promise<ClaimView> => {
  const answer = await world.people.applies({ boughtOn: '2023-06-01', invoiceNumber }, docks(count))
  return expected<{ claim: ClaimView }>(answer, 201).claim
}

const approved = async (reference: string): Promise<ClaimView> =>
  expected<ClaimView>(await world.people.desk.post(`/claims/${reference}/approval`, {}), 201)

/** R96: the same answer as an application's, in words, and no row of anything is left of it. */
async function asksOnly(): Promise<void> {
  const { programme, visitor } = world.people
  const wishes = { boughtOn: '2023-06-01', invoiceNumber: 'CB-4', evidence: [] }
  const application = docks(1)(sampleApplication(programme, wishes))
  const tables = await tablesInOrder(world.context.db)
  const before = await Promise.all(tables.map(rowsIn))
  const asked = await visitor.post(`/programmes/${programme.id}/eligibility`, application)
  const { verdict, findings } = expected<{ verdict: string; findings: Spoken[] }>(asked, 200)
  const against = findings.filter(({ outcome }) => outcome !== 'pass')
  expect([verdict, ...against.map(({ rule, code }) => `${rule} ${code}`)]).toEqual([
    'reject',
    'R63 evidence-missing',
    'R61 money-cap-exceeded',
  ])
  expect(findings.every(({ text }) => text.length > 10)).toBe(true)
  const elsewhere = await visitor.post('/programmes/cashback-100-eur/eligibility', application)
  expect(expected(elsewhere, 422)).toMatchObject({ errors: [{ code: 'other-programme' }] })
  expect(await Promise.all(tables.map(rowsIn))).toEqual(before)
}

type Spoken = {
  readonly rule: string
  readonly code: string
  readonly outcome: string
  readonly text: string
}

test('the second claim is cut to what the first left of DKK 3,150, and the third is refused (R61)', async () => {
  const first = await appliesFor(5, 'CB-1')
  const second = await appliesFor(4, 'CB-2')
  const accepted = await approved(first.reference)
  expect(accepted.units.map(({ custody, offered }) => [custody, offered?.amountMinor])).toEqual(
    Array.from({ length: 5 }, () => ['not-applicable', 40_000]),
  )
  const cut = await approved(second.reference)
  expect(cut.units.map(({ offered }) => [offered?.amountMinor, offered?.rule, offered?.reasons])).toEqual([
    [40_000, 'R67', []],
    [40_000, 'R67', []],
    [35_000, 'R61', ['cut-to-cap']],
    [0, 'R61', ['cut-to-cap']],
  ])
  const [trace] = expected<{ findings: { code: string; facts: object }[] }[]>(
    await world.people.desk.get(`/claims/${second.reference}/findings`),
    200,
  )
  expect(trace?.findings.find(({ code }) => code === 'money-cap-cut')?.facts).toMatchObject({
    usedMinor: 200_000,
    askedMinor: 160_000,
    grantedMinor: 115_000,
  })
  const third = await world.people.applies({ boughtOn: '2023-06-01', invoiceNumber: 'CB-3' }, docks(1))
  expect(expected(third, 422)).toMatchObject({ errors: [{ code: 'money-cap-exceeded' }] })

  await asksOnly()

  await world.work()
  const mails = await mailsAbout(world.context.db, second.reference)
  expect(mails.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'application-received sent',
    'accepted sent',
  ])
  expect(mails[1]?.rendered?.text).toContain('nedsat')
  expect(cut.clocks).toContainEqual(expect.objectContaining({ clock: 'pay-by', dueOn: '2023-07-20' }))
})

test('what was accepted is paid through a run, without an invoice, once, with a mail at every step (R59, R62, R66, R97)', async () => {
  const { desk, approver, programme } = world.people
  const made = expected<RunView & { payments: { number: string; reference: string }[] }>(
    await desk.post('/payment-runs', { programme: programme.id }),
    201,
  )
  expect(made.totalMinor).toBe(315_000)
  expect(made.payments.every(({ number, reference }) => number === reference)).toBe(true)
  expected(await approver.post(`/payment-runs/${made.id}/approval`, {}), 201)
  expected(await desk.post(`/payment-runs/${made.id}/exports`, {}), 201)
  const again = await desk.post('/payment-runs', { programme: programme.id })
  expect(expected(again, 422)).toMatchObject({ errors: [{ code: 'run-empty' }] })
  expected(await desk.post(`/payment-runs/${made.id}/bookings`, { paidOn: '2023-06-12' }), 201)
  for (const { reference } of made.payments) {
    const claim = expected<ClaimView>(await desk.get(`/claims/${reference}`), 200)
    expect(claim.state).toBe('closed')
    expect(new Set(claim.units.map(({ settlement }) => settlement))).toEqual(
      new Set(claim.units.some(({ offered }) => offered?.amountMinor === 0) ? ['paid', 'none'] : ['paid']),
    )
  }
  await world.work()
  const mails = await mailsAbout(world.context.db, made.payments[0]?.reference ?? '')
  expect(mails.map(({ name }) => name)).toEqual(['application-received', 'accepted', 'paid'])
  const entries = await entriesAfter(world.context.db, 0, 1000)
  const standings = standingsFrom(entries, () => undefined)
  expect(differencesBetween(standings, await stillOwed(world.context.db))).toEqual([])
})

test('sixteen products on one claim are one too many (R61)', async () => {
  const answer = await world.people.applies(
    { boughtOn: '2023-06-01', invoiceNumber: 'CB-9', participant: { vatId: 'DK29403473' } },
    docks(16),
  )
  expect(JSON.stringify(expected(answer, 422))).toContain('cap-exceeded')
})

test('a reward that is goods is ordered with the approval, leaves once, and its owner is told (R62, R67, R97)', async () => {
  // A house of its own: in the one before, the limit of its participant is used up.
  await world.close()
  world = await openWorld({ today: '2023-06-05', programme: 'it-accessories-cashback' })
  const { db, clock } = world.context
  const goods = 'goods: { partNumber: 40AY0090EU, name: { en: USB-C dock, da: USB-C-dock } }'
  const row = 'product: docking-station, amountMinor: 40000'
  const [file] = programmeFiles('templates/programmes').filter(({ text }) => text.includes(row))
  await loadProgrammes(db, clock, [
    { file: 'goods.yaml', text: file?.text.replace(row, `${row}, ${goods}`) ?? '' },
  ])
  const wishes = { boughtOn: '2023-06-01', invoiceNumber: 'CB-7' }
  const applied = await world.people.applies(wishes, docks(2))
  const { reference } = expected<{ claim: ClaimView }>(applied, 201).claim
  const { desk, approver } = world.people
  // Who approves a claim does not send what it earns, and who lets it go does neither (P3).
  const approval = await world.people.second.post(`/claims/${reference}/approval`, {})
  const { units } = expected<ClaimView>(approval, 201)
  expect(units.map(({ settlement }) => settlement)).toEqual(['ordered', 'ordered'])
  const orders = expected<{ id: number; reference: string; partNumber: string }[]>(
    await desk.get('/goods-orders'),
    200,
  )
  expect(orders).toMatchObject(Array.from({ length: 2 }, () => ({ reference, partNumber: '40AY0090EU' })))
  const sends = (place: number) =>
    desk.post(`/goods-orders/${orders[place]?.id}/shipment`, { parcel: `PARCEL-${place}` })
  expect((await sends(0)).status).toBe(409)
  for (const { id } of orders) expected(await approver.post(`/goods-orders/${id}/release`, {}), 204)
  // Two people send the same one at once.
  const answers = await Promise.all([sends(0), sends(0)])
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204, 409]))
  expect(expected<ClaimView>(await desk.get(`/claims/${reference}`), 200).state).toBe('approved')
  expected(await sends(1), 204)
  expect(expected<ClaimView>(await desk.get(`/claims/${reference}`), 200).state).toBe('closed')
  await world.work()
  const mails = await mailsAbout(db, reference)
  expect(mails.map(({ name }) => name)).toEqual([
    'application-received',
    'accepted',
    'reward-sent',
    'reward-sent',
  ])
  expect(mails[1]?.rendered?.text).toContain('USB-C-dock')
  expect(mails[1]?.rendered?.text).not.toContain('400,00')
  expect(mails.slice(2).map(({ rendered }) => /PARCEL-\d/.exec(rendered?.text ?? '')?.[0])).toEqual([
    'PARCEL-0',
    'PARCEL-1',
  ])
})

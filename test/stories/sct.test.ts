/** A partner's trade-in over HTTP: the sale to an end customer counts, and the cap is the end customer's (R50-R57). */
import { expected } from '../../scripts/walk/caller.ts'
import { meetPeople, participantAt, paysEverything, takesPhoto } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { sealOf } from '../../server/documents/sign.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { loadProgrammes } from '../../server/programmes/store.ts'
import type { Application } from '../../server/programmes/application.ts'
import { printed, scanned } from '../shipping/paper.ts'
import { programmeText } from '../programmes/samples.ts'
import { openWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ today: '2024-10-07', programme: 'smart-collaboration-trade-in' })
})

afterAll(() => world.close())

const partner = {
  company: 'Beispiel Konferenztechnik GmbH',
  contactName: 'Jana Muster',
  email: 'jana@konferenztechnik.example',
  address: { street: 'Lindenstraße 4', postcode: '10969', city: 'Berlin', country: 'DE' },
  vatStatus: 'registered',
  vatId: 'DE123456788',
} as const

const enrolled = { ...partner, company: 'Muster Medientechnik GmbH', vatId: 'DE136695976' } as const

const customer = (company: string) => ({
  company,
  address: { street: 'Hauptstraße 1', postcode: '70173', city: 'Stuttgart', country: 'DE' },
})

/** A sale of so many room systems, without bank details (R56). */
const sale =
  (company: string, rooms: number, picture: string) =>
  ({ bankAccount: _, ...application }: Application) => ({
    ...application,
    endCustomer: customer(company),
    evidence: [...application.evidence, { kind: 'device-picture', file: picture }],
    units: Array.from({ length: rooms }, (_unit, place) => ({
      product: { model: 'ThinkSmart Hub', serial: `TS${application.purchase.invoiceNumber}${place}` },
      device: {
        category: 'room-system',
        make: 'Logitech',
        model: 'Rally Bar',
        serial: `LR${application.purchase.invoiceNumber}${place}`,
        condition: 'working',
        weightGrams: 4000,
      },
    })),
  })

let photos = 0
const applies = async (
  invoiceNumber: string,
  company: string,
  rooms: number,
  by: typeof partner | typeof enrolled = partner,
  people = world.people,
) => {
  photos += 1
  const picture = await takesPhoto(people.visitor, photos)
  return people.applies(
    { locale: 'en', boughtOn: '2024-09-20', invoiceNumber, participant: by },
    sale(company, rooms, picture),
  )
}

test('five devices an end customer, over all partners and claims (R53)', async () => {
  expected(await applies('SC-1', 'Schwäbische Maschinenbau AG', 3), 201)
  expect(expected(await applies('SC-2', 'Schwäbische Maschinenbau AG', 3), 422)).toMatchObject({
    errors: [{ code: 'cap-exceeded' }],
  })
  expected(await applies('SC-3', 'Hanse Logistik GmbH', 3), 201)
})

test('a partner that staff found enrolled is approved by one, now and later (R50)', async () => {
  const { desk } = world.people
  const { claim } = expected<{ claim: ClaimView }>(await applies('SC-5', 'Elbe Werft GmbH', 1, enrolled), 201)
  const references = [claim.reference, 'SC-0000-0000']
  expect(expected(await desk.post('/approvals', { references }), 200)).toEqual([
    { reference: claim.reference, outcome: 'left', codes: [] },
    { reference: 'SC-0000-0000', outcome: 'refused', codes: ['claim-unknown'] },
  ])
  expected(await desk.post(`/claims/${claim.reference}/enrolment`, { enrolled: 'yes' }), 201)
  const findings = expected<{ verdict: string }[]>(await desk.get(`/claims/${claim.reference}/findings`), 200)
  expect(findings.map(({ verdict }) => verdict)).toEqual(['approve', 'review'])
  expect(expected(await desk.post('/approvals', { references: [claim.reference] }), 200)).toEqual([
    { reference: claim.reference, outcome: 'approved', codes: [] },
  ])
  const later = expected<{ claim: ClaimView }>(await applies('SC-6', 'Elbe Werft GmbH', 1, enrolled), 201)
  const [trace] = expected<{ verdict: string }[]>(
    await desk.get(`/claims/${later.claim.reference}/findings`),
    200,
  )
  expect(trace?.verdict).toBe('approve')
})

test('a partner whose enrolment nobody knows is approved by two people, and without bank details (R50, R56)', async () => {
  const { desk, second } = world.people
  const { claim, link } = expected<{ claim: ClaimView; link: string }>(
    await applies('SC-4', 'Rheinland Bau GmbH', 1),
    201,
  )
  const path = `/claims/${claim.reference}/approval`
  expect(expected(await desk.post(path, {}), 201)).toMatchObject({ state: 'submitted' })
  expect(expected(await desk.post(path, {}), 409)).toMatchObject({
    errors: [{ code: 'second-reviewer-needed' }],
  })
  expect(expected(await second.post(path, {}), 201)).toMatchObject({
    state: 'approved',
    units: [{ custody: 'labelled', offered: { amountMinor: 40_000, row: 'room-system-working' } }],
  })
  await world.work()
  const mails = await mailsAbout(world.context.db, claim.reference)
  expect(mails.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'application-received sent',
    // R48: the buyer keeps a copy of what was signed, and gets it where the programme names an address.
    'agreement-signed sent',
    'approved sent',
  ])
  await getsLabelByLink(claim.reference, link)
})

/** R32: this programme mails no label; the mail's link and the postcode of the address give it. */
async function getsLabelByLink(reference: string, link: string): Promise<void> {
  const { db } = world.context
  const mail = (await mailsAbout(db, reference)).at(-1)
  expect(mail?.attachments).toEqual([])
  expect(mail?.rendered?.text).toContain(`${new URL(link).pathname}/label/get`)
  const page = `${world.url}${new URL(link).pathname}/label/get`
  const send = (postcode: string, reason = ''): Promise<Response> => {
    const body = new URLSearchParams({ postcode, form: 'A6', ...(reason && { reason }) })
    return fetch(page, { method: 'POST', body, redirect: 'manual' })
  }
  expect(await (await fetch(page)).text()).not.toContain(partner.company)
  const wrong = await send('10999')
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('4 tries are left')
  const file = Buffer.from(await (await send('1 09-69')).arrayBuffer())
  expect(sealOf(file).state).toBe('sealed')
  const codes = await scanned(await printed(file, 203), ['DataMatrix'])
  expect(codes).toEqual([{ format: 'DataMatrix', text: expect.stringMatching(/^\(00\)\d{18}\(420\)\d{5}$/) }])
  // A second print needs its reason, as everywhere; six wrong postcodes are too many.
  expect((await send('10969')).status).toBe(422)
  const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await send('99999')).status))
  expect(statuses.toSorted((one, other) => one - other)).toEqual([422, 422, 422, 422, 422, 429])
  expect((await send('10969', 'printer-failed')).status).toBe(429)
}

/** R52, R58: the next edition takes a picture for the device. What only shipping needs is left out. */
const pictureEdition = programmeText('smart-collaboration-trade-in')
  .replace('id: smart-collaboration-trade-in', 'id: smart-collaboration-picture')
  .replace('referencePrefix: SC', 'referencePrefix: SP')
  .replace('returnMode: ship', 'returnMode: evidence-only')
  .replace(/^ {2}- id: ship-by[^]*?(?=^ {2}- id: pay-by)/m, '')
  .replaceAll('start: received', 'start: approved')
  .replace(/^fees:[^]*?(?=^returnMode)/m, '')
  .replace(/^(dropOffLimitGrams|auditCentre|label): .*\n/gm, '')
  .replace(/^pickup:[^]*?(?=^declinePolicy)/m, '')
  .replace(/^selfBilling:[^]*?(?=^terms)/m, '')

test('where a picture is enough nothing travels, and an account that comes late is paid to (R52, R56, R58)', async () => {
  const { db, clock } = world.context
  await loadProgrammes(db, clock, [{ file: 'smart-collaboration-picture.yaml', text: pictureEdition }])
  const people = await meetPeople(world, 'smart-collaboration-picture')
  const { claim, link } = expected<{ claim: ClaimView; link: string }>(
    await applies('SP-1', 'Isar Planung GmbH', 1, enrolled, people),
    201,
  )
  const path = `/claims/${claim.reference}`
  expect(claim).toMatchObject({ state: 'submitted', units: [{ custody: 'not-applicable' }] })
  expected(await people.desk.post(`${path}/enrolment`, { enrolled: 'yes' }), 201)
  expect(expected(await people.desk.post(`${path}/approval`, {}), 201)).toMatchObject({
    state: 'approved',
    units: [{ custody: 'not-applicable', offered: { amountMinor: 40_000 }, settlement: 'final' }],
  })
  const payables = await people.desk.get(`/payables?programme=${people.programme.id}`)
  expect(expected(payables, 200)).toMatchObject({
    included: [],
    excluded: [{ reference: claim.reference, reasons: ['account-missing'] }],
  })
  const participant = participantAt(world, claim.reference, link.split('/').at(-1) ?? '')
  const account = { holder: enrolled.company, iban: 'DE75512108001245126199' }
  expected(await participant.post(`${path}/bank-account`, account), 201)
  expect((await paysEverything(people, '2024-10-21')).run).toMatchObject({ totalMinor: 40_000 })
  expect(expected(await people.desk.get(path), 200)).toMatchObject({
    state: 'closed',
    units: [{ settlement: 'paid' }],
  })
  await world.work()
  const mails = await mailsAbout(db, claim.reference)
  expect(mails.map(({ name }) => name)).toEqual(['application-received', 'accepted', 'access-code', 'paid'])
})

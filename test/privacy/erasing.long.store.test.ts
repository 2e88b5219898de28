/** What is erased is gone from everywhere, what the law wants kept is whole, and every table is told of. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tablesInOrder } from '../../scripts/backup/tables.ts'
import { callerAt, expected, type Caller } from '../../scripts/walk/caller.ts'
import { acceptsProposal, foundAs, participantAt, type Participant } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { journalLines } from '../../server/claims/export.ts'
import { isSqlite } from '../../server/database.ts'
import { expireAll } from '../../server/privacy/expiring.ts'
import { impersonal, places } from '../../server/privacy/places.ts'
import { openLog } from '../../server/web/log.ts'
import { engine } from '../database.ts'
import { openWorld, type World } from '../stories/world.ts'

/** What nobody may find afterwards. The first company was paid: its name and address stand in its invoice, as they must. */
const paid = {
  contactName: 'Petra Plantagenet',
  email: 'petra.plantagenet@planted.example',
  phone: '+45 11 22 33 44',
  iban: 'DK2720001234567890',
  invoiceNumber: 'PLANT-INV-7781',
  sessionNote: 'Petra sagde i telefonen at hun flytter',
  holdReason: 'Plantet mistanke om Petra selv',
  liftReason: 'Petra har forklaret det hele for os',
  shownFor: 'Petra vil have sit nummer bekræftet',
}
const refused = {
  company: 'Rosenkilde Planteskole I/S',
  contactName: 'Ronja Rosenkilde',
  email: 'ronja.rosenkilde@planted.example',
  phone: '+45 55 66 77 88',
  street: 'Rosenstien 17B, 3. tv.',
  city: 'Plantekøbing',
  registrationNumber: 'PLANTREG99',
  iban: 'DK5000400440116243',
  holder: 'Rosenkilde Kontohaver',
  seller: 'Rosenrød Sælger ApS',
  invoiceNumber: 'ROSEN-INV-4410',
  fileName: 'rosenkilde-faktura.pdf',
  note: 'Ronja har sendt en tegning i stedet',
  asked: 'Ronja skal ringe til sin revisor',
}
// Spelled as machines and mails spell them as well: 30 in all.
const strings = [
  ...Object.values(paid),
  ...Object.values(refused),
  'petra.plantagenet',
  'ronja.rosenkilde',
  'planted.example',
  'Petra',
  'Ronja',
  'DK27 2000 1234 5678 90',
  'DK50 0040 0440 1162 43',
]

const logged: string[] = []
let world: World
beforeAll(async () => {
  const log = openLog('debug', { write: (line: string) => void logged.push(line) })
  world = await openWorld({ today: '2026-03-02', stand: { log } })
})
afterAll(() => world.close())

const signedIn = async (email: string): Promise<Caller> => {
  const session = await callerAt(world.url).post('/sessions', { email, password: world.password })
  return callerAt(world.url, expected<{ token: string }>(session, 201).token)
}

async function wasPaid(as: { email: string; invoiceNumber: string } = paid): Promise<Participant> {
  const { desk, approver, programme, applies } = world.people
  const { contactName, phone, iban } = paid
  const { email, invoiceNumber } = as
  const wishes = { boughtOn: '2026-02-10', invoiceNumber, iban, participant: { contactName, email, phone } }
  const made = await applies(wishes, (application) => ({
    ...application,
    // Who signed the agreement stands in the books, like the company itself.
    selfBilling: application.selfBilling && { ...application.selfBilling, signedBy: 'Bent Bogholder' },
  }))
  const { claim, link } = expected<{ claim: ClaimView; link: string }>(made, 201)
  const token = link.split('/').at(-1) ?? ''
  const participant = { ...participantAt(world, claim.reference, token), reference: claim.reference, link }
  const { reference } = participant
  const approved = expected<ClaimView>(
    await desk.post(`/claims/${reference}/approval`, { note: paid.sessionNote }),
    201,
  )
  const [shipment] = expected<{ parcels: { sscc: string }[] }[]>(
    await participant.get(`/claims/${reference}/shipments`),
    200,
  )
  world.setClock('2026-03-09')
  expected(await desk.post('/scans', { scanned: `00${shipment?.parcels[0]?.sscc}` }), 201)
  const { device } = approved.units[0] ?? {}
  if (!device) throw new Error('no device')
  expected(
    await desk.post(`/claims/${reference}/units/1/audits`, { finding: foundAs(device, programme) }),
    201,
  )
  await acceptsProposal(participant)
  const hold = { kind: 'suspicion', reason: paid.holdReason }
  expect((await desk.post(`/claims/${reference}/payment-holds`, hold)).status).toBe(204)
  expect(
    (await approver.post(`/claims/${reference}/payment-holds/lifting`, { ...hold, reason: paid.liftReason }))
      .status,
  ).toBe(204)
  const showing = { reason: 'participant-asks', words: paid.shownFor }
  expected(await desk.post(`/claims/${reference}/bank-account/showings`, showing), 201)
  const run = expected<{ id: number }>(await desk.post('/payment-runs', { programme: programme.id }), 201)
  const at = `/payment-runs/${run.id}`
  expected(await approver.post(`${at}/approval`, {}), 201)
  expected(await desk.post(`${at}/exports`, {}), 201)
  expected(await desk.post(`${at}/bookings`, { paidOn: '2026-03-09' }), 201)
  await world.work()
  return participant
}

async function wasRefused(): Promise<string> {
  const { desk, applies } = world.people
  const { company, contactName, email, phone, registrationNumber, street, city } = refused
  const wishes = { boughtOn: '2026-02-11', invoiceNumber: refused.invoiceNumber, iban: refused.iban }
  const made = await applies(wishes, (application) => {
    const { vatId: _, ...participant } = application.participant
    const address = { ...participant.address, street, city }
    const now = {
      company,
      contactName,
      email,
      phone,
      registrationNumber,
      address,
      vatStatus: 'not-registered',
    }
    return {
      ...application,
      participant: { ...participant, ...now },
      purchase: { ...application.purchase, sellerName: refused.seller },
      bankAccount: { ...application.bankAccount, holder: refused.holder },
    }
  })
  const { reference } = expected<{ claim: ClaimView }>(made, 201).claim
  expect(
    (
      await desk.post(`/claims/${reference}/rejection`, {
        reasons: ['document-altered'],
        note: refused.note,
      })
    ).status,
  ).toBe(201)
  const held = { kind: 'suspicion', reason: refused.asked }
  expect((await desk.post(`/claims/${reference}/payment-holds`, held)).status).toBe(204)
  await world.work()
  return reference
}

/** Every text of every table, every byte of the files that are kept, and every line of the log. */
async function found(planted: readonly string[] = strings): Promise<string[]> {
  const { db, settings } = world.context
  const texts: string[] = [...logged]
  for (const table of await tablesInOrder(db)) texts.push(JSON.stringify(await db(table)))
  const folders = ['outbox', 'vault', 'incoming', 'peppol'].map((name) => join(settings.dataDir, name))
  for (const folder of folders.filter((one) => existsSync(one)))
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    ))
      texts.push(
        readFileSync(join(file.parentPath, file.name), 'latin1'),
        readFileSync(join(file.parentPath, file.name), 'utf8'),
        file.name,
      )
  if (isSqlite(db)) {
    const { filename } = db.client.config.connection as { filename: string }
    for (const part of ['', '-wal'])
      if (existsSync(filename + part)) texts.push(readFileSync(filename + part, 'utf8'))
  }
  return planted.filter((one) => texts.some((text) => text.includes(one)))
}

const vaultFiles = (): number => {
  const folder = join(world.context.settings.dataDir, 'vault')
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length
}

test('of 30 planted strings none is left, books and journal are whole, and the claims say that they were erased', async () => {
  const { db } = world.context
  const { desk } = world.people
  const payee = await wasPaid()
  const reference = await wasRefused()
  expect((await found()).length).toBeGreaterThan(20)
  const ledger = await db('postings').orderBy('id')
  const invoices = await db('invoices')

  const admin = await signedIn('admin@backhaul.example')
  const archive = (await admin.post('/privacy/exports', { subject: refused.email })).bytes
  expect(archive.subarray(0, 2).toString()).toBe('PK')
  const data = { subject: payee.reference, again: payee.reference }
  expect((await desk.post('/privacy/erasures', data)).status).toBe(403)
  expect((await admin.post('/privacy/erasures', { ...data, again: 'other' })).status).toBe(422)
  expect(
    (await admin.post('/privacy/erasures', { subject: 'TI-2222-2222', again: 'TI-2222-2222' })).status,
  ).toBe(404)
  const files = vaultFiles()
  expect(expected(await admin.post('/privacy/erasures', data), 201)).toMatchObject({
    booked: [payee.reference],
  })
  const other = { subject: refused.email.toUpperCase(), again: refused.email }
  expect(expected(await admin.post('/privacy/erasures', other), 201)).toEqual({
    references: [reference],
    booked: [],
  })
  expect((await admin.post('/privacy/erasures', data)).status).toBe(409)

  await world.work()
  expect(await found()).toEqual([])
  expect(vaultFiles()).toBeLessThan(files)
  expect(await db('invoices')).toEqual(invoices)
  expect(await db('postings').orderBy('id')).toEqual(ledger)
  const [document] = await db('invoice_documents').orderBy('document_id')
  const file = `/claims/${payee.reference}/documents/${document.document_id}`
  expect((await desk.get(file)).status).toBe(200)
  const lines: string[] = []
  for await (const line of journalLines(db)) lines.push(line)
  const exported = join(world.context.settings.dataDir, 'journal.jsonl')
  writeFileSync(exported, `${lines.join('\n')}\n`)
  expect(
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/verify-journal.ts', exported], {
      encoding: 'utf8',
    }),
  ).toContain('whole')
  expect((await desk.get(`/claims/${reference}`)).status).toBe(200)
  const { application } = await db('claims').where({ reference }).first('application')
  expect(JSON.parse(application)).toMatchObject({ participant: { company: '[erased]', email: '' } })
  expect(lines.filter((line) => line.includes('"kind":"erased"'))).toHaveLength(2)
})

/** Kinds that went of a claim, as their erasures stand. */
const wentOf = (reference: string): Promise<string[]> =>
  world.context.db('erasures').where({ claim_reference: reference }).orderBy('id').pluck('kind')

test('what was kept long enough goes by itself: part by part, the books last, and nothing that is held (GDPR art. 5(1)(e))', async () => {
  const { db } = world.context
  world.setClock('2026-03-02')
  const { reference: payee } = await wasPaid({ email: 'kept@planted.example', invoiceNumber: 'KEPT-1' })
  const reference = await wasRefused()
  const order = { kind: 'legal', reason: 'The court asked for the file.' }
  const holds = `/claims/${reference}/data-holds`
  const admin = await signedIn('admin@backhaul.example')
  expect((await world.people.desk.post(holds, order)).status).toBe(403)
  expect((await admin.post(holds, order)).status).toBe(204)
  expect((await admin.post(holds, order)).status).toBe(409)
  expect((await admin.post('/privacy/erasures', { subject: reference, again: reference })).status).toBe(409)

  world.setClock('2027-03-09T12:00:00Z')
  await world.work()
  expect(await wentOf(payee)).toEqual([])
  world.setClock('2027-03-10T12:00:00Z')
  await world.work()
  expect([await wentOf(payee), await wentOf(reference)]).toEqual([['photo'], []])
  const later = await signedIn('admin@backhaul.example')
  expect((await later.post(`${holds}/lifting`, order)).status).toBe(204)
  world.setClock('2027-03-11T12:00:00Z')
  await world.work()
  expect(await wentOf(reference)).toEqual(['unpaid'])

  // Denmark and Germany have a say: six years for mails and claims, eight for books, each to the end of its year.
  world.setClock('2032-12-31T12:00:00Z')
  await world.work()
  expect(await wentOf(payee)).toEqual(['photo', 'evidence'])
  world.setClock('2033-01-01T12:00:00Z')
  await world.work()
  expect(await wentOf(payee)).toEqual(['photo', 'evidence', 'mail', 'claim'])
  const ledger = await db('postings').orderBy('id')
  const booked = () => db('invoices').orderBy('id').select<object[]>('number', 'payable_minor', 'issued_on')
  const invoices = await booked()
  const [{ content = '' } = {}] = await db('invoices').where({ claim_reference: payee })
  const company = (JSON.parse(content) as { seller: { name: string } }).seller.name
  expect(company).not.toBe('')
  await expect(db('invoices').where({ claim_reference: payee }).update({ content: '{}' })).rejects.toThrow(
    'final',
  )

  world.setClock('2035-01-01T12:00:00Z')
  await Promise.all([expireAll(world.context), expireAll(world.context)])
  await world.work()
  expect(await wentOf(payee)).toEqual(['photo', 'evidence', 'mail', 'claim', 'books'])
  expect(await db('postings').orderBy('id')).toEqual(ledger)
  expect(await booked()).toEqual(invoices)
  const left = await found([company, ...strings, 'kept@planted.example'])
  expect(left).toEqual([])
  await expect(db('invoices').update({ number: 'X' })).rejects.toThrow('final')
  const entries = await db('journal').where({ claim: payee, kind: 'data-expired' }).pluck<string[]>('facts')
  expect(entries.map((facts) => (JSON.parse(facts) as { what: string }).what)).toEqual([
    'photo',
    'evidence',
    'mail',
    'claim',
    'books',
  ])
  const desk = await signedIn('desk@backhaul.example')
  for (const at of [`/claims/${payee}`, '/invoices']) expect((await desk.get(at)).status).toBe(200)
})

test('every table that points at somebody is told of: as a place, or as one that says nothing of anybody', async () => {
  const { db } = world.context
  const points =
    /^(claim|claim_id|claim_reference|participant_id|unit_id|parcel_id|shipment_id|pickup_id|label_id|matched_reference|account_id|payment)$/
  const told = new Set([...places.map(({ table }) => table), ...impersonal])
  const untold: string[] = []
  for (const table of await tablesInOrder(db)) {
    const columns = Object.keys(await db(table).columnInfo())
    if (columns.some((column) => points.test(column)) && !told.has(table)) untold.push(table)
  }
  expect([untold, engine]).toEqual([[], engine])
})

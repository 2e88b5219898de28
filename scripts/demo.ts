/**
 * `npm run demo -- --out DIR`: two trade-ins from application to paid, in a house of its own, over HTTP, with a clock that
 * is set by hand. Prints what happened and writes the papers of both to DIR.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { ClaimView } from '../server/claims/view.ts'
import { journalLines } from '../server/claims/export.ts'
import { emlName } from '../server/mail/message.ts'
import { mailsAbout } from '../server/mail/store.ts'
import { openTexts } from '../server/texts/texts.ts'
import { expected } from './walk/caller.ts'
import { openHouse, type House } from './walk/house.ts'
import {
  acceptsProposal,
  booksPickup,
  foundAs,
  meetPeople,
  paysEverything,
  takesPhoto,
  type DocumentView,
  type Participant,
  type People,
} from './walk/people.ts'

const { values } = parseArgs({ options: { out: { type: 'string' } } })
if (!values.out) {
  console.error('usage: npm run demo -- --out DIR')
  process.exit(2)
}
const out = values.out
mkdirSync(out, { recursive: true })

type Row = { day: string; who: string; what: string }
const rows: Row[] = []
const texts = openTexts('templates/locales')('en')
const kroner = (amountMinor: number): string => texts.money({ amountMinor, currency: 'DKK' })

// What was sent in is read by OCR for reviewers only; nothing that this run shows depends on it.
const house = await openHouse({ today: '2026-03-02', stand: { readEvidence: async () => undefined } })
const began = performance.now()
try {
  const people = await meetPeople(house, 'dk-workstation-trade-in-open')
  const tower = await oneTower(house, people)
  const four = await fourWorkstations(house, people)
  await payBoth(house, people)
  await keepPapers(house, tower, four)
  const lines: string[] = []
  for await (const line of journalLines(house.context.db)) lines.push(line)
  writeFileSync(join(out, 'journal.jsonl'), `${lines.join('\n')}\n`)
  print()
  console.log(
    `\n${lines.length - 1} journal entries; papers are in ${out}. ${((performance.now() - began) / 1000).toFixed(1)} s`,
  )
} finally {
  await house.close()
}

/** (a) A tower of 12 kg that is what it was said to be. */
async function oneTower(at: House, { desk, programme, appliesWell }: People): Promise<Participant> {
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'ND-30001', locale: 'en' })
  const { reference } = participant
  note('2026-03-02', 'participant', `${reference} applies for one tower of 12 kg`)
  const approved = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  note(
    '2026-03-02',
    'reviewer',
    `approves; offer 1 is ${kroner(approved.units[0]?.offered?.amountMinor ?? 0)}, the label goes by mail`,
  )
  at.setClock('2026-03-09')
  await receive(participant, desk)
  note(
    '2026-03-09',
    'warehouse',
    `scans the parcel; payment is due ${dueOf(await claimOf(desk, reference), 'pay-by')}`,
  )
  await inspect(devicesIn(approved), reference, { desk, programme })
  note('2026-03-09', 'auditor', 'finds everything as declared')
  const { payableMinor } = await acceptsProposal(participant)
  note('2026-03-09', 'participant', `accepts the proposal of ${kroner(payableMinor)}; the invoice is issued`)
  return participant
}

/** (b) Four workstations of 64 kg, picked up; one is of another category than declared. */
async function fourWorkstations(at: House, { desk, programme, appliesWell }: People): Promise<Participant> {
  const devices = [16_000, 16_000, 16_000, 16_000].map((weightGrams) => ({ weightGrams }))
  const company = {
    company: 'Nordhavn Arkitekter ApS',
    contactName: 'Mia Krogh',
    email: 'mia@nordhavn.example',
    vatId: 'DK29403473',
  }
  const participant = await appliesWell({
    boughtOn: '2026-02-12',
    invoiceNumber: 'ND-30002',
    devices,
    participant: company,
    iban: 'DK1030001234567890',
  })
  const { reference } = participant
  note('2026-03-09', 'participant', `${reference} applies for four workstations, 64 kg`)
  const approved = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  note('2026-03-09', 'reviewer', 'approves; it is too heavy to post, so a carrier comes')
  const slot = await booksPickup(participant)
  note('2026-03-09', 'participant', `picks ${slot.date}, ${slot.from} to ${slot.to}`)
  const [pickup] = expected<{ id: number; date: string }[]>(await desk.get('/pickups'), 200)
  if (!pickup) throw new Error('no pick-up was booked')
  at.setClock(pickup.date)
  expected(await desk.post(`/pickups/${pickup.id}/attempts`, { outcome: 'done' }), 201)
  note(pickup.date, 'carrier', 'takes four parcels; title passes')
  at.setClock('2026-03-13')
  await receive(participant, desk)
  note('2026-03-13', 'warehouse', 'scans four parcels')
  await inspect(devicesIn(approved), reference, { desk, programme })
  note('2026-03-13', 'auditor', 'finds three as declared and one to be a small desktop workstation')
  const requoted = (await claimOf(desk, reference)).units[2]
  expected(
    await participant.post(`/claims/${reference}/units/3/answers`, { offer: 2, answer: 'accept' }),
    201,
  )
  note(
    '2026-03-13',
    'participant',
    `accepts offer 2 of ${kroner(requoted?.offered?.amountMinor ?? 0)} for it`,
  )
  const { payableMinor } = await acceptsProposal(participant)
  note('2026-03-13', 'participant', `accepts the proposal of ${kroner(payableMinor)}; the invoice is issued`)
  return participant
}

function devicesIn({ units }: ClaimView) {
  return units.flatMap(({ position, device }) => (device ? [{ position, device }] : []))
}

async function inspect(
  devices: ReturnType<typeof devicesIn>,
  reference: string,
  { desk, programme }: Pick<People, 'desk' | 'programme'>,
): Promise<void> {
  for (const { position, device } of devices) {
    const differs = devices.length > 1 && position === 3
    const finding = foundAs(device, programme, differs ? { category: 'small-form-factor' } : {})
    const photos = differs ? [await takesPhoto(desk, 1), await takesPhoto(desk, 2)] : []
    expected(await desk.post(`/claims/${reference}/units/${position}/audits`, { finding, photos }), 201)
  }
}

async function receive({ reference }: Participant, desk: People['desk']): Promise<void> {
  const shipments = expected<{ parcels: { sscc: string }[] }[]>(
    await desk.get(`/claims/${reference}/shipments`),
    200,
  )
  for (const { sscc } of shipments.flatMap(({ parcels }) => parcels))
    expected(await desk.post('/scans', { scanned: `00${sscc}` }), 201)
}

async function payBoth(at: House, everyone: People): Promise<void> {
  at.setClock('2026-03-16')
  const { run, file } = await paysEverything(everyone, '2026-03-16')
  writeFileSync(join(out, 'payment.xml'), file)
  note(
    '2026-03-16',
    'finance',
    `${run.name}: ${kroner(run.totalMinor)}, released by a second person, booked by the bank`,
  )
}

/** Each paper from where a person would have it: mails from the outbox, documents by download. */
async function keepPapers(at: House, tower: Participant, four: Participant): Promise<void> {
  await at.work()
  await keepMail(at, tower, 'application-received', 'confirmation.eml')
  await keepMail(at, tower, 'approved', 'approval.eml')
  await keepMail(at, four, 'offer-changed', 'requote.eml')
  await keepDocument(tower, 'return-label', 'label.pdf')
  await keepDocument(four, 'pickup-invitation', 'pickup.ics')
  await keepDocument(four, 'proposal', 'proposal.pdf')
  await keepDocument(four, 'invoice', 'invoice.pdf')
}

async function keepMail(
  { context }: House,
  { reference }: Participant,
  name: string,
  file: string,
): Promise<void> {
  const mail = (await mailsAbout(context.db, reference)).find((one) => one.name === name)
  if (mail?.state !== 'sent') throw new Error(`the mail ${name} was not sent`)
  copyFileSync(join(context.settings.dataDir, 'outbox', emlName(mail.messageId)), join(out, file))
}

async function keepDocument(participant: Participant, kind: string, file: string): Promise<void> {
  const documents = expected<DocumentView[]>(
    await participant.get(`/claims/${participant.reference}/documents`),
    200,
  )
  const document = documents.find((one) => one.kind === kind)
  if (!document) throw new Error(`no document ${kind}`)
  writeFileSync(
    join(out, file),
    (await participant.get(`/claims/${participant.reference}/documents/${document.id}`)).bytes,
  )
}

async function claimOf(desk: People['desk'], reference: string): Promise<ClaimView> {
  return expected<ClaimView>(await desk.get(`/claims/${reference}`), 200)
}

function dueOf({ clocks }: ClaimView, id: string): string {
  return clocks.find(({ clock }) => clock === id)?.dueOn ?? ''
}

function note(day: string, who: string, what: string): void {
  rows.push({ day, who, what })
}

function print(): void {
  const wide = Math.max(...rows.map(({ who }) => who.length))
  for (const { day, who, what } of rows) console.log(`${day}  ${who.padEnd(wide)}  ${what}`)
}

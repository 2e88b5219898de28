/** The few claims that a first start shows, made the way everybody makes theirs: nothing is put into tables by hand. */
import { actorText, type Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { advance } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import { submit } from '../claims/submission.ts'
import type { Context } from '../context.ts'
import { takeIn } from '../evidence/intake.ts'
import type { Programme } from '../programmes/programme.ts'
import { currentProgrammes } from '../programmes/store.ts'
import { bookPickup } from '../shipping/booking.ts'
import { offerFor } from '../shipping/offering.ts'
import { receiveScan } from '../shipping/receiving.ts'
import { shipmentsOf } from '../shipping/store.ts'
import { findAccount } from '../staff/store.ts'
import { drawProof } from './proof.ts'
import { sampleApplication, type Wishes } from './sample.ts'

/** Registrations with right check digits, of companies that do not exist. */
const companies: readonly Pick<Wishes, 'invoiceNumber' | 'participant' | 'iban' | 'devices'>[] = [
  { invoiceNumber: 'ND-20931' },
  {
    invoiceNumber: 'ND-20977',
    iban: 'DK2720001234567890',
    participant: {
      company: 'Aarhus Tekniske Gymnasium',
      contactName: 'Bo Lund',
      email: 'bo@atg.example',
      vatStatus: 'exempt',
      vatId: 'DK25313763',
    },
    devices: [{ category: 'mobile', make: 'HP', model: 'ZBook 15 G3', weightGrams: 2800 }],
  },
  {
    invoiceNumber: 'ND-21004',
    iban: 'DK1030001234567890',
    participant: {
      company: 'Nordhavn Arkitekter ApS',
      contactName: 'Mia Krogh',
      email: 'mia@nordhavn.example',
      vatId: 'DK29403473',
    },
    devices: [16_000, 16_500, 15_500].map((weightGrams) => ({ weightGrams })),
  },
]

/**
 * Fills an empty house: one claim waits for review, one has arrived and waits for its audit, one waits for its pick-up.
 * A house that has claims, or no programme that is open without an end, is left alone.
 */
export async function fillDemonstration(context: Context): Promise<void> {
  if (await context.db('claims').first('id')) return
  const programme = (await currentProgrammes(context.db)).find((one) => isOpenEnded(one.programme))?.programme
  const desk = await findAccount(context.db, 'desk@backhaul.example')
  if (!programme || !desk) return
  const by: Actor = { kind: 'staff', id: desk.staff.id, roles: desk.staff.roles }
  const references: string[] = []
  for (const company of companies) references.push((await applied(context, programme, company)).reference)
  const [, arrived = '', fetched = ''] = references
  for (const reference of [arrived, fetched]) await advance(context, reference, { kind: 'approve', by })
  await booked(context, programme, fetched)
  for (const { parcels } of await shipmentsOf(context.db, arrived)) {
    for (const { sscc } of parcels) await receiveScan(context, { scanned: sscc, condition: 'sound', by })
  }
}

/** Picks the first day that the carrier is free. */
async function booked(context: Context, programme: Programme, reference: string): Promise<void> {
  const claim = await claimOf(context.db, reference)
  const [slot] = (await offerFor(context.db, claim, programme, context.clock.now())).slots
  if (!slot) return
  await bookPickup(context, reference, {
    date: slot.date.toString(),
    from: slot.from,
    ifTaken: 'next',
    details: {
      contactName: claim.application.participant.contactName,
      contactPhone: '+45 70 00 00 00',
      accessNotes: 'Ring på hos receptionen / Ring at the reception',
      parcels: claim.units.length,
      hazards: [],
      groundFloor: 'yes',
      ready: 'yes',
    },
    by: { kind: 'participant', reference },
  })
}

const isOpenEnded = ({ purchaseWindow, applicationWindow, returnMode }: Programme): boolean =>
  returnMode === 'ship' && purchaseWindow.to === undefined && applicationWindow.to === undefined

/** Applies with a proof of purchase that was really sent in, bought a month ago. */
async function applied(
  context: Context,
  programme: Programme,
  company: (typeof companies)[number],
): Promise<Claim> {
  const boughtOn = dateIn(context.clock.now(), programme.timeZone).subtract({ days: 30 }).toString()
  const by: Actor = { kind: 'visitor' }
  const draft = sampleApplication(programme, { ...company, boughtOn, evidence: [] })
  const proof = await drawProof(draft)
  const kind = programme.evidence.find(({ required }) => required === 'always')?.kind ?? ''
  const upload = {
    read: async () => proof,
    name: `faktura-${company.invoiceNumber}.pdf`,
    kind,
    by: actorText(by),
  }
  const { id } = await takeIn(context, upload)
  return submit(context, sampleApplication(programme, { ...company, boughtOn, evidence: [id] }), by)
}

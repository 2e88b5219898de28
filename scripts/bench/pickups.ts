/**
 * Pick-ups: how fast the free days of a postcode are told with many booked visits (PICKUPS=100000 unless told), beside
 * reading one row by its key, whether any day is overbooked in so many random parallel runs (RUNS=2000 unless told), and
 * how fast carriers' events are followed. On both engines.
 */
import { composeIBAN } from 'ibantools'
import { Temporal } from 'temporal-polyfill'
import { Refusal } from '../../server/base/refusal.ts'
import { claimOf } from '../../server/claims/store.ts'
import type { Context } from '../../server/context.ts'
import { programmeVersion } from '../../server/programmes/store.ts'
import { cancelPickup } from '../../server/shipping/booking.ts'
import { zonesOf } from '../../server/shipping/depot-store.ts'
import { offerFor } from '../../server/shipping/offering.ts'
import { shipmentsOf } from '../../server/shipping/store.ts'
import { expected } from '../walk/caller.ts'
import { contend } from '../walk/bookings.ts'
import { openHouse, type House } from '../walk/house.ts'
import { meetPeople } from '../walk/people.ts'
import { measureEvents } from './carrier-events.ts'
import { emptied, engines } from './engines.ts'
import { median, type Figure } from './figure.ts'

const programmeId = 'dk-workstation-trade-in-open'
const many = Number(process.env['PICKUPS'] ?? 100_000)
const runs = Number(process.env['RUNS'] ?? 2000)
const timed = 300
const rivals = 8

/** Each figure when it is known: the parallel runs take minutes on each engine, and come last. */
export async function* measure(): AsyncGenerator<Figure> {
  for await (const { engine, databaseUrl } of engines()) {
    yield* await slotFigures(engine, databaseUrl)
    yield* await measureEvents(engine, databaseUrl)
    yield await contestFigure(engine, databaseUrl)
  }
}

/** A house of its own on the engine's database as new. */
async function inHouse<Result>(
  databaseUrl: string | undefined,
  work: (house: House) => Promise<Result>,
): Promise<Result> {
  await emptied(databaseUrl)
  const house = await openHouse({ today: '2026-03-02', databaseUrl })
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}

const contestFigure = (engine: string, databaseUrl?: string): Promise<Figure> =>
  inHouse(databaseUrl, async (house) => {
    return {
      name: `overbooked or miscounted days in ${runs} parallel runs, ${engine}`,
      value: await contested(house),
      unit: 'days',
      atMost: 0,
    }
  })

/** A claim of 48 kg whose participant may pick a day. */
async function heavyClaim(house: House, no: number): Promise<string> {
  const { appliesWell, desk } = await meetPeople(house, programmeId)
  const account = `0040${String(no).padStart(10, '0')}`
  const { reference } = await appliesWell({
    boughtOn: '2026-02-10',
    invoiceNumber: `K-${no}`,
    devices: [16_000, 16_000, 16_000].map((weightGrams) => ({ weightGrams })),
    participant: {
      company: `Firma ${no}`,
      email: `post@firma${no}.example`,
      vatStatus: 'not-registered',
      vatId: undefined,
    },
    iban: composeIBAN({ countryCode: 'DK', bban: account }) ?? '',
  })
  expected(await desk.post(`/claims/${reference}/approval`, {}), 201)
  return reference
}

/** Runs of the same claims: each leaves papers behind, of which a real claim never has a thousand. */
const runsOfAClaim = 500

/** All fight for the same three days, again and again. */
async function contested(house: House): Promise<number> {
  const { context } = house
  const days = ['2026-03-04', '2026-03-05', '2026-03-06']
  let references: string[] = []
  let wrong = 0
  for (let run = 0; run < runs; run += 1) {
    if (run % runsOfAClaim === 0) {
      for (const reference of references) await leaves(context, reference)
      references = []
      while (references.length < rivals) references.push(await heavyClaim(house, run + references.length))
    }
    const found = await contend(context, { references, zone: 'jutland-east', days, seed: run + 1 })
    for (const what of found) console.error(`run ${run + 1}: ${what}`)
    wrong += found.length
  }
  return wrong
}

/** Its place is free for those who come after it, if it has one. */
const leaves = (context: Context, reference: string): Promise<unknown> =>
  cancelPickup(context, reference, { by: { kind: 'staff', id: 1, roles: ['dispatcher'] } }).catch(
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    },
  )

/** So many visits over all zones and the working days to come, and the counts that belong to them. */
async function fill({ db }: Context, reference: string): Promise<void> {
  const [shipment] = await shipmentsOf(db, reference)
  const zones = (await zonesOf(db)).map(({ id }) => id)
  const first = Temporal.PlainDate.from('2026-03-04')
  const counts = new Map<string, number>()
  const rows = Array.from({ length: many }, (_, index) => {
    const zone = zones[index % zones.length] ?? ''
    const date = first.add({ days: Math.floor(index / zones.length) % 90 }).toString()
    counts.set(`${zone} ${date}`, (counts.get(`${zone} ${date}`) ?? 0) + 1)
    const window = { window_from: '08:00', window_to: '12:00' }
    const at = { on_date: date, zone_id: zone, requested_at: '2026-03-02T09:00:00.000Z' }
    return { shipment_id: shipment?.id, state: 'scheduled', sequence: 0, ...window, ...at }
  })
  await db.batchInsert('pickups', rows, 500)
  await db('zone_days').delete()
  const days = [...counts].map(([key, booked], index) => {
    const [zone_id = '', on_date = ''] = key.split(' ')
    return { zone_id, on_date, booked, visits: booked + (index % 3) }
  })
  await db.batchInsert('zone_days', days, 500)
  await db.raw('ANALYZE')
}

const slotFigures = (engine: string, databaseUrl?: string): Promise<Figure[]> =>
  inHouse(databaseUrl, async (house) => {
    const reference = await heavyClaim(house, 0)
    await fill(house.context, reference)
    return slotTimes(house.context, reference, engine)
  })

async function slotTimes({ db, clock }: Context, reference: string, engine: string): Promise<Figure[]> {
  const claim = await claimOf(db, reference)
  const programme = await programmeVersion(db, claim.programmeVersion)
  const now = clock.now()
  const free: number[] = []
  const bare: number[] = []
  const { id } = (await db('pickups').orderBy('id').first<{ id: number } | undefined>('id')) ?? { id: 0 }
  for (let no = 0; no < timed; no += 1) {
    const postcode = String(1000 + ((no * 137) % 9000))
    const { participant } = claim.application
    const address = { ...participant.address, postcode }
    const application = { ...claim.application, participant: { ...participant, address } }
    free.push(await timeOf(() => offerFor(db, { ...claim, application }, programme, now)))
    bare.push(await timeOf(() => db('pickups').where({ id }).first()))
  }
  return [
    {
      name: `free slots of a postcode, 95th of 100 parts of ${timed} looks, with ${many} booked pick-ups, ${engine}`,
      value: free.toSorted((one, other) => one - other)[Math.floor(timed * 0.95)] ?? 0,
      baseline: median(bare),
      unit: 'ms',
      atMost: 30,
    },
  ]
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

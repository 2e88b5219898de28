/** The lists of those who move goods: labels, pick-ups, what is at risk, the bench. Rows as the pages and the files show them. */
import type { Context } from '../context.ts'
import { applicationsOf } from '../claims/store.ts'
import type { Database } from '../database.ts'
import { unprintedLabels } from '../shipping/label-store.ts'
import { zonesOf } from '../shipping/depot-store.ts'
import { onTheBench, type Unidentified, type UnidentifiedKind } from '../shipping/unidentified-store.ts'
import { nameOf } from '../shipping/unidentified.ts'
import { only, type Asked } from './filters.ts'
import { atOnce, openAtMost, type Listed } from './listed.ts'
import { stopsOn, type Stop } from './pickup-plan-view.ts'
import { atRisk, type Risk } from './pickup-risk-view.ts'

type LabelRow = Awaited<ReturnType<typeof labelRows>>[number]

/** Labels that nobody has printed yet. */
export async function labelRows({ db }: Pick<Context, 'db'>, limit: number) {
  const labels = await unprintedLabels(db, limit)
  const applications = await applicationsOf(
    db,
    labels.map(({ claimReference }) => claimReference),
  )
  return labels.flatMap(({ claimReference: reference, issuedAt }) => {
    const participant = applications.get(reference)?.participant
    if (!participant) return []
    const { company, address } = participant
    const place = `${address.postcode} ${address.city}`
    return { reference, href: `/desk/labels/${reference}`, company, place, issuedAt }
  })
}

export const labelList: Listed<LabelRow> = {
  may: 'label',
  columns: [
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.column.company', ({ company }) => company],
    ['desk.column.where', ({ place }) => place],
    ['desk.labels.issued', ({ issuedAt }) => issuedAt],
  ],
  rows: atOnce((context) => labelRows(context, openAtMost)),
}

/** Every stop from today on, where the page shows one day. */
export const pickupList: Listed<Stop> = {
  may: 'see-shipments',
  columns: [
    ['desk.pickup.day', ({ date }) => date.toString()],
    ['desk.column.when', ({ from, to }) => `${from}–${to}`],
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.column.company', ({ company }) => company],
    ['desk.column.where', ({ address }) => address.join(', ')],
    ['desk.column.parcels', ({ parcels }) => parcels],
    ['desk.column.weight', ({ weightGrams }, texts) => texts.weight(weightGrams)],
  ],
  rows: atOnce(({ db }) => stopsOn(db, openAtMost)),
}

export const riskList: Listed<Risk> = {
  may: 'see-shipments',
  columns: [
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.column.company', ({ company }) => company],
    ['desk.column.state', ({ kind }, texts) => texts.text(`desk.pickup.risk.${kind}`)],
    ['desk.column.latest', ({ by }) => by],
    ['desk.pickup.day', ({ on }) => on],
  ],
  rows: atOnce(async (context) => atRisk(context, await zonesOf(context.db))),
}

/** What lies on the bench; what waits for its owner comes first. */
export const unidentifiedAsked = (db: Database, { kind }: Asked, limit: number): Promise<Unidentified[]> =>
  onTheBench(db, limit, only(kind) as UnidentifiedKind | undefined)

export const unidentifiedList: Listed<Unidentified> = {
  may: 'see-unidentified',
  columns: [
    ['desk.column.number', nameOf],
    ['desk.column.kind', ({ kind }, texts) => texts.text(`desk.unidentified.kind.${kind}`)],
    ['desk.unidentified.fields.shelf.label', ({ shelf }) => shelf],
    ['desk.column.serial', ({ serial }) => serial],
    ['desk.column.scan', ({ code }) => code],
    ['desk.unidentified.fields.note.label', ({ note }) => note],
    ['desk.column.at', ({ foundAt }) => foundAt],
    ['desk.column.reference', ({ match }) => match?.reference],
  ],
  rows: atOnce(({ db }, asked) => unidentifiedAsked(db, asked, openAtMost)),
}

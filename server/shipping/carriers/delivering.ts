/**
 * Brings closed lists to their carriers, and closes what waits once a day at its hour. A list is a row and a job in one
 * transaction; a crash writes the same files again under the same names, and none twice under two.
 */
import { actorText } from '../../base/actor.ts'
import type { Clock } from '../../base/calendar.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Database } from '../../database.ts'
import type { Drawing } from '../../documents/store.ts'
import type { Handler } from '../../jobs/queue.ts'
import type { Locale } from '../../texts/texts.ts'
import { capabilities, connections } from './capabilities.ts'
import { closeManifest } from './manifest.ts'
import { manifestPaperFacts } from './manifest-facts.ts'
import { manifestFile, noteDelivered, wasClosedSince } from './manifest-store.ts'
import type { AdviceMail, AdviceOutbox } from './outbox.ts'

export type DeliveringOffice = {
  readonly db: Database
  readonly clock: Clock
  /** IANA zone: the hour of the list is the house's. */
  readonly centreTimeZone: string
  readonly adviceOutbox: AdviceOutbox
  /** Where the carrier takes its lists by mail. */
  readonly adviceMail?: AdviceMail | undefined
  readonly drawings: Readonly<Record<string, Drawing>>
}

/** The job `carrier-advice`: the file for machines and the paper for people, under the list's number. */
export const carrierAdviceJob =
  ({ db, clock, centreTimeZone, adviceOutbox, adviceMail, drawings }: DeliveringOffice): Handler =>
  async ({ manifest: id }) => {
    const list = await manifestFile(db, Number(id))
    if (list.deliveredAt !== undefined) return undefined
    const { bytes: pdf } = await manifestPaper({ db, centreTimeZone, drawings }, list.id, 'en')
    const csv = Buffer.from(list.content)
    await adviceOutbox.put(`${list.number}.pdf`, pdf)
    // After it, so that whoever waits for the file finds the paper beside it.
    await adviceOutbox.put(`${list.number}.csv`, csv)
    const { number, closedAt, orders: lines } = list
    await adviceMail?.({ number, closedAt, lines, csv, pdf })
    return (trx) => noteDelivered(trx, list.id, clock.now())
  }

/** A closed list on paper, drawn when it is asked for. @throws Refusal `not-found` / `manifest-unknown`. */
export async function manifestPaper(
  { db, centreTimeZone, drawings }: Pick<DeliveringOffice, 'db' | 'centreTimeZone' | 'drawings'>,
  id: number,
  locale: Locale,
): Promise<{ readonly number: string; readonly bytes: Buffer }> {
  const draw = drawings['carrier-manifest']
  if (!draw) throw new Error('nobody draws manifests')
  const list = await manifestFile(db, id)
  return { number: list.number, bytes: await draw(manifestPaperFacts(list, centreTimeZone), locale) }
}

const by = actorText({ kind: 'system', part: 'shipping' })

/** Closes the day's list of every carrier that is told by file, from `hour` on, once a day; gives how many. */
export async function closeDailyLists(office: DeliveringOffice, hour: number): Promise<number> {
  const now = office.clock.now().toZonedDateTimeISO(office.centreTimeZone)
  const due = now.startOfDay().with({ hour })
  if (now.epochMilliseconds < due.epochMilliseconds) return 0
  let closed = 0
  for (const connection of connections.filter((one) => capabilities[one].orders === 'file')) {
    if (await wasClosedSince(office.db, { connection, by, since: due.toInstant() })) continue
    try {
      await closeManifest(office, connection, by)
      closed += 1
    } catch (error) {
      if (!isEmpty(error)) throw error
    }
  }
  return closed
}

const isEmpty = (error: unknown): boolean =>
  error instanceof Refusal && error.faults.some(({ code }) => code === 'nothing-to-list')

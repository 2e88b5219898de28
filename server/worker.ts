/**
 * Does what is due, at its own pace, from rows: mails, and deadlines that passed. A crash loses nothing; what was half
 * done is done again, and nothing that the world sees happens twice.
 */
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { forgetWritten } from './base/whole-file.ts'
import { dateIn } from './base/calendar.ts'
import { advance, type Office } from './claims/advance.ts'
import { forgetOldAccess } from './claims/access-store.ts'
import {
  breachedClocks,
  clocksOf,
  noteFailedBreach,
  type Breached,
  type RunningClock,
} from './claims/clock-store.ts'
import { replayClaims } from './claims/replaying.ts'
import { lockClaim } from './claims/store.ts'
import { keepHead } from './claims/head-store.ts'
import { forgetOldDrafts } from './claims/draft-store.ts'
import type { Context } from './context.ts'
import { inTransaction, type Database } from './database.ts'
import { workOff } from './desks/tasks.ts'
import { fileOf } from './documents/store.ts'
import { tidyEvidence } from './evidence/tidying.ts'
import { forewarn } from './forewarning.ts'
import { mailCarrierLabels } from './letters/carrier-label.ts'
import { isLastAttempt, lanes, traceOf, type Lane } from './jobs/job.ts'
import { runJobs, type Handlers } from './jobs/queue.ts'
import { sendMail } from './mail/outbox.ts'
import { peppolJob } from './peppol.ts'
import { finishErasures } from './privacy/finishing.ts'
import { orderRetention, retentionJob } from './privacy/retention-job.ts'
import { endOf } from './programmes/clocks.ts'
import { programmeVersion } from './programmes/store.ts'
import { readingJob } from './reading.ts'
import { remindDebtors } from './reminding-debtors.ts'
import { remindOfOffers } from './offer-reminding.ts'
import { remindSilent } from './reminding.ts'
import { warnOfScarceDays } from './scarce-days.ts'
import { askForSilent, carrierTrackingJob, settleDoubts } from './shipping/carriers/asking.ts'
import { escalateCases } from './shipping/case-store.ts'
import { carrierAdviceJob, closeDailyLists } from './shipping/carriers/delivering.ts'
import { followCarriers } from './shipping/carriers/following.ts'
import { carrierOrderJob } from './shipping/carriers/sending.ts'
import { drawBatch } from './shipping/label-batch.ts'
import { expireLabels } from './shipping/label-ending.ts'
import { forgetChallenges } from './staff/challenge-store.ts'
import { forgetOldTries } from './staff/failure-store.ts'
import { forgetEndedSessions } from './staff/session-store.ts'
import { checkWaiting, vatCheckJob } from './vat-register.ts'
import { webhookJob } from './webhooks/sending.ts'
import { forgetOldAnswers } from './web/store.ts'

/** The function for each kind of job. */
export const handlersOf = (context: Context): Handlers => ({
  'send-mail': async (payload, job) => {
    const keepsCodes = context.settings.mode === 'demonstration'
    const attachmentOf = async (id: number) => {
      const { document, bytes } = await fileOf(context, id)
      return { mediaType: document.mediaType, bytes }
    }
    await sendMail({ ...context, keepsCodes, attachmentOf }, Number(payload['mail']), {
      last: isLastAttempt(job),
    })
  },
  'read-evidence': readingJob(context),
  'check-vat-ids': vatCheckJob(context),
  'scarce-days': async () => void (await warnOfScarceDays(context)),
  'carrier-order': carrierOrderJob({
    ...context,
    tellLabels: (trx, shipment) => mailCarrierLabels(context, trx, shipment),
  }),
  'carrier-tracking': carrierTrackingJob(context),
  'carrier-advice': carrierAdviceJob(context),
  'send-peppol': peppolJob(context),
  'replay-claims': ({ replay, after }) =>
    replayClaims(context, { replay: Number(replay), after: Number(after ?? 0) }),
  bulk: (payload) => workOff(context, Number(payload['task'])),
  'send-webhook': webhookJob(context),
  'print-labels': (payload) => drawBatch(context, Number(payload['batch'])),
  'carry-out-retention': retentionJob(context),
})

export type Worker = {
  /** Seconds since a round of the house's own lane ended; it makes one a second, unless a job takes long. */
  readonly secondsSinceRound: () => number
  /** Looks at once, instead of at the next tick: something was just written. */
  readonly wake: () => void
  /** Ends after the jobs in hand. */
  readonly stop: () => Promise<void>
}

/** Everything that is due now, lane after lane until nothing is due. Gives the number of jobs that were tried. */
export async function workRound(context: Context): Promise<number> {
  await doWhatIsDue(context)
  let tried = 0
  for (let last = -1; last !== tried;) {
    last = tried
    for (const lane of laneNames) tried += await workLane(context, lane)
  }
  return tried
}

/** What no row waits for: carriers are asked, deadlines pass, what is old is tidied away. */
async function doWhatIsDue(context: Context): Promise<void> {
  await followCarriers(context)
  await enforceDeadlines(context)
  await forewarn(context)
  await tidyOnceADay(context)
  await tidyOnceAnHour(context)
}

const laneNames = Object.keys(lanes) as readonly Lane[]

const workLane = (context: Context, lane: Lane, signal?: AbortSignal): Promise<number> =>
  runJobs(
    {
      ...context,
      lane,
      worker: `${hostname()}:${process.pid}`,
      ...(signal && { signal }),
      onFailure: (job: { kind: string; id: number }, trace: string) =>
        context.log.error({ job: job.id, kind: job.kind, trace }, 'job failed'),
    },
    handlersOf(context),
  )

/**
 * Rounds until it is stopped, each lane at its own pace: mails and papers never wait for a photo that is read, nor for a receiver that hangs. An error of
 * a round is logged and the next one tries again.
 */
export function startWorker(context: Context, everyMilliseconds = 1000): Worker {
  const stopping = new AbortController()
  const { signal } = stopping
  let endedAt = performance.now()
  const rounds: Readonly<Record<Lane, () => Promise<void>>> = {
    house: async () => {
      try {
        await doWhatIsDue(context)
        await workLane(context, 'house', signal)
      } finally {
        endedAt = performance.now()
      }
    },
    reading: async () => void (await workLane(context, 'reading', signal)),
    registers: async () => void (await workLane(context, 'registers', signal)),
    receivers: async () => void (await workLane(context, 'receivers', signal)),
  }
  const paces = laneNames.map((lane) =>
    keepPace(rounds[lane], everyMilliseconds, signal, (error) =>
      context.log.error({ err: error, lane }, 'worker round failed'),
    ),
  )
  return {
    secondsSinceRound: () => (performance.now() - endedAt) / 1000,
    wake: () => paces.forEach(({ wake }) => wake()),
    stop: async () => {
      stopping.abort()
      await Promise.all(paces.map(({ done }) => done))
    },
  }
}

/** One round after the other, a rest between their beginnings, which `wake` cuts short. */
function keepPace(
  round: () => Promise<void>,
  everyMilliseconds: number,
  stopping: AbortSignal,
  onError: (error: unknown) => void,
): { readonly done: Promise<void>; readonly wake: () => void } {
  let waking = new AbortController()
  const loop = async (): Promise<void> => {
    while (!stopping.aborted) {
      waking = new AbortController()
      const rest = restFor(everyMilliseconds, AbortSignal.any([stopping, waking.signal]))
      await round().catch(onError)
      await rest
    }
  }
  return { done: loop(), wake: () => waking.abort() }
}

/** Ends early, without an error, when the signal comes. */
const restFor = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { signal }).catch(() => undefined)

/** Forgets what is kept for a while only: answers to repeated requests, ended sessions, failed tries. Asks of VAT numbers again. */
async function tidyOnceADay(context: Context): Promise<void> {
  const today = dateIn(context.clock.now(), 'UTC').toString()
  if (tidiedOn.get(context) === today) return
  tidiedOn.set(context, today)
  await keepHead(context.db, today, context.headKey)
  await forgetOldAnswers(context.db, context.clock.now())
  await forgetOutgoing(context)
  await forgetEndedSessions(context)
  await forgetChallenges(context)
  await forgetOldTries(context)
  await forgetOldAccess(context)
  await checkWaiting(context)
  await askForSilent(context)
  await orderRetention(context, today)
}

/** Days. Whoever fetches lists and invoices does so within a working week; names and addresses lie there no longer. */
const outgoingStays = 7

async function forgetOutgoing({ outgoing, clock }: Context): Promise<void> {
  const before = clock.now().subtract({ hours: 24 * outgoingStays })
  for (const folder of outgoing) await forgetWritten(folder, new Date(before.epochMilliseconds))
}

const tidiedOn = new WeakMap<Context, string>()

/** Drafts and files of applications that were never sent in, proposals unanswered; a batch an hour, so that no round takes long. */
async function tidyOnceAnHour(context: Context): Promise<void> {
  const hour = context.clock.now().toString().slice(0, 13)
  if (tidiedAt.get(context) === hour) return
  tidiedAt.set(context, hour)
  await tidyEvidence(context)
  await finishErasures(context)
  await forgetOldDrafts(context.db, context.clock.now())
  await remindSilent(context)
  await remindDebtors(context)
  await remindOfOffers(context)
  await warnOfScarceDays(context)
  await expireLabels(context.db, dateIn(context.clock.now(), 'UTC'), context.clock.now())
  await settleDoubts(context)
  await closeDailyLists(context, context.settings.preAdviceHour)
  await escalateOverdue(context)
}

/** R94: cases that a carrier has not settled in its days. The house's own day counts, which is early nowhere in Europe. */
async function escalateOverdue({ db, clock }: Context): Promise<void> {
  const now = clock.now()
  await inTransaction(db, (trx) => escalateCases(trx, dateIn(now, 'UTC'), now))
}

const tidiedAt = new WeakMap<Context, string>()

type DeadlineOffice = Office & Pick<Context, 'log'>

/** Lets every deadline lapse that is over in its own time zone (R21, R22, R92). One that cannot waits until tomorrow. */
export async function enforceDeadlines(office: DeadlineOffice): Promise<void> {
  const now = office.clock.now()
  // A day ahead of UTC somewhere: the zone of each clock decides below.
  const today = dateIn(now, 'Pacific/Kiritimati')
  let after: Breached | undefined
  do {
    const breached = await breachedClocks(office.db, today, deadlinesAtOnce, after)
    for (const one of breached) if (await isOver(office.db, one, now)) await lapseOrNote(office, one, today)
    after = breached.length === deadlinesAtOnce ? breached.at(-1) : undefined
  } while (after)
}

const deadlinesAtOnce = 500

async function isOver(
  db: Database,
  { clock: id, programmeVersion: version, dueOn }: Breached,
  now: Temporal.Instant,
): Promise<boolean> {
  const programme = await programmeVersion(db, version)
  const clock = programme.clocks.find((one) => one.id === id)
  return clock !== undefined && Temporal.Instant.compare(now, endOf(dueOn, clock, programme)) >= 0
}

/** What one claim is refused, or a bug in it, keeps no other claim's deadline from passing. */
async function lapseOrNote(
  office: DeadlineOffice,
  { id, reference, clock, dueOn }: Breached,
  today: Temporal.PlainDate,
): Promise<void> {
  try {
    await lapse(office, reference, clock, dueOn)
  } catch (error) {
    office.log.error({ reference, clock, trace: traceOf(error) }, 'deadline could not lapse')
    await noteFailedBreach(office.db, id, today)
  }
}

/** Unless it was met since the list was read: a hand-over in the meantime counts, and voids nothing. */
const lapse = (office: Office, reference: string, id: string, dueOn: Temporal.PlainDate): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const { id: claimId } = await lockClaim(trx, reference)
    const clocks = await clocksOf(trx, claimId)
    const isRunning = clocks.some(
      (one) => one.clock === id && one.state === 'running' && one.dueOn.equals(dueOn) && !isPaused(one),
    )
    if (!isRunning) return
    const by = { kind: 'system', part: 'deadlines' } as const
    await advance({ ...office, db: trx }, reference, { kind: 'lapse', by, clock: id, dueOn })
  })

/** A wait that began before the due day protects it (R45). */
const isPaused = ({ pausedOn, dueOn }: RunningClock): boolean =>
  pausedOn !== undefined && Temporal.PlainDate.compare(pausedOn, dueOn) < 0

/**
 * Pauses the clocks of a claim while it waits for what its programme lets pause them (R45, R92): each wait is a recorded
 * span with its reason, and the due day is reckoned anew when one begins or ends, or when staff granted days (R23).
 */
import { Temporal } from 'temporal-polyfill'
import type { Happened } from './claims/advance.ts'
import { clocksOf, setDue, type ClockRun } from './claims/clock-store.ts'
import { pausesOf } from './claims/extending-store.ts'
import { extensionsOf, turnWaits, waitsOf, type WaitSpan } from './claims/wait-store.ts'
import { waitsNow, type Wait } from './claims/waits.ts'
import { bankAccountOf } from './parties/account-store.ts'
import { clockDay, dueOn } from './programmes/clocks.ts'
import type { Programme } from './programmes/programme.ts'

/** `started`: a clock was just started, and may begin in the middle of a wait. */
export async function pauseClocks(
  happened: Happened,
  now: Temporal.Instant,
  started: boolean,
): Promise<void> {
  const { trx, claim, programme, entry } = happened
  const extended = entry.kind === 'extended'
  if (!extended && !mayWait(happened)) return
  const spans = await waitsOf(trx, claim.id)
  const before = spans.filter(({ endedAt }) => !endedAt).map(({ reason }) => reason)
  const lacksAccount = entry.kind === 'approved' && (await bankAccountOf(trx, claim.reference)) === undefined
  const waits = waitsNow({ claim, entry, before, lacksAccount }).filter((wait) =>
    pausing(programme).has(wait),
  )
  const began = waits.filter((wait) => !before.includes(wait))
  const ended = before.filter((wait) => !waits.includes(wait))
  await turnWaits(trx, claim.id, { began, ended }, now)
  const hasTurned = began.length > 0 || ended.length > 0
  if (!hasTurned && !extended && !(started && before.length > 0)) return
  const current = hasTurned ? await waitsOf(trx, claim.id) : spans
  const running = (await clocksOf(trx, claim.id)).filter(({ state }) => state === 'running')
  const granted = await extensionsOf(
    trx,
    running.map(({ id }) => id),
  )
  for (const run of running)
    await setDue(trx, run.id, dueOf(run, programme, current, { extensions: granted.get(run.id) ?? [], now }))
}

const pausing = ({ clocks }: Programme): ReadonlySet<Wait> =>
  new Set(clocks.flatMap(({ pausedBy }) => pausedBy))

/** What neither begins nor ends a wait is not asked: payments come by the thousand. */
const idle: readonly string[] = [
  'vouched',
  'labelled',
  'handed-over',
  'finalised',
  'unqueued',
  'paid',
  'settled',
]

/** A new application that is complete waits for nobody but us. */
const mayWait = ({ claim, programme, entry }: Happened): boolean =>
  pausing(programme).size > 0 &&
  !idle.includes(entry.kind) &&
  !(entry.kind === 'submitted' && claim.state === 'submitted')

/** @throws Error when the programme has no such clock: clocks are started from the same file, so that is a bug. */
function dueOf(
  run: ClockRun,
  programme: Programme,
  spans: readonly WaitSpan[],
  {
    extensions,
    now,
  }: { readonly extensions: readonly { days: number; reason: string }[]; now: Temporal.Instant },
): { dueOn: Temporal.PlainDate; pausedOn?: Temporal.PlainDate } {
  const clock = programme.clocks.find(({ id }) => id === run.clock)
  if (!clock) throw new Error(`${programme.id} has no clock ${run.clock}`)
  const allowed = pausesOf(spans, clock, programme).filter(({ reason }) =>
    clock.pausedBy.some((wait) => wait === reason),
  )
  const open = allowed.find(({ to }) => !to)
  // While it lasts the day stands still, and moves when it ends by all of it.
  const pauses = open
    ? allowed.filter(({ from }) => Temporal.PlainDate.compare(from, open.from) <= 0)
    : allowed
  const today = open ? open.from : clockDay(now, clock, programme)
  const due = dueOn(clock, run.startedOn, { pauses, extensions }, today)
  return { dueOn: due, ...(open && { pausedOn: open.from }) }
}

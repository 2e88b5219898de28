/** Deadlines that an event started, as the claim has them now (R92). Reads rows; counts nothing. */
import type { Temporal } from 'temporal-polyfill'
import type { Happened } from './advance.ts'
import { clocksOf } from './clock-store.ts'

/** The due day of the claim's latest clock that starts with `event`, undefined where the programme has none. */
export async function dueAfter(
  { trx, claim, programme }: Happened,
  event: string,
): Promise<Temporal.PlainDate | undefined> {
  const ids = programme.clocks.filter(({ start }) => start === event).map(({ id }) => id)
  return (await clocksOf(trx, claim.id)).findLast(({ clock }) => ids.includes(clock))?.dueOn
}

/** The same where the way of the claim needs one. @throws Error for a programme that lacks it: the linter asks for it. */
export async function dueDayAfter(happened: Happened, event: string): Promise<Temporal.PlainDate> {
  const due = await dueAfter(happened, event)
  if (!due) throw new Error(`${happened.claim.reference} has no clock that starts with ${event}`)
  return due
}

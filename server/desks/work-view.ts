/** My work: the queues of whatever one may do, with how much waits, since when, and how much of it is late. Reads. */
import { actorText, type Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import type { Context } from '../context.ts'
import { openTasksOf } from '../jobs/task-store.ts'
import { booksZone } from '../payments/books.ts'
import { mayDo } from '../staff/access.ts'
import { taskHref } from './claim-links.ts'
import { queues } from './work.ts'
import { countedAtMost, waitingIn } from './work-store.ts'

/** Queues in which something waits, those with what is late first; the others keep their order. */
export async function workView(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  actor: Actor,
): Promise<{ readonly work: readonly object[]; readonly running: readonly object[] }> {
  const today = dateIn(clock.now(), booksZone)
  const mine = queues.filter(({ may }) => mayDo(actor, may))
  const counted = await Promise.all(
    mine.map(async (queue) => ({
      ...queue,
      ...(await waitingIn(db, queue, { today, me: actorText(actor) })),
    })),
  )
  const work = counted
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => Number(other.late > 0) - Number(one.late > 0))
  const running = await openTasksOf(db, actorText(actor), 5)
  return {
    running: running.map(({ id, kind, done, total }) => ({ href: taskHref(id), kind, done, total })),
    work: work.map(({ id, href, count, late, oldestOn }) => ({
      id,
      href,
      late,
      count: count > countedAtMost ? `${countedAtMost}+` : String(count),
      ...(oldestOn && { days: Math.max(0, today.since(oldestOn).days) }),
    })),
  }
}

/**
 * One act on many things: what may be done so, and doing it. Staff order a task, the worker does it, each thing in a
 * transaction of its own together with the note of what became of it, so that a task that is cut off goes on where it was
 * and does nothing twice. Each is asked as if it came alone: the same rules, the rights that its maker has today.
 */
import { actorText, type Actor } from '../base/actor.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import { approveIfClean, knownAmong } from '../claims/approving.ts'
import type { Context } from '../context.ts'
import { inTransaction, type Database } from '../database.ts'
import type { Completion } from '../jobs/queue.ts'
import { deadJobs, enqueue, reviveJob } from '../jobs/store.ts'
import {
  endTask,
  noteLeft,
  noteOutcome,
  openTask,
  taskItems,
  taskOf,
  type Subject,
  type Task,
  type TaskItem,
} from '../jobs/task-store.ts'
import { resendUndelivered, undeliveredMails } from '../mail/store.ts'
import { holdName, liftHold, openHolds } from '../payments/hold-store.ts'
import { mayDo } from '../staff/access.ts'
import type { Permission } from '../staff/roles.ts'
import { staffById } from '../staff/store.ts'

type Office = Pick<Context, 'db' | 'clock' | 'enqueue' | 'follow'>

type ManyAct = {
  /** Whoever may do it to one may do it to many. */
  readonly may: Permission
  /** Of those that were ticked those that there are. */
  readonly known: (db: Database, ticked: readonly string[]) => Promise<Subject[]>
  /** Does it to one, in the transaction of `office`; false leaves it for somebody to look at. @throws Refusal as it does alone. */
  readonly make: (
    office: Office,
    one: Subject,
    order: { readonly by: Actor; readonly words: string },
  ) => Promise<boolean>
}

/** Lists hold no more than this. */
const listedAtMost = 1000

const acts = {
  approve: {
    may: 'approve',
    known: async (db, ticked) =>
      (await knownAmong(db, ticked)).map((reference) => ({
        subject: reference,
        label: reference,
        reference,
      })),
    make: (office, { subject }, { by }) => approveIfClean(office, subject, by),
  },
  'lift-hold': {
    may: 'lift-hold',
    known: async (db, ticked) =>
      (await openHolds(db)).flatMap((hold) =>
        ticked.includes(holdName(hold))
          ? [{ subject: holdName(hold), label: hold.reference, reference: hold.reference }]
          : [],
      ),
    make: async ({ db, clock }, { subject, reference = '' }, { by, words }) => {
      const hold = (await openHolds(db, [reference])).find((one) => holdName(one) === subject)
      if (!hold) throw refuse('conflict', 'lifted-already')
      const done = { reason: words, by, at: clock.now() }
      await inTransaction(db, (trx) => liftHold(trx, hold.reference, hold.kind, done))
      return true
    },
  },
  'resend-mail': {
    may: 'resend-mail',
    known: async (db, ticked) =>
      (await undeliveredMails(db, listedAtMost)).flatMap(({ id, reference }) =>
        ticked.includes(String(id)) ? [{ subject: String(id), label: reference }] : [],
      ),
    make: async (office, { subject }) => {
      await inTransaction(office.db, (trx) => resendUndelivered(trx, office, Number(subject)))
      return true
    },
  },
  'revive-job': {
    may: 'revive-job',
    known: async (db, ticked) =>
      (await deadJobs(db, listedAtMost)).flatMap(({ id, kind, key }) =>
        ticked.includes(String(id)) ? [{ subject: String(id), label: `${kind} ${key}` }] : [],
      ),
    make: async ({ db, clock }, { subject: id }) => {
      if (!(await reviveJob(db, clock, Number(id)))) throw refuse('conflict', 'job-not-dead', { id })
      return true
    },
  },
} as const satisfies Record<string, ManyAct>

export type TaskKind = keyof typeof acts

const actOf = (kind: string): ManyAct => acts[kind as TaskKind]

/** Orders a task on what was ticked; gives its id. @throws Refusal `invalid` / `nothing-chosen`. */
export const orderTask = (
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  kind: TaskKind,
  { ticked, words, by }: { readonly ticked: readonly string[]; readonly words?: string; readonly by: Actor },
): Promise<number> =>
  inTransaction(db, async (trx) => {
    const subjects = await acts[kind].known(trx, [...new Set(ticked)])
    if (subjects.length === 0) throw refuse('invalid', 'nothing-chosen', {}, '/chosen')
    const id = await openTask(trx, { kind, subjects, words, by: actorText(by) }, clock.now())
    await enqueue(trx, { kind: 'bulk', key: String(id), payload: { task: id }, dueAt: clock.now() })
    return id
  })

/** Works a task off, one thing after the other; gives what ends it. */
export async function workOff(office: Office, id: number): Promise<Completion> {
  const task = await taskOf(office.db, id)
  const by = await makerOf(office, task)
  for (const item of await taskItems(office.db, id)) if (!item.outcome) await doOne(office, task, item, by)
  return (trx) => endTask(trx, id, office.clock.now())
}

/** Whoever ordered it, with the rights of today; undefined when the account has been closed. */
async function makerOf({ db }: Office, { madeBy }: Task): Promise<Actor | undefined> {
  const staff = await staffById(db, Number(madeBy.split(':')[1]))
  return staff && { kind: 'staff', id: staff.id, roles: staff.roles }
}

async function doOne(office: Office, task: Task, item: TaskItem, by: Actor | undefined): Promise<void> {
  const { may, make } = actOf(task.kind)
  try {
    if (!by || !mayDo(by, may)) throw refuse('forbidden', 'not-permitted')
    await inTransaction(office.db, async (trx) => {
      if (!(await noteOutcome(trx, task.id, item.no, { outcome: 'done' }))) return
      if (await make({ ...office, db: trx }, item, { by, words: task.words ?? '' })) return
      await noteLeft(trx, task.id, item.no)
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await noteOutcome(office.db, task.id, item.no, { outcome: 'refused', faults: error.faults })
  }
}

/** The queue of jobs over HTTP, for those who keep the house running: how it stands, what gave up, trying again. */
import { z } from 'zod'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { deadJobs, queueHealth, reviveJob } from './store.ts'

/** Dead jobs that are shown at once. */
export const deadShownAtMost = 200

const queueView = z.object({
  waiting: z.int(),
  taken: z.int(),
  dead: z.int(),
  oldestDueAt: z.string().optional(),
  jobs: z.array(
    z.object({
      id: z.int(),
      kind: z.string(),
      key: z.string(),
      attempts: z.int(),
      error: z.string(),
    }),
  ),
})

/** The queue, and jobs tried again. */
export const jobOperations = ({ clock }: { readonly clock: Clock }): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/jobs',
      move: 'see-jobs',
      tag: 'jobs',
      summary: 'How the queue stands, and the jobs that gave up with what is kept of their error',
      output: queueView,
    },
    async ({ db }) => ({
      ...(await queueHealth(db)),
      jobs: (await deadJobs(db, deadShownAtMost)).map(({ id, kind, key, attempts, error }) => ({
        id,
        kind,
        key,
        attempts,
        error,
      })),
    }),
  ),
  operation(
    {
      method: 'post',
      path: '/jobs/{id}/revival',
      move: 'revive-job',
      tag: 'jobs',
      summary: 'Give a job that gave up all its attempts again',
      params: z.object({ id: rowId }),
      input: z.strictObject({}),
    },
    async ({ db, params: { id } }) => {
      if (!(await reviveJob(db, clock, id))) throw refuse('conflict', 'job-not-dead', { id })
    },
  ),
]

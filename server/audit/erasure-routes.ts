/** Reports of erasure programs over HTTP (R8). */
import { z } from 'zod'
import type { Office } from '../claims/advance.ts'
import { operation, type Operation } from '../web/operation.ts'
import { reportCharactersAtMost } from './erasure-report.ts'
import { takeReport } from './erasure.ts'

/** What was read in a report. `serial-differs`: it names other devices, or drives alone. */
const reportView = z.object({
  name: z.string(),
  tool: z.string(),
  method: z.string(),
  serials: z.array(z.string()),
  result: z.enum(['erased', 'failed', 'unknown']),
  match: z.enum(['serial-matches', 'serial-differs']),
  finishedAt: z.string(),
  takenAt: z.string(),
  sha256: z.string(),
})

/** Handing a report in, as an operation. */
export const erasureOperations = (office: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/units/{unit}/erasure-reports',
      move: 'inspect',
      tag: 'audit',
      summary: 'Hand in a report of an erasure program, as XML or CSV (R8)',
      description:
        'Kept as it came and read; the same file twice is once. Answers every report of the device.',
      params: z.object({ reference: z.string(), unit: z.coerce.number().int().positive() }),
      input: z.strictObject({
        name: z.string().trim().min(1).max(200),
        content: z.string().max(reportCharactersAtMost),
      }),
      output: z.array(reportView),
      status: 201,
    },
    async ({ db, actor, params, input }) =>
      (await takeReport({ ...office, db }, { ...params, ...input, by: actor })).map((report) => ({
        ...report,
        serials: [...report.serials],
      })),
  ),
]

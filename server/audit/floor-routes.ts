/** The floor lead's figures over HTTP: what the page shows as charts, and what its export lists. */
import { z } from 'zod'
import type { Clock } from '../base/calendar.ts'
import { operation, type Operation } from '../web/operation.ts'
import { floorFigures, looksOf, spans, type Span } from './floor-figures-view.ts'

const count = z.object({ label: z.string(), count: z.int() })

const floorView = z.object({
  days: z.int(),
  perDay: z.array(count),
  queue: z.object({ daysToPay: z.int(), byDaysWaited: z.array(count) }),
  byReason: z.array(count),
  byMake: z.array(count),
  auditors: z.array(
    z.object({
      name: z.string().optional(),
      looks: z.int(),
      differences: z.int(),
      repeated: z.int(),
      agreed: z.int(),
    }),
  ),
  categories: z.array(
    z.object({
      category: z.string(),
      pairs: z.int(),
      agreed: z.int(),
      /** Cohen's kappa, from -1 to 1; none where chance alone explains that two agree. */
      kappa: z.number().optional(),
    }),
  ),
  looks: z.array(
    z.object({
      date: z.iso.date(),
      auditor: z.string().optional(),
      make: z.string(),
      declared: z.string(),
      found: z.string(),
      condition: z.string(),
      verdict: z.string(),
      reasons: z.array(z.string()),
      standing: z.string(),
    }),
  ),
})

/** The report as an operation. */
export const floorOperations = ({ clock }: { readonly clock: Clock }): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/audits/report',
      move: 'see-floor',
      tag: 'audit',
      summary: 'How the floor does: throughput, age of the queue, differences, agreement (R43, R45)',
      description:
        'Days end today. Looks that wait for other eyes are left out, or those would not be blind.',
      query: z.strictObject({ days: z.enum(['7', '30', '90']).default('30') }),
      output: floorView,
    },
    async ({ db, query }) => {
      const span = spans.find((one) => String(one) === query.days) ?? (30 satisfies Span)
      const { report, ages, daysToPay, names } = await floorFigures({ db, clock }, span)
      const { days, looks } = await looksOf({ db, clock }, span)
      return {
        days: span,
        perDay: [...report.perDay],
        queue: { daysToPay, byDaysWaited: [...ages] },
        byReason: [...report.byReason],
        byMake: [...report.byMake],
        auditors: report.perAuditor.map((one) => ({ ...one, name: names.get(one.auditorId) })),
        categories: [...report.byCategory],
        looks: looks
          .filter(({ on }) => days.includes(on))
          .map(({ on: date, category: declared, foundCategory: found, reasons, ...look }) => ({
            ...look,
            date,
            declared,
            found,
            reasons: [...reasons],
          })),
      }
    },
  ),
]

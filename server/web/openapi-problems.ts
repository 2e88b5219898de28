/** How the OpenAPI document tells of refusals: one response per status, all with the same body. */
import { z } from 'zod'
import type { RefusalKind } from '../base/refusal.ts'
import type { Texts } from '../texts/texts.ts'
import type { Described } from './openapi-schemas.ts'
import { statusByKind } from './problem.ts'

/** The shape of `Problem`, RFC 9457 with our `code` and `errors`. */
export const problemSchema = z.object({
  type: z.string().describe('Names the kind of problem; stable.'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What happened and what to do, in the language asked for.'),
  code: z.string().describe('Stable. Rely on this, not on the texts.'),
  errors: z.array(
    z.object({
      code: z.string().describe('Stable.'),
      pointer: z.string().describe('JSON Pointer of the field, empty for the whole request.'),
      detail: z.string(),
    }),
  ),
  requestId: z.string().optional().describe('Quote it to us; with status 500 only.'),
})

/** `Problem400`, `Problem401` … for `components.responses`, with the titles that callers see. */
export function describeProblems(texts: Texts): Described {
  const kinds = Object.entries(statusByKind) as [RefusalKind, number][]
  const statuses = [...new Set(kinds.map(([, status]) => status))]
  const titles = statuses.map((status): [number, string[]] => [
    status,
    kinds.filter(([, other]) => other === status).map(([kind]) => texts.text(`faults.titles.${kind}`)),
  ])
  const all = [...titles, [500, [texts.text('faults.titles.internal')]] as const]
  return Object.fromEntries(
    all.map(([status, words]) => [`Problem${status}`, response(status, words.join('; '))]),
  )
}

const response = (status: number, description: string): Described => ({
  description,
  ...(status === 429 && {
    headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
  }),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

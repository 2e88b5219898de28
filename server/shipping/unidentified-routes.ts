/** The bench of unidentified goods over HTTP. */
import { z } from 'zod'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import type { ReceivingOffice } from './receiving.ts'
import { scanVerdicts } from './scan-verdict.ts'
import { onTheBench, unidentifiedKinds, type Unidentified } from './unidentified-store.ts'
import { matchUnidentified, nameOf, shelve } from './unidentified.ts'

/** What is written down of something that nobody can tell; an empty field counts as none. */
export const foundForm = z.strictObject({
  kind: z.enum(unidentifiedKinds),
  shelf: z.string().trim().min(1).max(40),
  code: optionalText(500),
  serial: optionalText(60),
  note: optionalText(500),
})

function optionalText(longest: number) {
  return z
    .string()
    .trim()
    .max(longest)
    .optional()
    .transform((text) => text || undefined)
}

/** Which claim an entry belongs to, and the parcel that has come with it. */
export const matchForm = z.strictObject({
  reference: z.string().trim().toUpperCase().min(1).max(40),
  sscc: optionalText(18),
})

const entryView = z
  .object({
    id: z.int(),
    name: z.string(),
    kind: z.enum(unidentifiedKinds),
    shelf: z.string(),
    code: z.string().optional(),
    serial: z.string().optional(),
    note: z.string().optional(),
    foundAt: z.string(),
    foundBy: z.string(),
    photos: z.array(z.string()),
    match: z.object({ reference: z.string(), at: z.string(), by: z.string() }).optional(),
  })
  .meta({ id: 'UnidentifiedGoods' })

const viewOf = (entry: Unidentified): z.input<typeof entryView> => ({
  ...entry,
  name: nameOf(entry),
  photos: [...entry.photos],
})

const atOnce = 200

/** Unidentified goods, as operations. */
export const unidentifiedOperations = (office: ReceivingOffice): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/unidentified',
      move: 'see-unidentified',
      tag: 'shipping',
      summary: 'What nobody can tell yet, the longest waiting first, then what was matched last',
      output: z.array(entryView),
    },
    async ({ db }) => (await onTheBench(db, atOnce)).map(viewOf),
  ),
  operation(
    {
      method: 'post',
      path: '/unidentified',
      move: 'shelve',
      tag: 'shipping',
      summary: 'Put something that nobody can tell on the bench',
      input: foundForm.extend({ photos: z.array(z.string().max(100)).min(1).max(20) }),
      output: entryView,
      status: 201,
    },
    async ({ db, actor, input }) => viewOf(await shelve({ ...office, db }, input, actor)),
  ),
  operation(
    {
      method: 'post',
      path: '/unidentified/{id}/match',
      move: 'shelve',
      tag: 'shipping',
      summary: 'Say whose it is; the parcel that has come with it is received',
      params: z.object({ id: rowId }),
      input: matchForm,
      output: entryView.extend({ verdict: z.enum(scanVerdicts).optional() }),
      status: 201,
    },
    async ({ db, actor, params, input }) => {
      const { sscc } = input
      const match = { reference: input.reference, ...(sscc && { sscc }) }
      const { entry, receipt } = await matchUnidentified({ ...office, db }, params.id, match, actor)
      return { ...viewOf(entry), verdict: receipt?.verdict }
    },
  ),
]

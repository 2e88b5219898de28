/** Objections and credit notes over HTTP (A5, N5). */
import { z } from 'zod'
import type { Office } from '../claims/advance.ts'
import { viewOf } from '../claims/routes.ts'
import { claimViewSchema } from '../claims/view.ts'
import { operation, type Operation } from '../web/operation.ts'
import { creditInvoice } from './crediting.ts'
import { objectToInvoice } from './objecting.ts'

const lineNo = z.int().positive()

/** What a seller sends who objects; a page sends the same. */
export const objectionForm = z.strictObject({
  lines: z.array(lineNo).min(1).max(100),
  reason: z.string().trim().min(1).max(2000),
})

/** What finance sends; a line without an amount is credited whole. Minor units, VAT included. */
export const creditForm = z.strictObject({
  lines: z
    .array(z.strictObject({ no: lineNo, awardMinor: z.int().optional() }))
    .min(1)
    .max(100),
  reason: z.string().trim().min(5).max(300),
})

/** Objecting to a document, and correcting one. */
export const correctionOperations = (office: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/invoices/{number}/objections',
      move: 'object',
      tag: 'billing',
      summary: 'Object to lines of an issued document',
      input: objectionForm,
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input, address }) => {
      const objection = { ...params, ...input, by: actor, from: address }
      return viewOf(db, await objectToInvoice({ ...office, db }, objection))
    },
  ),
  operation(
    {
      method: 'post',
      path: '/invoices/{number}/credit-notes',
      move: 'credit',
      tag: 'billing',
      summary: 'Take lines of an invoice back, whole or in part, by a credit note (261)',
      input: creditForm,
      output: z.object({ number: z.string(), corrects: z.string(), payableMinor: z.int() }),
      status: 201,
    },
    async ({ db, actor, params: { number }, input: { lines, reason } }) => {
      const issued = await creditInvoice({ ...office, db }, { number, lines, reason, by: actor })
      return { number: issued.number, corrects: number, payableMinor: issued.content.totals.payableMinor }
    },
  ),
]

/** The receiving desk over HTTP: what is scanned, what was scanned, and what was a mistake. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { actorText } from '../base/actor.ts'
import type { Database } from '../database.ts'
import { viewOf } from '../claims/routes.ts'
import { claimViewSchema } from '../claims/view.ts'
import { operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { receiptConditions, receiveScan, type Receipt, type ReceivingOffice } from './receiving.ts'
import { lastScans } from './scan-store.ts'
import { scanVerdicts } from './scan-verdict.ts'
import { undoScan } from './undoing.ts'

/** Far more than any code has: what is too long gets its verdict like everything else, and no error. */
const pasteAtMost = 200_000

const scanForm = z.strictObject({
  scanned: z.string().trim().min(1).max(pasteAtMost),
  condition: z.enum(receiptConditions).default('sound'),
  weightGrams: z.int().min(0).max(2_000_000).optional(),
  /** Code of the cage or pallet that parcels are put into. */
  cage: z.string().max(40).optional(),
  /** The scanned SSCC is that of a pallet. */
  pallet: z.boolean().optional(),
  /** When it was scanned, if it waited for a network. */
  scannedAt: z.iso.datetime().optional(),
})

const parcelView = z
  .object({ sscc: z.string(), no: z.int(), reference: z.string(), units: z.array(z.int()) })
  .meta({ id: 'Parcel' })

const part = z.object({
  id: z.int(),
  verdict: z.enum(scanVerdicts),
  scanned: z.string(),
  /** Parcels of the claim that have not come yet. */
  missing: z.int(),
  waiting: z.array(parcelView),
  /** Parcels that could be meant, when there is doubt. */
  candidates: z.array(parcelView),
  sscc: z.string().optional(),
  /** When and by whom the parcel was received before. */
  receivedAt: z.string().optional(),
  receivedBy: z.string().optional(),
  missedOn: z.iso.date().optional(),
  cage: z.object({ code: z.string(), parcels: z.int() }).optional(),
  claim: claimViewSchema.optional(),
})

const scanView = part.extend({ parts: z.array(part) })

const loggedView = z
  .object({
    id: z.int(),
    at: z.string(),
    scanned: z.string(),
    verdict: z.string(),
    claimReference: z.string().optional(),
    sscc: z.string().optional(),
    cage: z.string().optional(),
    undoneAt: z.string().optional(),
  })
  .meta({ id: 'LoggedScan' })

/** Scans, as operations. */
export const scanOperations = (office: ReceivingOffice): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/scans',
      move: 'receive',
      tag: 'shipping',
      summary: 'Scan what stands on the receiving desk',
      description: 'Every scan gets a verdict and is kept, also one that nobody expected.',
      input: scanForm,
      output: scanView,
      status: 201,
    },
    async ({ db, actor, input: { scannedAt, ...input } }) => {
      const receipt = await receiveScan(
        { ...office, db },
        { ...input, by: actor, ...(scannedAt && { scannedAt: Temporal.Instant.from(scannedAt) }) },
      )
      const parts = await Promise.all(receipt.parts.map((one) => partOf(db, one)))
      return { ...(await partOf(db, receipt)), parts }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/scans',
      move: 'receive',
      tag: 'shipping',
      summary: 'My last scans, newest first',
      output: z.array(loggedView),
    },
    async ({ db, actor }) => lastScans(db, actorText(actor), 20),
  ),
  operation(
    {
      method: 'post',
      path: '/scans/{id}/reversal',
      move: 'undo-receipt',
      tag: 'shipping',
      summary: 'Take back a scan that was a mistake',
      description: 'The scan stays in the log; a parcel that it received is awaited again.',
      params: z.object({ id: rowId }),
      output: loggedView,
      status: 201,
    },
    async ({ db, actor, params }) => undoScan({ ...office, db }, params.id, actor),
  ),
]

async function partOf(db: Database, receipt: Receipt): Promise<z.input<typeof part>> {
  const { id, verdict, scanned, waiting, candidates, claim, parcel, cage, missedOn } = receipt
  const reference = claim?.reference ?? ''
  return {
    id,
    verdict,
    scanned,
    missing: waiting.length,
    waiting: waiting.map((one) => ({ ...one, reference, units: [...one.units] })),
    candidates: candidates.map((one) => ({ ...one, reference: one.claimReference, units: [...one.units] })),
    sscc: parcel?.sscc,
    receivedAt: parcel?.receivedAt,
    receivedBy: parcel?.receivedBy,
    missedOn: missedOn?.toString(),
    cage: cage && { code: cage.code, parcels: cage.parcels.length },
    claim: claim && (await viewOf(db, claim)),
  }
}

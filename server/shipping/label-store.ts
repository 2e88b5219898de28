/** Rows of labels: their state, their files, their prints, their signatures. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { moved } from '../base/machine.ts'
import type { Database, Transaction } from '../database.ts'
import type { LabelSignature } from './label-facts.ts'
import {
  labelMachine,
  type LabelForm,
  type LabelMove,
  type LabelState,
  type PrintReason,
} from './label-life.ts'

export type Label = {
  readonly id: number
  readonly shipmentId: number
  readonly claimReference: string
  readonly revision: number
  readonly state: LabelState
  /** The document of the default form. */
  readonly documentId: number
  /** ISO date: the last on which its code is good. */
  readonly expiresOn: string
  /** Instants as text. */
  readonly issuedAt: string
  readonly printedAt?: string
  readonly endedAt?: string
}

type LabelRow = {
  id: number
  shipment_id: number
  claim_reference: string
  revision: number
  state: LabelState
  document_id: number
  expires_on: string
  issued_at: string
  printed_at: string | null
  ended_at: string | null
}

const labels = (db: Database) =>
  db<LabelRow>('labels')
    .join('shipments', 'shipments.id', 'labels.shipment_id')
    .select('labels.*', 'shipments.claim_reference')

/** All labels of a claim, oldest first. */
export async function labelsOf(db: Database, claimReference: string): Promise<Label[]> {
  const rows = await labels(db).where('shipments.claim_reference', claimReference).orderBy('labels.id')
  return rows.map((row) => labelFromRow(row as LabelRow))
}

/** @throws Error for an id that nobody has. */
export async function labelById(db: Database, id: number): Promise<Label> {
  const row = await labels(db).where('labels.id', id).first()
  if (!row) throw new Error(`no label ${id}`)
  return labelFromRow(row as LabelRow)
}

/** Labels that nobody has printed yet, oldest first. */
export async function unprintedLabels(db: Database, limit: number): Promise<Label[]> {
  const rows = await labels(db).where('labels.state', 'issued').orderBy('labels.id').limit(limit)
  return rows.map((row) => labelFromRow(row as LabelRow))
}

/** A new label of a shipment; the one before it is replaced (R32). */
export async function issueLabel(
  trx: Transaction,
  label: { shipmentId: number; revision: number; documentId: number; expiresOn: Temporal.PlainDate },
  at: Temporal.Instant,
): Promise<void> {
  await turnLabels(trx, { shipmentId: label.shipmentId }, 'replace', at)
  await trx('labels').insert({
    shipment_id: label.shipmentId,
    revision: label.revision,
    state: 'issued',
    document_id: label.documentId,
    expires_on: label.expiresOn.toString(),
    issued_at: instantText(at),
  })
}

type Which = { readonly shipmentId: number } | { readonly id: number } | { readonly expiresBefore: string }

const conditionOf = (which: Which): [column: string, operator: string, value: string | number] => {
  if ('id' in which) return ['id', '=', which.id]
  if ('shipmentId' in which) return ['shipment_id', '=', which.shipmentId]
  return ['expires_on', '<', which.expiresBefore]
}

/** Moves those labels that the move is open to; gives how many they were. */
export async function turnLabels(
  trx: Transaction,
  which: Which,
  move: LabelMove,
  at: Temporal.Instant,
): Promise<number> {
  let count = 0
  const open = (Object.keys(labelMachine) as LabelState[]).flatMap((state) => {
    const next = moved(labelMachine, state, move)
    return next ? [{ state, next }] : []
  })
  for (const next of new Set(open.map((one) => one.next))) {
    const states = open.filter((one) => one.next === next).map(({ state }) => state)
    count += await trx('labels')
      .whereIn('state', states)
      .where(...conditionOf(which))
      .update({
        state: next,
        ...(next === 'printed' ? { printed_at: instantText(at) } : { ended_at: instantText(at) }),
      })
  }
  return count
}

/** A label given out to be printed. */
export type Print = {
  readonly form: LabelForm
  readonly reason?: PrintReason
  readonly at: string
  readonly by: string
}

/** Writes a print down; the label is printed from now on. */
export async function notePrint(
  trx: Transaction,
  labelId: number,
  print: { form: LabelForm; reason?: PrintReason | undefined; by: string },
  at: Temporal.Instant,
): Promise<void> {
  const { form, reason = null, by } = print
  await trx('label_prints').insert({ label_id: labelId, form, reason, by, at: instantText(at) })
  await turnLabels(trx, { id: labelId }, 'print', at)
}

type PrintRow = { label_id: number; form: LabelForm; reason: PrintReason | null; at: string; by: string }

/** Prints of a label, oldest first. */
export async function printsOf(db: Database, labelId: number): Promise<Print[]> {
  const rows = await db<PrintRow>('label_prints').where({ label_id: labelId }).orderBy('id')
  return rows.map(({ form, reason, at, by }) => ({ form, at, by, ...(reason && { reason }) }))
}

type FileRow = { label_id: number; form: LabelForm; signed: 'yes' | 'no'; document_id: number }
type FileKey = { readonly labelId: number; readonly form: LabelForm; readonly signed: boolean }

const rowOf = ({ labelId, form, signed }: FileKey): Omit<FileRow, 'document_id'> => ({
  label_id: labelId,
  form,
  signed: signed ? 'yes' : 'no',
})

/** The document in which a label was given out in a form, signed on screen or not; undefined for none yet. */
export async function labelFile(db: Database, key: FileKey): Promise<number | undefined> {
  return (await db<FileRow>('label_files').where(rowOf(key)).first())?.document_id
}

/** Ties a document to a label as its file of one form. */
export async function keepLabelFile(trx: Transaction, key: FileKey, documentId: number): Promise<void> {
  await trx<FileRow>('label_files').insert({ ...rowOf(key), document_id: documentId })
}

/** A signature with what it was given under. */
export type SignatureRecord = LabelSignature & {
  /** The text that was signed. */
  readonly statement: string
  /** Hash of the label's file as it was shown. */
  readonly labelSha256: string
  readonly signedAt: string
  readonly signedBy: string
}

type SignatureRow = {
  label_id: number
  name: string
  strokes: string
  statement: string
  label_sha256: string
  signed_on: string
  signed_at: string
  signed_by: string
}

/** The signature that a label was given on screen. */
export async function signatureOf(db: Database, labelId: number): Promise<SignatureRecord | undefined> {
  const row = await db<SignatureRow>('label_signatures').where({ label_id: labelId }).first()
  return (
    row && {
      name: row.name,
      strokes: JSON.parse(row.strokes) as LabelSignature['strokes'],
      signedOn: row.signed_on,
      statement: row.statement,
      labelSha256: row.label_sha256,
      signedAt: row.signed_at,
      signedBy: row.signed_by,
    }
  )
}

/** Keeps a signature; a label is signed on screen once. */
export async function keepSignature(
  trx: Transaction,
  labelId: number,
  signature: SignatureRecord,
): Promise<void> {
  await trx<SignatureRow>('label_signatures').insert({
    label_id: labelId,
    name: signature.name,
    strokes: JSON.stringify(signature.strokes),
    statement: signature.statement,
    label_sha256: signature.labelSha256,
    signed_on: signature.signedOn,
    signed_at: signature.signedAt,
    signed_by: signature.signedBy,
  })
}

const labelFromRow = (row: LabelRow): Label => ({
  id: row.id,
  shipmentId: row.shipment_id,
  claimReference: row.claim_reference,
  revision: row.revision,
  state: row.state,
  documentId: row.document_id,
  expiresOn: row.expires_on,
  issuedAt: row.issued_at,
  ...(row.printed_at && { printedAt: row.printed_at }),
  ...(row.ended_at && { endedAt: row.ended_at }),
})

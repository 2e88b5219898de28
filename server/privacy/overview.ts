/**
 * What was given out on a participant, as a person reads it: the first page of the archive. Takes the rows and files that the
 * export gathered and leaves out what is bookkeeping; `data.json` beside it has all of it. Pure.
 */
import { Temporal } from 'temporal-polyfill'
import type { Currency } from '../base/money.ts'
import type { JournalEntry } from '../claims/journal.ts'
import { spacedIban } from '../parties/bank-account.ts'
import type { Texts } from '../texts/texts.ts'

export type Row = Readonly<Record<string, unknown>>

export type Gathered = {
  /** UTC. */
  readonly made: string
  readonly claims: readonly string[]
  readonly tables: Readonly<Record<string, readonly Row[]>>
  readonly journal: readonly (JournalEntry & { readonly note: string | undefined })[]
  /** What the terms call each declaration, by its name. */
  readonly declarations: ReadonlyMap<string, string>
  /** By the name in the archive; `what` is the kind of a document, undefined for what was sent in. */
  readonly files: readonly { readonly name: string; readonly what?: string }[]
}

const cell = (row: Row, column: string): string => {
  const value = row[column]
  if (value instanceof Temporal.Instant) return value.toString()
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** The values of `templates/pages/personal-data.njk`, in the reader's language. */
export function overviewOf(
  { made, claims, tables, journal, declarations, files }: Gathered,
  texts: Texts,
): Row {
  const rows = (table: string): readonly Row[] => tables[table] ?? []
  const { text, has } = texts
  return {
    made,
    claims,
    people: rows('participants').map((row) =>
      personColumns.map((column) => cell(row, column)).filter((line) => line !== ''),
    ),
    accounts: rows('bank_accounts').map((row) => ({
      holder: cell(row, 'holder'),
      number: spacedIban(cell(row, 'iban')) || cell(row, 'account'),
      at: cell(row, 'changedAt'),
    })),
    consents: rows('consents').map((row) => ({
      kind: cell(row, 'kind'),
      what: declarations.get(cell(row, 'name')) ?? cell(row, 'name'),
      version: cell(row, 'version'),
      answer: cell(row, 'answer'),
      at: cell(row, 'answered_at'),
    })),
    payments: rows('payments').map((row) => ({
      what: cell(row, 'payable'),
      amount: texts.money({
        amountMinor: Number(row['amount_minor']),
        currency: cell(row, 'currency') as Currency,
      }),
      on: cell(row, 'booked_on'),
    })),
    history: journal.map(({ at, claim, kind, actor, note }) => ({
      at,
      claim,
      what: has(`journal.${kind}`) ? text(`journal.${kind}`) : kind,
      by: text(`journal.staff-reads.${actor.split(':')[0]}`),
      note,
    })),
    mails: rows('mails').map((row) => ({
      at: cell(row, 'created_at'),
      subject: cell(row, 'subject') || text(`mail.${cell(row, 'name')}.title`),
      to: cell(row, 'recipient_address'),
      body: cell(row, 'text'),
    })),
    files: files.map(({ name, what }) => ({
      name,
      href: name.split('/').map(encodeURIComponent).join('/'),
      what: what && has(`documents.${what}`) ? text(`documents.${what}`) : text('privacy.given.sent-in'),
    })),
  }
}

const personColumns = [
  'name',
  'contact_name',
  'street',
  'postcode',
  'city',
  'country',
  'email',
  'phone',
  'vat_id',
  'registration_number',
]

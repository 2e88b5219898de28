/**
 * Rows of what somebody agreed to with a claim, and took back: each answer is a row and none is ever changed; the last one
 * to the same question counts (R8, R24, R48; GDPR art. 7). Judges nothing.
 */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { insertMany, type Database, type Transaction } from '../database.ts'
import type { Application } from '../programmes/application.ts'

export type ConsentKind = 'terms' | 'declaration' | 'self-billing' | 'marketing'

export type Consent = {
  readonly kind: ConsentKind
  /** Which declaration; for an agreement who signed it; else the kind again. */
  readonly name: string
  /** Edition of the text that was shown. */
  readonly version: string
  readonly answer: 'given' | 'withdrawn'
  readonly by: string
  readonly at: Temporal.Instant
}

type Row = {
  claim_reference: string
  kind: ConsentKind
  name: string
  version: string
  answer: Consent['answer']
  answered_by: string
  answered_at: string
}

/** What an application agrees to. Declarations and news are asked with the terms, so they have their edition. Pure. */
export const agreedIn = ({
  termsVersion,
  declarations,
  selfBilling,
  marketingConsent,
}: Application): readonly Pick<Consent, 'kind' | 'name' | 'version'>[] => [
  { kind: 'terms', name: 'terms', version: termsVersion },
  ...declarations.map((name) => ({ kind: 'declaration' as const, name, version: termsVersion })),
  ...(selfBilling?.signedBy
    ? [{ kind: 'self-billing' as const, name: selfBilling.signedBy, version: selfBilling.version }]
    : []),
  ...(marketingConsent ? [{ kind: 'marketing' as const, name: 'marketing', version: termsVersion }] : []),
]

/** Keeps one answer to each of the questions. */
export const recordAnswers = (
  trx: Transaction,
  reference: string,
  asked: readonly Pick<Consent, 'kind' | 'name' | 'version'>[],
  { answer, by, at }: { answer: Consent['answer']; by: Actor; at: Temporal.Instant },
): Promise<void> =>
  insertMany(
    trx,
    'consents',
    asked.map((one) => ({
      claim_reference: reference,
      ...one,
      answer,
      answered_by: actorText(by),
      answered_at: instantText(at),
    })),
  )

/** Every answer, the oldest first. */
export async function consentsOf(db: Database, reference: string): Promise<readonly Consent[]> {
  const rows = await db<Row>('consents').where({ claim_reference: reference }).orderBy('id')
  return rows.map(({ kind, name, version, answer, answered_by: by, answered_at: at }) => ({
    kind,
    name,
    version,
    answer,
    by,
    at: Temporal.Instant.from(at),
  }))
}

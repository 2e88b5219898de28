/**
 * What the mails about a claim have in common: to whom, from whom, in which language. Reads rows in the transaction of
 * what happened; writes no words, those are in `templates/mails` and the locales.
 */
import { money, type Money } from '../base/money.ts'
import type { Happened } from '../claims/advance.ts'
import { declaredOf, type Claim, type Unit } from '../claims/claim.ts'
import type { Combination, Letter, Letterhead, MailFacts, MailName, Reason } from '../mail/mails.ts'
import { clauseOf, partyOf, type Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import type { Locale, Texts } from '../texts/texts.ts'

export type LetterDesk = {
  /** Address of the participant's page of a claim. */
  readonly linkTo: (reference: string) => string
  readonly texts: (locale: Locale) => Texts
}

/** The facts of one mail and what goes with it. */
export type Composed<Name extends MailName> = {
  readonly facts: MailFacts[Name]
  readonly attachments?: NonNullable<Letter['attachments']>
}

/** Composes one mail; undefined when what happened leaves nothing to tell. */
export type Composer<Name extends MailName> = (
  desk: LetterDesk,
  happened: Happened,
) => Promise<Composed<Name> | undefined>

/** A mail to the participant about its claim. R29: the reference is quoted in every one. */
export async function letterTo<Name extends MailName>(
  desk: LetterDesk,
  happened: Happened,
  name: Name,
  compose: Composer<Name>,
): Promise<Letter | undefined> {
  const composed = await compose(desk, happened)
  return composed && letterAbout(desk, happened, name, composed)
}

/** A mail about a claim to which nothing has happened, such as a reminder. */
export function letterAbout<Name extends MailName>(
  desk: LetterDesk,
  { claim, programme }: Pick<Happened, 'claim' | 'programme'>,
  name: Name,
  composed: Composed<Name>,
): Letter {
  const { participant, locale } = claim.application
  const to = { name: participant.contactName || participant.company, address: participant.email }
  const letterhead = letterheadOf(desk, claim, programme)
  // The facts belong to the name by the composer's type, which a union of letters cannot see.
  return { name, reference: claim.reference, to, locale, letterhead, ...composed } as unknown as Letter
}

function letterheadOf(desk: LetterDesk, { reference, application }: Claim, programme: Programme): Letterhead {
  const { email, phone } = programme.contacts
  return {
    programme: textIn(programme.name, application.locale),
    sender: partyOf(programme, 'promoter').name,
    contact: { email, phone },
    claimUrl: desk.linkTo(reference),
  }
}

/** Product and device of a unit, as mails name them. */
export function combinationOf(claim: Claim, unit: Unit): Combination {
  const { product, device } = declaredOf(claim, unit)
  return {
    product: product.model,
    productSerial: product.serial,
    ...(device && { device: `${device.make} ${device.model}`, deviceSerial: device.serial }),
  }
}

/** What is offered for a unit now; nothing before the first offer. */
export const offeredTo = ({ offered }: Unit, { currency }: Programme): Money =>
  money(offered?.amountMinor ?? 0, currency)

/** A code of the journal as a reason, with the clause of the rule it comes from. */
export const reasonFor = (code: string, rule: string, programme: Programme): Reason => ({
  code,
  clause: clauseOf(programme, rule),
})

/** A list of codes in the facts of a journal entry. */
export const codesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((code): code is string => typeof code === 'string') : []

/** What the reviewer added in own words, as a member to spread. */
export const noteIn = ({ note }: Happened): { note?: string } => (note ? { note } : {})

/**
 * The mails that a participant gets, and the facts that each tells. Pure types: amounts in minor units, days as ISO
 * text (`2026-03-02`), names of categories and conditions as the programme spells them in the mail's language.
 * A mail is added here, in `templates/mails/<name>.mjml` and `.txt`, and in `mail.json` of every locale.
 */
import type { Money } from '../base/money.ts'
import type { Locale } from '../texts/texts.ts'
import type { OtherMailFacts } from './other-mails.ts'

type IsoDate = string // as `2026-03-02`

/** Why something is refused, missing or worth less: a stable code with its facts; its text is `faults.<code>`. */
export type Reason = {
  readonly code: string
  /** The sentence itself, where a floor with more words than the locale has said it already. */
  readonly told?: string
  readonly facts?: Readonly<Record<string, string | number>>
  /** Clause of the published terms, as `4.2`. */
  readonly clause?: string
}

/** What was bought and, where a device comes back for it, which one. */
export type Combination = {
  readonly product: string
  readonly productSerial: string
  readonly device?: string
  readonly deviceSerial?: string
}

/** A combination with what is paid for it, if the audit confirms it. */
export type QuotedCombination = Combination & {
  readonly amount: Money
  /** R67: what is sent instead of the amount, by its name. */
  readonly goods?: string
}

/** R32: where the label is to be had, when the programme does not send it with the mail. */
type ByLink = { readonly labelUrl?: string }

type Found = { readonly category: string; readonly condition: string }

export type MailFacts = OtherMailFacts & {
  /** The digits that prove the address, and how long they count. Never shown to staff, and forgotten once sent. */
  'access-code': { readonly code: string; readonly minutes: number }
  /** R29: the application is here; keep this mail. */
  'application-received': {
    readonly combinations: readonly Combination[]
    /** R21: devices are on their way by then. */
    readonly shipBy?: IsoDate
  }
  /** R25: something is missing; completing it is enough. */
  'application-incomplete': {
    readonly missing: readonly Reason[]
    /** What the reviewer adds in own words. */
    readonly note?: string
    readonly completeUrl: string
    readonly completeBy?: IsoDate
  }
  /** R27, R44: a no with its clauses. */
  'application-rejected': { readonly reasons: readonly Reason[]; readonly note?: string }
  /** R32: yes; the label is attached, or the pick-up is being arranged (R34). */
  approved: ByLink & {
    readonly way: 'drop-off' | 'pick-up'
    readonly combinations: readonly QuotedCombination[]
    readonly total: Money
    /** Who agrees the day of a pick-up: the participant chooses one, or customer service has to (R10, R22). */
    readonly day?: 'choose' | 'by-us'
    /** Total weight as declared (R35). */
    readonly weightGrams: number
    /** Up to and including this weight a post office takes the shipment (R34). */
    readonly weightLimitGrams: number
    /** R21 and R22 run side by side; the participant sees both (R23). */
    readonly shipBy: IsoDate
    /** None where the programme sets none. */
    readonly pickUpBy?: IsoDate
  }
  /** R62: yes, where nothing has to be sent: only money follows. */
  accepted: {
    readonly combinations: readonly QuotedCombination[]
    /** Of what is paid; none where every reward is goods (R67). */
    readonly total?: Money
    /** R67: something is sent, to the address of the application. */
    readonly sendsGoods: boolean
    /** R61: the amount was cut to what is left of a limit. */
    readonly isCut: boolean
    /** R66. */
    readonly payBy?: IsoDate
    /** R56: nothing can be paid before the details are there. */
    readonly lacksAccount: boolean
  }
  /** R34, R37: the carrier comes; a calendar entry is attached. */
  'pickup-arranged': ByLink & {
    /** Why this day: the participant chose or moved it, the carrier comes again, or staff agreed it (R38). */
    readonly because: 'chosen' | 'moved' | 'carrier-failed' | 'by-staff'
    readonly on: IsoDate
    /** Local time of the address, `08:00`. */
    readonly from: string
    readonly to: string
    readonly address: readonly string[]
    readonly parcels: number
    readonly weightGrams: number
  }
  /** R32: the labels of a carrier that takes no others, one for each parcel. */
  'carrier-label': { readonly parcels: number; readonly way: 'drop-off' | 'pick-up' }
  /** The agreed visit was called off; the calendar entry is cancelled with it. */
  'pickup-cancelled': {
    readonly on: IsoDate
    readonly from: string
    readonly to: string
    readonly by: IsoDate
  }
  /** R38, R39: the carrier left without the devices, and why; another day is needed. */
  'pickup-missed': {
    readonly outcome: 'not-ready' | 'carrier-failed' | 'refused-hazard'
    readonly on: IsoDate
    /** What the visit costs its participant; only when the fault is its own (R39). */
    readonly charge?: Money
    /** The last day to hand over (R21, R22). */
    readonly by: IsoDate
  }
  /** R40: the carrier has the devices, title has passed; the receipt is attached. */
  'handed-over': { readonly on: IsoDate; readonly combinations: readonly Combination[] }
  /** The carrier comes on the next working day. */
  'pickup-reminder': {
    readonly on: IsoDate
    readonly from: string
    readonly to: string
    readonly parcels: number
  }
  /** R35: too heavy to post after all; the label before is void, and a day has to be chosen. */
  'too-heavy': ByLink & {
    readonly weightGrams: number
    readonly weightLimitGrams: number
    readonly oldCode: string
    readonly day: 'choose' | 'by-us'
    readonly by: IsoDate
  }
  /** R45: the devices are at the centre, the clock of the payment runs. */
  received: { readonly receivedOn: IsoDate; readonly parcels: number; readonly payBy: IsoDate }
  /** R45: the mail before was a mistake: the parcel is still awaited. */
  'receipt-corrected': { readonly on: IsoDate; readonly sscc: string }
  /** R43: another category or condition was found; the participant answers. */
  'offer-changed': {
    readonly device: string
    readonly deviceSerial: string
    readonly declared: Found
    readonly found: Found
    readonly reasons: readonly Reason[]
    readonly before: Money
    readonly now: Money
    readonly photos: number
    readonly answerUrl: string
    /** The last day to answer, where the programme sets one. */
    readonly answerBy?: IsoDate
    /** R42: what happens to the device when the offer is declined. */
    readonly ifDeclined: 'return' | 'recycle' | 'forfeit'
  }
  /** R43: nobody answered the changed offer in time; it can still be answered. */
  'offer-expired': { readonly device: string; readonly amount: Money }
  /** R48: the proposed self-billing invoice, attached. It is not yet an invoice. */
  proposal: {
    readonly kind: 'invoice' | 'settlement-note'
    readonly version: number
    readonly total: Money
    /** Part of the total; none on a settlement note (R49). */
    readonly vat?: Money
    readonly acceptUrl: string
    readonly payBy: IsoDate
  }
  /** R48: the final document, attached. */
  invoice: {
    readonly kind: 'invoice' | 'settlement-note'
    readonly number: string
    readonly issuedOn: IsoDate
    readonly total: Money
    readonly payBy: IsoDate
  }
  /** R48: the self-billing agreement as it was signed, attached; the buyer gets the same mail. */
  'agreement-signed': {
    readonly agreement: string
    readonly signedBy: string
    readonly signedFor: string
    readonly series: string
  }
  /** A5: lines of an issued document are taken back; the credit note is attached. */
  'credit-note': {
    readonly number: string
    /** Number of the document that is corrected. */
    readonly corrects: string
    readonly reason: string
    readonly credited: Money
    /** Whether the credited amount was still owed, or had been paid by then. */
    readonly was: 'owed' | 'paid'
  }
  /** The money is on its way. */
  paid: {
    readonly amount: Money
    readonly paidOn: IsoDate
    /** The last four characters of the account, never more. */
    readonly accountEnding: string
    /** Number of the invoice or settlement note. */
    readonly invoice: string
  }
  /** R67: a reward that is goods has left. */
  'reward-sent': {
    readonly goods: string
    readonly partNumber: string
    /** As its carrier calls the parcel. */
    readonly parcel: string
    readonly address: readonly string[]
    /** Nothing else is to be sent. */
    readonly isLast: boolean
  }
  /** B3: the bank sent the money back; where the account is at fault, another one is needed. */
  'payment-returned': {
    readonly amount: Money
    /** The last four characters of the account, never more. */
    readonly accountEnding: string
    readonly invoice: string
    readonly needsAccount: boolean
    readonly accountUrl: string
  }
  /** R47, R39: something is owed to us: what was paid too much, or what is charged; asked for once and reminded of. */
  repayment: {
    readonly cause: 'credited' | 'overpaid' | 'charge'
    readonly notice: 'first' | 'soon' | 'late'
    /** What is left of it. */
    readonly amount: Money
    /** To be quoted with the payment. */
    readonly number: string
    readonly payBy: IsoDate
    readonly holder: string
    readonly iban: string
  }
  'deadline-reminder': {
    readonly what: 'complete' | 'ship' | 'pick-up' | 'answer-offer' | 'accept-proposal'
    readonly on: IsoDate
    /** Calendar days from today; 0 is today. */
    readonly daysLeft: number
  }
  /** R23: staff gave a deadline more days. */
  'deadline-moved': {
    /** As the programme calls it. */
    readonly deadline: string
    readonly from: IsoDate
    readonly on: IsoDate
    /** A code of `extendable`. */
    readonly why: string
  }
  /** R22: a date passed; the trade-in is void. */
  void: { readonly missed: 'ship' | 'pick-up'; readonly on: IsoDate; readonly clause?: string }
  /** R22: these devices were not handed over with the others; the others go on. */
  'left-behind': {
    readonly on: IsoDate
    readonly clause?: string
    readonly combinations: readonly Combination[]
  }
  /** The label sent before must not be used (R32). */
  'label-replaced': ByLink & {
    readonly oldCode: string
    readonly newCode: string
    readonly weightGrams: number
    readonly shipBy: IsoDate
  }
}

export type MailName = keyof MailFacts

/** Mails whose words are for the recipient alone: what is kept of them says only that they were sent. */
export const isSecret = (name: MailName): boolean => name === 'access-code'

/** Who writes, and where help is; the same in every mail about one claim. */
export type Letterhead = {
  /** The programme's name in the mail's language. */
  readonly programme: string
  /** The company that answers for the programme. */
  readonly sender: string
  readonly contact: { readonly email: string; readonly phone?: string }
  /** The participant's page of this claim. */
  readonly claimUrl: string
}

export type Recipient = { readonly name: string; readonly address: string }

/** A stored document that goes with a mail; its bytes are fetched when the mail is sent. */
export type AttachmentRef = { readonly document: number; readonly name: string }

/** A mail to be written: which, about what, to whom. */
export type Letter = {
  [Name in MailName]: {
    readonly name: Name
    /** Quoted in subject and text of every mail (R29). */
    readonly reference: string
    readonly to: Recipient
    readonly locale: Locale
    readonly letterhead: Letterhead
    readonly facts: MailFacts[Name]
    readonly attachments?: readonly AttachmentRef[]
  }
}[MailName]

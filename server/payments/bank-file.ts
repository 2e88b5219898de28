/**
 * Payment files for banks: ISO 20022 pain.001.001.09. The same run gives the same bytes, whenever it is asked: every
 * date and number in it is the run's own. Counts and control sums are of whole minor units.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { decimal, sum, type Currency } from '../base/money.ts'
import { xmlOf } from '../base/xml.ts'
import { bankProfiles, bankText, type BankProfileName } from './bank-profiles.ts'

/** Whose account is debited, and how its bank wants the file. */
export type Debtor = {
  readonly profile: BankProfileName
  readonly name: string
  readonly city: string
  readonly country: string
  readonly iban: string
  readonly bic?: string | undefined
  /** Number under which the bank knows the initiating party. */
  readonly initiatorId?: string | undefined
}

export type BankPayment = {
  /** InstrId: the payment's own number; a retry has another. */
  readonly id: string
  /** EndToEndId: the invoice's number, which the payee sees. */
  readonly endToEndId: string
  readonly amountMinor: number
  readonly payee: string
  readonly payeeCountry: string
  readonly iban: string
  /** What the payee reads on its statement. */
  readonly remittance: string
}

export type BankRun = {
  /** MsgId, at most 31 characters: `RUN-2026-000001`. */
  readonly name: string
  readonly createdAt: Temporal.Instant
  readonly executeOn: Temporal.PlainDate
  readonly currency: Currency
  readonly debtor: Debtor
  readonly payments: readonly BankPayment[]
}

/**
 * The file as text, UTF-8.
 * @throws RangeError for a run that no bank would take: empty, an amount that is not positive, a currency that the
 * profile does not carry, or an EndToEndId that is used twice. Runs are checked when they are made, so this is a bug.
 */
export function bankFile(run: BankRun): string {
  refuseImpossible(run)
  const { name, createdAt, payments, debtor } = run
  const counted = { NbOfTxs: String(payments.length), CtrlSum: controlSum(run) }
  const profile = bankProfiles[debtor.profile]
  const header = {
    MsgId: name,
    CreDtTm: instantText(createdAt),
    ...counted,
    InitgPty: {
      Nm: bankText(debtor.name, profile, profile.nameLength),
      ...(debtor.initiatorId && { Id: { OrgId: { Othr: { Id: debtor.initiatorId } } } }),
    },
  }
  return xmlOf('Document', {
    '@xmlns': 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09',
    CstmrCdtTrfInitn: { GrpHdr: header, PmtInf: batch(run, counted) },
  })
}

const batch = (run: BankRun, counted: { NbOfTxs: string; CtrlSum: string }) => {
  const { debtor, currency } = run
  const profile = bankProfiles[debtor.profile]
  return {
    PmtInfId: `${run.name}-${currency}`,
    PmtMtd: 'TRF',
    BtchBookg: 'false',
    ...counted,
    PmtTpInf: { SvcLvl: { Cd: profile.serviceLevel }, CtgyPurp: { Cd: 'SUPP' } },
    ReqdExctnDt: { Dt: run.executeOn.toString() },
    Dbtr: {
      Nm: bankText(debtor.name, profile, profile.nameLength),
      PstlAdr: { TwnNm: bankText(debtor.city, profile, 35), Ctry: debtor.country },
    },
    DbtrAcct: { Id: { IBAN: debtor.iban }, Ccy: currency },
    // Banks of the SEPA no longer ask for a BIC; the schema still wants an agent.
    DbtrAgt: { FinInstnId: debtor.bic ? { BICFI: debtor.bic } : { Othr: { Id: 'NOTPROVIDED' } } },
    ChrgBr: profile.charges,
    CdtTrfTxInf: run.payments.map((payment) => transfer(run, payment)),
  }
}

const transfer = ({ debtor, currency }: BankRun, payment: BankPayment) => {
  const profile = bankProfiles[debtor.profile]
  return {
    PmtId: { InstrId: payment.id, EndToEndId: payment.endToEndId },
    Amt: { InstdAmt: { '@Ccy': currency, '#': decimal({ amountMinor: payment.amountMinor, currency }) } },
    Cdtr: {
      Nm: bankText(payment.payee, profile, profile.nameLength),
      PstlAdr: { Ctry: payment.payeeCountry },
    },
    CdtrAcct: { Id: { IBAN: payment.iban } },
    RmtInf: { Ustrd: bankText(payment.remittance, profile, 140) },
  }
}

const controlSum = ({ payments, currency }: BankRun): string =>
  decimal(
    sum(
      payments.map(({ amountMinor }) => ({ amountMinor, currency })),
      currency,
    ),
  )

function refuseImpossible({ name, payments, currency, debtor }: BankRun): void {
  const carried: readonly Currency[] = bankProfiles[debtor.profile].currencies
  if (!carried.includes(currency)) throw new RangeError(`${debtor.profile} does not carry ${currency}`)
  if (payments.length === 0) throw new RangeError(`run ${name} is empty`)
  if (!payments.every(({ amountMinor }) => amountMinor > 0)) throw new RangeError(`run ${name} holds a zero`)
  const ids = new Set(payments.map(({ endToEndId }) => endToEndId))
  if (ids.size < payments.length) throw new RangeError(`run ${name} names a payment twice`)
}

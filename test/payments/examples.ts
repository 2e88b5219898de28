/** Things owed and the house account that pays them, for the tests of this room. */
import { Temporal } from 'temporal-polyfill'
import type { Debtor } from '../../server/payments/bank-file.ts'
import type { Payable, RunTerms } from '../../server/payments/run.ts'

export const now = Temporal.Instant.from('2026-11-20T09:00:00Z')

export const terms: RunTerms = {
  currency: 'DKK',
  accountCountry: 'DK',
  largestPaymentMinor: 1_000_000,
  largestRunMinor: 10_000_000,
  changeSettlesDays: 3,
}

export const account = {
  id: 1,
  holder: 'Jørgensen & Søn A/S',
  iban: 'DK5000400440116243',
  changedBy: 'participant:TI-7K3M-92QF',
  changedAt: Temporal.Instant.from('2026-11-01T09:00:00Z'),
  confirmed: 'no',
} as const

export const payable: Payable = {
  number: 'SB-DK-2026-000121',
  reference: 'TI-7K3M-92QF',
  amountMinor: 150_010,
  currency: 'DKK',
  payBy: Temporal.PlainDate.from('2026-12-30'),
  standing: 'owed',
  account,
}

export const debtor: Debtor = {
  profile: 'danish-domestic',
  name: 'TechProtect GmbH',
  city: 'Holzgerlingen',
  country: 'DE',
  iban: 'DK9520000123456789',
  bic: 'NDEADKKK',
  initiatorId: 'DE136695976',
}

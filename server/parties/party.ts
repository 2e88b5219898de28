/**
 * Who takes part: companies with their addresses and registrations. Knows how two claims of one company are told
 * to be of one; knows nothing of claims, accounts or rows.
 */
import { normalVatId } from './vat-id.ts'

/** Postal address; `country` is ISO 3166-1 alpha-2. */
export type Address = {
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}

/** One side of a document. Numbers are as registered: `DK13585628`, `13585628`, `HRB 245394`. */
export type Party = {
  readonly name: string
  readonly address: Address
  readonly vatId?: string | undefined
  readonly registrationNumber?: string | undefined
}

/** R6: taxable turnover, only exempt turnover (a school), or no registration at all. */
export type VatStatus = 'registered' | 'exempt' | 'not-registered'

/** Party that applies, trades in and is paid (R1). */
export type Participant = Party & {
  readonly contactName: string
  readonly email: string
  readonly phone?: string | undefined
  readonly vatStatus: VatStatus
}

/**
 * One key for one company over all its claims, so that a cap cannot be passed by applying twice (R15): its VAT number,
 * else its registration number, else name and postcode. A Danish VAT number is the registration number behind `DK`,
 * so both spellings give one key.
 */
export function participantKey({ name, address, vatId, registrationNumber }: Party): string {
  if (vatId?.trim()) return `vat:${normalVatId(vatId, address.country)}`
  const registered = registrationNumber?.toUpperCase().replace(/[^0-9A-Z]/g, '') ?? ''
  if (address.country === 'DK' && /^(DK)?\d{8}$/.test(registered)) return `vat:DK${registered.slice(-8)}`
  if (registered) return `registered:${address.country}:${registered}`
  return `name:${address.country}:${plain(address.postcode)}:${plain(name)}`
}

/** Letters and digits only, so that `Jørgensen & Søn A/S` and `JØRGENSEN & SØN AS` are one. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

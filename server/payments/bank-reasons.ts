/**
 * Whose side it lay on that a payment did not arrive (R94), by the bank's reason code. Pure. Codes are of the ISO 20022
 * external code sets for status and return reasons; those of the payer are listed, any other speaks against the account.
 */
export type ReturnSide = 'account' | 'payer'

/** Our limits, our money, our file, our own recall, or a fault on the way. */
const payersCodes: readonly string[] = [
  'AM02',
  'AM04',
  'AM05',
  'AM09',
  'AM21',
  'CUST',
  'DT01',
  'DUPL',
  'FF01',
  'FOCR',
  'TECH',
]

/** The code in what a bank said: the first word when it is one, else `NARR`, as ISO calls a reason in words alone. */
export const codeIn = (reason: string | undefined): string =>
  /^[A-Z]{2}\d{2}\b|^[A-Z]{4}\b/.exec(reason ?? '')?.[0] ?? 'NARR'

/** B3: an account that is closed or does not exist has to be given anew; money that we lacked is ours to find. */
export const sideOf = (code: string): ReturnSide => (payersCodes.includes(code) ? 'payer' : 'account')

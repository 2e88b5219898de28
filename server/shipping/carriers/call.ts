/** What is asked of a carrier's server and what it may answer, as plain values: adapters make and read them, one file sends them. */

export type CarrierCall = {
  readonly method: 'GET' | 'POST'
  /** Below the account's address, with its query: `/v1/shipments?reference=…`. */
  readonly path: string
  readonly body?: unknown
}

/** `body` is parsed JSON where the answer is JSON, else its bytes. */
export type CarrierAnswer = {
  readonly status: number
  readonly body: unknown
}

/** Sends a call and gives the answer, whatever its status. @throws CarrierSilent when no answer came. */
export type Caller = (call: CarrierCall) => Promise<CarrierAnswer>

/**
 * No answer came: nobody knows whether the carrier did what was asked. Whoever tries again looks it up first.
 * `code` is short and says nothing of addresses.
 */
export class CarrierSilent extends Error {
  readonly code: string

  constructor(code: string) {
    super(`the carrier did not answer: ${code}`)
    this.name = 'CarrierSilent'
    this.code = code
  }
}

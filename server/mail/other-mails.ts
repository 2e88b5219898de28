/** The few mails that go to somebody else than a participant, and the facts that each tells. Days are ISO texts. Pure. */

export type OtherMailFacts = {
  /** R22, R38: tells customer service that a participant has few days to choose from, or none. */
  'days-scarce': {
    readonly why: 'remote-area' | 'no-slot-left' | 'few-days'
    readonly company: string
    readonly place: string
    /** The last day to hand over. */
    readonly by: string
    readonly daysFree: number
  }
  /** The day's list of a carrier, attached; it goes to the carrier and is about no claim. A line is a parcel or a visit. */
  'pre-advice': { readonly on: string; readonly lines: number }
}

/** Mails to the house itself that are kept with a claim: no page of its participant lists them. */
export const houseMails: readonly string[] = ['days-scarce'] satisfies (keyof OtherMailFacts)[]

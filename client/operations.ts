/** Made by `npm run client` from the OpenAPI document of this version; changes by hand are lost. */

export type Account = {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly proposed?: readonly Role[]
  readonly secondFactor: boolean
  readonly signedInAt?: string
}

export type Application = {
  readonly programme: string
  readonly locale: 'en' | 'da' | 'sv' | 'nb' | 'fi' | 'de' | 'fr' | 'nl' | 'zh'
  readonly participant: ApplicationParticipant
  readonly endCustomer?: ApplicationEndCustomer
  readonly bankAccount?: { readonly holder: string; readonly iban: string }
  readonly purchase: {
    readonly boughtOn: string
    readonly sellerName: string
    readonly invoiceNumber: string
  }
  readonly units: readonly ApplicationUnit[]
  readonly declarations: readonly string[]
  readonly termsVersion: string
  readonly selfBilling?: { readonly version: string; readonly signedBy: string }
  readonly marketingConsent?: boolean
  readonly evidence: readonly { readonly kind: string; readonly file: string }[]
}

export type ApplicationAddress = {
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}

export type ApplicationEndCustomer = {
  readonly company: string
  readonly address: ApplicationAddress
  readonly vatId?: string
  readonly registrationNumber?: string
}

export type ApplicationParticipant = {
  readonly kind: 'business-end-user' | 'channel-partner'
  readonly company: string
  readonly contactName: string
  readonly email: string
  readonly phone?: string
  readonly address: ApplicationAddress
  readonly vatStatus: 'registered' | 'exempt' | 'not-registered'
  readonly vatId?: string
  readonly registrationNumber?: string
}

export type ApplicationUnit = {
  readonly product: { readonly model: string; readonly partNumber?: string; readonly serial: string }
  readonly device?: {
    readonly category: string
    readonly make: string
    readonly model: string
    readonly serial: string
    readonly condition: string
    readonly weightGrams: number
  }
}

export type AuditState =
  | 'pending'
  | 'match'
  | 'category-differs'
  | 'condition-differs'
  | 'wrong-device'
  | 'incomplete'
  | 'not-working'
  | 'hazard'

export type CarrierManifest = {
  readonly id: number
  readonly connection: string
  readonly number: string
  readonly closedAt: string
  readonly orders: number
  readonly deliveredAt?: string
}

export type Claim = {
  readonly reference: string
  readonly programme: string
  readonly programmeVersion: string
  readonly state: ClaimState
  readonly submittedAt: string
  readonly approvedAt?: string
  readonly proposalVersion: number
  readonly units: readonly ClaimUnit[]
  readonly clocks: readonly ClaimClock[]
}

export type ClaimClock = {
  readonly clock: string
  readonly startedOn: string
  readonly dueOn: string
  readonly state: string
  readonly pausedOn?: string
}

export type ClaimState =
  'draft' | 'submitted' | 'incomplete' | 'approved' | 'settled' | 'closed' | 'rejected' | 'void' | 'withdrawn'

export type ClaimUnit = {
  readonly position: number
  readonly product: { readonly model: string; readonly serial: string }
  readonly device?: {
    readonly category: string
    readonly make: string
    readonly model: string
    readonly serial: string
    readonly condition: string
    readonly weightGrams: number
  }
  readonly custody: CustodyState
  readonly audit: AuditState
  readonly offer: OfferState
  readonly settlement: SettlementState
  readonly offered?: Offer
}

export type CustodyState =
  | 'not-applicable'
  | 'with-participant'
  | 'labelled'
  | 'handed-over'
  | 'in-transit'
  | 'at-centre'
  | 'isolated'
  | 'lost'
  | 'damaged-in-transit'
  | 'short-shipped'
  | 'unidentified'
  | 'refused-hazard'
  | 'kept'
  | 'sent-back'
  | 'recycled'

export type Finding = {
  readonly rule: string
  readonly clause: string
  readonly code: string
  readonly outcome: 'pass' | 'fail' | 'review' | 'missing'
  readonly path: string
  readonly facts: Readonly<Record<string, string | number>>
  readonly text: string
}

export type LabelBatch = {
  readonly id: number
  readonly paper: 'A4' | 'A6' | '4x6in'
  readonly shape: 'pdf' | 'zip'
  readonly state: 'waiting' | 'drawing' | 'ready'
  readonly total: number
  readonly done: number
}

export type LoggedScan = {
  readonly id: number
  readonly at: string
  readonly scanned: string
  readonly verdict: string
  readonly claimReference?: string
  readonly sscc?: string
  readonly cage?: string
  readonly undoneAt?: string
}

export type Offer = {
  readonly no: number
  readonly amountMinor: number
  readonly currency: string
  readonly category: string
  readonly condition: string
  readonly row: string
  readonly rule: string
  readonly reasons: readonly string[]
  readonly answerBy?: string
}

export type OfferState = 'none' | 'proposed' | 'superseded' | 'disputed' | 'expired' | 'accepted' | 'declined'

export type Parcel = {
  readonly sscc: string
  readonly no: number
  readonly reference: string
  readonly units: readonly number[]
}

export type PaymentRun = {
  readonly id: number
  readonly name: string
  readonly state: string
  readonly currency: string
  readonly executeOn: string
  readonly totalMinor: number
  readonly createdBy: string
  readonly approvedBy?: string
  readonly payments: readonly {
    readonly number: string
    readonly reference: string
    readonly amountMinor: number
    readonly state: string
  }[]
}

export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly errors: readonly { readonly code: string; readonly pointer: string; readonly detail: string }[]
  readonly requestId?: string
}

export type ProgrammeSummary = {
  readonly id: string
  readonly edition: string
  readonly version: string
  readonly name: string
  readonly summary: string
  readonly countries: readonly string[]
  readonly currency: string
  readonly purchaseWindow: { readonly from: string; readonly to?: string }
  readonly lastApplicationOn?: string
}

export type Proposal = {
  readonly reference: string
  readonly version: number
  readonly state: 'open' | 'accepted' | 'disputed' | 'superseded'
  readonly contentHash: string
  readonly composedAt: string
  readonly payableMinor: number
  readonly vatMinor: number
  readonly currency: string
  readonly payBy: string
  readonly lines: readonly {
    readonly no: number
    readonly name: string
    readonly serial: string
    readonly awardMinor: number
    readonly netMinor: number
    readonly row: string
    readonly rule: string
  }[]
}

export type Recovery = {
  readonly number: string
  readonly reference: string
  readonly cause: 'credited' | 'overpaid' | 'charge'
  readonly amountMinor: number
  readonly leftMinor: number
  readonly currency: string
  readonly dueOn: string
  readonly state: 'open' | 'repaid' | 'written-off'
  readonly writeOffReason?: string
}

export type Role =
  | 'reviewer'
  | 'auditor'
  | 'second-auditor'
  | 'dispatcher'
  | 'finance'
  | 'approver'
  | 'programme-manager'
  | 'inspector'
  | 'admin'

export type SettlementState =
  | 'none'
  | 'proposed'
  | 'refused'
  | 'accepted'
  | 'final'
  | 'credited'
  | 'queued'
  | 'paid'
  | 'recovering'
  | 'ordered'
  | 'shipped'
  | 'repaid'
  | 'written-off'

export type Staff = { readonly id: number; readonly name: string; readonly roles: readonly Role[] }

export type StaffSession = {
  readonly token: string
  readonly expiresAt: string
  readonly stage: 'open' | 'factor-due' | 'enrolment-due'
  readonly staff: Staff
}

export type UnidentifiedGoods = {
  readonly id: number
  readonly name: string
  readonly kind: 'no-label' | 'other-claim' | 'nobodys'
  readonly shelf: string
  readonly code?: string
  readonly serial?: string
  readonly note?: string
  readonly foundAt: string
  readonly foundBy: string
  readonly photos: readonly string[]
  readonly match?: { readonly reference: string; readonly at: string; readonly by: string }
}

export type WebhookKind =
  | 'claim.submitted'
  | 'claim.asked'
  | 'claim.resubmitted'
  | 'claim.rejected'
  | 'claim.withdrawn'
  | 'claim.approved'
  | 'claim.labelled'
  | 'claim.pickup-arranged'
  | 'claim.pickup-cancelled'
  | 'claim.pickup-attempted'
  | 'claim.handed-over'
  | 'claim.scanned'
  | 'claim.lost'
  | 'claim.damaged'
  | 'claim.received'
  | 'claim.receipt-undone'
  | 'claim.found-match'
  | 'claim.found-different'
  | 'claim.offer-accepted'
  | 'claim.offer-declined'
  | 'claim.offer-disputed'
  | 'claim.offer-expired'
  | 'claim.all-decided'
  | 'claim.proposal-accepted'
  | 'claim.proposal-refused'
  | 'claim.finalised'
  | 'claim.credited'
  | 'claim.objected'
  | 'claim.promised'
  | 'claim.goods-ordered'
  | 'claim.goods-released'
  | 'claim.goods-shipped'
  | 'claim.charged'
  | 'claim.queued'
  | 'claim.unqueued'
  | 'claim.paid'
  | 'claim.returned'
  | 'claim.settled'
  | 'claim.closed'
  | 'claim.extended'
  | 'claim.lapsed'
  | 'claim.voided'
  | 'claim.left-behind'

/** Every operation, by method and path: what is sent, and what is answered when all is well. */

export type Operations = {
  /** Load an edition; new applications are made under it */
  'POST /programmes': {
    readonly sent: { readonly input: { readonly source: string } }
    readonly answered: ProgrammeSummary
  }
  /** Programmes that run here */
  'GET /programmes': { readonly sent: {}; readonly answered: readonly ProgrammeSummary[] }
  /** The whole edition that new applications are made under */
  'GET /programmes/{programme}': {
    readonly sent: { readonly params: { readonly programme: string } }
    readonly answered: {
      readonly version: string
      readonly programme: {
        readonly id: string
        readonly edition: string
        readonly name: Readonly<Record<string, string>>
        readonly summary: Readonly<Record<string, string>>
        readonly locales: readonly ('en' | 'da' | 'sv' | 'nb' | 'fi' | 'de' | 'fr' | 'nl' | 'zh')[]
        readonly countries: readonly string[]
        readonly currency:
          'DKK' | 'SEK' | 'NOK' | 'EUR' | 'GBP' | 'USD' | 'AUD' | 'CNY' | 'ISK' | 'JPY' | 'KWD'
        readonly timeZone: string
        readonly referencePrefix: string
        readonly parties: Readonly<
          Record<
            string,
            {
              readonly name: string
              readonly address: {
                readonly street: string
                readonly postcode: string
                readonly city: string
                readonly country: string
              }
              readonly registrationNumber?: string
              readonly vatIds: readonly { readonly country: string; readonly id: string }[]
              readonly email?: string
              readonly phone?: string
            }
          >
        >
        readonly actors: {
          readonly promoter: string
          readonly handler: string
          readonly payer: string
          readonly issuer: string
        }
        readonly audience: {
          readonly kind: 'business-end-user' | 'channel-partner'
          readonly vatStatuses: readonly ('registered' | 'exempt' | 'not-registered')[]
          readonly endCustomer: 'none' | 'required'
          readonly enrolment: 'none' | 'required'
        }
        readonly contacts: {
          readonly email: string
          readonly phone: string
          readonly hours?: Readonly<Record<string, string>>
          readonly url?: string
        }
        readonly postcodes: readonly {
          readonly id: string
          readonly country: string
          readonly from: string
          readonly to: string
          readonly outcome: 'refuse' | 'refer'
          readonly rule: string
        }[]
        readonly refusedSellers: readonly {
          readonly id: string
          readonly pattern: string
          readonly example: string
          readonly rule: string
        }[]
        readonly purchaseWindow: { readonly from: string; readonly to?: string }
        readonly applicationWindow: {
          readonly from?: string
          readonly to?: string
          readonly withinDaysOfPurchase?: number
        }
        readonly products: readonly {
          readonly id: string
          readonly name: Readonly<Record<string, string>>
          readonly category: string
          readonly models?: readonly string[]
          readonly pattern?: string
          readonly example: string
          readonly partNumbers?: string
          readonly countries?: readonly string[]
        }[]
        readonly excludedProducts: readonly {
          readonly id: string
          readonly rule: string
          readonly models?: readonly string[]
          readonly pattern?: string
          readonly example: string
          readonly name: Readonly<Record<string, string>>
        }[]
        readonly devices: readonly {
          readonly id: string
          readonly make: string
          readonly aliases: readonly string[]
          readonly categories: readonly string[]
          readonly models?: readonly string[]
          readonly pattern?: string
          readonly example: string
        }[]
        readonly otherManufacturer: 'review' | 'refuse' | 'accept'
        readonly categories: readonly {
          readonly id: string
          readonly name: Readonly<Record<string, string>>
          readonly hazards: readonly (
            'lithium-battery' | 'lithium-battery-built-in' | 'fragile-glass' | 'heavy'
          )[]
          readonly packing: readonly Readonly<Record<string, string>>[]
          readonly accessories: readonly {
            readonly id: string
            readonly name: Readonly<Record<string, string>>
          }[]
          readonly checklist: readonly {
            readonly check:
              | 'power-on'
              | 'self-test'
              | 'screen'
              | 'keyboard'
              | 'ports'
              | 'battery'
              | 'storage-present'
              | 'firmware-lock'
              | 'management-lock'
              | 'asset-tags'
              | 'cartridges-out'
            readonly rule: string
            readonly failure: 'not-working' | 'incomplete' | 'noted'
            readonly photo:
              | 'audit-overview'
              | 'audit-serial'
              | 'audit-damage'
              | 'audit-contents'
              | 'audit-screen'
              | 'audit-hazard'
          }[]
          readonly guide?:
            'tower' | 'small' | 'mobile' | 'monitor' | 'printer' | 'phone' | 'room-system' | 'camera-bar'
          readonly weightGrams: { readonly typical: number; readonly most: number }
          readonly vatGoods: 'ordinary' | 'domestic-reverse-charge'
        }[]
        readonly conditions: readonly {
          readonly id: string
          readonly name: Readonly<Record<string, string>>
          readonly working: 'yes' | 'no'
        }[]
        readonly grades: readonly {
          readonly id: string
          readonly name: Readonly<Record<string, string>>
          readonly condition: string
        }[]
        readonly likeForLike: readonly { readonly product: string; readonly devices: readonly string[] }[]
        readonly declarations: readonly {
          readonly id: string
          readonly version: string
          readonly rule: string
          readonly text: Readonly<Record<string, string>>
          readonly about: 'purchase' | 'device' | 'participant'
          readonly states?: 'erasure'
        }[]
        readonly terms: {
          readonly version: string
          readonly clauses: readonly {
            readonly id: string
            readonly title: Readonly<Record<string, string>>
            readonly text: Readonly<Record<string, string>>
            readonly rules: readonly string[]
          }[]
        }
        readonly evidence: readonly {
          readonly kind: string
          readonly rule: string
          readonly required: 'always' | 'on-request'
          readonly name: Readonly<Record<string, string>>
          readonly help?: Readonly<Record<string, string>>
          readonly contents: readonly (
            | 'buyer-name'
            | 'buyer-address'
            | 'seller-name'
            | 'seller-address'
            | 'product-model'
            | 'product-serial'
            | 'date'
            | 'invoice-number'
            | 'price'
            | 'device-picture'
            | 'device-serial'
          )[]
          readonly refused: readonly ('delivery-note' | 'order-confirmation' | 'quotation' | 'screenshot')[]
        }[]
        readonly caps: readonly {
          readonly id: string
          readonly rule: string
          readonly measure: 'count' | 'money' | 'days'
          readonly key: 'participant' | 'end-customer' | 'device' | 'invoice' | 'claim'
          readonly window: 'programme' | 'calendar-year'
          readonly limit: number
          readonly excess: 'refuse' | 'cut' | 'cancel'
        }[]
        readonly clocks: readonly {
          readonly id: string
          readonly rule: string
          readonly name: Readonly<Record<string, string>>
          readonly start:
            | 'purchased'
            | 'delivered'
            | 'overpayment-notified'
            | 'submitted'
            | 'approved'
            | 'asked'
            | 'handed-over'
            | 'received'
            | 'found-different'
            | 'all-decided'
            | 'proposal-accepted'
            | 'finalised'
            | 'paid'
            | 'repaid'
          readonly stop:
            | 'purchased'
            | 'delivered'
            | 'overpayment-notified'
            | 'submitted'
            | 'approved'
            | 'asked'
            | 'handed-over'
            | 'received'
            | 'found-different'
            | 'all-decided'
            | 'proposal-accepted'
            | 'finalised'
            | 'paid'
            | 'repaid'
          readonly amount: number
          readonly unit: 'calendar' | 'working'
          readonly calendars: readonly string[]
          readonly timeZone?: string
          readonly breach: 'reject' | 'void' | 'charge' | 'escalate'
          readonly remind: readonly number[]
          readonly pausedBy: readonly (
            'participant-answer' | 'missing-documents' | 'bank-details' | 'customer-service'
          )[]
        }[]
        readonly values: {
          readonly rule: string
          readonly capMinor: number
          readonly rows: readonly {
            readonly id: string
            readonly product?: string
            readonly category?: string
            readonly condition?: string
            readonly country?: string
            readonly verdict?: 'incomplete'
            readonly amountMinor: number
            readonly goods?: { readonly partNumber: string; readonly name: Readonly<Record<string, string>> }
          }[]
        }
        readonly fees: readonly {
          readonly id: 'second-visit' | 'wrong-device'
          readonly rule: string
          readonly basis: 'actual-cost' | 'fixed'
          readonly amountMinor: number
          readonly name: Readonly<Record<string, string>>
        }[]
        readonly charging?: {
          readonly series: string
          readonly payWithinDays: number
          readonly vatBasisPoints: number
        }
        readonly returnMode: 'ship' | 'evidence-only' | 'none'
        readonly dropOffLimitGrams?: number
        readonly auditCentre?: string
        readonly pickup?: {
          readonly leadWorkingDays: number
          readonly cutOff: string
          readonly windows: readonly { readonly from: string; readonly to: string }[]
          readonly changeWorkingDays: number
          readonly calendars: readonly string[]
          readonly place: Readonly<Record<string, string>>
        }
        readonly carrier:
          | { readonly connection: 'own-contract'; readonly caseWorkingDays: number }
          | {
              readonly connection: 'karrio'
              readonly caseWorkingDays: number
              readonly carrierCode: string
              readonly service: string
              readonly account?: string
            }
          | { readonly connection: 'manual'; readonly caseWorkingDays: number }
        readonly label: { readonly delivery: 'mail' | 'link'; readonly symbols: readonly 'gs1-datamatrix'[] }
        readonly declinePolicy: 'return' | 'recycle' | 'forfeit'
        readonly appeal: 'second-auditor' | 'none'
        readonly audit: {
          readonly photosForADifference: number
          readonly secondLook: { readonly percent: number; readonly refusals: 'yes' | 'no' }
          readonly remindDaysBefore: readonly number[]
        }
        readonly payment: {
          readonly rule: string
          readonly bankCountry: 'participation' | 'sepa'
          readonly bankAccount: 'with-application' | 'later'
          readonly charges: 'participant' | 'payer'
          readonly account?: {
            readonly profile: 'danish-domestic' | 'swedish-domestic' | 'norwegian-domestic' | 'sepa'
            readonly iban: string
            readonly bic?: string
          }
          readonly limits: { readonly paymentMinor: number; readonly runMinor: number }
        }
        readonly selfBilling?: {
          readonly agreement: {
            readonly version: string
            readonly text: Readonly<Record<string, string>>
            readonly signer?: string
            readonly copyTo?: string
          }
          readonly reminderDays: number
          readonly peppol: 'outbox' | 'none'
          readonly series: {
            readonly invoice: string
            readonly creditNote: string
            readonly settlementNote: string
          }
        }
      }
    }
  }
  /** Drafts that somebody writes, the newest first, each with its last save */
  'GET /programme-drafts': {
    readonly sent: {}
    readonly answered: readonly {
      readonly id: number
      readonly programme: string
      readonly basedOn: string
      readonly revision: number
      readonly by: string
      readonly at: string
    }[]
  }
  /** Begin a draft as a copy of an edition */
  'POST /programme-drafts': {
    readonly sent: { readonly input: { readonly basedOn: string } }
    readonly answered: {
      readonly id: number
      readonly programme: string
      readonly basedOn: string
      readonly state: 'open' | 'loaded' | 'ended'
      readonly revision: number
      readonly source: string
      readonly saves: readonly { readonly revision: number; readonly by: string; readonly at: string }[]
      readonly mistakes: readonly {
        readonly code: string
        readonly line: number
        readonly path: string
        readonly facts: Readonly<Record<string, string | number>>
      }[]
      readonly became?: string
    }
  }
  /** A draft as it was saved last, with its saves and its mistakes */
  'GET /programme-drafts/{id}': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: {
      readonly id: number
      readonly programme: string
      readonly basedOn: string
      readonly state: 'open' | 'loaded' | 'ended'
      readonly revision: number
      readonly source: string
      readonly saves: readonly { readonly revision: number; readonly by: string; readonly at: string }[]
      readonly mistakes: readonly {
        readonly code: string
        readonly line: number
        readonly path: string
        readonly facts: Readonly<Record<string, string | number>>
      }[]
      readonly became?: string
    }
  }
  /** Keep another save of a draft; a text with mistakes is kept as well */
  'PUT /programme-drafts/{id}': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: { readonly revision: number; readonly source: string }
    }
    readonly answered: {
      readonly id: number
      readonly programme: string
      readonly basedOn: string
      readonly state: 'open' | 'loaded' | 'ended'
      readonly revision: number
      readonly source: string
      readonly saves: readonly { readonly revision: number; readonly by: string; readonly at: string }[]
      readonly mistakes: readonly {
        readonly code: string
        readonly line: number
        readonly path: string
        readonly facts: Readonly<Record<string, string | number>>
      }[]
      readonly became?: string
    }
  }
  /** End a draft that nobody wants any more; its saves are kept */
  'DELETE /programme-drafts/{id}': {
    readonly sent: { readonly params: { readonly id: number }; readonly query: { readonly revision: number } }
    readonly answered: undefined
  }
  /** The text of one save */
  'GET /programme-drafts/{id}/saves/{revision}': {
    readonly sent: { readonly params: { readonly id: number; readonly revision: number } }
    readonly answered: { readonly source: string }
  }
  /** What a draft changes in an edition, setting by setting */
  'GET /programme-drafts/{id}/changes': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly query?: { readonly against?: string }
    }
    readonly answered: readonly { readonly path: string; readonly before?: string; readonly after?: string }[]
  }
  /** Make a draft the edition for new applications */
  'POST /programme-drafts/{id}/loading': {
    readonly sent: { readonly params: { readonly id: number }; readonly input: { readonly revision: number } }
    readonly answered: { readonly version: string }
  }
  /** Hold every decided claim of the programme against a draft as it was saved last */
  'POST /programme-drafts/{id}/what-ifs': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: {
      readonly id: number
      readonly draft: number
      readonly revision: number
      readonly state: 'waiting' | 'running' | 'ready'
      readonly madeBy: string
      readonly madeAt: string
      readonly total: number
      readonly done: number
      readonly result?: {
        readonly claims: number
        readonly changed: number
        readonly beforeMinor: number
        readonly afterMinor: number
        readonly shifts: readonly {
          readonly before: 'approved' | 'rejected' | 'review' | 'incomplete' | 'refused'
          readonly after: 'approved' | 'rejected' | 'review' | 'incomplete' | 'refused'
          readonly claims: number
          readonly beforeMinor: number
          readonly afterMinor: number
        }[]
        readonly reasons: readonly {
          readonly rule: string
          readonly clause: string
          readonly code: string
          readonly claims: number
          readonly byMinor: number
        }[]
      }
    }
  }
  /** What-ifs of a draft, the newest first */
  'GET /programme-drafts/{id}/what-ifs': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: readonly {
      readonly id: number
      readonly draft: number
      readonly revision: number
      readonly state: 'waiting' | 'running' | 'ready'
      readonly madeBy: string
      readonly madeAt: string
      readonly total: number
      readonly done: number
      readonly result?: {
        readonly claims: number
        readonly changed: number
        readonly beforeMinor: number
        readonly afterMinor: number
        readonly shifts: readonly {
          readonly before: 'approved' | 'rejected' | 'review' | 'incomplete' | 'refused'
          readonly after: 'approved' | 'rejected' | 'review' | 'incomplete' | 'refused'
          readonly claims: number
          readonly beforeMinor: number
          readonly afterMinor: number
        }[]
        readonly reasons: readonly {
          readonly rule: string
          readonly clause: string
          readonly code: string
          readonly claims: number
          readonly byMinor: number
        }[]
      }
    }[]
  }
  /** How far a what-if is, and what it came to */
  'GET /what-ifs/{id}': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: {
      readonly id: number
      readonly draft: number
      readonly revision: number
      readonly state: 'waiting' | 'running' | 'ready'
      readonly madeBy: string
      readonly madeAt: string
      readonly total: number
      readonly done: number
      readonly result?: {
        readonly claims: number
        readonly changed: number
        readonly beforeMinor: number
        readonly afterMinor: number
        readonly shifts: readonly {
          readonly before: 'approved' | 'rejected' | 'review' | 'incomplete' | 'refused'
          readonly after: 'approved' | 'rejected' | 'review' | 'incomplete' | 'refused'
          readonly claims: number
          readonly beforeMinor: number
          readonly afterMinor: number
        }[]
        readonly reasons: readonly {
          readonly rule: string
          readonly clause: string
          readonly code: string
          readonly claims: number
          readonly byMinor: number
        }[]
      }
    }
  }
  /** The claims that would be decided otherwise or offered other money, with the reason of each */
  'GET /what-ifs/{id}/claims': {
    readonly sent: { readonly params: { readonly id: number }; readonly query?: { readonly after?: number } }
    readonly answered: readonly {
      readonly claimId: number
      readonly reference: string
      readonly before: 'approved' | 'rejected' | 'review' | 'incomplete' | 'refused'
      readonly after: 'approved' | 'rejected' | 'review' | 'incomplete' | 'refused'
      readonly beforeMinor: number
      readonly afterMinor: number
      readonly rule: string
      readonly clause: string
      readonly code: string
    }[]
  }
  /** Apply for a trade-in */
  'POST /claims': {
    readonly sent: { readonly input: Application }
    readonly answered: { readonly claim: Claim; readonly link: string }
  }
  /** Claims in a state, the oldest or the riskiest first; `after` the last one of the page before */
  'GET /claims': {
    readonly sent: {
      readonly query?: {
        readonly state?:
          | 'draft'
          | 'submitted'
          | 'incomplete'
          | 'approved'
          | 'settled'
          | 'closed'
          | 'rejected'
          | 'void'
          | 'withdrawn'
        readonly limit?: number
        readonly order?: 'age' | 'risk'
        readonly after?: string
      }
    }
    readonly answered: readonly Claim[]
  }
  /** Send a completed application in again (R25) */
  'POST /claims/{reference}/application': {
    readonly sent: { readonly params: { readonly reference: string }; readonly input: Application }
    readonly answered: Claim
  }
  /** Would this qualify? Nothing is stored */
  'POST /programmes/{programme}/eligibility': {
    readonly sent: { readonly params: { readonly programme: string }; readonly input: Application }
    readonly answered: {
      readonly verdict: 'approve' | 'review' | 'incomplete' | 'reject'
      readonly findings: readonly Finding[]
    }
  }
  /** One claim */
  'GET /claims/{reference}': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: Claim
  }
  /** What every rule found, latest first (R96) */
  'GET /claims/{reference}/findings': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: readonly {
      readonly askedAt: string
      readonly verdict: string
      readonly programmeVersion: string
      readonly findings: readonly Finding[]
    }[]
  }
  /** What happened to one claim */
  'GET /claims/{reference}/journal': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: readonly {
      readonly no: number
      readonly at: string
      readonly kind: string
      readonly actor: string
      readonly unit: number
      readonly programme: string
      readonly facts: Readonly<Record<string, unknown>>
      readonly hash: string
    }[]
  }
  /** Approve an application */
  'POST /claims/{reference}/approval': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly note?: string }
    }
    readonly answered: Claim
  }
  /** Ask for what is missing (R25) */
  'POST /claims/{reference}/questions': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: {
        readonly missing: readonly (
          | 'proof-of-purchase'
          | 'product-serial'
          | 'serial-label-photo'
          | 'proof-of-ownership'
          | 'legible-document'
          | 'bank-details'
        )[]
        readonly note?: string
      }
    }
    readonly answered: Claim
  }
  /** Reject an application */
  'POST /claims/{reference}/rejection': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: {
        readonly reasons: readonly (
          | 'not-eligible'
          | 'outside-window'
          | 'product-excluded'
          | 'document-altered'
          | 'false-statement'
          | 'duplicate-claim'
        )[]
        readonly side?: 'participant' | 'carrier' | 'promoter' | 'unknown'
        readonly note?: string
      }
    }
    readonly answered: Claim
  }
  /** Take an application back */
  'POST /claims/{reference}/withdrawal': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: Claim
  }
  /** Mail the participant a six-digit code */
  'POST /claims/{reference}/codes': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: undefined
  }
  /** Open the claim with the code */
  'POST /claims/{reference}/sessions': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly code: string }
    }
    readonly answered: { readonly token: string; readonly expiresAt: string }
  }
  /** Deadlines with the share of each side, and every recorded wait (R45, R92) */
  'GET /claims/{reference}/clocks': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: {
      readonly clocks: readonly {
        readonly clock: string
        readonly startedOn: string
        readonly dueOn: string
        readonly state: 'open' | 'paused' | 'met' | 'breached' | 'stopped'
        readonly daysLeft: number
        readonly daysUsed: number
        readonly daysPaused: number
        readonly extensions: readonly { readonly days: number; readonly reason: string }[]
      }[]
      readonly waits: readonly {
        readonly reason: 'participant-answer' | 'missing-documents' | 'bank-details' | 'customer-service'
        readonly beganAt: string
        readonly endedAt?: string
      }[]
    }
  }
  /** Give a deadline more days, with the reason (R23) */
  'POST /claims/{reference}/extensions': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: {
        readonly clock: string
        readonly days: number
        readonly reason: 'participant-asked' | 'carrier-was-late' | 'promoter-was-late' | 'public-emergency'
        readonly note?: string
      }
    }
    readonly answered: Claim
  }
  /** Customer service takes the claim over; clocks that allow it wait (R4, R38) */
  'POST /claims/{reference}/waits': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly note?: string }
    }
    readonly answered: Claim
  }
  /** Customer service is done; the clocks go on */
  'POST /claims/{reference}/wait-endings': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: Claim
  }
  /** Every answer to terms, declarations, agreement and news, the oldest first */
  'GET /claims/{reference}/consents': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: {
      readonly consents: readonly {
        readonly kind: 'terms' | 'declaration' | 'self-billing' | 'marketing'
        readonly name: string
        readonly version: string
        readonly answer: 'given' | 'withdrawn'
        readonly by: string
        readonly at: string
      }[]
    }
  }
  /** Take back the consent to news (R24) */
  'POST /claims/{reference}/news-withdrawals': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: { readonly withdrawn: true }
  }
  /** Approve several claims against which no rule speaks; one answer for each */
  'POST /approvals': {
    readonly sent: { readonly input: { readonly references: readonly string[] } }
    readonly answered: readonly {
      readonly reference: string
      readonly outcome: 'approved' | 'left' | 'refused'
      readonly codes: readonly string[]
    }[]
  }
  /** Keep what was found of a partner in the partner network (R50) */
  'POST /claims/{reference}/enrolment': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly enrolled: 'yes' | 'no' }
    }
    readonly answered: Claim
  }
  /** How the queue stands, and the jobs that gave up with what is kept of their error */
  'GET /jobs': {
    readonly sent: {}
    readonly answered: {
      readonly waiting: number
      readonly taken: number
      readonly dead: number
      readonly oldestDueAt?: string
      readonly jobs: readonly {
        readonly id: number
        readonly kind: string
        readonly key: string
        readonly attempts: number
        readonly error: string
      }[]
    }
  }
  /** Give a job that gave up all its attempts again */
  'POST /jobs/{id}/revival': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: undefined
  }
  /** The file as it is kept */
  'GET /evidence/{id}': {
    readonly sent: { readonly params: { readonly id: string } }
    readonly answered: Blob
  }
  /** The picture in small, at most 320 pixels wide or high */
  'GET /evidence/{id}/thumbnail': {
    readonly sent: { readonly params: { readonly id: string } }
    readonly answered: Blob
  }
  /** One page as a picture, once it was read */
  'GET /evidence/{id}/pages/{page}': {
    readonly sent: { readonly params: { readonly id: string; readonly page: number } }
    readonly answered: Blob
  }
  /** Documents of a claim, oldest first */
  'GET /claims/{reference}/documents': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: readonly {
      readonly id: number
      readonly kind: string
      readonly name: string
      readonly mediaType: string
    }[]
  }
  /** One file: the same bytes for ever */
  'GET /claims/{reference}/documents/{id}': {
    readonly sent: { readonly params: { readonly reference: string; readonly id: number } }
    readonly answered: Blob
  }
  /** Make the label anew: the old numbers are void from now on (R32) */
  'POST /claims/{reference}/labels': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly reason: 'label-lost' | 'label-spoiled' | 'label-wrong' }
    }
    readonly answered: Claim
  }
  /** Labels of a claim with their states and prints, oldest first */
  'GET /claims/{reference}/labels': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: readonly {
      readonly revision: number
      readonly state: 'issued' | 'printed' | 'replaced' | 'used' | 'void' | 'expired'
      readonly document: number
      readonly expiresOn: string
      readonly issuedAt: string
      readonly printedAt?: string
      readonly endedAt?: string
      readonly prints: readonly {
        readonly form: 'A4' | 'A6' | '4x6in' | 'zpl'
        readonly reason?: 'printer-failed' | 'paper-lost' | 'other-size' | 'unreadable'
        readonly at: string
        readonly by: string
      }[]
    }[]
  }
  /** How the units of a claim travel */
  'GET /claims/{reference}/shipments': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: readonly {
      readonly way: 'drop-off' | 'pick-up'
      readonly weightGrams: number
      readonly shipBy: string
      readonly labelDocument?: number
      readonly parcels: readonly {
        readonly no: number
        readonly sscc: string
        readonly units: readonly number[]
        readonly state: string
        readonly receivedAt?: string
      }[]
    }[]
  }
  /** Where the carrier says that the parcels of a claim are */
  'GET /claims/{reference}/tracking': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: readonly {
      readonly sscc: string
      readonly trackingNumber?: string
      readonly receivedAt?: string
      readonly state:
        | 'announced'
        | 'handed-over'
        | 'in-transit'
        | 'out-for-delivery'
        | 'at-centre'
        | 'delayed'
        | 'lost'
        | 'damaged'
        | 'returned'
      readonly since: string
      readonly events: readonly {
        readonly kind:
          | 'announced'
          | 'handed-over'
          | 'in-transit'
          | 'out-for-delivery'
          | 'at-centre'
          | 'delayed'
          | 'lost'
          | 'damaged'
          | 'returned'
        readonly at: string
        readonly place?: string
      }[]
    }[]
  }
  /** What carriers lost, damaged or sent back, the escalated first */
  'GET /carrier-cases': {
    readonly sent: {}
    readonly answered: readonly {
      readonly id: number
      readonly claimReference: string
      readonly sscc: string
      readonly kind: 'lost' | 'damaged' | 'returned'
      readonly state: 'open' | 'escalated' | 'closed'
      readonly openedOn: string
      readonly dueOn: string
    }[]
  }
  /** Events that wait for a person, or for their time to come */
  'GET /carrier-events': {
    readonly sent: {}
    readonly answered: readonly {
      readonly id: number
      readonly connection: string
      readonly number: string
      readonly kind:
        | 'announced'
        | 'handed-over'
        | 'in-transit'
        | 'out-for-delivery'
        | 'at-centre'
        | 'delayed'
        | 'lost'
        | 'damaged'
        | 'returned'
      readonly occurredAt: string
      readonly receivedAt: string
      readonly state: 'waiting' | 'unknown-parcel' | 'failed' | 'applied'
    }[]
  }
  /** Orders that a carrier refused */
  'GET /carrier-orders': {
    readonly sent: {}
    readonly answered: readonly {
      readonly id: number
      readonly connection: string
      readonly kind: 'parcel' | 'pickup'
      readonly key: string
      readonly state: string
      readonly reason?: string
    }[]
  }
  /** Closed lists, the last first */
  'GET /carrier-manifests': { readonly sent: {}; readonly answered: readonly CarrierManifest[] }
  /** Close the list of what waits for a carrier of our own contract */
  'POST /carrier-manifests': {
    readonly sent: { readonly input: { readonly connection?: 'own-contract' } }
    readonly answered: CarrierManifest
  }
  /** A closed list as the carrier gets it (CSV) */
  'GET /carrier-manifests/{id}/file': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: Blob
  }
  /** A closed list on paper, with bar codes, for the driver to sign (PDF) */
  'GET /carrier-manifests/{id}/paper': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: Blob
  }
  /** Close a case, with how it ended */
  'POST /carrier-cases/{id}/closing': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: {
        readonly outcome: 'found' | 'compensated' | 'refused-by-carrier' | 'written-off'
        readonly note: string
      }
    }
    readonly answered: undefined
  }
  /** Look for the parcel of an event once more */
  'POST /carrier-events/{id}/retries': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: undefined
  }
  /** Send a refused order again, once its cause is mended */
  'POST /carrier-orders/{id}/retries': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: undefined
  }
  /** Print the labels of many claims: one PDF, or a ZIP of their files */
  'POST /label-batches': {
    readonly sent: {
      readonly input: {
        readonly references: readonly string[]
        readonly paper?: 'A4' | 'A6' | '4x6in'
        readonly shape?: 'pdf' | 'zip'
      }
    }
    readonly answered: LabelBatch
  }
  /** How far a batch of labels has come */
  'GET /label-batches/{id}': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: LabelBatch
  }
  /** The file of a batch that is ready */
  'GET /label-batches/{id}/file': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: Blob
  }
  /** The days on which the carrier can come (R22, R34) */
  'GET /claims/{reference}/pickup-slots': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: {
      readonly slots: readonly { readonly date: string; readonly from: string; readonly to: string }[]
      readonly lastDay: string
      readonly reason?: 'remote-area' | 'no-slot-left'
    }
  }
  /** Book the pick-up, or move it to another slot (R37, R38) */
  'POST /claims/{reference}/pickup': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: {
        readonly contactName: string
        readonly contactPhone: string
        readonly accessNotes?: string
        readonly parcels: number
        readonly hazards?: readonly ('built-in-battery' | 'loose-battery' | 'broken-glass' | 'over-30-kg')[]
        readonly groundFloor: 'yes'
        readonly ready: 'yes'
        readonly date: string
        readonly from: string
        readonly ifTaken?: 'refuse' | 'next'
      }
    }
    readonly answered: Claim
  }
  /** Call the agreed pick-up off */
  'POST /claims/{reference}/pickup/cancellation': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: Claim
  }
  /** Tell the true weight: above the limit a drop-off becomes a pick-up (R35) */
  'POST /claims/{reference}/weighings': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly weightGrams: number }
    }
    readonly answered: Claim
  }
  /** Agree a day by customer service, also where none is offered (R10, R38) */
  'POST /claims/{reference}/pickup/appointments': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly date: string; readonly from: string }
    }
    readonly answered: Claim
  }
  /** Agreed pick-ups, the next day first */
  'GET /pickups': {
    readonly sent: {}
    readonly answered: readonly {
      readonly date: string
      readonly from: string
      readonly to: string
      readonly id: number
      readonly claimReference: string
      readonly zone?: string
      readonly weightGrams: number
    }[]
  }
  /** What happened at the door (R38-R40) */
  'POST /pickups/{id}/attempts': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: {
        readonly outcome: 'done' | 'not-ready' | 'carrier-failed' | 'cancelled' | 'refused-hazard'
        readonly note?: string
        readonly costMinor?: number
        readonly evidence?: readonly string[]
        readonly parcels?: readonly string[]
        readonly signed?: { readonly signedBy: string; readonly signature?: string }
      }
    }
    readonly answered: Claim
  }
  /** Scan what stands on the receiving desk */
  'POST /scans': {
    readonly sent: {
      readonly input: {
        readonly scanned: string
        readonly condition?: 'sound' | 'damaged' | 'opened'
        readonly weightGrams?: number
        readonly cage?: string
        readonly pallet?: boolean
        readonly scannedAt?: string
      }
    }
    readonly answered: {
      readonly id: number
      readonly verdict:
        | 'received'
        | 'overdue'
        | 'already-received'
        | 'not-expected'
        | 'several'
        | 'void'
        | 'label-replaced'
        | 'forged'
        | 'cage-open'
        | 'cage-closed'
        | 'joined'
        | 'too-long'
      readonly scanned: string
      readonly missing: number
      readonly waiting: readonly Parcel[]
      readonly candidates: readonly Parcel[]
      readonly sscc?: string
      readonly receivedAt?: string
      readonly receivedBy?: string
      readonly missedOn?: string
      readonly cage?: { readonly code: string; readonly parcels: number }
      readonly claim?: Claim
      readonly parts: readonly {
        readonly id: number
        readonly verdict:
          | 'received'
          | 'overdue'
          | 'already-received'
          | 'not-expected'
          | 'several'
          | 'void'
          | 'label-replaced'
          | 'forged'
          | 'cage-open'
          | 'cage-closed'
          | 'joined'
          | 'too-long'
        readonly scanned: string
        readonly missing: number
        readonly waiting: readonly Parcel[]
        readonly candidates: readonly Parcel[]
        readonly sscc?: string
        readonly receivedAt?: string
        readonly receivedBy?: string
        readonly missedOn?: string
        readonly cage?: { readonly code: string; readonly parcels: number }
        readonly claim?: Claim
      }[]
    }
  }
  /** My last scans, newest first */
  'GET /scans': { readonly sent: {}; readonly answered: readonly LoggedScan[] }
  /** Take back a scan that was a mistake */
  'POST /scans/{id}/reversal': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: LoggedScan
  }
  /** What nobody can tell yet, the longest waiting first, then what was matched last */
  'GET /unidentified': { readonly sent: {}; readonly answered: readonly UnidentifiedGoods[] }
  /** Put something that nobody can tell on the bench */
  'POST /unidentified': {
    readonly sent: {
      readonly input: {
        readonly kind: 'no-label' | 'other-claim' | 'nobodys'
        readonly shelf: string
        readonly code?: string
        readonly serial?: string
        readonly note?: string
        readonly photos: readonly string[]
      }
    }
    readonly answered: UnidentifiedGoods
  }
  /** Say whose it is; the parcel that has come with it is received */
  'POST /unidentified/{id}/match': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: { readonly reference: string; readonly sscc?: string }
    }
    readonly answered: {
      readonly id: number
      readonly name: string
      readonly kind: 'no-label' | 'other-claim' | 'nobodys'
      readonly shelf: string
      readonly code?: string
      readonly serial?: string
      readonly note?: string
      readonly foundAt: string
      readonly foundBy: string
      readonly photos: readonly string[]
      readonly match?: { readonly reference: string; readonly at: string; readonly by: string }
      readonly verdict?:
        | 'received'
        | 'overdue'
        | 'already-received'
        | 'not-expected'
        | 'several'
        | 'void'
        | 'label-replaced'
        | 'forged'
        | 'cage-open'
        | 'cage-closed'
        | 'joined'
        | 'too-long'
    }
  }
  /** Devices that wait for your look, with the turn to record it by */
  'GET /audits/waiting': {
    readonly sent: {}
    readonly answered: readonly {
      readonly reference: string
      readonly unit: number
      readonly turn: string
      readonly appeal: 'yes' | 'no'
      readonly device: {
        readonly category: string
        readonly make: string
        readonly model: string
        readonly serial: string
      }
    }[]
  }
  /** Record what was found in a device (R43, R44) */
  'POST /claims/{reference}/units/{unit}/audits': {
    readonly sent: {
      readonly params: { readonly reference: string; readonly unit: number }
      readonly input: {
        readonly finding: {
          readonly serial: string
          readonly make?: string
          readonly model?: string
          readonly category: string
          readonly grade: string
          readonly checks?: Readonly<Record<string, 'yes' | 'no' | 'not-checked'>>
          readonly residualData: 'none' | 'found' | 'not-checked'
          readonly accessories: readonly string[]
          readonly signature?: 'signed' | 'unsigned' | 'illegible'
          readonly hazards?: readonly ('swollen-battery' | 'contamination' | 'broken-glass')[]
          readonly weightGrams?: number
          readonly notes?: string
        }
        readonly photos?: readonly string[]
        readonly turn?: string
      }
    }
    readonly answered: {
      readonly verdict: string
      readonly reasons: readonly string[]
      readonly outcome: 'decided' | 'waits' | 'recorded'
      readonly claim: Claim
    }
  }
  /** What was found, oldest audit first; looks that wait for other eyes are left out */
  'GET /claims/{reference}/units/{unit}/audits': {
    readonly sent: { readonly params: { readonly reference: string; readonly unit: number } }
    readonly answered: readonly {
      readonly no: number
      readonly auditedAt: string
      readonly finding: {
        readonly serial: string
        readonly make?: string
        readonly model?: string
        readonly category: string
        readonly grade: string
        readonly checks: Readonly<Record<string, 'yes' | 'no' | 'not-checked'>>
        readonly residualData: 'none' | 'found' | 'not-checked'
        readonly accessories: readonly string[]
        readonly signature?: 'signed' | 'unsigned' | 'illegible'
        readonly hazards: readonly ('swollen-battery' | 'contamination' | 'broken-glass')[]
        readonly weightGrams?: number
        readonly notes?: string
      }
      readonly verdict: string
      readonly reasons: readonly string[]
      readonly condition: string
      readonly photos: readonly string[]
    }[]
  }
  /** Hand in a report of an erasure program, as XML or CSV (R8) */
  'POST /claims/{reference}/units/{unit}/erasure-reports': {
    readonly sent: {
      readonly params: { readonly reference: string; readonly unit: number }
      readonly input: { readonly name: string; readonly content: string }
    }
    readonly answered: readonly {
      readonly name: string
      readonly tool: string
      readonly method: string
      readonly serials: readonly string[]
      readonly result: 'erased' | 'failed' | 'unknown'
      readonly match: 'serial-matches' | 'serial-differs'
      readonly finishedAt: string
      readonly takenAt: string
      readonly sha256: string
    }[]
  }
  /** How the floor does: throughput, age of the queue, differences, agreement (R43, R45) */
  'GET /audits/report': {
    readonly sent: { readonly query?: { readonly days?: '7' | '30' | '90' } }
    readonly answered: {
      readonly days: number
      readonly perDay: readonly { readonly label: string; readonly count: number }[]
      readonly queue: {
        readonly daysToPay: number
        readonly byDaysWaited: readonly { readonly label: string; readonly count: number }[]
      }
      readonly byReason: readonly { readonly label: string; readonly count: number }[]
      readonly byMake: readonly { readonly label: string; readonly count: number }[]
      readonly auditors: readonly {
        readonly name?: string
        readonly looks: number
        readonly differences: number
        readonly repeated: number
        readonly agreed: number
      }[]
      readonly categories: readonly {
        readonly category: string
        readonly pairs: number
        readonly agreed: number
        readonly kappa?: number
      }[]
      readonly looks: readonly {
        readonly date: string
        readonly auditor?: string
        readonly make: string
        readonly declared: string
        readonly found: string
        readonly condition: string
        readonly verdict: string
        readonly reasons: readonly string[]
        readonly standing: string
      }[]
    }
  }
  /** Answer the offer for a device (R43) */
  'POST /claims/{reference}/units/{unit}/answers': {
    readonly sent: {
      readonly params: { readonly reference: string; readonly unit: number }
      readonly input: {
        readonly offer: number
        readonly answer: 'accept' | 'decline' | 'dispute'
        readonly words?: string
      }
    }
    readonly answered: Claim
  }
  /** Accept the self-billing proposal (R48) */
  'POST /claims/{reference}/acceptance': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly version: number; readonly contentHash: string }
    }
    readonly answered: Claim
  }
  /** Dispute lines of the proposal */
  'POST /claims/{reference}/disputes': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: {
        readonly version: number
        readonly contentHash: string
        readonly lines: readonly number[]
        readonly reason: string
      }
    }
    readonly answered: Claim
  }
  /** Make the proposal anew, as its next version */
  'POST /claims/{reference}/proposals': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: Claim
  }
  /** The proposal that counts now */
  'GET /claims/{reference}/proposal': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: Proposal
  }
  /** Proposals in a state, the longest waiting first */
  'GET /proposals': {
    readonly sent: { readonly query?: { readonly state?: 'open' | 'accepted' | 'disputed' | 'superseded' } }
    readonly answered: readonly Proposal[]
  }
  /** The newest documents first */
  'GET /invoices': {
    readonly sent: {}
    readonly answered: readonly {
      readonly number: string
      readonly type: '261' | '389'
      readonly issuedOn: string
      readonly claimReference: string
      readonly payableMinor: number
      readonly currency: string
    }[]
  }
  /** Continuity of each number series */
  'GET /series': {
    readonly sent: {}
    readonly answered: readonly {
      readonly issuer: string
      readonly series: string
      readonly first: number
      readonly last: number
      readonly count: number
    }[]
  }
  /** Object to lines of an issued document */
  'POST /claims/{reference}/invoices/{number}/objections': {
    readonly sent: {
      readonly params: { readonly reference: string; readonly number: string }
      readonly input: { readonly lines: readonly number[]; readonly reason: string }
    }
    readonly answered: Claim
  }
  /** Take lines of an invoice back, whole or in part, by a credit note (261) */
  'POST /invoices/{number}/credit-notes': {
    readonly sent: {
      readonly params: { readonly number: string }
      readonly input: {
        readonly lines: readonly { readonly no: number; readonly awardMinor?: number }[]
        readonly reason: string
      }
    }
    readonly answered: { readonly number: string; readonly corrects: string; readonly payableMinor: number }
  }
  /** The self-billing agreement in force now */
  'GET /claims/{reference}/agreement': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: {
      readonly name: string
      readonly textSha256: string
      readonly series: string
      readonly signedBy: string
      readonly signedFor: string
      readonly signedAt: string
    }
  }
  /** Withdraw the self-billing agreement for whatever is handed over from now on */
  'POST /claims/{reference}/agreement-withdrawals': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: { readonly withdrawn: number }
  }
  /** What is known of the seller's VAT number */
  'GET /claims/{reference}/vat-check': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: { readonly vatId: string; readonly answer: 'valid' | 'pending' | 'invalid' }
  }
  /** Record what the register says of the seller's VAT number */
  'POST /claims/{reference}/vat-checks': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly answer: 'valid' | 'invalid'; readonly evidence: string }
    }
    readonly answered: { readonly vatId: string; readonly answer: 'valid' | 'pending' | 'invalid' }
  }
  /** What is owed now: what a run would hold, and why the rest is left out */
  'GET /payables': {
    readonly sent: { readonly query: { readonly programme: string } }
    readonly answered: {
      readonly totalMinor: number
      readonly included: readonly {
        readonly number: string
        readonly reference: string
        readonly amountMinor: number
        readonly currency: string
        readonly payBy: string
      }[]
      readonly excluded: readonly {
        readonly number: string
        readonly reference: string
        readonly amountMinor: number
        readonly currency: string
        readonly payBy: string
        readonly reasons: readonly string[]
      }[]
    }
  }
  /** What is at risk or overdue, the most urgent first, with the days that each side took (R45) */
  'GET /payables/due': {
    readonly sent: {}
    readonly answered: readonly {
      readonly number: string
      readonly reference: string
      readonly amountMinor: number
      readonly currency: string
      readonly payBy: string
      readonly lastDay: string
      readonly urgency: 'at-risk' | 'overdue'
      readonly inRun?: string
      readonly days: { readonly us: number; readonly participant: number }
    }[]
  }
  /** Put a run together from everything that can be paid */
  'POST /payment-runs': {
    readonly sent: { readonly input: { readonly programme: string } }
    readonly answered: PaymentRun
  }
  /** The newest 100 runs first, or the next ones below a run */
  'GET /payment-runs': {
    readonly sent: { readonly query?: { readonly before?: number } }
    readonly answered: readonly {
      readonly id: number
      readonly name: string
      readonly state: string
      readonly currency: string
      readonly executeOn: string
      readonly totalMinor: number
      readonly createdBy: string
      readonly approvedBy?: string
      readonly count: number
    }[]
  }
  /** One run */
  'GET /payment-runs/{id}': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: PaymentRun
  }
  /** Give a run up before its export */
  'POST /payment-runs/{id}/cancellation': {
    readonly sent: { readonly params: { readonly id: number }; readonly input: { readonly reason: string } }
    readonly answered: PaymentRun
  }
  /** Take one payment out; the approval is void (P3) */
  'POST /payment-runs/{id}/removals': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: { readonly number: string; readonly reason: string }
    }
    readonly answered: PaymentRun
  }
  /** Release a run: never by who made it (P3) */
  'POST /payment-runs/{id}/approval': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: PaymentRun
  }
  /** Export the bank file (pain.001.001.09) */
  'POST /payment-runs/{id}/exports': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: PaymentRun
  }
  /** The bank file of an exported run: the same bytes every time */
  'GET /payment-runs/{id}/file': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: Blob
  }
  /** Say that the bank has booked the run */
  'POST /payment-runs/{id}/bookings': {
    readonly sent: { readonly params: { readonly id: number }; readonly input: { readonly paidOn: string } }
    readonly answered: PaymentRun
  }
  /** Give the account that the claim is paid to, late or after a return (R56) */
  'POST /claims/{reference}/bank-account': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly holder: string; readonly iban: string }
    }
    readonly answered: { readonly version: number; readonly account: string }
  }
  /** Show the whole account of a claim; who asked and why is an entry of the journal */
  'POST /claims/{reference}/bank-account/showings': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: {
        readonly reason: 'payment-returned' | 'bank-asks' | 'participant-asks' | 'suspicion'
        readonly words: string
      }
    }
    readonly answered: { readonly version: number; readonly holder: string; readonly iban: string }
  }
  /** Say that the participant was asked by another way and the account is its own (P2) */
  'POST /claims/{reference}/bank-account/confirmation': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly reason: string }
    }
    readonly answered: undefined
  }
  /** Payments that are held back, the oldest first */
  'GET /payment-holds': {
    readonly sent: {}
    readonly answered: readonly {
      readonly reference: string
      readonly kind: 'suspicion' | 'dispute'
      readonly reason: string
      readonly heldBy: string
      readonly heldAt: string
    }[]
  }
  /** Hold the payment of a claim back (R30) */
  'POST /claims/{reference}/payment-holds': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly kind: 'suspicion' | 'dispute'; readonly reason: string }
    }
    readonly answered: undefined
  }
  /** Let a held payment go: never by who held it */
  'POST /claims/{reference}/payment-holds/lifting': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly kind: 'suspicion' | 'dispute'; readonly reason: string }
    }
    readonly answered: undefined
  }
  /** Rewards that are goods and have not been sent, the oldest first (R67) */
  'GET /goods-orders': {
    readonly sent: {}
    readonly answered: readonly {
      readonly id: number
      readonly reference: string
      readonly unit: number
      readonly partNumber: string
      readonly orderedAt: string
      readonly isReleased: boolean
    }[]
  }
  /** Let a reward go; another person sends it (P3) */
  'POST /goods-orders/{id}/release': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: undefined
  }
  /** Say that a reward has left, by the number of its parcel */
  'POST /goods-orders/{id}/shipment': {
    readonly sent: { readonly params: { readonly id: number }; readonly input: { readonly parcel: string } }
    readonly answered: undefined
  }
  /** What is owed to us and open, those due first coming first (R47) */
  'GET /recoveries': { readonly sent: {}; readonly answered: readonly Recovery[] }
  /** Everything that a claim ever owed to us */
  'GET /claims/{reference}/recoveries': {
    readonly sent: { readonly params: { readonly reference: string } }
    readonly answered: readonly Recovery[]
  }
  /** Charges that wait for their invoice, the oldest first (R39, R41) */
  'GET /charges': {
    readonly sent: {}
    readonly answered: readonly {
      readonly id: number
      readonly reference: string
      readonly kind: string
      readonly amountMinor: number
      readonly currency: string
      readonly reason: string
      readonly chargedAt: string
      readonly waiverReason?: string
    }[]
  }
  /** Invoice what a claim is charged; the invoice is mailed */
  'POST /claims/{reference}/charge-invoices': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: { readonly number: string }
  }
  /** Say why a charge should be waived before it is invoiced (R41); another person does it */
  'POST /charges/{id}/waiver': {
    readonly sent: { readonly params: { readonly id: number }; readonly input: { readonly reason: string } }
    readonly answered: undefined
  }
  /** Waive a charge on the word of somebody else */
  'POST /charges/{id}/waiver/confirmation': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: undefined
  }
  /** Say why a case should be written off; another person does it (O2) */
  'POST /recoveries/{number}/write-off': {
    readonly sent: {
      readonly params: { readonly number: string }
      readonly input: { readonly reason: string }
    }
    readonly answered: undefined
  }
  /** Write a case off on the word of somebody else */
  'POST /recoveries/{number}/write-off/confirmation': {
    readonly sent: {
      readonly params: { readonly number: string }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: undefined
  }
  /** Record that the participant agreed to a set-off, and how it was said (O3) */
  'POST /recoveries/{number}/set-off-consent': {
    readonly sent: {
      readonly params: { readonly number: string }
      readonly input: { readonly words: string }
    }
    readonly answered: undefined
  }
  /** Take a case off a debt of ours to the same participant, with its consent that somebody else recorded (O3) */
  'POST /recoveries/{number}/set-off': {
    readonly sent: {
      readonly params: { readonly number: string }
      readonly input: { readonly payable: string }
    }
    readonly answered: undefined
  }
  /** Movements that nobody has explained, the oldest first */
  'GET /bank-movements': {
    readonly sent: {}
    readonly answered: readonly {
      readonly key: string
      readonly question: string
      readonly amountMinor: number
      readonly currency: string
      readonly bookedOn: string
      readonly reference: string
      readonly remittance: string
      readonly proposed?: 'charges' | 'returned-payment' | 'repayment' | 'overpaid-payment'
    }[]
  }
  /** Say what a movement was; a second person confirms it */
  'POST /bank-movements/{key}/match': {
    readonly sent: {
      readonly params: { readonly key: string }
      readonly input: {
        readonly target: 'charges' | 'returned-payment' | 'repayment' | 'overpaid-payment'
        readonly payment?: string
        readonly reason: string
      }
    }
    readonly answered: undefined
  }
  /** Confirm what another person said: the movement leaves the suspense */
  'POST /bank-movements/{key}/match/confirmation': {
    readonly sent: {
      readonly params: { readonly key: string }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: undefined
  }
  /** Sign in */
  'POST /sessions': {
    readonly sent: { readonly input: { readonly email: string; readonly password: string } }
    readonly answered: StaffSession
  }
  /** Take the second step of signing in, or prove that you are still there */
  'POST /sessions/current/proofs': {
    readonly sent: { readonly input: { readonly code?: string; readonly password?: string } }
    readonly answered: StaffSession
  }
  /** Who is signed in */
  'GET /sessions/current': { readonly sent: {}; readonly answered: Staff }
  /** Sign out */
  'DELETE /sessions/current': { readonly sent: {}; readonly answered: undefined }
  /** Your second factor and sessions */
  'GET /account': {
    readonly sent: {}
    readonly answered: {
      readonly app: boolean
      readonly passkeys: number
      readonly recoveryCodes: number
      readonly sessions: number
    }
  }
  /** Begin with an authenticator app */
  'POST /account/app': {
    readonly sent: {}
    readonly answered: { readonly secret: string; readonly uri: string }
  }
  /** Let the app go; every session of the account ends */
  'DELETE /account/app': { readonly sent: {}; readonly answered: StaffSession }
  /** Take the app into use; every session of the account ends */
  'POST /account/app/confirmation': {
    readonly sent: { readonly input: { readonly code: string } }
    readonly answered: { readonly recoveryCodes: readonly string[]; readonly session: StaffSession }
  }
  /** New recovery codes; those before count no more */
  'POST /account/recovery-codes': {
    readonly sent: {}
    readonly answered: { readonly recoveryCodes: readonly string[] }
  }
  /** Where you are signed in */
  'GET /account/sessions': {
    readonly sent: {}
    readonly answered: readonly {
      readonly name: string
      readonly openedAt: string
      readonly lastSeenAt: string
      readonly expiresAt: string
      readonly isThis: boolean
    }[]
  }
  /** End one of your sessions */
  'DELETE /account/sessions/{name}': {
    readonly sent: { readonly params: { readonly name: string } }
    readonly answered: undefined
  }
  /** What a browser is asked to make a passkey */
  'POST /account/passkey-challenges': { readonly sent: {}; readonly answered: { readonly challenge: string } }
  /** What a browser is asked to use a passkey */
  'POST /sessions/passkey-challenges': {
    readonly sent: {}
    readonly answered: { readonly challenge: string }
  }
  /** Keys of programs, the newest first */
  'GET /api-keys': {
    readonly sent: {}
    readonly answered: readonly {
      readonly id: number
      readonly name: string
      readonly moves: readonly string[]
      readonly madeBy: number
      readonly madeAt: string
      readonly expiresAt: string
      readonly lastUsedAt?: string
      readonly endedAt?: string
    }[]
  }
  /** Make a key for a program; it is told only here */
  'POST /api-keys': {
    readonly sent: {
      readonly input: {
        readonly name: string
        readonly moves: readonly (
          | 'arrange-pickup'
          | 'bring-carrier-events'
          | 'close-manifest'
          | 'damage'
          | 'hand-over'
          | 'label'
          | 'list-claims'
          | 'lose'
          | 'order-again'
          | 're-weigh'
          | 'read-document'
          | 'receive'
          | 'scan'
          | 'see-audits'
          | 'see-claim'
          | 'see-jobs'
          | 'see-journal'
          | 'see-payments'
          | 'see-shipments'
          | 'see-unidentified'
        )[]
      }
    }
    readonly answered: { readonly id: number; readonly key: string }
  }
  /** End a key */
  'DELETE /api-keys/{id}': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: undefined
  }
  /** The open accounts */
  'GET /staff': { readonly sent: {}; readonly answered: readonly Account[] }
  /** Make an account; its first password is told only here */
  'POST /staff': {
    readonly sent: {
      readonly input: { readonly email: string; readonly name: string; readonly roles: readonly Role[] }
    }
    readonly answered: {
      readonly id: number
      readonly email: string
      readonly name: string
      readonly roles: readonly Role[]
      readonly proposed?: readonly Role[]
      readonly secondFactor: boolean
      readonly signedInAt?: string
      readonly password: string
    }
  }
  /** Give an account other roles; it has to sign in again */
  'PUT /staff/{id}/roles': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: { readonly roles: readonly Role[] }
    }
    readonly answered: Account
  }
  /** Confirm the roles that another person proposed */
  'POST /staff/{id}/roles/confirmation': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: Account
  }
  /** Close an account */
  'DELETE /staff/{id}': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: undefined
  }
  /** Choose another password; every session of the account ends */
  'PUT /sessions/current/password': {
    readonly sent: { readonly input: { readonly current: string; readonly next: string } }
    readonly answered: undefined
  }
  /** Reset the second factor of an account, and end its sessions */
  'DELETE /staff/{id}/factors': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: undefined
  }
  /** Give an account another password, which is told only here, and end its sessions */
  'POST /staff/{id}/password': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: { readonly password: string }
  }
  /** End every session of an account */
  'DELETE /staff/{id}/sessions': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: undefined
  }
  /** Bind an account to the subject by which your organisation knows it */
  'PUT /staff/{id}/subject': {
    readonly sent: { readonly params: { readonly id: number }; readonly input: { readonly subject: string } }
    readonly answered: undefined
  }
  /** Take the binding to your organisation away */
  'DELETE /staff/{id}/subject': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: undefined
  }
  /** All that is held on a participant, as a ZIP archive: a page to read, JSON and files */
  'POST /privacy/exports': {
    readonly sent: { readonly input: { readonly subject: string } }
    readonly answered: Blob
  }
  /** Erase what is held on a participant, for good; what bookkeeping law wants kept stays */
  'POST /privacy/erasures': {
    readonly sent: { readonly input: { readonly subject: string; readonly again: string } }
    readonly answered: { readonly references: readonly string[]; readonly booked: readonly string[] }
  }
  /** How long what is held is kept by country and kind, what goes in which month, and what is held */
  'GET /privacy/retention': {
    readonly sent: {}
    readonly answered: {
      readonly periods: Readonly<
        Record<
          string,
          Readonly<Record<string, { readonly keep: string; readonly from: string; readonly source: string }>>
        >
      >
      readonly ahead: readonly {
        readonly month: string
        readonly kind: 'unpaid' | 'photo' | 'evidence' | 'mail' | 'claim' | 'books'
        readonly claims: number
      }[]
      readonly held: readonly {
        readonly reference: string
        readonly kind: 'dispute' | 'fraud' | 'legal'
        readonly heldAt: string
      }[]
    }
  }
  /** Keep what is held on a claim beyond its period */
  'POST /claims/{reference}/data-holds': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly kind: 'dispute' | 'fraud' | 'legal'; readonly reason: string }
    }
    readonly answered: undefined
  }
  /** Let go what was kept beyond its period */
  'POST /claims/{reference}/data-holds/lifting': {
    readonly sent: {
      readonly params: { readonly reference: string }
      readonly input: { readonly kind: 'dispute' | 'fraud' | 'legal'; readonly reason: string }
    }
    readonly answered: undefined
  }
  /** Endpoints that are told, or were, the newest first */
  'GET /webhooks': {
    readonly sent: {}
    readonly answered: readonly {
      readonly id: number
      readonly url: string
      readonly kinds: readonly WebhookKind[]
      readonly madeBy: number
      readonly madeAt: string
      readonly formerUntil?: string
      readonly endedAt?: string
      readonly refusedInRow: number
      readonly restsUntil?: string
    }[]
  }
  /** Have an address told of events; its secret is told only here */
  'POST /webhooks': {
    readonly sent: { readonly input: { readonly url: string; readonly kinds: readonly WebhookKind[] } }
    readonly answered: { readonly id: number; readonly secret: string }
  }
  /** Give an endpoint another secret; messages bear both signatures for 24 hours */
  'POST /webhooks/{id}/rotation': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: { readonly id: number; readonly secret: string }
  }
  /** End an endpoint; what waits for it is not sent */
  'DELETE /webhooks/{id}': {
    readonly sent: { readonly params: { readonly id: number } }
    readonly answered: undefined
  }
  /** End the rest of an endpoint: what waits for it is sent at once */
  'POST /webhooks/{id}/resumption': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: undefined
  }
  /** Messages of an endpoint with every try, the newest first */
  'GET /webhooks/{id}/messages': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly query?: { readonly state?: 'waiting' | 'delivered' | 'dead'; readonly before?: string }
    }
    readonly answered: readonly {
      readonly id: string
      readonly kind: WebhookKind
      readonly state: 'waiting' | 'delivered' | 'dead'
      readonly createdAt: string
      readonly settledAt?: string
      readonly body: string
      readonly tries: readonly {
        readonly at: string
        readonly status?: number
        readonly failure?: string
        readonly tookMs: number
      }[]
    }[]
  }
  /** Send a message again, under its own id */
  'POST /webhook-messages/{id}/replay': {
    readonly sent: {
      readonly params: { readonly id: string }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: undefined
  }
  /** Send everything of a period again, each under its own id */
  'POST /webhooks/{id}/replays': {
    readonly sent: {
      readonly params: { readonly id: number }
      readonly input: { readonly from: string; readonly to: string }
    }
    readonly answered: { readonly messages: number }
  }
  /** What a carrier tells of its parcels; the same event twice is once */
  'POST /carrier-events/{connection}': {
    readonly sent: {
      readonly params: { readonly connection: string }
      readonly input: Readonly<Record<string, never>>
    }
    readonly answered: { readonly told: number; readonly news: number }
  }
}

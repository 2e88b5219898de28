/** Reads pain.002: what a bank says about a file of ours, as a whole, by batch and by payment. Pure. */
import { elementsAt, textAt, type Element } from './bank-xml.ts'

/** ISO 20022 status codes that matter; any other leaves a payment as it is. */
export type BankVerdict = 'accepted' | 'rejected' | 'open'

export type PaymentStatus = {
  readonly endToEndId: string
  readonly verdict: BankVerdict
  /** ISO 20022 reason code such as `AC04`, and the bank's own words. */
  readonly reason?: string
}

export type StatusReport = {
  readonly kind: 'status'
  readonly id: string
  /** Name of our run (MsgId). */
  readonly run: string
  /** Verdict on every payment of the run that is not listed; `PART` means: read each. */
  readonly onAll: BankVerdict
  readonly reason?: string
  readonly listed: readonly PaymentStatus[]
}

const verdicts: Readonly<Record<string, BankVerdict>> = {
  RJCT: 'rejected',
  ACCP: 'accepted',
  ACSP: 'accepted',
  ACSC: 'accepted',
  ACWC: 'accepted',
  ACCC: 'accepted',
}

const verdictOf = (code: string | undefined): BankVerdict => verdicts[code ?? ''] ?? 'open'

/** The report in a `Document` element. A payment's own status counts before its batch's, and that before the group's. */
export function statusReport(document: Element): StatusReport {
  const [report = {}] = elementsAt(document, 'CstmrPmtStsRpt')
  const [group = {}] = elementsAt(report, 'OrgnlGrpInfAndSts')
  const batches = elementsAt(report, 'OrgnlPmtInfAndSts')
  const ofGroup = verdictOf(textAt(group, 'GrpSts'))
  // Our files hold one batch, so that its status is said of all their payments.
  const rejectedBatch = batches.find((batch) => verdictOf(textAt(batch, 'PmtInfSts')) === 'rejected')
  return {
    kind: 'status',
    id: textAt(report, 'GrpHdr', 'MsgId') ?? '',
    run: textAt(group, 'OrgnlMsgId') ?? '',
    onAll: rejectedBatch ? 'rejected' : ofGroup,
    ...reasonIn(rejectedBatch ?? group),
    listed: elementsAt(report, 'OrgnlPmtInfAndSts', 'TxInfAndSts').map((one) => ({
      endToEndId: textAt(one, 'OrgnlEndToEndId') ?? '',
      verdict: verdictOf(textAt(one, 'TxSts')),
      ...reasonIn(one),
    })),
  }
}

function reasonIn(element: Element): { reason?: string } {
  const [status = {}] = elementsAt(element, 'StsRsnInf')
  const words = [textAt(status, 'Rsn', 'Cd'), textAt(status, 'AddtlInf')].filter((word) => word !== undefined)
  return words.length > 0 ? { reason: words.join(' ') } : {}
}

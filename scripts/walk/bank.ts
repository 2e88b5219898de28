/** A made-up bank's notifications, statements and status reports (camt.054, camt.053, pain.002), for walks and figures. */

export type BankEntry = {
  readonly id: string
  readonly amount: string
  readonly side: 'DBIT' | 'CRDT'
  /** Reason of a return, of credits only. */
  readonly code?: string
}

/** Every entry has one; what is in it is between the bank and its customer. */
const kindOfBooking = '<BkTxCd><Prtry><Cd>PMT</Cd></Prtry></BkTxCd>'

export const bankEntry = ({ id, amount, side, code }: BankEntry): string =>
  `<Ntry><Amt Ccy="DKK">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-23</Dt></BookgDt>${kindOfBooking}<NtryDtls><TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs>
<Amt Ccy="DKK">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>${
    side === 'CRDT' && code ? `<RtrInf><Rsn><Cd>${code}</Cd></Rsn></RtrInf>` : ''
  }</TxDtls></NtryDtls></Ntry>`

const account = '<Acct><Id><IBAN>DK9520000123456789</IBAN></Id></Acct>'

const document = (message: string, body: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:${message}">${body}</Document>`,
  )

const head = (id: string): string =>
  `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>2026-11-23T06:00:00Z</CreDtTm></GrpHdr>`

export const notification = (id: string, entries: string): Buffer =>
  document(
    'camt.054.001.08',
    `<BkToCstmrDbtCdtNtfctn>${head(id)}<Ntfctn><Id>${id}</Id>${account}${entries}</Ntfctn></BkToCstmrDbtCdtNtfctn>`,
  )

const balance = (type: string, amount: string): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="DKK">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>`

export const statement = (id: string, opening: string, closing: string, entries: string): Buffer =>
  document(
    'camt.053.001.08',
    `<BkToCstmrStmt>${head(id)}<Stmt><Id>${id}</Id>${account}${balance('OPBD', opening)}${balance('CLBD', closing)}${entries}</Stmt></BkToCstmrStmt>`,
  )

/** A pain.002 that says one thing of everything in a run. */
export const statusReport = (id: string, run: string, code: string): Buffer =>
  document(
    'pain.002.001.10',
    `<CstmrPmtStsRpt>${head(id)}<OrgnlGrpInfAndSts><OrgnlMsgId>${run}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>${code}</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt>`,
  )

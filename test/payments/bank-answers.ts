/** Answers of a made-up bank, as files that hold to the bank's schemas. */

const document = (message: string, body: string): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${message}">${body}</Document>`)

const head = (id: string): string =>
  `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>2026-12-15T06:00:00Z</CreDtTm></GrpHdr>`

export const statusFile = ({ run = 'RUN-2026-000001', group = 'PART', listed = '' } = {}): Buffer =>
  document(
    'pain.002.001.10',
    `<CstmrPmtStsRpt>${head('STS-1')}
    <OrgnlGrpInfAndSts><OrgnlMsgId>${run}</OrgnlMsgId>
    <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>${group}</GrpSts></OrgnlGrpInfAndSts>
    <OrgnlPmtInfAndSts><OrgnlPmtInfId>${run}-DKK</OrgnlPmtInfId>${listed}</OrgnlPmtInfAndSts></CstmrPmtStsRpt>`,
  )

export const statusOf = (endToEndId: string, status: string, reason = ''): string =>
  `<TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>${status}</TxSts>${
    reason && `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn><AddtlInf>Søn &amp; Co.</AddtlInf></StsRsnInf>`
  }</TxInfAndSts>`

export const entry = (amount: string, side: 'DBIT' | 'CRDT', details = '', status = 'BOOK'): string =>
  `<Ntry><Amt Ccy="DKK">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>${status}</Cd></Sts>
  <BookgDt><Dt>2026-12-15</Dt></BookgDt><BkTxCd><Prtry><Cd>PMT</Cd></Prtry></BkTxCd><NtryDtls>${details}</NtryDtls></Ntry>`

export const detail = (endToEndId: string, amount: string, side: 'DBIT' | 'CRDT', more = ''): string =>
  `<TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs><Amt Ccy="DKK">${amount}</Amt>
  <CdtDbtInd>${side}</CdtDbtInd>${more}</TxDtls>`

const balance = (type: string, amount: string): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="DKK">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-12-15</Dt></Dt></Bal>`

const account = '<Acct><Id><IBAN>DK9520000123456789</IBAN></Id></Acct>'

export const statementFile = (opening: string, closing: string, entries: string): Buffer =>
  document(
    'camt.053.001.08',
    `<BkToCstmrStmt>${head('STM-1')}<Stmt><Id>STM-1-1</Id>${account}
    ${balance('OPBD', opening)}${balance('CLBD', closing)}${entries}</Stmt></BkToCstmrStmt>`,
  )

export const notificationFile = (entries: string): Buffer =>
  document(
    'camt.054.001.08',
    `<BkToCstmrDbtCdtNtfctn>${head('NTF-1')}<Ntfctn><Id>NTF-1-1</Id>${account}${entries}</Ntfctn>
    </BkToCstmrDbtCdtNtfctn>`,
  )

/** The papers that a decided look orders: what was found and shown (R43), and that no data were found (R8). Rows only. */
import { instantText, type Clock } from '../base/calendar.ts'
import type { Happened } from '../claims/advance.ts'
import { declaredOf, unitAt, type Claim, type Unit } from '../claims/claim.ts'
import { answersOf } from '../claims/offer-answer-store.ts'
import { offersOf } from '../claims/offer-store.ts'
import type { Transaction } from '../database.ts'
import { orderDocument } from '../documents/store.ts'
import { evidenceById } from '../evidence/store.ts'
import { auditCentreOf, clauseOf, type Programme } from '../programmes/programme.ts'
import { textIn, type Localised } from '../programmes/schema/words.ts'
import type { Locale, Texts } from '../texts/texts.ts'
import { gradesOf } from './checklist.ts'
import type { ErasureFacts } from './erasure-certificate.ts'
import { reportsOf } from './erasure-store.ts'
import type { PackFacts } from './evidence-pack.ts'
import { auditsOf, type Audit } from './store.ts'

export type PackingDesk = { readonly clock: Clock; readonly texts: (locale: Locale) => Texts }

/** R43: the evidence of a difference. Nothing where no offer was before: there is nothing to compare with. */
export const packEvidence = (desk: PackingDesk, happened: Happened): Promise<void> =>
  packAs(desk, happened, 'found')

/** R42: the same for whoever hears the appeal, with what the participant said. */
export const packAppeal = (desk: PackingDesk, happened: Happened): Promise<void> =>
  packAs(desk, happened, 'appeal')

async function packAs(
  { clock, texts }: PackingDesk,
  { trx, claim, programme, entry }: Happened,
  what: 'found' | 'appeal',
): Promise<void> {
  const unit = unitAt(claim, entry.unit)
  const audits = await auditsOf(trx, [unit.id])
  const audit = audits.at(-1)
  const [before] = (await offersOf(trx, unit.id)).slice(-2)
  const { device } = declaredOf(claim, unit)
  if (!audit || !before || !unit.offered || !device) return
  const { locale, participant } = claim.application
  const { offered } = unit
  const said = (await answersOf(trx, unit.id)).findLast(({ answer }) => answer === 'dispute')
  const facts: PackFacts = {
    reference: claim.reference,
    unit: unit.position,
    device: `${device.make} ${device.model}`,
    company: participant.company,
    centre: auditCentreOf(programme).name,
    foundAt: audit.auditedAt,
    timeZone: programme.timeZone,
    rows: comparedRows(claim, unit, audit, programme),
    reasons: audit.reasons.map((code) => ({ code, clause: clauseOf(programme, offered.rule) })),
    ...(said?.words && { appeal: { words: said.words, at: instantText(said.at) } }),
    checks: Object.entries(audit.finding.checks).map(([check, answer]) => ({ check, answer })),
    offer: {
      currency: programme.currency,
      beforeMinor: before.amountMinor,
      nowMinor: offered.amountMinor,
      row: offered.row,
      rule: offered.rule,
      clause: clauseOf(programme, offered.rule),
    },
    ifDeclined: programme.declinePolicy,
    answerBy: offered.answerBy ? texts(locale).date(offered.answerBy) : '',
    photos: await photosShown(trx, audits, audit),
  }
  await orderDocument(trx, clock, {
    kind: 'audit-evidence',
    claimReference: claim.reference,
    locale,
    name: `audit-${claim.reference}-${unit.position}-${audit.no}${what === 'appeal' ? '-appeal' : ''}.pdf`,
    mediaType: 'application/pdf',
    facts,
  })
}

/** Photos of every look that found the same, so that a blind one is shown as well. */
async function photosShown(
  trx: Transaction,
  audits: readonly Audit[],
  decided: Audit,
): Promise<PackFacts['photos']> {
  const ids = audits.filter(({ verdict }) => verdict === decided.verdict).flatMap(({ photos }) => photos)
  const files = await Promise.all([...new Set(ids)].map((id) => evidenceById(trx, id)))
  return files.flatMap((file) => (file ? [{ sha256: file.sha256, kind: file.kind }] : []))
}

function comparedRows(
  claim: Claim,
  unit: Unit,
  { finding, condition }: Audit,
  programme: Programme,
): PackFacts['rows'] {
  const { device } = declaredOf(claim, unit)
  const { locale } = claim.application
  const nameOf = (list: readonly { readonly id: string; readonly name: Localised }[], id: string): string => {
    const found = list.find((one) => one.id === id)
    return found ? textIn(found.name, locale) : id
  }
  return [
    ['serial', device?.serial ?? '', finding.serial || '-'],
    [
      'category',
      nameOf(programme.categories, device?.category ?? ''),
      nameOf(programme.categories, finding.category),
    ],
    [
      'condition',
      nameOf(programme.conditions, device?.condition ?? ''),
      nameOf(programme.conditions, condition),
    ],
    ['grade', '-', nameOf(gradesOf(programme), finding.grade)],
  ]
}

/** R8: a certificate for every device that is what it was said to be and held no data. */
export async function certifyErasure(
  { clock }: PackingDesk,
  { trx, claim, programme, entry }: Happened,
): Promise<void> {
  const unit = unitAt(claim, entry.unit)
  const audit = (await auditsOf(trx, [unit.id])).at(-1)
  const { device } = declaredOf(claim, unit)
  if (!audit || !device || !isCertain(audit)) return
  const { locale, participant } = claim.application
  const report = (await reportsOf(trx, unit.id)).findLast(
    ({ match, result }) => match === 'serial-matches' && result === 'erased',
  )
  const number = `${claim.reference}-${unit.position}-${audit.no}`
  const facts: ErasureFacts = {
    number,
    reference: claim.reference,
    device: `${device.make} ${device.model}`,
    serial: audit.finding.serial,
    company: participant.company,
    centre: auditCentreOf(programme).name,
    examinedAt: audit.auditedAt,
    timeZone: programme.timeZone,
    stated: hasStatedErasure(claim, programme) ? 'yes' : 'no',
    finding: audit.finding.residualData === 'none' ? 'no-data' : 'none-present',
    ...(report && {
      report: {
        tool: report.tool,
        method: report.method,
        finishedAt: report.finishedAt,
        serials: report.serials,
        sha256: report.sha256,
      },
    }),
  }
  await orderDocument(trx, clock, {
    kind: 'erasure-certificate',
    claimReference: claim.reference,
    locale,
    name: `erasure-${number}.pdf`,
    mediaType: 'application/pdf',
    facts,
  })
}

/** What was looked into, or has no storage at all; never another device than the stated one, and nothing half known. */
const isCertain = ({ verdict, finding }: Audit): boolean =>
  verdict !== 'wrong-device' &&
  verdict !== 'hazard' &&
  (finding.residualData === 'none' || finding.checks['storage-present'] === 'no')

/** R8: whether the participant has stated that everything was deleted: a declaration of the kind `erasure`. */
export const hasStatedErasure = (
  { application }: Pick<Claim, 'application'>,
  { declarations }: Pick<Programme, 'declarations'>,
): boolean =>
  declarations.some(({ id, states }) => states === 'erasure' && application.declarations.includes(id))

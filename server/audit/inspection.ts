/** One look at one unit: judged, kept with its photos, and told to the claim, in one transaction. */
import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { advance, type Office } from '../claims/advance.ts'
import { declaredOf, isLiving, unitAt, type Claim, type Unit } from '../claims/claim.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction, type Transaction } from '../database.ts'
import { attachEvidence, evidenceById } from '../evidence/store.ts'
import { refuse } from '../base/refusal.ts'
import type { DeclaredDevice } from '../programmes/application.ts'
import type { Programme } from '../programmes/programme.ts'
import { programmeVersion } from '../programmes/store.ts'
import { drawWith, standingOf, type Draw } from './fairness.ts'
import type { Finding } from './finding.ts'
import { photoFaults } from './photos.ts'
import { auditsOf, insertAudit, openLooks, type Audit, type Standing } from './store.ts'
import { refuseRepeat } from './turn.ts'
import { judge, type Judgement } from './verdict.ts'

/** What an audit needs beside the engine: a seed for each draw, which nobody can foretell. */
export type Bench = Office & { readonly seed: () => string }

export type Inspection = {
  readonly reference: string
  readonly unit: number
  readonly finding: Finding
  /** Ids of uploaded files. */
  readonly photos: readonly string[]
  /** What the bench said when the device was taken up, see turn.ts. */
  readonly turn?: string | undefined
  readonly by: Extract<Actor, { kind: 'staff' }>
}

/** What became of a look. Only a decided one is told to the participant. */
export type Inspected = { readonly claim: Claim; readonly standing: Standing } & Judgement

/**
 * @throws Refusal `photos-missing` and `no-audit-…-photo` when a difference is not shown (R43), `already-inspected`
 * naming who was first and when, `same-auditor` (R42), and whatever the move itself refuses. Nothing is kept then.
 */
export const inspect = (office: Bench, inspection: Inspection): Promise<Inspected> =>
  inTransaction(office.db, async (trx) => {
    const { reference, finding, photos, by, turn } = inspection
    const claim = await lockClaim(trx, reference)
    const unit = unitAt(claim, inspection.unit)
    const { device } = declaredOf(claim, unit)
    if (!device) throw refuse('conflict', 'nothing-to-inspect', { unit: unit.position })
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const audits = await auditsOf(trx, [unit.id])
    await refuseRepeat(trx, { claim, unit, audits, auditor: by.id, turn }, programme.timeZone)
    const judgement = judge(device, finding, programme)
    await refuseUnshown(trx, judgement, photos, programme)
    await attachEvidence(trx, photos, reference, (place) => `/photos/${place}`)
    const draw = drawWith(office.seed(), programme.audit.secondLook.percent)
    const look = { unit, device, finding, judgement, photos, auditorId: by.id }
    const standing = standingAfter(claim, unit, audits, look, draw, programme)
    const audit = await insertAudit(trx, rowOf(look, standing), office.clock.now())
    const move = {
      kind: 'inspect',
      by,
      unit: unit.position,
      audit,
      category: finding.category,
      draw,
      ...judgement,
      ...(standing.startsWith('held-') && { held: standing.slice('held-'.length) }),
    } as const
    const after = await advance({ ...office, db: trx }, reference, move)
    return { claim: after, standing, ...judgement }
  })

type Look = {
  readonly unit: Unit
  readonly device: DeclaredDevice
  readonly finding: Finding
  readonly judgement: Judgement
  readonly photos: readonly string[]
  readonly auditorId: number
}

/** An appeal is decided by its one look (R42); for a claim that has ended there is nothing to decide. */
function standingAfter(
  claim: Claim,
  unit: Unit,
  audits: readonly Audit[],
  { finding: { category }, judgement: { verdict, condition } }: Look,
  draw: Draw,
  programme: Programme,
): Standing {
  if (!isLiving(claim)) return 'recorded'
  if (unit.offer === 'disputed') return 'concluded'
  const before = openLooks(audits).map((one) => ({ ...one, category: one.finding.category }))
  return standingOf([...before, { verdict, category, condition }], draw, programme)
}

const rowOf = (
  { unit, device, finding, judgement, photos, auditorId }: Look,
  standing: Standing,
): Omit<Audit, 'id' | 'no' | 'auditedAt'> => ({
  unitId: unit.id,
  auditorId,
  finding,
  photos,
  standing,
  verdict: judgement.verdict,
  reasons: judgement.reasons,
  condition: judgement.condition,
  category: device.category,
  make: device.make,
})

/** R43: a photo that was never sent in is refused by name before the difference is. */
async function refuseUnshown(
  trx: Transaction,
  judgement: Judgement,
  ids: readonly string[],
  programme: Programme,
): Promise<void> {
  const photos = await Promise.all(
    ids.map(async (id) => ({ id, kind: (await evidenceById(trx, id))?.kind ?? '' })),
  )
  const unknown = photos.findIndex(({ kind }) => kind === '')
  if (unknown >= 0) throw refuse('invalid', 'evidence-unknown', {}, `/photos/${unknown}`)
  const faults = photoFaults(judgement, photos, programme)
  if (faults.length > 0) throw new Refusal('invalid', faults)
}

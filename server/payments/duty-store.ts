/** What somebody did before for the claims of a run, so that they may not release it. The database asks the same by a trigger. */
import type { Database } from '../database.ts'

/** One claim of the run whose device they audited, one that they approved, one programme of it whose edition they loaded. */
export type Duties = { readonly audited?: string; readonly decided?: string; readonly loaded?: string }

/** `actor` is spelled as in the journal. */
export async function dutiesIn(db: Database, runId: number, actor: string): Promise<Duties> {
  const auditorId = /^staff:(\d+)$/.exec(actor)?.[1]
  const claimsOfRun = () =>
    db('payments as p')
      .join('claims as c', 'c.reference', 'p.claim_reference')
      .where('p.run_id', runId)
      .whereNot('p.state', 'removed')
  const audited =
    auditorId === undefined
      ? undefined
      : await claimsOfRun()
          .join('units as u', 'u.claim_id', 'c.id')
          .join('audits as a', 'a.unit_id', 'u.id')
          .where('a.auditor_id', Number(auditorId))
          .first<{ reference: string } | undefined>('c.reference as reference')
  const decided: { reference: string } | undefined = await claimsOfRun()
    .join('journal as j', 'j.claim', 'c.reference')
    .where({ 'j.kind': 'approved', 'j.actor': actor })
    .first('c.reference as reference')
  const loaded: { programme: string } | undefined = await claimsOfRun()
    .join('programme_loads as l', 'l.hash', 'c.programme_version')
    .join('programme_versions as v', 'v.hash', 'l.hash')
    .where('l.loaded_by', actor)
    .first('v.programme_id as programme')
  return {
    ...(audited && { audited: audited.reference }),
    ...(decided && { decided: decided.reference }),
    ...(loaded && { loaded: loaded.programme }),
  }
}

/** True when they approved the claim: whoever does may not also send what it earns. `actor` as in the journal. */
export const hasApproved = async (db: Database, reference: string, actor: string): Promise<boolean> =>
  (await db('journal').where({ claim: reference, kind: 'approved', actor }).first('no')) !== undefined

/** What somebody did before for the claims of a run, so that they may not release it. The database asks the same by a trigger. */
import type { Database } from '../database.ts'

/** One claim of the run whose device they audited, one programme of it whose edition they loaded. */
export type Duties = { readonly audited?: string; readonly loaded?: string }

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
  const loaded: { programme: string } | undefined = await claimsOfRun()
    .join('programme_loads as l', 'l.hash', 'c.programme_version')
    .join('programme_versions as v', 'v.hash', 'l.hash')
    .where('l.loaded_by', actor)
    .first('v.programme_id as programme')
  return {
    ...(audited && { audited: audited.reference }),
    ...(loaded && { loaded: loaded.programme }),
  }
}

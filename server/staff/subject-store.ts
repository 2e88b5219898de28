/** By which name another house knows an account: one account for a name, one name for an account. */
import { type Clock, instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { type Database, isDuplicate } from '../database.ts'

type SubjectRow = {
  issuer: string
  subject: string
  staff_id: number
  bound_by: number | null
  bound_at: string
}

/** Id of the account that the issuer knows by that subject, or undefined. */
export async function boundTo(db: Database, issuer: string, subject: string): Promise<number | undefined> {
  return (await db<SubjectRow>('staff_subjects').where({ issuer, subject }).first('staff_id'))?.staff_id
}

/** Subjects by account, at one issuer. */
export async function subjectsAt(db: Database, issuer: string): Promise<ReadonlyMap<number, string>> {
  const rows = await db<SubjectRow>('staff_subjects').where({ issuer })
  return new Map(rows.map(({ staff_id, subject }) => [staff_id, subject]))
}

/** Binds. `by`: the admin, undefined when a verified address did. @throws Refusal `subject-taken`. */
export async function bindSubject(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  bound: {
    readonly issuer: string
    readonly subject: string
    readonly staffId: number
    readonly by?: number
  },
): Promise<void> {
  try {
    await db('staff_subjects').insert({
      issuer: bound.issuer,
      subject: bound.subject,
      staff_id: bound.staffId,
      bound_by: bound.by ?? null,
      bound_at: instantText(clock.now()),
    })
  } catch (error) {
    throw isDuplicate(error) ? refuse('conflict', 'subject-taken', {}, '/subject') : error
  }
}

/** Takes the account's name at that issuer away; none is as good. */
export async function unbindSubject(db: Database, issuer: string, staffId: number): Promise<void> {
  await db('staff_subjects').where({ issuer, staff_id: staffId }).del()
}

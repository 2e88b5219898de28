/** Whether somebody who wants something erased means it. Pure. */
import { refuse } from '../base/refusal.ts'

/** @throws Refusal `invalid` / `not-the-same` when the second time is not like the first. */
export function confirmed({ subject, again }: { readonly subject: string; readonly again: string }): string {
  if (subject.toLowerCase() !== again.toLowerCase()) throw refuse('invalid', 'not-the-same', {}, '/again')
  return subject
}

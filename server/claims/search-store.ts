/** Finds claims by reference, serial number and company: by the beginning or the end of any of them. Reads only. */
import { begins, endsIn, tailLength, type Database } from '../database.ts'
import { plain } from '../programmes/catalogue.ts'

/** References of claims, at most `limit` for each way in which they are found; the same one may come twice. */
export async function claimsFound(db: Database, typed: string, limit: number): Promise<string[]> {
  const reference = plain(typed).replaceAll(' ', '')
  const found = await Promise.all([
    begins(db('claims'), 'reference', reference).limit(limit).pluck('reference'),
    ...ends(reference).map((end) => endsIn(db('claims'), 'reference', end).limit(limit).pluck('reference')),
    ...(['device-serial', 'product-serial'] as const).map((kind) =>
      withSerial(db, kind, plain(typed), limit),
    ),
    ofCompany(db, typed.trim(), limit),
  ])
  return (found as string[][]).flat()
}

/** The end of a reference as it is read aloud, with its dashes or without them: `TI-7K3M-92QF`. */
const ends = (typed: string): string[] => {
  const bare = typed.replaceAll('-', '')
  const dashed = bare.length > tailLength ? `${bare.slice(0, -4).slice(-4)}-${bare.slice(-4)}` : bare
  const whole = bare.length > 8 ? `${bare.slice(0, -8)}-${dashed}` : dashed
  return bare.length < tailLength ? [] : [whole]
}

async function withSerial(
  db: Database,
  kind: 'device-serial' | 'product-serial',
  serial: string,
  limit: number,
): Promise<string[]> {
  const keys = () =>
    db('claim_keys').join('claims', 'claims.id', 'claim_keys.claim_id').where({ kind }).limit(limit)
  const [beginning, ending] = await Promise.all([
    begins(keys(), 'claim_keys.value', serial).pluck('claims.reference'),
    serial.length < tailLength ? [] : endsIn(keys(), 'claim_keys.value', serial).pluck('claims.reference'),
  ])
  return [...(beginning as string[]), ...(ending as string[])]
}

/** Half of all companies end in ` A/S`: only a longer end tells one of them. */
const companyTail = 8

const folded = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** SQLite folds the letters of English only, so that a name is tried as it may be spelled: `østerbro`, `Østerbro`, `ØSTERBRO`. */
async function ofCompany(db: Database, typed: string, limit: number): Promise<string[]> {
  const capitals = typed.toLowerCase().replace(/(^|\s)\S/g, (first) => first.toUpperCase())
  const spellings = new Set([typed, typed.toLowerCase(), typed.toUpperCase(), capitals].map(folded))
  const named = () =>
    db('participants').join('claims', 'claims.participant_id', 'participants.id').limit(limit)
  const found = await Promise.all(
    [...spellings].flatMap((name) => [
      begins(named(), 'lower(participants.name)', name).pluck('claims.reference'),
      ...(name.length < companyTail
        ? []
        : [endsIn(named(), 'lower(participants.name)', name, companyTail).pluck('claims.reference')]),
    ]),
  )
  return (found as string[][]).flat()
}

/**
 * An edition made the one for new applications by somebody: the edition, who wrote and who loaded it, and the entry of the
 * journal, all or nothing. Claims that run keep theirs (R98). What a start loads from files is told by its rows alone.
 */
import { actorText, type Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { inTransaction, type Database } from '../database.ts'
import { closeDraft, lockDraft, programmeDraft } from '../programmes/draft-store.ts'
import { versionOf } from '../programmes/source.ts'
import { loadProgrammes, type CurrentProgramme } from '../programmes/store.ts'
import { isCurrentVersion, noteWriters } from '../programmes/version-store.ts'
import { writeEntry } from './journal-store.ts'

type House = { readonly db: Database; readonly clock: Clock }

/** The journal names claims; what is of the house alone stands under no claim. */
const noClaim = ''

/** @throws Refusal `invalid` with every mistake of the file. */
export const loadEdition = (house: House, source: string, by: Actor): Promise<CurrentProgramme> =>
  inTransaction(house.db, async (trx) => {
    const [loaded] = await loadProgrammes(trx, house.clock, [{ file: 'source', text: source }], by)
    if (!loaded) throw new Error('nothing was loaded')
    const { hash, programme } = loaded
    const facts = { programme: programme.id, edition: programme.edition }
    const claim = { reference: noClaim, programmeVersion: hash }
    await writeEntry(trx, claim, { kind: 'edition-loaded', facts }, by, house.clock.now())
    return loaded
  })

/**
 * Makes a draft, as it was read, the edition for new applications. Who wrote it counts like who loaded it: neither releases a
 * run that pays by it. @throws Refusal as `loadEdition` and `lockDraft`, `conflict` / `edition-current` when it says nothing new.
 */
export const loadDraft = (house: House, id: number, revision: number, by: Actor): Promise<CurrentProgramme> =>
  inTransaction(house.db, async (trx) => {
    await lockDraft(trx, id, revision)
    const { source, saves } = await programmeDraft(trx, id)
    if (await isCurrentVersion(trx, versionOf(source))) throw refuse('conflict', 'edition-current')
    const loaded = await loadEdition({ ...house, db: trx }, source, by)
    const writers = new Set(saves.map((save) => save.by))
    writers.delete(actorText(by))
    await noteWriters(trx, loaded.hash, [...writers], house.clock.now())
    await closeDraft(trx, id, loaded.hash)
    return loaded
  })

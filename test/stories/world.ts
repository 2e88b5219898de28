/** A house on the database of this run, and its people. */
import { openHouse, type House } from '../../scripts/walk/house.ts'
import type { Stand } from '../../server/context.ts'
import { meetPeople, type People } from '../../scripts/walk/people.ts'
import { makeTestDatabase } from '../database.ts'

export type World = House & { readonly people: People }

/**
 * Opens a world in which nothing has happened yet. Evidence is left unread, because that takes seconds a file:
 * test/evidence/reading does it. `close` takes its database away as well.
 */
export async function openWorld({
  today,
  programme = 'dk-workstation-trade-in-open',
  stand = {},
}: {
  today: string
  programme?: string
  stand?: Stand
}): Promise<World> {
  const { url: databaseUrl, remove } = await makeTestDatabase('prepared')
  const house = await openHouse({
    today,
    databaseUrl,
    stand: { readEvidence: async () => undefined, ...stand },
  })
  const close = async (): Promise<void> => {
    await house.close()
    await remove()
  }
  return { ...house, people: await meetPeople(house, programme), close }
}

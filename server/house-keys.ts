/**
 * The key of the house, which wraps the data key of every participant and seals what belongs to nobody alone. It lies in
 * `keys/house`, or comes from the environment as `KEY_HOUSE`; `keys/marking` keys the hashes by which equal accounts are found.
 */
import {
  houseKeysFrom,
  makeSealingKey,
  readSealingKeys,
  writeSealingKeys,
  type HouseKeys,
  type SealingKey,
} from './base/sealing.ts'
import type { KeyFolder } from './keys.ts'

const file = 'house'

/** All keys that still open something, the newest first; the first is made at the first start. */
export const houseSealingKeys = (keys: KeyFolder): SealingKey[] =>
  readSealingKeys(keys.secret(file, () => writeSealingKeys([makeSealingKey('h1')])))

/** @throws Error for a key file that is not one, or that others can read. */
export const openHouseKeys = (keys: KeyFolder): HouseKeys =>
  houseKeysFrom(houseSealingKeys(keys), keys.secret('marking'))

/** Puts a new key before the others, which go on opening what they sealed. Gives its id. */
export function addHouseKey(keys: KeyFolder): string {
  const present = houseSealingKeys(keys)
  const next = makeSealingKey(`h${1 + Math.max(...present.map(({ id }) => Number(id.slice(1)) || 0))}`)
  keys.replace(file, writeSealingKeys([next, ...present]))
  return next.id
}

/** Lets all keys go but the newest. Only when nothing needs them any more: what they sealed is lost with them. */
export function dropOldHouseKeys(keys: KeyFolder): void {
  keys.replace(file, writeSealingKeys(houseSealingKeys(keys).slice(0, 1)))
}

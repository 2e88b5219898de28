/** A folder for one run's databases: in memory where there is room, since making a database means making 300 files. */
import { existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
// A container often gets 64 MB here; a whole run needs some hundred.
const neededBytes = 2 ** 30

/** @param {string} name @returns {string} */
export const makeFolder = (name) => mkdtempSync(join(hasRoom() ? memory : tmpdir(), `backhaul-${name}-`))

function hasRoom() {
  if (!existsSync(memory)) return false
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= neededBytes
}

/**
 * Files by the hash of their content, in a folder. What is written under a hash never changes, so nothing is written
 * twice and nothing is overwritten. Knows no names, no types, no claims.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256 } from '../base/canonical.ts'

export type Vault = {
  /** Keeps the bytes and gives their hash. They are on the disk, not only on their way, when it returns. */
  readonly put: (bytes: Buffer) => Promise<string>
  /** @throws Error when nothing lies under the hash, or something else than was put there. */
  readonly get: (hash: string) => Promise<Buffer>
  readonly has: (hash: string) => Promise<boolean>
  /** Removes what has not been put since `before`; what somebody puts again at this moment stays. */
  readonly remove: (hash: string, before: Date) => Promise<void>
}

/** A vault in `directory`, which is made when missing; `aa/bb/<hash>` keeps folders small. */
export function openVault(directory: string): Vault {
  const placeOf = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`not a hash: ${hash.slice(0, 80)}`)
    return join(directory, hash.slice(0, 2), hash.slice(2, 4), hash)
  }
  return {
    put: async (bytes) => {
      const hash = sha256(bytes)
      const place = placeOf(hash)
      if (!(await refresh(place, bytes.length))) await write(place, bytes)
      return hash
    },
    get: async (hash) => {
      const bytes = await readFile(placeOf(hash))
      if (sha256(bytes) !== hash) throw new Error(`vault: ${hash} holds something else`)
      return bytes
    },
    has: async (hash) => (await changedAt(placeOf(hash))) !== undefined,
    remove: async (hash, before) => {
      const place = placeOf(hash)
      const changed = await changedAt(place)
      if (changed && changed.mtime < before) await rm(place, { force: true })
    },
  }
}

/** True when the content lies there already; its date is renewed, which saves it from a removal under way. */
async function refresh(place: string, length: number): Promise<boolean> {
  const found = await changedAt(place)
  if (found?.size !== length) return false
  const now = new Date()
  await utimes(place, now, now)
  return true
}

/** Written beside its place, made durable, then renamed: a crash leaves the whole file or none under the hash. */
async function write(place: string, bytes: Buffer): Promise<void> {
  const folder = dirname(place)
  await mkdir(folder, { recursive: true })
  const temporary = `${place}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, place)
    await makeDurable(folder)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** A rename is durable once its folder is. Windows cannot open folders and needs no such step. */
async function makeDurable(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const changedAt = async (place: string): Promise<{ mtime: Date; size: number } | undefined> =>
  stat(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

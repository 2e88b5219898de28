/**
 * The house's own secrets, made at the first start and kept in files that only its user may read. Knows files;
 * what a key signs is the business of who uses it.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type KeyFolder = {
  /** The secret of this name; `make` is called when there is none yet. */
  readonly secret: (name: string, make?: () => string) => string
}

/** @throws Error when a key file can be read by others: whoever could read it may sign in our name. */
export function openKeys(directory: string): KeyFolder {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return {
    secret: (name, make = () => randomBytes(32).toString('base64url')) => {
      const file = join(directory, name)
      try {
        // Exclusive: of two processes that start at once, one makes the key and the other reads it.
        writeFileSync(file, make(), { mode: 0o600, flag: 'wx' })
        chmodSync(file, 0o600)
      } catch (error) {
        if (!isThere(error)) throw error
      }
      if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
        throw new Error(`${file} can be read by others. Make it private: chmod 600 ${file}`)
      }
      return readFileSync(file, 'utf8')
    },
  }
}

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

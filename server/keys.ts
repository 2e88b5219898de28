/**
 * The house's own secrets, made at the first start and kept in files that only its user may read, or given by the
 * environment: `KEY_LABEL_TOKEN` stands for `label-token.pem`. Knows files; what a key signs is the business of who uses it.
 */
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

export type KeyFolder = {
  /** The secret of this name; `make` is called when there is none yet. */
  readonly secret: (name: string, make?: () => string) => string
  /** Puts another secret in its place, whole or not at all. */
  readonly replace: (name: string, secret: string) => void
  /** Keeps the public half of a key that is no longer used, for what it signed. */
  readonly retire: (name: string, publicText: string) => void
  /** Public halves of retired keys whose names begin so. */
  readonly retired: (prefix: string) => readonly string[]
}

/** Variable that may hold the secret of this name. */
const variableOf = (name: string): string =>
  `KEY_${name
    .replace(/\.pem$/, '')
    .replaceAll('-', '_')
    .toUpperCase()}`

/** @throws Error when a key file can be read by others: whoever could read it may sign in our name. */
export function openKeys(directory: string, environment: NodeJS.ProcessEnv = process.env): KeyFolder {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const given = (name: string): string | undefined => environment[variableOf(name)]?.trim() || undefined
  return {
    secret: (name, make = () => randomBytes(32).toString('base64url')) => {
      const fromOutside = given(name)
      if (fromOutside) return fromOutside
      const file = join(directory, name)
      if (!existsSync(file)) keep(file, make())
      if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
        throw new Error(`${file} can be read by others. Make it private: chmod 600 ${file}`)
      }
      return readFileSync(file, 'utf8')
    },
    replace: (name, secret) => {
      if (given(name))
        throw new Error(`This key comes from ${variableOf(name)}. Change it where that is set.`)
      const draft = join(directory, `${name}.${process.pid}`)
      writeFileSync(draft, secret, { mode: 0o600 })
      renameSync(draft, join(directory, name))
    },
    retire: (name, publicText) => {
      mkdirSync(join(directory, retiredFolder), { recursive: true, mode: 0o700 })
      writeFileSync(join(directory, retiredFolder, name), publicText, { mode: 0o600 })
    },
    retired: (prefix) => {
      const folder = join(directory, retiredFolder)
      const names = existsSync(folder) ? readdirSync(folder) : []
      return names
        .filter((name) => name.startsWith(prefix))
        .toSorted()
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    },
  }
}

const retiredFolder = 'retired'

/** Whole or not at all, also when killed in the middle; of two processes that start at once the first one's key counts. */
function keep(file: string, secret: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, secret, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

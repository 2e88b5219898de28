/** The product's own sources as text, for tests of what every file has to keep to. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Source = { readonly file: string; readonly text: string }

/** Files under `folder` that end so, by their path from it with forward slashes, in order. */
export const sourcesIn = (folder: string, endings: readonly string[]): Source[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))

export const server = sourcesIn('server', ['.ts', '.mjs'])

/** Everything that a file loads: static and dynamic imports and `require`, types as well. */
export const importsOf = ({ text }: Source): string[] =>
  [...text.matchAll(/\b(?:from|import|require(?:\.resolve)?)\s*\(?\s*['"]([^'"\s]+)['"]/g)].map(
    ([, target]) => target ?? '',
  )

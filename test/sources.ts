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

/** Everything that a file loads: static and dynamic imports and `require`, types as well; comments do not count. */
export const importsOf = ({ text }: Source): string[] =>
  [
    ...withoutComments(text).matchAll(
      /(?:\bfrom\s+|\bimport\s*\(?\s*|\brequire(?:\.resolve)?\()['"]([^'"\s]+)['"]/g,
    ),
  ].map(([, target]) => target ?? '')

/** The program alone. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/ .*$/gm, '')

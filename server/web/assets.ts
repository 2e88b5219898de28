/**
 * Style sheet, script, font and pictures, read once at start. Each is served under a name that holds a hash of its
 * content, so that browsers may keep it for ever. Knows files and bytes; knows no express and no page.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { sha256 } from '../base/canonical.ts'

export type Asset = {
  readonly mediaType: string
  readonly bytes: Buffer
  /** Compressed forms by content coding (RFC 9110), none for what is compressed already. */
  readonly coded: ReadonlyMap<string, Buffer>
}

export type Assets = {
  /** Served path of a file: `backhaul.css` is `/assets/backhaul-1f3a5c7e9b.css`. @throws Error when there is no such file. */
  readonly path: (name: string) => string
  /** The file behind a served path, undefined when the name or its hash is not ours. */
  readonly find: (path: string) => Asset | undefined
}

/** Status, headers and body of one answer; the composition hands it to whatever serves HTTP. */
export type AssetAnswer = {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Reads fonts and pictures, then `css/*.css` in the order of their names as the one file `backhaul.css`. */
export function openAssets(directory: string): Assets {
  const paths = new Map<string, string>()
  const files = new Map<string, Asset>()
  const keep = (name: string, bytes: Buffer): void => {
    const ending = extname(name)
    const path = `/assets/${basename(name, ending)}-${sha256(bytes).slice(0, 10)}${ending}`
    paths.set(name, path)
    files.set(path, assetOf(ending, bytes))
  }
  const path = (name: string): string => {
    const known = paths.get(name)
    if (!known) throw new Error(`no asset ${name}`)
    return known
  }
  for (const folder of ['', 'fonts'])
    for (const name of namesIn(join(directory, folder)))
      keep(name, readFileSync(join(directory, folder, name)))
  keep('backhaul.css', Buffer.from(styleSheet(join(directory, 'css'), path)))
  return { path, find: (served) => files.get(served) }
}

/** What to answer for a path, undefined when it is no asset. Takes the request's Accept-Encoding as it came. */
export function answerAsset(assets: Assets, path: string, acceptEncoding = ''): AssetAnswer | undefined {
  const asset = assets.find(path)
  if (!asset) return undefined
  const accepted = new Set(acceptEncoding.split(',').map((coding) => coding.split(';')[0]?.trim()))
  const [coding, body] = [...asset.coded].find(([name]) => accepted.has(name)) ?? [undefined, asset.bytes]
  return {
    body,
    headers: {
      'Content-Type': asset.mediaType,
      'Cache-Control': 'public, max-age=31536000, immutable',
      ...(asset.coded.size > 0 && { Vary: 'Accept-Encoding' }),
      ...(coding && { 'Content-Encoding': coding }),
    },
  }
}

const namesIn = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => extname(name) in mediaTypes)
    .toSorted()

function styleSheet(directory: string, path: (name: string) => string): string {
  const parts = namesIn(directory).map((name) => readFileSync(join(directory, name), 'utf8'))
  return parts
    .join('')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/url\(['"]?([\w.-]+)['"]?\)/g, (_, name: string) => `url('${path(name)}')`)
}

function assetOf(ending: string, bytes: Buffer): Asset {
  const mediaType = mediaTypes[ending] ?? 'application/octet-stream'
  const codings: [string, Buffer][] =
    ending === '.woff2'
      ? []
      : [
          ['br', brotliCompressSync(bytes)],
          ['gzip', gzipSync(bytes)],
        ]
  return { mediaType, bytes, coded: new Map(codings) }
}

/**
 * Style sheet, scripts, font and pictures, read once at start. Each is served under a name that holds a hash of its
 * content, so that browsers may keep it for ever. Knows files and bytes; knows no express and no page.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { sha256 } from '../base/canonical.ts'

export type Asset = {
  readonly mediaType: string
  readonly bytes: Buffer
  /** Compressed forms by content coding (RFC 9110), none for what is compressed already. Made at the first ask and kept. */
  readonly coded: ReadonlyMap<string, () => Promise<Buffer>>
  readonly headers?: Readonly<Record<string, string>>
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
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** Files that packages ship for browsers, served from here like our own: nothing is loaded from elsewhere. */
const borrowed: readonly (readonly [name: string, resolved: string, file: string])[] = [
  ['barcode-detector.js', 'barcode-detector/ponyfill', '../iife/ponyfill.js'],
  ['swagger-ui-bundle.js', 'swagger-ui-dist/package.json', 'swagger-ui-bundle.js'],
  ['swagger-ui.css', 'swagger-ui-dist/package.json', 'swagger-ui.css'],
  ['zxing-reader.wasm', 'zxing-wasm/reader/zxing_reader.wasm', 'zxing_reader.wasm'],
]

/**
 * Reads fonts, pictures, what packages lend, scripts, then `css/*.css` in the order of their names as the one file
 * `backhaul.css`. Scripts and styles name other files plainly; they are served with the paths in place of the names.
 */
export function openAssets(directory: string): Assets {
  const paths = new Map<string, string>()
  const files = new Map<string, Asset>()
  const keep = (name: string, bytes: Buffer): void => {
    const ending = extname(name)
    const path = `/assets/${basename(name, ending)}-${sha256(bytes).slice(0, 10)}${ending}`
    paths.set(name, path)
    files.set(path, assetOf(name, bytes))
  }
  const path = (name: string): string => {
    const known = paths.get(name)
    if (!known) throw new Error(`no asset ${name}`)
    return known
  }
  for (const folder of ['', 'fonts'])
    for (const name of namesIn(join(directory, folder)).filter((one) => !isScript(one)))
      keep(name, readFileSync(join(directory, folder, name)))
  for (const [name, resolved, file] of borrowed)
    keep(name, readFileSync(join(dirname(createRequire(import.meta.url).resolve(resolved)), file)))
  const script = (name: string): string => {
    const text = readFileSync(join(directory, name), 'utf8')
    const linked = text.replace(
      /(from )'\.\/([\w.-]+)'/g,
      (_, from: string, other: string) => `${from}'${script(other)}'`,
    )
    keep(name, Buffer.from(linked))
    return path(name)
  }
  for (const name of namesIn(directory).filter(isScript)) script(name)
  keep('backhaul.css', Buffer.from(styleSheet(join(directory, 'css'), path)))
  return { path, find: (served) => files.get(served) }
}

/** What to answer for a path, undefined when it is no asset. Takes the request's Accept-Encoding as it came. */
export async function answerAsset(
  assets: Assets,
  path: string,
  acceptEncoding = '',
): Promise<AssetAnswer | undefined> {
  const asset = assets.find(path)
  if (!asset) return undefined
  const accepted = new Set(acceptEncoding.split(',').map((coding) => coding.split(';')[0]?.trim()))
  const [coding, packed] = [...asset.coded].find(([name]) => accepted.has(name)) ?? []
  return {
    body: packed ? await packed() : asset.bytes,
    headers: {
      'Content-Type': asset.mediaType,
      'Cache-Control': 'public, max-age=31536000, immutable',
      ...asset.headers,
      ...(asset.coded.size > 0 && { Vary: 'Accept-Encoding' }),
      ...(coding && { 'Content-Encoding': coding }),
    },
  }
}

const isScript = (name: string): boolean => extname(name) === '.js'

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

function assetOf(name: string, bytes: Buffer): Asset {
  const ending = extname(name)
  const mediaType = mediaTypes[ending] ?? 'application/octet-stream'
  // A service worker may look after pages that do not stand below its own path, when its answer says so.
  const headers = name.endsWith('.worker.js') && { headers: { 'Service-Worker-Allowed': '/' } }
  return { mediaType, bytes, coded: new Map(codingsOf(ending, bytes)), ...headers }
}

const packers = { br: promisify(brotliCompress), gzip: promisify(gzip) }

/** What is larger would take brotli seconds. */
const bytesForBrotli = 300_000

/** Fonts are packed already. */
function codingsOf(ending: string, bytes: Buffer): [string, () => Promise<Buffer>][] {
  if (ending === '.woff2') return []
  const codings = bytes.length > bytesForBrotli ? (['gzip'] as const) : (['br', 'gzip'] as const)
  return codings.map((coding) => [coding, once(() => packers[coding](bytes))])
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

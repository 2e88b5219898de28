/** What must not slip back: versions with known holes, packages that need a newer Node, scripts that run at installation. */
import { readFileSync } from 'node:fs'

type Package = {
  version: string
  engines?: { node?: string }
  hasInstallScript?: boolean
  optional?: boolean
}
type Manifest = {
  engines: { node: string }
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> }
const direct = { ...manifest.dependencies, ...manifest.devDependencies }

/** The lowest version that may be installed anywhere in the tree. npm audit is not at hand everywhere; this is. */
test.each([
  ['multer', '2.1.1', 'crashes on malformed uploads below'],
  ['express', '5.1.0', 'first 5 that is supported'],
  ['body-parser', '2.2.1', 'URL-encoded bodies that stall the server below'],
  ['path-to-regexp', '8.0.0', 'routes that stall the server below'],
  ['qs', '6.14.1', 'arrays beyond the limit below'],
  ['nodemailer', '7.0.11', 'addresses that reach another domain, or stall the reader, below'],
  ['sharp', '0.33.5', 'libvips with known holes below'],
  ['pdfjs-dist', '4.2.67', 'a PDF could run scripts below'],
  ['tar', '7.5.4', 'archives that write elsewhere below'],
  ['cookie', '0.7.0', 'names and values that break out below'],
  ['fast-xml-parser', '5.3.4', 'entities that stall the reader below'],
  ['undici', '6.23.0', 'unbounded decompression below'],
])('%s is at least %s: %s', (name, lowest) => {
  const installed = Object.entries(lock.packages)
    .filter(([place]) => place.endsWith(`node_modules/${name}`))
    .map(([, { version }]) => version)
  expect(installed.filter((version) => order(version, lowest) < 0)).toEqual([])
})

test('every package is pinned to one version', () => {
  expect(Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
    [],
  )
})

test('every package that is used runs on the oldest Node that we promise', () => {
  const oldest = manifest.engines.node.replace('>=', '')
  const tooNew = Object.keys(direct).filter((name) => {
    const range = lock.packages[`node_modules/${name}`]?.engines?.node
    return range !== undefined && !allows(range, oldest)
  })
  expect(tooNew).toEqual([])
})

test('only named packages run a script at installation', () => {
  const scripted = Object.entries(lock.packages)
    .filter(([place, { hasInstallScript }]) => place !== '' && hasInstallScript)
    .map(([place]) => place.replace(/^.*node_modules\//, ''))
  expect(scripted.filter((name) => manifest.allowScripts[name] === undefined && name !== 'fsevents')).toEqual(
    [],
  )
})

test('the lock file names no registry, so that every mirror serves', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"')
})

/** Compares plain versions; what follows a dash does not count. */
function order(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.replace(/-.*/, '').split('.').map(Number))
  const different = [0, 1, 2].find((place) => left?.[place] !== right?.[place])
  return different === undefined ? 0 : (left?.[different] ?? 0) - (right?.[different] ?? 0)
}

/** Reads the ranges that packages write for Node: alternatives of `>=`, `^`, `<` and bare majors. */
const allows = (range: string, version: string): boolean =>
  range.split('||').some((alternative) =>
    alternative
      .trim()
      .split(/(?<![<>=~^])\s+/)
      .every((part) => meets(part, version)),
  )

function meets(part: string, version: string): boolean {
  const [, sign = '', rest = ''] = /^(>=|<=|\^|~|<|>|=)?\s*v?(.*)$/.exec(part) ?? []
  const bound = [
    ...rest
      .replaceAll(/[.]?[x*]/g, '')
      .split('.')
      .filter(Boolean),
    '0',
    '0',
    '0',
  ]
    .slice(0, 3)
    .join('.')
  const distance = order(version, bound)
  if (rest === '*' || rest === '') return true
  if (sign === '>=') return distance >= 0
  if (sign === '>') return distance > 0
  if (sign === '<') return distance < 0
  if (sign === '<=') return distance <= 0
  return distance >= 0 && version.split('.')[0] === bound.split('.')[0]
}

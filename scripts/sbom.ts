/**
 * `npm run sbom [-- FILE]`: everything that the server is made of, as a CycloneDX 1.6 bill of materials, from the lock file:
 * what runs, with its version, licence and the hash that npm checks. Nothing is downloaded; without FILE it goes to standard output.
 */
import { readFileSync, writeFileSync } from 'node:fs'

type Locked = {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly dev?: boolean
  readonly link?: boolean
}

const text = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const { name, version, license } = text('package.json') as { name: string; version: string; license: string }
const { packages } = text('package-lock.json') as { packages: Record<string, Locked> }

const components = Object.entries(packages)
  .filter(([path, one]) => path !== '' && !one.dev && !one.link)
  .map(([path, one]) => componentOf(path.split('node_modules/').at(-1) ?? path, one))
  .toSorted((one, other) => (one.purl < other.purl ? -1 : 1))

const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    component: { type: 'application', name, version, licenses: [{ license: { id: license } }] },
  },
  // The same package may lie in several folders of the tree.
  components: [...new Map(components.map((one) => [one.purl, one])).values()],
}

const [file] = process.argv.slice(2)
const told = `${JSON.stringify(bill, undefined, 2)}\n`
if (file) {
  writeFileSync(file, told)
  console.log(`${file}: ${bill.components.length} components.`)
} else process.stdout.write(told)

function componentOf(packageName: string, one: Locked) {
  const [scope, bare] = packageName.startsWith('@') ? packageName.split('/') : [undefined, packageName]
  const place = scope ? `${encodeURIComponent(scope)}/${bare}` : bare
  const [algorithm, hash] = one.integrity?.split('-') ?? []
  return {
    type: 'library',
    ...(scope && { group: scope }),
    name: bare,
    version: one.version ?? '',
    purl: `pkg:npm/${place}@${one.version ?? ''}`,
    ...(one.license && { licenses: [{ expression: one.license }] }),
    ...(algorithm === 'sha512' &&
      hash && { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }),
  }
}

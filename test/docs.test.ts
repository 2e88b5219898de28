/** What the documentation names is there: commands, files, links, addresses. Whether it is well said is for readers. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import { server, sourcesIn } from './sources.ts'

const pages = [
  ...readdirSync('.').filter((file) => file.endsWith('.md')),
  ...sourcesIn('docs', ['.md']).map(({ file }) => join('docs', file)),
].map((file) => ({ file, text: readFileSync(file, 'utf8') }))
const readme = pages.find(({ file }) => file === 'README.md')?.text ?? ''

/** Every first group that the pattern finds, once. */
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, found]) => found ?? '')),
]

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const npmCommand = /\bnpm (?:run )?(start|test(?![:\w])|(?<=run )[\w:-]+)/g

test('README tells every command that npm runs', () => {
  expect(all(readme, npmCommand).toSorted()).toEqual(Object.keys(scripts).toSorted())
})

describe.each(pages)('$file', ({ file, text }) => {
  test('names commands that exist', () => {
    expect(all(text, npmCommand).filter((name) => !(name in scripts))).toEqual([])
  })

  test('names files that exist', () => {
    const named = all(text, /`((?:server|templates|test|scripts|docs|migrations)\/[\w./-]+)`/g)
    expect(named.filter((path) => !existsSync(path) && !examples.includes(path))).toEqual([])
  })

  test('links to files that exist', () => {
    const links = all(text, /\]\((?!\w+:)([^)#]+)(?:#[^)]*)?\)/g)
    expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([])
  })

  test('sends readers to pages that are served', () => {
    const named = all(text, /`(\/(?:desk|dev|sign-in|health)[\w/-]*)`/g)
    expect(named.filter((address) => !served.includes(address))).toEqual([])
  })
})

/** What the recipes of README make. */
const examples = [
  'server/shipping/packing-list.ts',
  'templates/mails/withdrawn.mjml',
  'templates/mails/withdrawn.txt',
]

test('what the recipes make is not there yet', () => {
  expect(examples.filter((path) => existsSync(path))).toEqual([])
})

/** Addresses of pages as the sources spell them, those with parameters left out. */
const served = server.flatMap(({ text }) => all(text, /'(\/[\w/-]*)'/g))

test('the walk through the API goes by addresses that are declared', () => {
  const routes = server.filter(({ file }) => file.endsWith('routes.ts')).map(({ text }) => text)
  const declared = routes.flatMap((text) => all(text, /(?:path: |router\.\w+\()['`](\/[^'`]+)['`]/g))
  const acts = routes.flatMap((text) => all(text, /review\(\s*desk,\s*'(\w+)'/g))
  const paths = [...declared, ...acts.map((act) => `/claims/{reference}/${act}`)].map(shapeOf)
  const walked = all(
    pages.find(({ file }) => file === 'docs/api.md')?.text ?? '',
    /(?:\b(?:post|get) |\$api)(\/[\w/$-]+)/g,
  )
  expect(walked.length).toBeGreaterThan(10)
  expect(walked.filter((path) => !paths.includes(shapeOf(path)))).toEqual([])
})

/** `/claims/$reference/units/1/audits` and `/claims/{reference}/units/{unit}/audits` are one address. */
const shapeOf = (path: string): string => path.replace(/\$\w+|\{\w+\}|\b\d+\b/g, '*')

test('decisions are numbered without a gap', () => {
  const numbers = readdirSync('docs/decisions').map((file) => Number(file.slice(0, 4)))
  expect(numbers.toSorted((one, other) => one - other)).toEqual(numbers.map((_, index) => index + 1))
})

/** A decision says where it stands, why it was needed and what it is. */
test.each(sourcesIn('docs/decisions', ['.md']))('docs/decisions/$file has its parts', ({ text }) => {
  expect(all(text, /^## (Status|Context|Decision)$/gm)).toEqual(['Status', 'Context', 'Decision'])
})

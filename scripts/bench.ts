/** `npm run bench -- NAME [--json]` runs one benchmark of scripts/bench and prints its figures; exits 1 when one misses its target. */
import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { reportOf, type Benchmark, type Report } from './bench/figure.ts'

const shared = new Set(['engines.ts', 'figure.ts'])
const names = readdirSync(new URL('bench', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !shared.has(file))
  .map((file) => basename(file, '.ts'))

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true })
const [name = ''] = positionals

if (names.includes(name)) await run(name)
else {
  console.error(`npm run bench -- NAME [--json], where NAME is one of: ${names.join(', ')}`)
  process.exitCode = 2
}

async function run(benchmark: string): Promise<void> {
  const { measure } = (await import(`./bench/${benchmark}.ts`)) as Benchmark
  const measured = measure()
  for await (const figure of Symbol.asyncIterator in measured ? measured : await measured) {
    const report = reportOf(figure)
    console.log(values.json ? JSON.stringify(report) : lineOf(report))
    if (!report.ok) process.exitCode = 1
  }
}

function lineOf({ name: figure, value, unit, baseline, ratio, target, ok }: Report): string {
  const beside = baseline === null ? '' : `, ${ratio} times the ${baseline} ${unit} of its yardstick`
  const judged = target === null ? '' : `; target ${target}: ${ok ? 'met' : 'MISSED'}`
  return `${figure}: ${value} ${unit}${beside}${judged}`
}

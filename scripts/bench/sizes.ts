/** How much one has to read: lines of the server's source files. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { median, type Figure } from './figure.ts'

/** The bounds are those of test/habits.test.ts. */
export const measure = async (): Promise<Figure[]> => {
  const files = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const lines = files.map((file) => readFileSync(join('server', file), 'utf8').split('\n').length - 1)
  return [
    { name: 'source files', value: files.length, unit: 'files' },
    { name: 'median source file', value: median(lines), unit: 'lines', atMost: 80 },
    { name: 'largest source file', value: Math.max(...lines), unit: 'lines', atMost: 300 },
  ]
}

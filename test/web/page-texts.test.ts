import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { auditMachine, claimMachine } from '../../server/claims/machines.ts'
import { runMachine } from '../../server/payments/machines.ts'
import { queues } from '../../server/desks/work.ts'
import { desksOf } from '../../server/staff/access.ts'
import { machineMoves, roles } from '../../server/staff/roles.ts'
import { openTexts } from '../../server/texts/texts.ts'

const texts = openTexts('templates/locales')('en')

const templates = readdirSync('templates/pages', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.njk'),
)

test.each(templates)('every text that %s names exists', (file) => {
  const template = readFileSync(join('templates/pages', file), 'utf8')
  const keys = [...template.matchAll(/\bt\('([a-z][\w.-]*[\w-])'[,)]/g)].map(([, key]) => key ?? '')
  expect(keys.filter((key) => !texts.has(key))).toEqual([])
})

test.each(templates)('%s spells no sentence itself', (file) => {
  const template = readFileSync(join('templates/pages', file), 'utf8')
  const shown = template
    .replace(/\{#[^]*?#\}|\{%[^]*?%\}|\{\{[^]*?\}\}/g, '')
    .replace(/<[^>]*>|&\w+;/g, '')
    .replace(/\bBackhaul\b/g, '')
  expect(shown.match(/\p{L}{3,}/gu)).toBeNull()
})

test('every desk has its name, and every queue words for what waits in it', () => {
  const desks = desksOf({ kind: 'staff', id: 1, roles })
  expect(desks.length).toBeGreaterThan(8)
  const nameless = [
    ...desks.map((desk) => `pages.desk.${desk}`),
    ...queues.map(({ id }) => `work.queue.${id}`),
  ].filter((key) => !texts.has(key))
  expect(nameless).toEqual([])
})

test('every move that a key can be given has its words', () => {
  expect(machineMoves.filter((move) => !texts.has(`desk.move.${move}`))).toEqual([])
})

test.each([
  ['pages.claim', Object.keys(claimMachine)],
  ['pages.audit', Object.keys(auditMachine)],
  ['desk.run.state', Object.keys(runMachine)],
])('every state under %s has its word', (area, states) => {
  expect(states.filter((state) => !texts.has(`${area}.${state}`))).toEqual([])
})

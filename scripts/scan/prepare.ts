/**
 * Makes a house with something of everything in it, and the list of all that can be typed into it: pages by the router,
 * operations by the OpenAPI document. `tsx scripts/scan/prepare.ts FOLDER` writes both there.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { walkExamples } from '../examples/walk.ts'
import { openHouse } from '../walk/house.ts'
import { hear, operationTargets } from './operation-targets.ts'
import { pageTargets } from './page-targets.ts'
import type { Target } from './target.ts'

/** Every address takes a language, so that there is something to type where there is nothing else. */
const withLanguage = (target: Target): Target =>
  target.places.length > 0
    ? target
    : { ...target, places: [...target.places, { at: 'query', name: 'lang', value: 'en' }] }

const [folder = ''] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const house = await openHouse({
  // The day on which the walk begins.
  today: '2026-03-02',
  kept: join(folder, 'house'),
  stand: { readEvidence: async () => undefined },
  limits: (_request, _response, next) => next(),
  // The walk binds accounts to it; it is never asked.
  environment: {
    OIDC_ISSUER: 'https://login.example.com',
    OIDC_CLIENT_ID: 'backhaul',
    OIDC_CLIENT_SECRET: 'a secret of this walk alone',
  },
})
const heard = await hear(() => walkExamples(house))
const operations = operationTargets(house, heard)
const pages = await pageTargets(house)
const targets = [...operations, ...pages.targets].map(withLanguage)
const today = house.context.clock.now().toString()
writeFileSync(join(folder, 'targets.json'), JSON.stringify({ today, targets }, null, 1))
await house.close()
console.log(`${operations.length} operations, ${pages.targets.length} kinds of pages and forms`)
console.log(`without their fields: ${pages.withoutFields.join(', ') || 'none'}`)

/**
 * `npm run docs:pictures`: takes the pictures of `docs/guide` anew. A page names a picture, and the picture is the sample of
 * that name: so what is shown is what the pages look like now.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { openBrowser } from '../test/browser/browser.ts'
import { openSite, samples } from './samples/site.ts'

const folder = 'docs/guide'
/** What is below tells a reader of an overview nothing more. */
const size = { width: 1120, height: 900 }

const names = readdirSync(folder).flatMap((file) =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/\.\.\/pictures\/([\w-]+)\.webp/g)].map(
    ([, name = '']) => name,
  ),
)
mkdirSync('docs/pictures', { recursive: true })
const browser = await openBrowser()
const site = await openSite()
try {
  const context = await browser.newContext({ viewport: size, colorScheme: 'light' })
  const page = await context.newPage()
  for (const name of new Set(names)) {
    const sample = samples.find((one) => one.name === name)
    if (!sample) throw new Error(`no sample ${name}`)
    await page.goto(site.addressOf(sample, 'en'))
    await page.evaluate('document.fonts.ready')
    await sharp(await page.screenshot())
      .webp({ quality: 70 })
      .toFile(`docs/pictures/${name}.webp`)
  }
} finally {
  await Promise.all([browser.close(), site.close()])
}

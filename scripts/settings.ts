/** `npm run settings` writes docs/settings.md from the one table of settings; a test holds that page to it. */
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { settingsTable } from '../server/config.ts'

const head = `# Settings

Settings are environment variables; an empty one counts as none. The server checks them all before it starts, and
\`npm run doctor\` also tries them out: is the folder writable, is the port free, does the database answer?
This page is made from the table in \`server/config.ts\` by \`npm run settings\`.
`

/** The page as Markdown. */
export const settingsPage = (): string => [head, ...settingsTable.map(sectionOf)].join('\n')

function sectionOf(setting: (typeof settingsTable)[number]): string {
  const fallback = setting.default === undefined ? 'none' : `\`${setting.default}\``
  const needs =
    'needs' in setting
      ? `- Only together with: ${setting.needs.map((name) => `\`${name}\``).join(', ')}\n`
      : ''
  const production = 'production' in setting ? `- In production: ${setting.production.repair}\n` : ''
  return `## ${setting.name}\n\n${setting.purpose}\n\n- Default: ${fallback}\n- When it is refused: ${setting.repair}\n${needs}${production}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync('docs/settings.md', settingsPage())

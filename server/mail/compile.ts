/**
 * A program of its own that turns every MJML template of a folder into HTML, prints them as JSON and ends. MJML takes 50 MB
 * and most of a second to load: so the server neither carries it nor waits for it. Nunjucks tags pass through untouched.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import mjml2html from 'mjml'

const directory = process.argv[2] ?? 'templates/mails'
const files = readdirSync(directory).filter((file) => file.endsWith('.mjml'))
const compiled = await Promise.all(
  files.map(async (file): Promise<[string, string]> => {
    const filePath = join(directory, file)
    // No fonts: MJML would fetch them from a foreign server in the reader's mail program.
    const { html } = await mjml2html(readFileSync(filePath, 'utf8'), {
      filePath,
      validationLevel: 'strict',
      fonts: {},
      ignoreIncludes: false,
      keepComments: false,
    })
    return [basename(file, '.mjml'), html]
  }),
)
process.stdout.write(JSON.stringify(compiled))
